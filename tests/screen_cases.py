"""A small rubric and scorecards made for it: what tests of the screen fold."""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Mapping, Sequence
from typing import Literal

import msgspec

from grader.results import Rating, Results, Run, Screen, SubmissionResult
from grader.screen.cards import Cards
from grader.screen.fold import CodingEvidence, fold
from grader.screen.rubric import (
    Anchor,
    Area,
    Band,
    BandOutcome,
    CodingPolicy,
    DealBreaker,
    Question,
    RedFlag,
    Role,
    Rubric,
    Section,
    Seniority,
    Suggestion,
)
from grader.screen.scorecard import Answer, BrokenDeal, Edit, Note, PlanUsed, RaisedFlag, RatedArea, Scorecard
from grader.submission import page_of
from grader.vocabulary import Status

AREAS = ("fundamentals", "production", "problem_solving", "communication", "tools", "flags")
RATINGS: tuple[Rating, ...] = (3, 2, 1)
SHA256 = "5a" * 32
QUOTE = "I would look at the data first."


def anchors(of: str) -> tuple[Anchor, ...]:
    """Three anchors, called and worded after what they are of."""
    return tuple(Anchor(id=f"{of}_{n}", rating=n, says=f"{of} at {n}.".capitalize()) for n in RATINGS)


def bands(areas: int, strong: int, conditional: int) -> tuple[Band, ...]:
    """Three bands that hold every sum: `strong` and `conditional` are the least sums of theirs."""
    ends: list[tuple[BandOutcome, int, int]] = [
        ("strong", strong, 3 * areas),
        ("conditional", conditional, strong - 1),
        ("decline", areas, conditional - 1),
    ]
    return tuple(Band(outcome=outcome, least=least, most=most) for outcome, least, most in ends)


def question(number: int, id: str, *areas: str, deep_learning: bool = False) -> Question:
    """A question of two red flags for every seniority."""
    return Question(
        id=id,
        number=number,
        title=f"About {id}",
        prompt=f"Tell me about {id}?",
        reveals="Something.",
        signals=("A signal.",),
        strong_answer=("A point.",),
        red_flags=tuple(RedFlag(id=f"{id}_{n}", says=f"{id} red flag {n}.", why="It matters.") for n in ("a", "b")),
        follow_ups=(f"More on {id}?",),
        senior_follow_ups=(f"Leading on {id}?",),
        seniorities=("junior", "mid", "senior"),
        deep_learning=deep_learning,
        areas=areas,
        minutes=5,
        anchors=anchors(id),
    )


BANK = Section(
    id="bank",
    title="Bank",
    topic="Many things",
    questions=(
        question(1, "first_steps", "fundamentals", "problem_solving"),
        question(2, "last_system", "production", "communication", "tools"),
        question(3, "too_slow", "problem_solving", "production", "flags"),
        question(4, "batch_norm", "fundamentals", deep_learning=True),
        question(16, "coding", "fundamentals", "problem_solving", "flags"),
    ),
)
DOMAIN = Section(
    id="language", title="Language", topic="Text", questions=(question(17, "words", "fundamentals"),), domain=True
)


def suggestion(rating: Rating) -> Suggestion:
    return Suggestion(rating=rating, areas=dict.fromkeys(("fundamentals", "problem_solving", "flags"), rating))


def rubric(
    areas: Sequence[str] = AREAS,
    *,
    policy: Literal["fill", "evidence"] = "fill",
    combine: Literal["lowest", "highest"] = "lowest",
    stresses: Mapping[Seniority, Sequence[str]] | None = None,
    junior: tuple[Band, ...] = (),
) -> Rubric:
    """A rubric of these areas, that takes perfect ratings for strong, and forgives each second area one level."""
    told = stresses or {"junior": ("fundamentals",), "mid": ("production",), "senior": ("production", "communication")}
    most = 3 * len(areas)
    return Rubric(
        schema=1,
        areas=tuple(
            Area(
                id=id,
                title=id.replace("_", " ").capitalize(),
                anchors=anchors(id),
                by_seniority={"junior": anchors("shipped")} if id == "production" else {},
            )
            for id in areas
        ),
        bands=bands(len(areas), most, most - len(areas) * 2 // 3),
        roles=tuple(
            Role(
                seniority=seniority,
                title=seniority.capitalize(),
                years="some",
                emphasis=("too_slow", "first_steps"),
                domain_places=(1,),
                stresses=tuple(stressed),
                bands=junior if seniority == "junior" else (),
            )
            for seniority, stressed in told.items()
        ),
        deal_breakers=(
            DealBreaker(id="padding", title="Résumé padding", says="Years claimed, nothing built."),
            DealBreaker(id="no_ground", title="Confident without ground", says="Certain of what is wrong."),
        ),
        coding=CodingPolicy(
            fold=policy,
            question="coding",
            fills="problem_solving",
            suggests=tuple(suggestion(rating) for rating in RATINGS),
        ),
        combine=combine,
        conduct=("Listen.",),
        worth="Worth something.",
        cannot_show="Not everything.",
        sections=(BANK, DOMAIN),
    )


def rated(area: str, rating: Rating | None, quote: str = QUOTE) -> RatedArea:
    """An area's rating with its anchor and a quote; None leaves it open."""
    if rating is None:
        return RatedArea(area=area)
    return RatedArea(area=area, rating=rating, anchor=f"{area}_{rating}", evidence=(Note(said=quote),))


def answer(question: str, rating: Rating | None = None, notes: str = "") -> Answer:
    """What was noted of an answer; without anything, the question was planned and not reached."""
    if rating is None:
        return Answer(question=question, notes=notes)
    return Answer(
        question=question, rating=rating, anchor=f"{question}_{rating}", evidence=(Note(said=QUOTE),), notes=notes
    )


def card(
    ratings: Mapping[str, Rating | None] | Sequence[Rating | None] = (3, 3, 3, 3, 3, 3),
    *,
    candidate: str = "ada",
    interviewer: str = "RK",
    seniority: Seniority = "senior",
    coding: Literal["before", "live", "none"] = "before",
    version: int = 1,
    answers: Sequence[Answer] = (),
    red_flags: Sequence[RaisedFlag] = (),
    deal_breakers: Sequence[str] = (),
) -> Scorecard:
    """A scorecard; its ratings are told by area, or in the order of the areas."""
    told = ratings if isinstance(ratings, Mapping) else dict(zip(AREAS, ratings, strict=True))
    edited = datetime.datetime(2026, 3, 3, 12, tzinfo=datetime.UTC)
    return Scorecard(
        schema=1,
        candidate=candidate,
        interviewer=interviewer,
        date=datetime.date(2026, 3, 2),
        seniority=seniority,
        coding=coding,
        plan=PlanUsed(id=f"{seniority}-60-4-{coding}", sha256=SHA256),
        version=version,
        edit=None if version == 1 else Edit(author=interviewer, time=edited, reason="Read my notes again."),
        ratings=tuple(rated(area, rating) for area, rating in told.items()),
        answers=tuple(answers),
        red_flags=tuple(red_flags),
        deal_breakers=tuple(BrokenDeal(id=id, said="I did it all.") for id in deal_breakers),
    )


def junior_card(ratings: Sequence[Rating | None]) -> Scorecard:
    """A junior's card, with the anchors that are a junior's."""
    made = card(ratings, seniority="junior")
    shipped = [
        msgspec.structs.replace(each, anchor=f"shipped_{each.rating}") if each.area == "production" else each
        for each in made.ratings
    ]
    return msgspec.structs.replace(made, ratings=tuple(shipped))


def coding(rating: Rating | None) -> CodingEvidence:
    """What a notebook gave."""
    return CodingEvidence(rating=rating, reason="Right on 412 of 412." if rating else "The stub is unchanged.")


def folded(*cards: Scorecard, notebook: CodingEvidence | None = None, by: Rubric | None = None) -> Screen:
    """The screen of these cards, by the small rubric."""
    return fold(cards, notebook, by or rubric(), SHA256)


# --- results --------------------------------------------------------------------------------------------------------


def submission(candidate: str, rating: Rating | None = 3, notebook: str = "") -> SubmissionResult:
    """A submission with as little as the record allows."""
    name = notebook or f"{candidate}/solution.ipynb"
    return SubmissionResult(
        candidate=candidate,
        notebook=name,
        page=page_of(candidate, name),
        sha256=SHA256,
        status=Status.GRADED if rating else Status.NOT_ATTEMPTED,
        reason="Right on 412 of 412." if rating else "The stub is unchanged.",
        rating=rating,
        rule="all_right" if rating else "not_attempted",
        core=None,
        edges=None,
        edge_results=None,
        misconceptions=(),
        diagnosis=(),
        findings=(),
        red_flags=(),
        counterexample=None,
        function=None,
        properties=None,
        own_tests=None,
        execution=None,
    )


def results(*submissions: SubmissionResult) -> Results:
    """A run of these submissions."""
    return Results(
        schema=1,
        run=Run(
            grader="0.1.0",
            question="precision_recall_f1",
            question_title="Precision, recall and F1",
            task="Return three numbers.",
            question_sha256=SHA256,
            battery_sha256=SHA256,
            rule_sha256=SHA256,
            rules={"all_right": "All right.", "not_attempted": "Not attempted."},
            parts={"precision": "Precision", "recall": "Recall", "f1": "F1"},
            parameters={"y_true": "true labels", "y_pred": "predictions"},
            sandbox="full",
            environment={"python": "3.11"},
            started="2026-03-03T12:00:00+00:00",
            seconds=1.0,
        ),
        submissions=submissions,
    )


def cards_of(*cards: Scorecard) -> Cards:
    """Cards as they are loaded from a folder."""
    ordered = sorted(cards, key=lambda card: card.candidate)
    grouped = itertools.groupby(ordered, key=lambda card: card.candidate)
    return Cards(by_candidate={candidate: tuple(each) for candidate, each in grouped})
