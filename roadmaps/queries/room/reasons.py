"""Why stones are on an agenda, and whether another workshop was told of them."""

from dataclasses import dataclass

from assessments.queries.maturity_model import load_maturity_model
from assessments.queries.snapshots import SnapshotAltered, load_scorecard
from roadmaps import models
from roadmaps.domain.room.scenes import Kind


@dataclass(frozen=True, slots=True)
class Reason:
    """What the survey says of a stone: its place among all by how much there is to talk about (from
    1), its band of agreement, whether two camps stand there, and its impact (1–5)."""

    rank: int
    band: str | None
    is_split: bool
    impact: int


def load_reasons(workshop: models.Workshop) -> dict[str, Reason]:
    """By code of the stone; those of whom too few answers may be told are not there."""
    try:
        scorecard = load_scorecard(workshop.assessment)
    except SnapshotAltered:  # nothing may be shown of it
        return {}
    stones = load_maturity_model(workshop.assessment.maturity_model).stone_by_code
    items = scorecard.spread.items if scorecard and scorecard.spread else ()
    return {
        each.stone: Reason(each.rank, each.band, each.is_split, stones[each.stone].impact)
        for each in items
    }


def load_told_elsewhere(workshop: models.Workshop) -> frozenset[str]:
    """Codes of stones of which another workshop about the same survey was told a second round."""
    rows = models.Round.objects.filter(
        item__workshop__assessment=workshop.assessment_id,
        item__kind=Kind.STONE,
        payload__isnull=False,
    ).exclude(item__workshop=workshop.pk)
    return frozenset(rows.values_list("item__subject", flat=True))
