"""What a room should talk about, in which order and how long (method G1)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from assessments.domain.maturity_model import MaturityModel
from assessments.domain.spread import ItemSpread, Spread
from roadmaps.domain.room.scenes import Kind

ALIGNED: Final = "aligned"
WELCOME, GREAT, FEEDBACK, IDEAS, AMBITION = 10, 15, 5, 10, 4
"""Minutes that each takes."""
STONE, SPLIT_STONE = 8, 12
"""Minutes for an item that divides the room; more where two camps stand against one another."""
MOST_STONES: Final = 12
MOST_IDEAS: Final = 2


@dataclass(frozen=True, slots=True)
class Entry:
    """An agenda item to propose. `subject`: code of a stone or a block, else empty."""

    kind: Kind
    subject: str
    minutes: int


def propose_agenda(
    maturity_model: MaturityModel, spread: Spread | None, *, minutes: int
) -> tuple[Entry, ...]:
    """The agenda of a session of `minutes`: welcome, what divides the room (most first: one less
    agreement, times impact), what great looks like, where each block is to be, ideas for what was
    talked about, feedback.

    Wishes of all blocks always have their place; items that divide take the time that is left, two
    at least, and those on which people are aligned are left out.
    """
    ends = WELCOME + GREAT + FEEDBACK + AMBITION * len(maturity_model.blocks)
    stones = _fill(spread.agenda if spread else (), minutes - ends - IDEAS * MOST_IDEAS)
    ideas = [Entry(Kind.IDEAS, entry.subject, IDEAS) for entry in stones[:MOST_IDEAS]]
    wishes = [Entry(Kind.AMBITION, block, AMBITION) for block in maturity_model.blocks]
    return (
        Entry(Kind.WELCOME, "", WELCOME),
        *stones,
        Entry(Kind.GREAT, "", GREAT),
        *wishes,
        *ideas,
        Entry(Kind.FEEDBACK, "", FEEDBACK),
    )


def _fill(items: Sequence[ItemSpread], minutes: int) -> list[Entry]:
    found: list[Entry] = []
    for item in items:
        if item.band == ALIGNED:
            continue
        needed = SPLIT_STONE if item.is_split else STONE
        taken = sum(entry.minutes for entry in found)
        if len(found) == MOST_STONES or (len(found) >= 2 and taken + needed > minutes):
            break
        found.append(Entry(Kind.STONE, item.stone, needed))
    return found
