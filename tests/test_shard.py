"""Shards: every candidate is in exactly one, and stays in it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.errors import UsageError
from grader.shard import Shard, parse
from grader.submission import Entry


def entries(*candidates: str) -> tuple[Entry, ...]:
    return tuple(
        Entry(candidate=candidate, notebook=f"{candidate}/{name}.ipynb", path=Path())
        for candidate in candidates
        for name in ("a", "b")
    )


names = st.lists(st.text(min_size=1), unique=True, max_size=20)


@given(names, st.integers(1, 12))
def test_everybody_is_in_one_shard_with_all_their_notebooks(candidates: list[str], of: int) -> None:
    parts = [Shard(number=number, of=of).part(entries(*candidates)) for number in range(1, of + 1)]
    assert sorted(entries(*candidates), key=str) == sorted((each for part in parts for each in part), key=str)
    assert len(set(candidates)) == sum(len({each.candidate for each in part}) for part in parts)


@given(names, names, st.integers(1, 12))
def test_nobody_moves_when_others_come_or_go(candidates: list[str], others: list[str], of: int) -> None:
    for number in range(1, of + 1):
        shard = Shard(number=number, of=of)
        alone = shard.part(entries(*candidates))
        beside = shard.part(entries(*candidates, *(other for other in others if other not in candidates)))
        assert alone == tuple(each for each in beside if each.candidate in candidates)


def test_shards_are_about_equally_large() -> None:
    everybody = entries(*(f"candidate-{number}" for number in range(1000)))
    sizes = [len(Shard(number=number, of=4).part(everybody)) // 2 for number in range(1, 5)]
    assert (1000, True) == (sum(sizes), max(sizes) < 300)


def test_a_shard_is_read_as_it_is_written() -> None:
    assert (Shard(number=3, of=10), "3/10") == (parse("3/10"), str(parse("3/10")))


@pytest.mark.parametrize("text", ["", "3", "3/", "/10", "3 of 10", "-1/10", "1.5/3", "٣/١٠", "3/10 ", "1/2/3"])
def test_what_is_no_shard(text: str) -> None:
    with pytest.raises(UsageError, match="expected --shard as 3/10"):
        parse(text)


@pytest.mark.parametrize("text", ["0/3", "4/3", "1/0", "1/1001", "999999/999999"])
def test_a_shard_out_of_range(text: str) -> None:
    with pytest.raises(UsageError, match=r"expected --shard N/M with 1 <= N <= M <= 1000, got shard='"):
        parse(text)
