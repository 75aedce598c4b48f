"""An engagement with something in every register, and files made of it."""

import datetime as dt
import json
from decimal import Decimal
from typing import Any

from cxmaturity.documents.seals import canonical, make_seal
from roadmaps import models
from tests.roadmaps import register_rows

DAY = dt.date(2027, 1, 5)


def fill_registers(roadmap: models.Roadmap, user: Any) -> models.Programme:
    """An entry in every register, a board that people changed, words of the course."""
    organisation = roadmap.assessment.organisation
    stone = roadmap.initiatives.exclude(phase="").first().stone
    programme = register_rows.make_programme(
        organisation,
        sponsor="CEO",
        daily_rate=Decimal("512.50"),
        business_case="“Why” & <b>how</b>",
    )
    programme.great_statements.create(
        number=1, text="Calls end well.", written_on=DAY, written_by="olive", expires_on=DAY
    )
    programme.next_actions.create(
        title="Begin", owner="Ann", first_step="Ask", due_on=DAY, proof="Minutes", stone=stone
    )
    indicator = programme.indicators.create(name="Loops closed", stone=stone, baseline=0.1)
    indicator.measurements.create(measured_on=DAY, value=12.25)
    benefit = programme.benefits.create(
        stone=stone, title="Fewer calls", family="cost", likely=Decimal("1200.10")
    )
    benefit.obtained.create(obtained_on=DAY, amount=Decimal(5))
    programme.costs.create(stone=stone, cost_type="training", amount=Decimal("3000.00"))
    programme.alternatives.create(stone=stone, title="Buy it", effort=3.5, months=2)
    first = register_rows.make_decision(organisation)
    register_rows.make_decision(organisation, replaces=first, title="Two numbers")
    register_rows.make_risk(organisation, stones=[stone], rate=0.25)
    needed = register_rows.make_tool(organisation, name="CRM")
    register_rows.make_tool(organisation, name="Survey").needs.add(needed)
    register_rows.make_agent(organisation)
    register_rows.make_factor(organisation)
    roadmap.course_lines.create(code="own-1", statement="Be reachable", owner="COO")
    roadmap.phase_notes.create(phase="crawl", benefit="Faster answers", sponsor="CEO")
    roadmap.initiatives.filter(stone=stone).update(owner="Ann", progress=40, status="running")
    roadmap.changes.create(
        made_by=user, kind="moved", stone=stone, before={"phase": "walk"}, after={"phase": "crawl"}
    )
    return programme


def resealed(content: bytes, change: Any) -> bytes:
    """The file with other content, sealed by this instance again: what a careful forger sends."""
    document = json.loads(content)

    change(document["content"])
    document = {"format": document["format"], "content": document["content"]}
    return canonical(document | {"seal": make_seal(document)})
