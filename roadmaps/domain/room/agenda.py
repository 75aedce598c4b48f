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
LEAST_BLOCKS: Final = 1
ENDS: Final = WELCOME + GREAT + FEEDBACK


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

    Items that divide take the time that is left, two at least, and those on which people are
    aligned are left out. Where even so the session is too short, ideas go first, then wishes: those
    of the blocks whose stones divide most stay, one at least.
    """
    items = spread.agenda if spread else ()
    wishes = AMBITION * len(maturity_model.blocks)
    stones = _fill(items, minutes - ENDS - wishes - IDEAS * MOST_IDEAS)
    left = minutes - ENDS - sum(entry.minutes for entry in stones)
    blocks = _choose_blocks(maturity_model, items, max(left // AMBITION, LEAST_BLOCKS))
    left = max(left - AMBITION * len(blocks), 0)
    ideas = stones[: min(MOST_IDEAS, left // IDEAS)]
    return (
        Entry(Kind.WELCOME, "", WELCOME),
        *stones,
        Entry(Kind.GREAT, "", GREAT),
        *(Entry(Kind.AMBITION, block, AMBITION) for block in blocks),
        *(Entry(Kind.IDEAS, entry.subject, IDEAS) for entry in ideas),
        Entry(Kind.FEEDBACK, "", FEEDBACK),
    )


def _choose_blocks(
    maturity_model: MaturityModel, items: Sequence[ItemSpread], most: int
) -> list[str]:
    """At most so many blocks in the model's order: those that divide first, then the others."""
    stones = maturity_model.stone_by_code
    dividing = [stones[item.stone].block for item in items if item.band != ALIGNED]
    chosen = list(dict.fromkeys([*dividing, *maturity_model.blocks]))[:most]
    return [block for block in maturity_model.blocks if block in chosen]


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
