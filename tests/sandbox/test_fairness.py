"""What a candidate may expect to work works; what can't says that it is the screen's rule, and costs nothing."""

from __future__ import annotations

from functools import cache

import pytest

from grader.sandbox.policy import Tier
from grader.settings import Limits
from tests.hostile.attacks import TIERS, Outcome, carry_out

WORKS = {
    "threads": [
        "import concurrent.futures\nwith concurrent.futures.ThreadPoolExecutor(4) as pool:\n"
        "    print('WORKS', sum(pool.map(int, '123')))"
    ],
    "tempfile": [
        "import tempfile, pathlib\n"
        "with tempfile.TemporaryDirectory() as folder, tempfile.NamedTemporaryFile() as file:\n"
        "    pathlib.Path(folder, 'a').write_text('a'); file.write(b'b')\nprint('WORKS')",
        "with open('notes.txt', 'w') as file: file.write('kept')\nprint(open('notes.txt').read())",
    ],
    "sqlite": [
        "import sqlite3\nbase = sqlite3.connect(':memory:')\nprint('WORKS', base.execute('select 1').fetchall())",
    ],
    "numpy": [
        "import numpy as np\nprint('WORKS', np.linalg.det(np.eye(300)), np.linalg.svd(np.random.rand(50, 50))[1].shape)"
    ],
    "matplotlib": [
        "import matplotlib.pyplot as plt\nplt.plot([1, 2], [3, 4])\nplt.title('a plot')\nplt.show()\nprint('WORKS')",
        "%matplotlib inline",
    ],
    "pandas": [
        "import pandas as pd\nframe = pd.DataFrame({'a': [1, 2], 'b': [3.0, None]})\nframe.to_csv('a.csv')\n"
        "print('WORKS', pd.read_csv('a.csv').shape, pd.Timestamp('2024-01-01', tz='Europe/Paris'))\nframe",
    ],
    "scikit-learn": [
        "from sklearn.linear_model import LogisticRegression\nfrom sklearn.model_selection import cross_val_score\n"
        "import numpy as np\nX = np.random.rand(60, 3)\ny = X[:, 0] > 0.5\n"
        "print('WORKS', cross_val_score(LogisticRegression(), X, y, n_jobs=-1).shape)",
        "from sklearn.metrics import precision_recall_fscore_support",
    ],
    "scipy": ["import scipy.stats, scipy.optimize\nprint('WORKS', scipy.stats.norm.cdf(0))"],
    "hypothesis-and-pytest": [
        "import pytest\nfrom hypothesis import given, strategies as st\n@given(st.integers())\n"
        "def test_it(n): assert n == n\ntest_it()\nassert 0.1 + 0.2 == pytest.approx(0.3)\nprint('WORKS')"
    ],
    "await": ["import asyncio\nawait asyncio.sleep(0)\nprint('WORKS', await asyncio.gather(asyncio.sleep(0, 1)))"],
    "magics": ["%timeit -n 2 -r 2 sum([1])", "%%time\nprint('WORKS')", "sum?", "%whos", "%%capture\nprint(1)"],
    "help": ["help(len)\nprint('WORKS')"],
    "executable": ["import sys, platform\nprint('WORKS', platform.platform(), sys.version)"],
}
REFUSED = {
    "subprocess": ["import subprocess\nprint(got(subprocess.run, ['ls']))"],
    "os.system": ["import os\nprint(got(os.system, 'ls'))"],
    "multiprocessing": ["import multiprocessing\nprint(got(multiprocessing.Process(target=print).start))"],
    "download": ["import urllib.request\nprint(got(urllib.request.urlopen, 'http://example.org'))"],
    "resolve": ["import socket\nprint(got(socket.getaddrinfo, 'example.org', 80))"],
}
RANDOM = (
    "import random, numpy\nprint('DRAWN', random.random(), numpy.random.rand(), numpy.random.default_rng().random())"
)
NOTEBOOKS = {**WORKS, **REFUSED, "random-a": [RANDOM], "random-b": [RANDOM]}


@cache
def outcomes(tier: Tier) -> dict[str, Outcome]:
    """What came of these notebooks on a tier."""
    return carry_out(NOTEBOOKS, tier, limits=Limits(), words=True)


@pytest.mark.parametrize("tier", TIERS)
@pytest.mark.parametrize("name", WORKS)
def test_works(name: str, tier: Tier) -> None:
    outcome = outcomes(tier)[name]
    assert outcome.result.execution is not None
    assert () == outcome.result.execution.errors
    assert "WORKS" in outcome.printed
    assert "Warning" not in outcome.printed
    assert 3 == outcome.result.rating


@pytest.mark.parametrize("tier", TIERS)
@pytest.mark.parametrize("name", REFUSED)
def test_says_that_it_is_the_rule(name: str, tier: Tier) -> None:
    outcome = outcomes(tier)[name]
    assert "this screen's rule" in outcome.printed
    assert 3 == outcome.result.rating


@pytest.mark.parametrize("tier", TIERS)
def test_random_generators_differ(tier: Tier) -> None:
    first, second = (outcomes(tier)[name].printed.split()[1:] for name in ("random-a", "random-b"))
    assert 3 == len(first)
    assert not set(first) & set(second)
