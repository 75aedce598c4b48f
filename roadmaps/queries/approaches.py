"""What the comparison of both approaches is made from: a roadmap, its registers, its model."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from roadmaps import models
from roadmaps.domain.assumptions import (
    Assumptions,
    Increment,
    PhasePlan,
    RiskEvent,
    TimeShares,
    UnreadableNumbers,
    assumptions_of,
    read_assumptions,
)
from roadmaps.domain.dates import add_months
from roadmaps.domain.exposure import Exposures, find_exposures
from roadmaps.domain.initiatives import Details, Status
from roadmaps.domain.roadmap import InitiativeState
from roadmaps.domain.simulation import simulate
from roadmaps.queries.initiatives import load_details
from roadmaps.queries.programmes import find_programme
from roadmaps.queries.roadmaps import load_phases, load_roadmap

MONTHS = 12
OTHER = "other"
"""How the register of risks calls an event that the model does not have."""
OWN_EVENTS = 3
"""Events of one's own that a comparison takes."""
OWN_EFFECT = RiskEvent("", rate=0, delay=2, rework=0.1, loss=0.1)
"""What such an event does unless a person says otherwise: as when a team disengages (method E5)."""
NOT_TO_COME = frozenset({Status.STOPPED, Status.NOT_PLANNED})

compare_approaches = lru_cache(maxsize=32)(simulate)
"""The same assumptions always come to the same: a page that is looked at again is there at once."""


@dataclass(frozen=True, slots=True)
class Approaches:
    """A roadmap as both approaches would carry it out.

    `month`: whole months since its start, negative before. `assumptions` are the defaults, None
    where the maturity model has no numbers to read; then there are no increments either, neither
    those with months by person-days nor those of the model. `has_cost`: somebody entered what a
    person-day costs, otherwise cost and benefit are relative; `has_benefits`: and gains in money.
    `suppliers_named`: the register of tools names critical ones. `own_titles` are those of
    events from the register of risks, by code.
    """

    starts_on: dt.date
    month: int
    phases: tuple[PhasePlan, ...]
    assumptions: Assumptions | None
    increments_by_effort: tuple[Increment, ...]
    model_increments: tuple[Increment, ...]
    currency: str
    has_cost: bool
    has_benefits: bool
    suppliers_named: bool
    own_titles: Mapping[str, str]

    def exposures(self, rate: float) -> Exposures | None:
        """How long each approach is exposed to events that strike `rate` times a year."""
        return find_exposures(self.phases, rate, self.month)


@dataclass(frozen=True, slots=True)
class Money:
    """What the work costs and what a month with all of it brings; None: nobody entered it."""

    currency: str
    cost: float | None
    benefit: float | None


def load_approaches(row: models.Roadmap, today: dt.date) -> Approaches:
    """A roadmap as people left it, with what its programme knows of money, tools and risks."""
    numbers = row.assessment.maturity_model.simulation
    programme = find_programme(row.assessment.organisation)
    initiatives = _to_come(row)
    phases = _phases(row, initiatives)
    money = _load_money(programme, initiatives)
    risks, suppliers = _own_risks(programme), _critical_suppliers(programme)
    try:
        plain = assumptions_of(numbers, phases, suppliers=max(1, len(suppliers)))
    except UnreadableNumbers:
        plain = None
    return Approaches(
        starts_on=row.starts_on,
        month=_months_since(row.starts_on, today),
        phases=phases,
        assumptions=plain and _with_facts(plain, money, risks),
        increments_by_effort=_by_effort(numbers, phases) if plain else (),
        model_increments=read_assumptions(numbers).increments if plain else (),
        currency=money.currency,
        has_cost=bool(money.cost),
        has_benefits=bool(money.cost and money.benefit),
        suppliers_named=bool(suppliers),
        own_titles={_own_code(number): risk.title for number, risk in enumerate(risks)},
    )


def _by_effort(numbers: Mapping[str, Any], phases: tuple[PhasePlan, ...]) -> tuple[Increment, ...]:
    return assumptions_of(numbers, phases, time_shares=TimeShares.EFFORT).increments


def _to_come(row: models.Roadmap) -> tuple[tuple[InitiativeState, Details], ...]:
    """What stands in a phase and is not given up, with what people said of it."""
    details = load_details(row)
    placed = (each for each in load_roadmap(row).initiatives if each.phase is not None)
    pairs = ((each, details.get(each.stone, Details(each.stone))) for each in placed)
    return tuple(pair for pair in pairs if pair[1].status not in NOT_TO_COME)


def _phases(
    row: models.Roadmap, initiatives: tuple[tuple[InitiativeState, Details], ...]
) -> tuple[PhasePlan, ...]:
    plans = {p.code: PhasePlan(p.code, p.start_month, p.end_month, 0, 0) for p in load_phases(row)}
    for initiative, details in initiatives:
        gap, plan = initiative.gap, plans[initiative.phase or ""]
        is_done, benefit = details.status is Status.DONE, gap.impact * gap.gap
        plans[plan.phase] = replace(
            plan,
            effort=plan.effort + gap.effort,
            benefit=plan.benefit + benefit,
            done_effort=plan.done_effort + gap.effort * is_done,
            done_benefit=plan.done_benefit + benefit * is_done,
        )
    return tuple(plans.values())


def _load_money(
    programme: models.Programme, initiatives: tuple[tuple[InitiativeState, Details], ...]
) -> Money:
    """Costs as soon as a person-day has one, benefits of the organisation less yearly costs."""
    if not programme.pk or not programme.daily_rate:
        return Money(programme.currency, None, None)
    stones = [initiative.stone for initiative, _details in initiatives]
    days = sum(initiative.gap.effort for initiative, _details in initiatives)
    costs = list(programme.costs.filter(stone__in=stones))
    once = sum(float(line.amount) for line in costs if not line.is_yearly)
    yearly = sum(float(line.amount) for line in costs if line.is_yearly)
    gains = programme.benefits.filter(
        stone__in=stones, beneficiary=models.Benefit.For.ORGANISATION, likely__isnull=False
    )
    likely = [float(amount or 0) for amount in gains.values_list("likely", flat=True)]
    return Money(
        programme.currency,
        cost=days * float(programme.daily_rate) + once,
        benefit=max(0.0, sum(likely) - yearly) / MONTHS if likely else None,
    )


def _own_risks(programme: models.Programme) -> list[models.Risk]:
    """Watched risks of one's own that have a rate."""
    if not programme.pk:
        return []
    watched = programme.risks.filter(event=OTHER, state=models.Risk.State.OPEN, rate__gt=0)
    return list(watched.order_by("pk")[:OWN_EVENTS])


def _critical_suppliers(programme: models.Programme) -> set[str]:
    """Suppliers of what the programme depends on; a tool without one stands for itself."""
    if not programme.pk:
        return set()
    tools = programme.tools.filter(is_critical=True).values_list("supplier", "name")
    return {supplier.strip().casefold() or name for supplier, name in tools}


def _with_facts(plain: Assumptions, money: Money, risks: list[models.Risk]) -> Assumptions:
    own = tuple(
        replace(OWN_EFFECT, code=_own_code(number), rate=float(risk.rate or 0))
        for number, risk in enumerate(risks)
    )
    cost = money.cost or plain.cost
    relative = plain.benefit * cost / plain.cost
    benefit = relative if money.benefit is None else money.benefit
    return replace(plain, cost=cost, benefit=benefit, events=(*plain.events, *own))


def _own_code(number: int) -> str:
    return f"own-{number + 1}"


def _months_since(start: dt.date, today: dt.date) -> int:
    months = MONTHS * (today.year - start.year) + today.month - start.month
    return months - (today < add_months(start, months))
