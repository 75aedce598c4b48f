import datetime as dt

from roadmaps.domain.pillars import PillarShare, find_mix
from roadmaps.domain.plans import PlanSettings
from roadmaps.domain.roadmap import Solved, describe_roadmap
from roadmaps.domain.wishes import Wish
from tests.roadmaps.domain.cases import CAPACITIES, PHASES, gap, scope_with
from tests.roadmaps.domain.test_fields import plan

PILLARS = ("people", "process", "technology")


def initiatives(*gaps):
    scope = scope_with(gaps)
    best = plan(scope, PHASES, CAPACITIES)
    solved = Solved(scope, PHASES, CAPACITIES, PlanSettings(), best, None)
    wishes = {each.stone: Wish("run") for each in gaps}
    days = {"created_on": dt.date(2026, 12, 1), "starts_on": dt.date(2027, 1, 1)}
    state = describe_roadmap(solved, wishes, None, number=1, targets=(), **days)
    return state.in_phase("run")


def test_mix_shares_person_days_among_pillars():
    steps = initiatives(gap("A-1", effort=30.0), gap("A-2", effort=15.0), gap("own-1", effort=15.0))
    assert find_mix(steps, PILLARS, {"A-1": "process", "A-2": "people"}) == (
        PillarShare("people", ("A-2",), 15.0, 0.25),
        PillarShare("process", ("A-1",), 30.0, 0.5),
        PillarShare("technology", (), 0, 0.0),
        PillarShare("", ("own-1",), 15.0, 0.25),
    )


def test_mix_of_nothing_has_every_pillar_and_no_share():
    assert find_mix((), PILLARS, {}) == tuple(PillarShare(p, (), 0, 0.0) for p in PILLARS)
