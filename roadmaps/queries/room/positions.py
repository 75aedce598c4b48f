"""Where stones stand by the survey, by the second round and by agreement."""

from django.db.models import Q

from assessments import models as assessments
from assessments.queries.maturity_model import load_maturity_model
from assessments.queries.snapshots import load_scorecard
from roadmaps import models
from roadmaps.domain.room.positions import Agreed, Positions
from roadmaps.domain.room.rounds import SecondRound
from roadmaps.domain.room.scenes import Kind
from roadmaps.queries.room.rounds import read_round

Status = models.Workshop.Status


def load_positions(
    assessment: assessments.Assessment, *, of_running: bool = True
) -> dict[str, Positions]:
    """Every stone of the model, in its order, by all who placed it. Of several rounds and several
    agreements the last one counts; rounds of a test never do. Without `of_running` nothing of a
    workshop that has not ended."""
    scorecard = load_scorecard(assessment)
    results = scorecard.stones if scorecard else ()
    scores = {result.stone: result.score for result in results}
    spread = scorecard.spread if scorecard else None
    views = {item.stone: item for item in spread.items} if spread else {}
    rounds = load_second_rounds(assessment, of_running=of_running)
    over = Q(workshop=None) | Q(workshop__status=Status.ENDED)
    agreed = load_agreed(assessment, of=None if of_running else over)
    return {
        stone.code: Positions(
            stone=stone.code,
            block=stone.block,
            survey=scores.get(stone.code),
            views=views.get(stone.code),
            room=rounds.get(stone.code),
            agreed=agreed.get(stone.code),
        )
        for stone in load_maturity_model(assessment.maturity_model).stones
    }


def load_second_rounds(
    assessment: assessments.Assessment, *, of_running: bool = True
) -> dict[str, SecondRound]:
    """The last second round of each stone of which something may be told."""
    rows = models.Round.objects.filter(
        item__workshop__assessment=assessment, item__workshop__is_test=False, item__kind=Kind.STONE
    ).select_related("item")
    if not of_running:
        rows = rows.filter(item__workshop__status=Status.ENDED)
    found = (
        (row.item.subject, read_round(row, Kind.STONE)) for row in rows.order_by("told_on", "pk")
    )
    return {stone: told for stone, told in found if isinstance(told, SecondRound)}


def load_agreed(assessment: assessments.Assessment, *, of: Q | None = None) -> dict[str, Agreed]:
    """What was last agreed of each stone, of those agreements that `of` lets through."""
    rows = models.AgreedPosition.objects.filter(of or Q(), assessment=assessment).order_by("pk")
    return {row.stone: agreed_of(row) for row in rows}


def agreed_of(row: models.AgreedPosition) -> Agreed:
    """An agreed position as a value."""
    return Agreed(
        capability=row.capability,
        breadth=row.breadth,
        decided_by=row.decided_by,
        reason=row.reason,
        reservations=row.reservations,
        agreed_on=row.agreed_on,
    )
