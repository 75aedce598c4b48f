"""Registers of the demo: invented, and plainly called so."""

import datetime as dt
from typing import Any

from django.utils import timezone

from roadmaps import models
from roadmaps.actions.programmes import ensure_programme
from roadmaps.actions.registers import add_entry, record_decision, save_tool
from roadmaps.actions.revisions import save_revised
from roadmaps.domain.dates import add_months
from roadmaps.queries.roadmaps import load_phases

RECORDER = "Programme office (demo)"


def fill(roadmap: models.Roadmap) -> None:
    """Fill the registers of the roadmap's programme, unless it has any decision."""
    programme = ensure_programme(organisation=roadmap.assessment.organisation)
    if programme.decisions.exists():
        return
    today = timezone.localdate()
    departments = list(
        roadmap.assessment.organisation.departments.order_by("code").values_list("code", flat=True)
    )
    _fill_programme(programme, today)
    _fill_decisions(programme, today)
    _fill_risks(programme, today)
    _fill_tools(programme, _steps(roadmap), departments)
    _fill_people(programme, today, departments)
    _fill_factors(programme, today)


def _steps(roadmap: models.Roadmap) -> list[str]:
    """Steps in the order of their phases."""
    order = [phase.code for phase in load_phases(roadmap)]
    placed = [each for each in roadmap.initiatives.all() if each.phase]
    return [each.stone for each in sorted(placed, key=lambda each: order.index(each.phase))]


def _fill_programme(programme: models.Programme, today: dt.date) -> None:
    before = {
        "sponsor": "Chief operating officer (demo)",
        "sponsor_role": "Operations",
        "sponsor_since": add_months(today, -40),
        "business_case": "Fewer calls that come twice would free a tenth of the service team.",
    }
    now = {
        "sponsor": "Chief customer officer (demo)",
        "sponsor_role": "Executive board",
        "sponsor_since": add_months(today, -5),
        "deputy": "Head of service (demo)",
        "deputy_role": "Customer service",
        "deputy_briefed_on": add_months(today, -7),
        "business_case": (
            "Fewer calls that come twice would free a tenth of the service team.\n"
            "Customers who do not have to chase us stay longer; finance counts that from the "
            "second year on. Without the programme, the same irritants come back every month."
        ),
    }
    for values in (before, now):
        programme = save_revised(row=programme, values=values, revision=programme.revision)


def _decide(programme: models.Programme, values: dict[str, Any], **more: Any) -> models.Decision:
    empty = {"context": "", "options": "", "consequence": "", "review_on": None}
    decided = {"decided_by": "Steering committee (demo)"}
    return record_decision(
        programme=programme, values=empty | decided | values, recorded_by=RECORDER, **more
    )


def _fill_decisions(programme: models.Programme, today: dt.date) -> None:
    first = _decide(
        programme,
        {
            "title": "Each department answers its own customers",
            "decided_on": add_months(today, -30),
            "reason": "Departments know their products best.",
        },
    )
    _decide(
        programme,
        {
            "title": "One owner follows each problem to its end",
            "decided_on": add_months(today, -14),
            "context": "Customers told us that they were passed on three times.",
            "options": "A central desk for everything; an owner per problem; leaving it as it is.",
            "reason": "Whoever owns a problem from end to end closes it in half the time.",
            "consequence": "Heads of department name owners; the loop is measured every month.",
            "review_on": add_months(today, -1),
        },
        replaces=first,
    )
    _decide(
        programme,
        {
            "title": "Steps come before platforms",
            "decided_on": add_months(today, -13),
            "reason": "A platform without people who use it changed nothing last time.",
        },
    )


def _fill_risks(programme: models.Programme, today: dt.date) -> None:
    entries: tuple[dict[str, Any], ...] = (
        {
            "event": "sponsor_leaves",
            "title": "The chief customer officer takes another seat (demo)",
            "effect": "Decisions wait, and budgets are asked for anew.",
            "owner": "Head of service (demo)",
            "mitigation": "A deputy who is briefed, and this hand-over file at each phase end.",
        },
        {
            "event": "vendor_failure",
            "title": "The supplier of the customer record closes down (demo)",
            "effect": "Everything that reads the record stands still.",
            "owner": "Head of IT (demo)",
            "mitigation": "Our data in our hands: a full export every month.",
        },
        {
            "event": "other",
            "title": "The merger with the regional office takes all hands (demo)",
            "rate": 0.3,
            "owner": "Programme lead (demo)",
        },
    )
    for entry in entries:
        add_entry(model=models.Risk, programme=programme, values=entry | {"reviewed_on": today})


def _fill_tools(programme: models.Programme, steps: list[str], departments: list[str]) -> None:
    """Two suppliers, one of them behind much; a tool that is not in place, one without purpose."""

    def tool(name: str, supplier: str, needs: list[models.Tool], **values: Any) -> models.Tool:
        usual = {"purpose": "", "is_critical": False, "is_ready": True}
        lists: dict[str, Any] = {"departments": departments[:2], "stones": []}
        row = models.Tool(programme=programme)
        named = {"name": name, "supplier": supplier}
        keys = [each.pk for each in needs]
        return save_tool(tool=row, values=usual | lists | named | values, needs=keys, revision=0)

    record = tool(
        *("Customer record (demo)", "Northwind Systems (demo)", []),
        purpose="One record of each customer for all who talk to them",
        is_critical=True,
    )
    survey = tool(
        *("Survey tool (demo)", "Northwind Systems (demo)", [record]),
        purpose="Asks after each contact",
        stones=steps[:2],
    )
    tool(
        *("Case desk (demo)", "Bluebird Software (demo)", [record]),
        purpose="Each problem has an owner and a date",
        is_critical=True,
        is_ready=False,
        stones=steps[1:4],
    )
    tool(*("Dashboards (demo)", "", [survey, record]), purpose="One page of measures for all")
    tool(*("Mailing list (demo)", "Bluebird Software (demo)", []), departments=departments[:1])


def _fill_people(programme: models.Programme, today: dt.date, departments: list[str]) -> None:
    first, second = (departments * 2)[:2]
    people = (
        ("agent", "Change agent (demo)", first, -20, None),
        ("relay", "Relay of the first team (demo)", first, -10, None),
        ("relay", "Relay of the second team (demo)", second, -14, -2),
    )
    for kind, name, department, since, until in people:
        values = {
            "kind": kind,
            "name": name,
            "role": "",
            "department": department,
            "since": add_months(today, since),
            "until": None if until is None else add_months(today, until),
        }
        add_entry(model=models.Agent, programme=programme, values=values)


def _fill_factors(programme: models.Programme, today: dt.date) -> None:
    factors = (
        ("New rules on how long data may be kept (demo)", False, -10),
        ("Two experienced teams retire within three years (demo)", False, 90),
        ("Every new colleague spends a day in service (demo)", True, 60),
    )
    for title, is_ours, days in factors:
        values = {
            "title": title,
            "is_ours_to_drive": is_ours,
            "note": "",
            "review_on": today + dt.timedelta(days=days),
            "closed_on": None,
        }
        add_entry(model=models.Factor, programme=programme, values=values)
