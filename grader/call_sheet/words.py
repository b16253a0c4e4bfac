"""What the call sheet says of its own accord: prompts for any answer, observations in a keystroke, an early end."""

from __future__ import annotations

from dataclasses import dataclass

PROMPTS = (
    "Can you be more specific?",
    "Why that approach?",
    "What would you do differently today?",
)
"""What can be asked after any answer."""

FIND_OUT = "How would you find out?"
"""What to ask after “I don't know”, before that counts for anything."""


ABOUT_THE_NOTEBOOK = "Let us talk about your notebook."
"""What to say at the coding question, where it was answered before the call."""


@dataclass(frozen=True, kw_only=True)
class Quick:
    """An observation that one key notes: what the button says, and what is noted."""

    id: str
    key: str
    label: str
    notes: str


QUICK = (
    Quick(id="own_part", key="i", label="“I”", notes="Says “I”, and what their own part was."),
    Quick(id="team", key="w", label="“we”", notes="Says “we” where they were asked for their own part."),
    Quick(
        id="responsibility", key="r", label="Takes responsibility", notes="Takes responsibility for what went wrong."
    ),
    Quick(id="own_question", key="o", label="Own question", notes="Asks a question of their own."),
    Quick(id="finds_out", key="h", label="Would find out", notes="Does not know, and says how to find out."),
    Quick(id="stuck", key="u", label="No way to find out", notes="Does not know, and has no way to find out."),
)

EARLY_END = (
    "Thank you for your time, and for how openly you answered.",
    "I have what I need from today, so I would like to stop here and not keep you longer.",
    "Is there anything that you want to ask me, or that I should know before we end?",
    "You will hear from us soon, either way.",
)
"""What to say, in this order."""

EARLY_END_CONDUCT = (
    "Stay friendly and unhurried. Give no verdict, and don't argue about one.",
    "Leave room for their questions. The last five minutes are theirs, also today.",
    "Afterwards write down their words while you still have them.",
)
