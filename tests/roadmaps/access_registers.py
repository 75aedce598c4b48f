"""Who may open which address: see tests/test_access.py.

Decisions, risks, the business case and the review of the programme are written with either right:
tests/roadmaps/views/registers/ asks that of both roles, for here a row names one right or none.
"""

from collections.abc import Callable
from typing import Any

from django.utils import timezone

from tests.access import (
    FORBIDDEN,
    FOUND,
    MISSING,
    OK,
    Cast,
    Row,
    changing,
    governing,
    leading_back,
    of_roadmap,
    reading,
    running,
)
from tests.roadmaps import register_rows as rows

Of = Callable[[Cast], dict[str, Any]]


def of_decision(cast: Cast) -> dict[str, Any]:
    return of_roadmap(cast) | {"number": rows.make_decision(cast.organisation).number}


def of_risk(cast: Cast) -> dict[str, Any]:
    return of_roadmap(cast) | {"key": _first(cast, "risks", rows.make_risk)}


def of_tool(cast: Cast) -> dict[str, Any]:
    return of_roadmap(cast) | {"key": _first(cast, "tools", rows.make_tool)}


def of_agent(cast: Cast) -> dict[str, Any]:
    return of_roadmap(cast) | {"key": _first(cast, "agents", rows.make_agent)}


def of_factor(cast: Cast) -> dict[str, Any]:
    return of_roadmap(cast) | {"key": _first(cast, "factors", rows.make_factor)}


def _first(cast: Cast, register: str, make: Callable[..., Any]) -> int:
    """The key of the one entry there is: everybody asks for the same."""
    programme = rows.make_programme(cast.organisation)
    row = getattr(programme, register).first()
    return (row or make(cast.organisation)).pk


def writing(of: Of, *, right: str = "") -> tuple[Row, Row]:
    """A form that those who may write see and send; sent with a field that is too long it comes
    back."""
    seen = Row(FOUND, MISSING, FORBIDDEN, OK, kwargs=of)
    send = running if right else changing
    return (seen, send(of, OK, title="x" * 201, name="x" * 121))


def removing(of: Of, *, right: str = "") -> tuple[Row, Row]:
    """What only changes things and leads whoever may write back."""
    send = running if right else changing
    return (Row(FOUND, MISSING, FORBIDDEN, FOUND, kwargs=of), send(of))


ROWS: dict[str, tuple[Row, ...]] = {
    "roadmaps:registers": (reading(of_roadmap),),
    "roadmaps:programme_reviewed": (leading_back(of_roadmap), changing(of_roadmap)),
    "roadmaps:decisions": (reading(of_roadmap),),
    "roadmaps:decision": (
        reading(of_decision),
        Row(FOUND, MISSING, MISSING, MISSING, kwargs=lambda c: of_roadmap(c) | {"number": 99}),
    ),
    "roadmaps:decision_new": writing(of_roadmap),
    "roadmaps:decision_replace": writing(of_decision),
    "roadmaps:risks": (reading(of_roadmap),),
    "roadmaps:risk_new": writing(of_roadmap),
    "roadmaps:risk": writing(of_risk),
    "roadmaps:risk_remove": removing(of_risk),
    "roadmaps:risk_strike": (
        Row(FOUND, MISSING, FORBIDDEN, FOUND, kwargs=of_risk),
        changing(of_risk, struck_on=str(timezone.localdate()), revision=0),
    ),
    "roadmaps:risk_state": (
        Row(FOUND, MISSING, FORBIDDEN, FOUND, kwargs=of_risk),
        changing(of_risk, state="reviewed", revision=0),
    ),
    "roadmaps:tools": (reading(of_roadmap),),
    "roadmaps:tool_new": writing(of_roadmap, right="run"),
    "roadmaps:tool": writing(of_tool, right="run"),
    "roadmaps:tool_remove": removing(of_tool, right="run"),
    "roadmaps:people": (reading(of_roadmap),),
    "roadmaps:agent_new": writing(of_roadmap, right="run"),
    "roadmaps:agent": writing(of_agent, right="run"),
    "roadmaps:agent_remove": removing(of_agent, right="run"),
    "roadmaps:factors": (reading(of_roadmap),),
    "roadmaps:factor_new": writing(of_roadmap, right="run"),
    "roadmaps:factor": writing(of_factor, right="run"),
    "roadmaps:factor_remove": removing(of_factor, right="run"),
    "roadmaps:sponsor": (reading(of_roadmap), governing(of_roadmap, sponsor="Board", revision=0)),
    "roadmaps:business_case": (
        reading(of_roadmap),
        changing(of_roadmap, business_case="It pays.", revision=0),
    ),
    "roadmaps:handover": (reading(of_roadmap),),
    "roadmaps:handover_pdf": (reading(of_roadmap),),
}
