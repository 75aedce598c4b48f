"""The worked roadmap (method E4) as what is asked for and as a plan that people may change."""

import datetime as dt
from dataclasses import replace

from roadmaps.domain.asked import Asked, Measured, find_plan, scope_for
from roadmaps.domain.plans import PlanSettings
from roadmaps.domain.trying import Present
from tests.roadmaps.domain.cases import (
    CAPACITIES,
    PHASES,
    WORKED_SCORES,
    WORKED_TARGETS,
    advance,
    maturity_model,
    values,
)
from tests.scorecards import scorecard_of

STARTS_ON = dt.date(2027, 1, 1)


def measured(scores=WORKED_SCORES, **fields):
    """The worked scores; the organisation stands at the first stage."""
    card = scorecard_of(default=(4, 4))
    stones = tuple(replace(s, score=float(scores.get(s.stone, 100))) for s in card.stones)
    conditions = tuple(
        replace(c, state="met" if scores.get(c.stone, 100) >= 50 else "not_met")
        for c in card.gate.conditions
    )
    card = replace(
        card,
        stones=stones,
        gate=replace(card.gate, conditions=conditions, is_open=False),
        organisation=replace(card.organisation, stage=1),
    )
    return Measured(maturity_model(), card, values(scores), **fields)


def asked(**fields):
    known = {
        "targets": advance(WORKED_TARGETS),
        "phases": PHASES,
        "capacities": CAPACITIES,
        "settings": PlanSettings(),
        "starts_on": STARTS_ON,
    }
    return Asked(**(known | fields))


def present(**fields):
    """The worked roadmap as it was solved."""
    found, what = measured(), asked(**fields)
    scope = scope_for(found, what)
    return Present(found, what, scope, find_plan(found, what, scope), {})
