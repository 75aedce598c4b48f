"""What changes in each phase for people, processes and technology (method E3)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from roadmaps.domain.roadmap import InitiativeState

NO_PILLAR = ""
"""Stands for the pillar of one's own initiatives, which the catalogue does not know."""


@dataclass(frozen=True, slots=True)
class PillarShare:
    """The steps of a phase (or of all) that belong to a pillar ('' : one's own), their person-days
    and the share (0–1) of the person-days there."""

    pillar: str
    stones: tuple[str, ...]
    days: float
    share: float


def find_mix(
    initiatives: Iterable[InitiativeState], pillars: Sequence[str], pillar_of: Mapping[str, str]
) -> tuple[PillarShare, ...]:
    """The mix of pillars over some initiatives, in the model's order of `pillars`; a pillar without
    steps is there with none, that of one's own initiatives only where there are some."""
    own: dict[str, list[InitiativeState]] = {pillar: [] for pillar in pillars}
    for each in initiatives:
        own.setdefault(pillar_of.get(each.stone, NO_PILLAR), []).append(each)
    total = sum(each.gap.effort for found in own.values() for each in found)
    return tuple(
        PillarShare(
            pillar,
            tuple(each.stone for each in found),
            round(days, 2),
            days / total if total else 0.0,
        )
        for pillar, found in own.items()
        for days in (sum(each.gap.effort for each in found),)
    )
