"""Coding activity beside the screen: bars by month, languages, and where it is from. It is never scored."""

from __future__ import annotations

from dataclasses import dataclass

from grader.pages.text import count, shortened
from grader.results import Activity

_MONTHS = 24
"""Months that are drawn, the latest; the sentence counts all."""
_LANGUAGES = 6
_HEIGHT = 48


@dataclass(frozen=True, kw_only=True)
class Bar:
    """One month's commits, as a bar: `x`, `y` and `height` are in the picture's units."""

    label: str
    x: int
    y: float
    height: float


@dataclass(frozen=True, kw_only=True)
class ActivityView:
    """The supplement, in sentences, with a picture of the months."""

    source: str
    says: str
    languages: tuple[str, ...]
    bars: tuple[Bar, ...]
    width: int


def activity_view(activity: Activity) -> ActivityView:
    """Return a candidate's coding activity to be shown."""
    months = activity.months[-_MONTHS:]
    most = max((month.commits for month in months), default=0) or 1
    heights = [round(_HEIGHT * month.commits / most, 1) for month in months]
    shares = sorted(activity.languages.items(), key=lambda item: (-item[1], item[0]))
    return ActivityView(
        source=f"{shortened(activity.source, 200)}, on {activity.date}",
        says=_says(activity),
        languages=tuple(f"{shortened(name, 40)} {share:.0%}" for name, share in shares[:_LANGUAGES]),
        bars=tuple(
            Bar(label=f"{month.month}: {month.commits}", x=place * 14, y=round(_HEIGHT - height, 1), height=height)
            for place, (month, height) in enumerate(zip(months, heights, strict=True))
        ),
        width=max(14 * len(months), 14),
    )


def _says(activity: Activity) -> str:
    commits = sum(month.commits for month in activity.months)
    parts = [
        f"{count(commits, 'commit')} in {count(len(activity.months), 'month')}",
        count(activity.repositories, "repository", "repositories"),
    ]
    if activity.merged_pull_requests is not None:
        parts.append(count(activity.merged_pull_requests, "merged pull request"))
    return ", ".join(parts) + "."
