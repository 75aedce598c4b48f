"""What a room says of a statement or of the session, and its ideas in order (method G4)."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import Final

from assessments.domain.disclosure import coarsen
from assessments.domain.spread import Distribution

LEVELS: Final = 5


@dataclass(frozen=True, slots=True)
class Said:
    """What one person said: levels 0–4, None where they left the question out, and words."""

    first: int | None
    second: int | None
    words: str


@dataclass(frozen=True, slots=True)
class OpinionSpread:
    """How opinions are spread: how many answered each question and how; None where they are too
    few. `words` in an order that says nothing."""

    people: int
    first: Distribution | None
    second: Distribution | None
    words: tuple[str, ...]


def spread_opinions(
    opinions: Sequence[Said], *, min_group_size: int, lot: Random
) -> OpinionSpread | None:
    """What may be told of opinions; None from fewer than `min_group_size` (≥ 1) people.

    Each question needs as many answers of its own; under ten they are in three classes. Words need
    as many people who wrote some, and stand in the order of a `lot` (method G4).
    """
    if len(opinions) < min_group_size or not opinions:
        return None
    words = [said.words for said in opinions if said.words]
    return OpinionSpread(
        len(opinions),
        _distribute([said.first for said in opinions], min_group_size),
        _distribute([said.second for said in opinions], min_group_size),
        tuple(lot.sample(words, len(words))) if len(words) >= min_group_size else (),
    )


def _distribute(levels: Sequence[int | None], min_group_size: int) -> Distribution | None:
    given = [level for level in levels if level is not None]
    if len(given) < max(min_group_size, 1):
        return None
    counts = [given.count(level) for level in range(LEVELS)]
    if coarsen(len(given), min_group_size):
        return Distribution((sum(counts[:2]), counts[2], sum(counts[3:])))
    return Distribution(tuple(counts))


@dataclass(frozen=True, slots=True)
class SeenIdea:
    """An idea on the wall. `idea`: its row; `dots`: None before they are told, and where too few
    people gave any."""

    idea: str
    text: str
    dots: int | None = None


def rank_ideas(
    ideas: Sequence[SeenIdea], *, voters: int, min_group_size: int, lot: Random
) -> tuple[SeenIdea, ...]:
    """Ideas by dots, most first, equal ones in the order of a `lot`.

    With fewer than `min_group_size` `voters` (people who gave a dot) nothing is told of dots, and
    the order is the lot's alone (method G4).
    """
    mixed = lot.sample(list(ideas), len(ideas))
    if voters < min_group_size:
        return tuple(SeenIdea(idea.idea, idea.text) for idea in mixed)
    return tuple(sorted(mixed, key=lambda idea: -(idea.dots or 0)))
