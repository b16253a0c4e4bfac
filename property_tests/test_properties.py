"""Each property and each edge class of the question, on the function under test (see conftest.py)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from hypothesis import given, note, settings

from grader.answer import Answer
from grader.case_results import FAILING, handle
from grader.question import Question
from grader.reading import describe, read
from grader.vocabulary import Case, Container, EdgeClass, Numbers, Property

Call = Callable[[Sequence[Case]], list[Answer]]


def explain(asked: Question, case: Case, answer: Answer) -> str:
    given_as = ", ".join(f"{p.name}={list(a)}" for p, a in zip(asked.contract.parameters, case, strict=True))
    return f"{asked.name}({given_as}): expected {tuple(asked.reference(*case))}, got {describe(answer)}"


def test_property(
    law: Property, container: Container, asked: Question, call: Callable[[str], Call], checked: settings
) -> None:
    def row(numbers: Sequence[float]) -> Numbers:
        return np.array([numbers], dtype=np.float64)

    @checked
    @given(law.related)
    def holds(cases: tuple[Case, ...]) -> None:
        answers = call(container)(cases)
        for case, answer in zip(cases, answers, strict=True):
            note(explain(asked, case, answer))
        numbers = [row(read(answer, asked.contract.parts).numbers) for answer in answers]
        expected = [row(asked.reference(*case)) for case in cases]
        assert all(not np.isnan(each).any() for each in numbers), f"{law.title}: some part is no number"
        assert law.law(numbers, expected).all(), law.title

    holds()


def test_edge_class(
    edge: EdgeClass, container: Container, asked: Question, call: Callable[[str], Call], checked: settings
) -> None:
    contract = asked.contract
    undefined = [part.id in edge.undefined for part in contract.parts]
    fixed = [False] * len(contract.parts)  # one case at a time can't tell

    @checked
    @given(edge.cases)
    def handled(case: Case) -> None:
        answer = call(container)([case])[0]
        reading = read(answer, contract.parts)
        right = np.abs(np.array(reading.numbers) - np.array(asked.reference(*case))) <= contract.tolerance
        assert handle(answer, reading, right, undefined, fixed) not in FAILING, explain(asked, case, answer)

    handled()


def test_small_cases(container: Container, asked: Question, call: Callable[[str], Call]) -> None:
    """Every small case at once, against the reference: the reference itself is checked in tests/test_reference.py."""
    contract = asked.contract
    ordinary = [case for case in contract.small_cases if not any(edge.contains(case) for edge in contract.edge_classes)]
    wrong = [
        explain(asked, case, answer)
        for case, answer in zip(ordinary, call(container)(ordinary), strict=True)
        if not np.allclose(
            read(answer, contract.parts).numbers, asked.reference(*case), rtol=0, atol=contract.tolerance
        )
    ]
    assert [] == wrong[:1], f"{len(wrong)} of {len(ordinary)} small cases are wrong; the first is shown"
