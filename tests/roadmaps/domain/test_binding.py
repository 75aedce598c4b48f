import pytest

from roadmaps.domain.binding import ORDER, binding
from roadmaps.domain.planning import plan
from roadmaps.domain.plans import Reason, Rule
from tests.roadmaps.domain.cases import CAPACITIES, PHASES, worked_scope

SHARE = Reason(Rule.SHARE, "crawl")
CAPACITY = Reason(Rule.CAPACITY, "crawl")
BALANCE = Reason(Rule.BALANCE, "walk")
BEFORE = Reason(Rule.PREREQUISITE, "crawl", ("A-1",))
BESIDE = Reason(Rule.PREREQUISITE, "walk", ("A-1",))
WAIVED = Reason(Rule.WAIVED, "walk", waived=Rule.GATE)
LOCKED = Reason(Rule.LOCKED, "walk")


@pytest.mark.parametrize(
    ("reasons", "expected"),
    [
        ((), None),
        ((WAIVED, BALANCE), BALANCE),
        ((BEFORE, CAPACITY, SHARE, BALANCE), CAPACITY),
        ((BEFORE, BALANCE), BALANCE),
        ((BEFORE, WAIVED), BEFORE),
        ((CAPACITY, BESIDE), BESIDE),
        ((BESIDE, LOCKED, WAIVED), LOCKED),
    ],
)
def test_binding_reason_is_what_holds_a_stone_most(reasons, expected):
    assert binding(reasons, "walk") == expected


def test_binding_knows_every_rule():
    assert set(ORDER) == set(Rule)


def test_binding_reasons_of_the_worked_roadmap():
    best = plan(worked_scope(), PHASES, CAPACITIES)
    told = {p.stone: r.rule for p in best.placements if (r := binding(p.reasons, p.phase))}
    assert told == {
        "VIS-3": Rule.CAPACITY,
        "EXB-4": Rule.PREREQUISITE,
        "VOC-2": Rule.SHARE,
        "VOC-4": Rule.BALANCE,
        "VOC-5": Rule.CAPACITY,
        "IMP-1": Rule.BALANCE,
        "IMP-2": Rule.BALANCE,
        "IMP-4": Rule.CAPACITY,
        "IMP-5": Rule.CAPACITY,
        "VIS-2": Rule.BALANCE,
    }
