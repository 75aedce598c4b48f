from decimal import Decimal

import pytest

from roadmaps.domain.costs import Cost, CostLine, CostType, Work, cost_of
from roadmaps.domain.course import Service
from roadmaps.domain.indicators import Indicator
from roadmaps.domain.initiatives import Details
from roadmaps.domain.operational_plan import PlanRow
from roadmaps.domain.phase_notes import PhaseNote
from roadmaps.domain.report_phases import brief_phases
from roadmaps.domain.roadmap import InitiativeState
from tests.roadmaps.domain.cases import gap

NOTE = PhaseNote("crawl", "Answers in two days", "Share answered")
CALLS = Indicator(1, "Calls a week", stone="A-1")


def row(stone, phase="crawl", owner=""):
    state = InitiativeState(gap(stone), phase, (), (), False, False, "")
    return PlanRow(state, Details(stone, owner=owner), Service(None))


def cost(rate=None, amount=None):
    lines = [CostLine(1, "A-1", CostType.LICENCE, Decimal(amount))] if amount else []
    return cost_of([Work("A-1", "crawl", Decimal(10))], lines, rate)


def brief(rows=(), notes=None, money: Cost | None = None, indicators=None):
    found = brief_phases(["crawl"], rows, notes or {}, {"crawl": money or cost()}, indicators or {})
    assert list(found) == ["crawl"]
    return found["crawl"]


def test_phase_names_owners_once_and_counts_steps_without():
    rows = (row("A-1", owner="Ann"), row("A-2"), row("A-3", owner="Ann"), row("A-4", owner="Bo"))
    found = brief((*rows, row("A-5", phase="walk", owner="Cy")))
    assert (found.owners, found.without_owner) == (("Ann", "Bo"), 1)


def test_phase_tells_what_was_promised_and_measured_of_its_steps():
    found = brief((row("A-1"), row("A-2")), {"crawl": NOTE}, indicators={"A-1": (CALLS,)})
    assert (found.note, found.indicators) == (NOTE, (CALLS,))
    assert brief().note == PhaseNote("crawl")


@pytest.mark.parametrize(
    ("money", "said"),
    [
        (cost(), (None, False)),
        (cost(amount=500), (Decimal(500), True)),
        (cost(rate=Decimal(100)), (Decimal(1000), False)),
        (cost(rate=Decimal(100), amount=500), (Decimal(1500), False)),
    ],
    ids=["nothing", "amounts", "days", "both"],
)
def test_cost_is_that_entered_and_nothing_else(money, said):
    found = brief((row("A-1"),), money=money)
    assert (found.cost, found.is_beside_days) == said
    assert found.running is None
