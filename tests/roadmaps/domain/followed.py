"""Roadmaps as they are carried out, for tests."""

import datetime as dt
from functools import cache
from typing import Any

from roadmaps.domain.dates import add_months
from roadmaps.domain.following import Following, follow
from roadmaps.domain.initiatives import Details, Status
from roadmaps.domain.roadmap import InitiativeState, PhaseState
from roadmaps.domain.scopes import Scope
from tests.roadmaps.domain.cases import CAPACITIES, PHASES, worked_scope
from tests.roadmaps.domain.test_planning import WORKED_PLAN

START = dt.date(2027, 1, 1)
TODAY = dt.date(2027, 5, 10)


@cache
def scope() -> Scope:
    """The worked scope, found once."""
    return worked_scope()


def phases() -> tuple[PhaseState, ...]:
    """Crawl, walk and run from January 2027 on."""
    return tuple(
        PhaseState(
            phase.code,
            add_months(START, phase.start_month),
            add_months(START, phase.end_month) - dt.timedelta(days=1),
            0.0,
            capacity,
        )
        for phase, capacity in zip(PHASES, CAPACITIES, strict=True)
    )


def worked(details: dict[str, dict[str, Any]] | None = None, **more: Any) -> Following:
    """The worked roadmap (E4), every step planned for the whole of its phase."""
    dates = {phase.phase: (phase.starts_on, phase.ends_on) for phase in phases()}
    said = {stone: Details(stone, **fields) for stone, fields in (details or {}).items()}
    initiatives = [
        InitiativeState(gap, WORKED_PLAN[gap.stone], (), (), False, False, "")
        for gap in scope().gaps
    ]
    days = {each.stone: dates[each.phase] for each in initiatives if each.phase}
    return follow(initiatives, phases(), said, days, **({"today": TODAY} | more))


def done(**fields: Any) -> dict[str, Any]:
    """What people say of a step that is done."""
    return {"status": Status.DONE, "progress": 100} | fields
