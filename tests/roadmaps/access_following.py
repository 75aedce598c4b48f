"""Who may open which address: see tests/test_access.py."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from typing import Any

from django.utils import timezone

from roadmaps import models
from roadmaps.actions.indicators import add_indicator
from roadmaps.actions.money import add_benefit, add_cost, record_obtained
from tests.access import (
    FORBIDDEN,
    FOUND,
    MISSING,
    OK,
    Cast,
    Row,
    leading_back,
    of_initiative,
    of_roadmap,
    reading,
    running,
)


def of_done(cast: Cast) -> dict[str, Any]:
    done = models.Initiative.objects.filter(status="done").first()
    if done:  # asked for again, a roadmap with done work would get a new version
        return {"pk": done.roadmap_id, "stone": done.stone}
    kwargs = of_initiative(cast)
    rows = models.Initiative.objects.filter(roadmap=kwargs["pk"], stone=kwargs["stone"])
    rows.update(status="done", progress=100)
    return kwargs


def of_indicator(cast: Cast) -> dict[str, Any]:
    values = {"code": "loop_closed", "name": "Loop closed in time"}
    row = add_indicator(organisation=cast.organisation, values=values)
    return of_roadmap(cast) | {"number": row.pk}


def of_benefit(cast: Cast) -> dict[str, Any]:
    values = {"stone": "IMP-1", "title": "Fewer calls", "family": "cost"}
    row = add_benefit(organisation=cast.organisation, values=values)
    day = dt.date(2027, 1, 31)
    record_obtained(benefit=row, obtained_on=day, amount=Decimal(10))
    return of_roadmap(cast) | {"number": row.pk}


def of_cost(cast: Cast) -> dict[str, Any]:
    values = {"stone": "IMP-1", "cost_type": "training", "amount": Decimal(10)}
    row = add_cost(organisation=cast.organisation, values=values)
    return of_roadmap(cast) | {"number": row.pk}


def filling_in(kwargs: Any) -> Row:
    """A form that only those who run the programme see."""
    return replace(Row(FOUND, MISSING, FORBIDDEN, OK, kwargs=kwargs), right="run")


TODAY = str(timezone.localdate())
BENEFIT = {"stone": "IMP-1", "title": "Calm", "family": "cost", "beneficiary": "customers"}
COST = {"stone": "IMP-1", "cost_type": "licence", "amount": "5"}
SHEET = {"name": "Calls", "direction": "up", "rhythm": "weekly"}

ROWS: dict[str, tuple[Row, ...]] = {
    # members read, those who run the programme write
    "roadmaps:following": (reading(of_roadmap),),
    "roadmaps:progress": (reading(of_roadmap),),
    "roadmaps:progress_save": (
        leading_back(of_initiative),
        replace(running(of_initiative), data={"status": "running", "progress": "10"}),
    ),
    "roadmaps:claim": (
        filling_in(of_done),
        running(of_done, claimed_capability="3", claimed_breadth="2", delivered_on=TODAY),
    ),
    "roadmaps:claim_decline": (leading_back(of_done), running(of_done, delivered_on=TODAY)),
    "roadmaps:scorecard": (reading(of_roadmap),),
    "roadmaps:indicator_proposals": (
        filling_in(of_roadmap),
        running(of_roadmap, code="participation"),
    ),
    "roadmaps:indicator_new": (filling_in(of_roadmap), running(of_roadmap, **SHEET)),
    "roadmaps:indicator": (reading(of_indicator),),
    "roadmaps:indicator_edit": (filling_in(of_indicator), running(of_indicator, **SHEET)),
    "roadmaps:indicator_remove": (leading_back(of_indicator), running(of_indicator, revision="0")),
    "roadmaps:measurement_save": (
        leading_back(of_indicator),
        running(of_indicator, measured_on=TODAY, value="4"),
    ),
    "roadmaps:measurement_remove": (
        leading_back(of_indicator),
        running(of_indicator, measured_on=TODAY),
    ),
    "roadmaps:benefits": (reading(of_roadmap),),
    "roadmaps:benefit_new": (filling_in(of_roadmap), running(of_roadmap, **BENEFIT)),
    "roadmaps:benefit": (filling_in(of_benefit), running(of_benefit, **BENEFIT)),
    "roadmaps:benefit_remove": (leading_back(of_benefit), running(of_benefit, revision="0")),
    "roadmaps:obtained": (reading(of_benefit), running(of_benefit, obtained_on=TODAY, amount="7")),
    "roadmaps:obtained_remove": (leading_back(of_benefit), running(of_benefit, entry="1")),
    "roadmaps:costs": (reading(of_roadmap),),
    "roadmaps:cost_new": (filling_in(of_roadmap), running(of_roadmap, **COST)),
    "roadmaps:cost": (filling_in(of_cost), running(of_cost, **COST)),
    "roadmaps:cost_remove": (leading_back(of_cost), running(of_cost, revision="0")),
    "roadmaps:rate": (filling_in(of_roadmap), running(of_roadmap, currency="CHF")),
}
