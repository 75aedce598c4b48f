from dataclasses import replace

import pytest

from roadmaps.domain.asked import (
    find_lone_block,
    find_plan,
    keep_wishes,
    scope_for,
    values_for,
    without_balance,
)
from roadmaps.domain.cycles import propose_phases
from roadmaps.domain.gaps import Edit
from roadmaps.domain.planning import plan
from roadmaps.domain.plans import Balance, PlanSettings, Rule, Waiver
from roadmaps.domain.scopes import own_initiative
from roadmaps.domain.values import StoneValue, ValueState
from roadmaps.domain.wishes import Wish
from tests.roadmaps.domain.cases import CAPACITIES, PHASES, gap, scope_with, worked_scope
from tests.roadmaps.domain.test_planning import WORKED_PLAN
from tests.roadmaps.domain.worked import asked, measured


def test_scope_and_plan_are_those_of_the_worked_roadmap():
    what = asked()
    scope = scope_for(measured(), what)
    assert scope.gaps == worked_scope().gaps
    assert find_plan(measured(), what, scope).positions == WORKED_PLAN


def test_what_was_entered_counts():
    what = asked(edits={"IMP-5": Edit(60, 4)})
    assert scope_for(measured(), what).gap_by_stone["IMP-5"].effort == 60
    assert scope_for(measured(), what).gap_by_stone["IMP-5"].months == 4


def test_what_is_assumed_counts_where_nobody_knows():
    found = measured()
    unknown = replace(found, values=found.values | {"VOC-4": StoneValue(ValueState.UNKNOWN, 0.0)})
    bare = scope_for(unknown, asked()).gap_by_stone["VOC-4"]
    assert (bare.check_first, bare.gap) == (True, 55)
    told = scope_for(unknown, asked(assumptions={"VOC-4": (2, 2)})).gap_by_stone["VOC-4"]
    assert (told.state, told.gap) == (ValueState.ASSUMED, 30)
    assert scope_for(found, asked(assumptions={"VOC-4": (4, 4)})) == scope_for(found, asked())


def test_own_initiatives_come_along_until_they_are_delivered():
    own = own_initiative(worked_scope(), "OWN-1", block="INB", impact=3, effort=10)
    scope = scope_for(measured(), asked(own=(own,)))
    assert scope.gaps[-1] == own
    done = asked(own=(own,), delivered=("OWN-1",))
    assert "OWN-1" not in scope_for(measured(), done).gap_by_stone


def test_delivered_stones_open_the_way_and_are_never_planned_again():
    what = asked(delivered=("VIS-2", "VOC-4"), claims={"VOC-4": (4, 4)})
    scope = scope_for(measured(), what)
    assert not {"VIS-2", "VOC-4"} & set(scope.gap_by_stone)
    assert scope.gap_by_stone["VIS-3"].needs == ()
    known = values_for(measured(), what)
    assert (known["VIS-2"], known["VOC-4"].score) == (StoneValue(ValueState.DELIVERED, 50), 100)


def test_a_wish_is_kept_while_stone_and_phase_exist():
    wishes = {
        "VOC-4": Wish("walk", locked=True),
        "IMP-1": Wish(None, excluded_because="Bought in"),
        "IMP-2": Wish("walk"),
        "VOC-5": Wish("run-2", locked=True),
        "INT-1": Wish("crawl", locked=True),
        "IMP-4": Wish("run", locked=True),
    }
    what = asked(wishes=wishes, begun=("IMP-4",))
    scope = scope_for(measured(), what)
    assert set(keep_wishes(what, scope)) == {"VOC-4", "IMP-1", "IMP-4"}
    assert set(keep_wishes(what, scope, edits=False)) == {"IMP-4"}


def test_wishes_and_waivers_hold_in_the_plan():
    what = asked(
        wishes={"VOC-4": Wish("walk", locked=True), "IMP-1": Wish(None, excluded_because="No")},
        waivers=(Waiver(Rule.SHARE, "IMP-5", "One team"),),
        capacities=(100, 140, 400),
    )
    scope = scope_for(measured(), what)
    direct = plan(
        scope,
        PHASES,
        what.capacities,
        what.settings,
        locks={"VOC-4": "walk"},
        exclusions=["IMP-1"],
        waivers=what.waivers,
    )
    assert find_plan(measured(), what, scope) == direct


def test_several_cycles_are_planned_one_after_the_other():
    phases = propose_phases(PHASES, 60, 2)
    settings = PlanSettings(cycle_phases=3)
    what = asked(phases=phases, capacities=(*CAPACITIES, 200, 200, 200), settings=settings)
    best = find_plan(measured(), what, scope_for(measured(), what))
    assert best.standings[0] == 1
    assert len(best.standings) == 2
    assert best.positions["IMP-5"] is None or best.positions["IMP-5"].endswith("-2")


def test_the_plan_without_balance_is_asked_in_less_time():
    free = without_balance(asked(settings=PlanSettings(time_limit=15)))
    assert (free.settings.balance, free.settings.time_limit) == (Balance.OFF, 5)
    assert without_balance(free) is None


@pytest.mark.parametrize(
    ("others", "balance", "lone"),
    [
        ([gap("VOC-1"), gap("IMP-1")], Balance.EVERY_PHASE, None),
        ([gap("VOC-1", impact=5), gap("IMP-1", impact=1)], Balance.OFF, "VOC"),
        ([gap("VOC-1"), gap("IMP-4", stage=4)], Balance.OFF, None),
        ([gap("VOC-1")], Balance.OFF, None),
    ],
)
def test_a_first_phase_of_one_block_alone_is_seen(others, balance, lone):
    scope = scope_with(others)
    settings = PlanSettings(balance=balance, block_share=False)
    capacity = 90 if balance is Balance.EVERY_PHASE else 45
    best = plan(scope, PHASES, (capacity, 90, 90), settings)
    assert find_lone_block(scope, best, PHASES) == lone
