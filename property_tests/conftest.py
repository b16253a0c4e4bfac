"""The properties under pytest: on the reference, or on any notebook.

pytest property_tests
pytest property_tests --notebook path.ipynb [--question NAME]
"""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings

from grader import battery, candidate_function, execution, question
from grader.answer import Answer, Returned
from grader.execution import Group, Session
from grader.finding import find
from grader.question import Question
from grader.sandbox.policy import Tier
from grader.settings import Limits
from grader.submission import read
from grader.vocabulary import Case

Call = Callable[[Sequence[Case]], list[Answer]]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--notebook", type=Path, help="check this notebook's function instead of the reference")
    parser.addoption("--question", default=question.DEFAULT, help="the question's name, or its folder")


def pytest_report_header(config: pytest.Config) -> list[str]:
    notebook = config.getoption("--notebook")
    return [f"{notebook} is executed without a sandbox, with your rights"] if notebook else []


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    contract = question.load(metafunc.config.getoption("--question")).contract
    if "law" in metafunc.fixturenames:
        metafunc.parametrize("law", contract.properties, ids=lambda law: law.id)
    if "edge" in metafunc.fixturenames:
        metafunc.parametrize("edge", contract.edge_classes, ids=lambda edge: edge.id)
    if "container" in metafunc.fixturenames:
        containers = contract.containers if metafunc.config.getoption("--notebook") else contract.containers[:1]
        metafunc.parametrize("container", containers)


@pytest.fixture(scope="session")
def asked(pytestconfig: pytest.Config) -> Question:
    return question.load(pytestconfig.getoption("--question"))


@pytest.fixture(scope="session")
def checked(pytestconfig: pytest.Config) -> settings:
    """How Hypothesis tries. A call to a kernel costs a thousand times more than one to the reference: there it tries
    fewer examples, and doesn't shrink, since `test_small_cases` shows the smallest failing input anyway.
    """
    notebook = pytestconfig.getoption("--notebook") is not None
    return settings(
        max_examples=30 if notebook else 100,
        phases=(Phase.generate,) if notebook else (Phase.generate, Phase.shrink),
        deadline=None,
        database=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )


@pytest.fixture(scope="session")
def call(pytestconfig: pytest.Config, asked: Question) -> Iterator[Callable[[str], Call]]:
    """The function under test: cases in a container in, answers out."""
    notebook = pytestconfig.getoption("--notebook")
    if notebook is None:
        yield lambda _container: lambda cases: [Returned(value=tuple(map(float, asked.reference(*c)))) for c in cases]
        return
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    stack = contextlib.AsyncExitStack()

    try:
        session, function = asyncio.run_coroutine_threadsafe(_open(stack, notebook, asked), loop).result()

        def on(container: str) -> Call:
            def called(cases: Sequence[Case]) -> list[Answer]:
                group = Group(cases=tuple(cases), container="list" if container == "list" else "array")
                work = session.call(function.target, [group], asked.contract.encoding)
                return asyncio.run_coroutine_threadsafe(work, loop).result()[0]

            return called

        yield on
    finally:
        asyncio.run_coroutine_threadsafe(stack.aclose(), loop).result()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


async def _open(
    stack: contextlib.AsyncExitStack, notebook: Path, asked: Question
) -> tuple[Session, candidate_function.CandidateFunction]:
    limits = Limits()
    submission = read(find([notebook])[0], notebook.read_bytes())
    session = await stack.enter_async_context(execution.open(submission, Tier.NONE, limits))
    return session, await candidate_function.find(session, asked, battery.load(asked))
