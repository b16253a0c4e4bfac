"""Each sample gets the verdict that the table holds."""

from __future__ import annotations

import pytest

from grader.finding import find
from grader.results import SubmissionResult
from grader.vocabulary import Finding, Handling
from tests import grading
from tests.grading import SAMPLES
from tests.sample_verdicts import CHECKED_FINDINGS, VERDICTS


@pytest.fixture(scope="module")
def graded() -> dict[str, SubmissionResult]:
    return grading.graded(find([SAMPLES]))


def test_every_sample_is_in_the_table(graded: dict[str, SubmissionResult]) -> None:
    assert sorted(VERDICTS) == sorted(graded)


@pytest.mark.parametrize("sample", sorted(VERDICTS))
def test_verdict(graded: dict[str, SubmissionResult], sample: str) -> None:
    expected, actual = VERDICTS[sample], graded[sample]
    not_reached = dict.fromkeys(expected.edges, Handling.NOT_REACHED)
    assert (expected.status, expected.rating, expected.rule) == (actual.status, actual.rating, actual.rule)
    assert expected.edges == (actual.edges or not_reached)
    assert expected.misconceptions == actual.misconceptions
    assert expected.findings == _checked(actual)


def _checked(result: SubmissionResult) -> frozenset[Finding]:
    return frozenset(finding.id for finding in result.findings) & CHECKED_FINDINGS


@pytest.mark.parametrize("sample", sorted(VERDICTS))
def test_a_rating_of_wrong_numbers_comes_with_the_input_that_shows_it(
    graded: dict[str, SubmissionResult], sample: str
) -> None:
    result = graded[sample]
    if result.core is not None and not all(result.core.values()):
        assert result.counterexample is not None
    assert (result.status == "graded") == (result.core is not None) == (result.edges is not None)
