"""Benefits and costs: what people entered, put beside the dates and days of a plan."""

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal

from assessments.models import Organisation
from roadmaps import models
from roadmaps.domain.benefits import Beneficiary, Benefit, Family, Obtained, realised
from roadmaps.domain.costs import CostLine, CostType, Work
from roadmaps.domain.following import Following
from roadmaps.queries.following import load_deliveries, load_following

NOBODY_SAID: Mapping[str, dt.date] = {}


def load_benefits(
    organisation: Organisation, ends: Mapping[str, dt.date] = NOBODY_SAID, stone: str = ""
) -> tuple[Benefit, ...]:
    """The benefits register, or what it says of one stone.

    `ends`: when a plan delivers its stones, by stone, for those that were not delivered yet.
    """
    rows = models.Benefit.objects.filter(programme__organisation=organisation)
    rows = rows.filter(stone=stone) if stone else rows
    delivered = load_deliveries(organisation)
    return tuple(
        _benefit(row, delivered.get(row.stone), ends.get(row.stone))
        for row in rows.prefetch_related("obtained")
    )


def load_gains(organisation: Organisation) -> dict[str, str]:
    """What the register says that customers gain from a stone, by stone; the first entered of
    several."""
    rows = models.Benefit.objects.filter(programme__organisation=organisation)
    theirs = rows.filter(beneficiary=Beneficiary.CUSTOMERS.value).order_by("-pk")
    return {stone: title for stone, title in theirs.values_list("stone", "title") if stone}


def load_realised(row: models.Roadmap, today: dt.date) -> Decimal | None:
    """Benefit realised until today, by the register and the dates of a version (method E7)."""
    ends = planned_ends(load_following(row, today))
    return realised(load_benefits(row.assessment.organisation, ends), today)


def planned_ends(following: Following) -> dict[str, dt.date]:
    """When a plan delivers each of its steps."""
    return {step.stone: step.ends_on for step in following.steps if step.ends_on}


def _benefit(row: models.Benefit, delivered: dt.date | None, planned: dt.date | None) -> Benefit:
    return Benefit(
        pk=row.pk,
        stone=row.stone,
        title=row.title,
        family=Family(row.family),
        beneficiary=Beneficiary(row.beneficiary),
        low=row.low,
        likely=row.likely,
        high=row.high,
        starts_on=row.starts_on,
        owner=row.owner,
        delivery=delivered or planned,
        is_delivered=delivered is not None,
        obtained=tuple(
            Obtained(each.pk, each.obtained_on, each.amount, each.note)
            for each in row.obtained.all()
        ),
    )


def find_benefit_row(organisation: Organisation, pk: int) -> models.Benefit | None:
    """The row of a benefit of this organisation."""
    return models.Benefit.objects.filter(programme__organisation=organisation, pk=pk).first()


def load_cost_lines(organisation: Organisation, stone: str = "") -> tuple[CostLine, ...]:
    """Money that stones cost, as entered; of all stones, or of one."""
    rows = models.CostLine.objects.filter(programme__organisation=organisation)
    return tuple(
        CostLine(row.pk, row.stone, CostType(row.cost_type), row.amount, row.is_yearly, row.note)
        for row in (rows.filter(stone=stone) if stone else rows)
    )


def find_cost_row(organisation: Organisation, pk: int) -> models.CostLine | None:
    """The row of a cost of this organisation."""
    return models.CostLine.objects.filter(programme__organisation=organisation, pk=pk).first()


def load_works(row: models.Roadmap) -> tuple[Work, ...]:
    """What each stone of a version takes, in person-days; work that was stopped takes none."""
    efforts = {gap["stone"]: gap["effort"] for gap in row.scope["gaps"]}
    given_up = (models.Initiative.Status.STOPPED, models.Initiative.Status.NOT_PLANNED)
    return tuple(
        Work(each.stone, each.phase or None, Decimal(str(efforts[each.stone])), each.running_days)
        for each in row.initiatives.all()
        if each.stone in efforts and each.status not in given_up
    )


def suggest_family(row: models.Roadmap, stone: str) -> tuple[str, str]:
    """The value family and the nature of cost that the maturity model gives a stone; empty for
    one's own initiative."""
    stones = row.assessment.maturity_model.stone_set.filter(code=stone)
    return stones.values_list("value_family", "cost_type").first() or ("", "")
