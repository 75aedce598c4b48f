"""A roadmap with everything that documents on the way from here tell of."""

import datetime as dt
from typing import Any

from roadmaps import models
from roadmaps.actions.course import save_phase_note
from roadmaps.actions.great import save_goal, write_great
from roadmaps.actions.indicators import add_indicator, save_measurements
from roadmaps.actions.next_actions import add_next_action
from roadmaps.domain.indicators import Measurement
from roadmaps.domain.scopes import Why
from tests.roadmaps.register_rows import make_decision, make_programme, make_risk

OWNER, TODAY = "Head of service", dt.date(2027, 2, 10)
NOTE = {"benefit": "Letters are answered in two days", "proof": "Share answered in two days"}


def fill(roadmap: models.Roadmap) -> None:
    """Promise, owners, indicators, actions, risks, decisions, goal and great statement."""
    organisation = roadmap.assessment.organisation
    make_programme(organisation, daily_rate=400, currency="CHF", sponsor="Ms Blanc")
    save_goal(organisation=organisation, strategic_goal="Be recommended", revision=0)
    write_great(
        organisation=organisation,
        text="One call is enough",
        examples="",
        reason="",
        expires_on=dt.date(2028, 1, 1),
        written_on=TODAY,
        written_by="olive",
        replaces=0,
    )
    save_phase_note(roadmap=roadmap, phase="crawl", values=NOTE, revision=0)
    roadmap.initiatives.filter(phase="crawl").update(
        owner=OWNER, department="sales", status="running", progress=50
    )
    _measure(organisation)
    add_next_action(
        organisation=organisation,
        values={
            "title": "Call ten customers",
            "owner": OWNER,
            "first_step": "List them",
            "due_on": dt.date(2027, 3, 1),
            "proof": "Ten notes",
            "stone": "",
        },
    )
    make_risk(organisation, title="Merger takes all hands", mitigation="Two deputies", rate=0.5)
    make_decision(organisation, decided_on=dt.date(2027, 1, 5), review_on=dt.date(2027, 2, 1))


def _measure(organisation: Any) -> None:
    values = {
        "name": "Loops closed in two days",
        "stone": "VOC-4",
        "unit": "%",
        "direction": "up",
        "baseline": 20.0,
        "target": 80.0,
        "target_on": dt.date(2027, 12, 31),
        "owner": OWNER,
        "rhythm": "monthly",
    }
    row = add_indicator(organisation=organisation, values=values)
    save_measurements(indicator=row, measurements=[Measurement(dt.date(2027, 2, 1), 35.0)])


def multiply(roadmap: models.Roadmap, count: int, title: str, notes: str = "") -> models.Roadmap:
    """The roadmap with initiatives of one's own until there are `count`, in all its phases."""
    gaps = list(roadmap.scope["gaps"])
    phases, model = [*_phases(roadmap)], next(g for g in gaps if g["stone"] == "VOC-4")
    rows = []
    for number in range(count - roadmap.initiatives.count()):
        code = f"OWN-{number + 1}"
        gaps.append(model | {"stone": code, "needs": [], "why": str(Why.OWN), "effort": 3.5})
        rows.append(
            models.Initiative(
                roadmap=roadmap,
                stone=code,
                position=len(gaps),
                title=title,
                phase=phases[number % len(phases)],
                owner=notes[:120],
                value_now=notes,
                prepares_later=notes,
            )
        )
    roadmap.scope = roadmap.scope | {"gaps": gaps}
    roadmap.save()
    models.Initiative.objects.bulk_create(rows)
    return models.Roadmap.objects.select_related("assessment__organisation").get(pk=roadmap.pk)


def _phases(roadmap: models.Roadmap) -> list[str]:
    return [each["code"] for each in roadmap.phases] or ["crawl", "walk", "run"]
