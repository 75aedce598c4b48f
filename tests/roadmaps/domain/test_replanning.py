"""Laws of planning again (method E6): what is delivered never comes back, what is kept stays, what
is dropped stays out, and work that has begun stays whatever else."""

import datetime as dt
import random

import pytest

from roadmaps.domain.asked import find_plan, scope_for
from roadmaps.domain.gaps import Edit
from roadmaps.domain.plans import InfeasiblePlan, Rule, Waiver
from roadmaps.domain.replanning import (
    Choice,
    Released,
    Verdict,
    excuse_share,
    judge,
    phases_over,
    plan_keeping,
    remaining_capacities,
)
from roadmaps.domain.scopes import own_initiative
from roadmaps.domain.wishes import Wish
from tests.roadmaps.domain.cases import PHASES, worked_scope
from tests.roadmaps.domain.test_planning import WORKED_PLAN
from tests.roadmaps.domain.worked import STARTS_ON, asked, measured

AS_PLANNED = {stone: Wish(phase) for stone, phase in WORKED_PLAN.items()}


def planned(wishes=AS_PLANNED, **fields):
    return asked(wishes=wishes, **fields)


def replan(what, verdicts, over=(), **more):
    judged, soft = judge(what, verdicts, over, **more)
    scope = scope_for(measured(), judged)
    return plan_keeping(judged, scope, soft, lambda each: find_plan(measured(), each, scope))


@pytest.mark.parametrize(
    ("today", "over"),
    [
        (dt.date(2027, 6, 30), ()),
        (dt.date(2027, 7, 1), ("crawl",)),
        (dt.date(2028, 7, 1), ("crawl", "walk")),
        (dt.date(2031, 1, 1), ("crawl", "walk", "run")),
    ],
)
def test_a_phase_is_over_once_its_last_month_has_passed(today, over):
    assert phases_over(PHASES, STARTS_ON, today) == over


def test_what_is_left_over_is_offered():
    assert remaining_capacities(asked(), {"crawl": 15, "walk": 45.5}, ("crawl",)) == (0, 94.5, 200)
    assert remaining_capacities(asked(), {"walk": 900}, ()) == (100, 0, 200)


def test_everything_kept_stays_and_what_came_later_is_free():
    again = replan(planned(), {})
    assert again.plan.positions == WORKED_PLAN
    assert again.released == ()
    more = replan(planned(capacities=(100, 140, 340)), {})
    assert more.plan.positions == WORKED_PLAN | {"IMP-5": "run"}


def test_what_is_kept_may_move_when_people_say_so():
    locked = {s: p.locked for s, p in replan(planned(), {}).asked.wishes.items()}
    assert {s for s, is_locked in locked.items() if not is_locked} == {"IMP-5"}
    free = replan(planned(), {}, may_move=True)
    assert not any(wish.locked for wish in free.asked.wishes.values())


def test_what_is_dropped_stays_out_with_its_reason():
    again = replan(planned(), {"VOC-4": Verdict(Choice.DROP, "Bought in")})
    assert again.plan.positions["VOC-4"] is None
    assert again.asked.wishes["VOC-4"] == Wish(None, excluded_because="Bought in")


def test_what_is_adjusted_is_free_with_its_new_work():
    verdict = Verdict(Choice.ADJUST, effort=50, months=4)
    again = replan(planned(), {"IMP-5": verdict})
    assert again.asked.edits == {"IMP-5": Edit(50, 4)}
    assert again.plan.positions["IMP-5"] == "run"
    kept = replan(planned(edits={"IMP-5": Edit(60, 4)}), {"IMP-5": Verdict(Choice.ADJUST)})
    assert kept.asked.edits == {"IMP-5": Edit(60, 4)}


def test_one_s_own_initiative_holds_its_new_work_itself():
    own = own_initiative(worked_scope(), "OWN-1", block="INB", impact=3, effort=10, months=1)
    what = planned({**AS_PLANNED, "OWN-1": Wish("run")}, own=(own,))
    judged, _ = judge(what, {"OWN-1": Verdict(Choice.ADJUST, effort=30)})
    assert [(gap.effort, gap.months) for gap in judged.own] == [(30, 1)]
    assert judged.edits == {}


def test_delivered_work_never_comes_back():
    left = {s: w for s, w in AS_PLANNED.items() if s not in ("VIS-2", "IMP-1")}
    again = replan(planned(left, delivered=("VIS-2", "IMP-1")), {})
    assert not {"VIS-2", "IMP-1"} & set(again.plan.positions)


def test_what_was_to_be_done_in_a_phase_that_is_over_is_placed_anew():
    left = {s: w for s, w in AS_PLANNED.items() if s != "VIS-2"}
    what = planned(left, delivered=("VIS-2",), capacities=(0, 160, 200))
    again = replan(what, {}, over=("crawl",))
    places = again.plan.positions
    assert "crawl" not in places.values()
    assert places["VIS-3"] == "walk"
    assert places["VOC-4"] is not None


def test_work_that_has_begun_stays_and_moves_on_with_the_phases():
    what = planned({**AS_PLANNED, "VOC-4": Wish("crawl", locked=True)}, begun=("VOC-4",))
    assert replan(what, {"VOC-4": Verdict(Choice.ADJUST)}).plan.positions["VOC-4"] == "crawl"
    later = planned(
        {**AS_PLANNED, "VOC-4": Wish("crawl", locked=True)},
        begun=("VOC-4",),
        capacities=(0, 240, 200),
    )
    assert replan(later, {}, over=("crawl",)).plan.positions["VOC-4"] == "walk"
    dropped = replan(what, {"VOC-4": Verdict(Choice.DROP, "Too late")})
    assert dropped.plan.positions["VOC-4"] is None


def test_of_what_cannot_stay_the_one_that_brings_least_is_released():
    again = replan(planned(capacities=(100, 100, 200)), {})
    walk = {s: AS_PLANNED[s] for s in ("VIS-3", "VOC-2", "IMP-2", "EXB-4")}
    assert [each.stone for each in again.released] == ["VOC-2", "IMP-2"]
    assert all(isinstance(each, Released) and each.phase == "walk" for each in again.released)
    assert {v.rule for each in again.released for v in each.violations} == {Rule.CAPACITY}
    for stone in set(walk) - {"VOC-2", "IMP-2"}:
        assert again.plan.positions[stone] == "walk"


def test_what_waits_for_a_dropped_step_is_released_with_it():
    again = replan(planned(), {"IMP-2": Verdict(Choice.DROP, "No")})
    assert again.plan.positions["IMP-4"] is None
    assert [each.stone for each in again.released] == ["IMP-4"]
    assert again.plan.positions["IMP-1"] == "crawl"


def test_locks_of_people_that_break_rules_are_told():
    what = planned({**AS_PLANNED, "IMP-5": Wish("run", locked=True)})
    with pytest.raises(InfeasiblePlan) as refusal:
        replan(what, {})
    assert [v.rule for v in refusal.value.violations] == [Rule.SHARE]


@pytest.mark.parametrize("seed", range(12))
def test_laws_hold_whatever_people_decide(seed):
    dice = random.Random(seed)
    stones = list(WORKED_PLAN)
    delivered = tuple(dice.sample(["VIS-2", "VOC-4", "IMP-1"], dice.randint(0, 2)))
    choices = [Choice.KEEP, Choice.KEEP, Choice.ADJUST, Choice.DROP]
    verdicts = {s: Verdict(dice.choice(choices), "Why") for s in stones if s not in delivered}
    capacities = tuple(float(dice.randint(0, 250)) for _ in PHASES)
    left = {s: w for s, w in AS_PLANNED.items() if s not in delivered}
    again = replan(planned(left, delivered=delivered, capacities=capacities), verdicts)
    places = again.plan.positions
    released = {each.stone for each in again.released}
    assert not set(delivered) & set(places)
    for stone, verdict in verdicts.items():
        if verdict.choice is Choice.DROP:
            assert places.get(stone) is None
        elif verdict.choice is Choice.KEEP and WORKED_PLAN[stone] and stone not in released:
            assert places[stone] == WORKED_PLAN[stone]
    repeated = replan(planned(left, delivered=delivered, capacities=capacities), verdicts)
    assert repeated == again


def test_a_block_may_take_more_of_what_delivered_work_left_of_a_phase():
    left = {s: w for s, w in AS_PLANNED.items() if s not in ("VIS-2", "IMP-1")}
    what = planned(left, delivered=("VIS-2", "IMP-1"), capacities=(70, 140, 200))
    judged, soft = judge(what, {})
    scope = scope_for(measured(), judged)

    def find(each):
        return find_plan(measured(), each, scope)

    strict = plan_keeping(judged, scope, soft, find)
    assert [each.stone for each in strict.released] == ["VOC-4"]
    excused = excuse_share(judged, scope, ("crawl",), "Kept")
    assert excused.waivers == (Waiver(Rule.SHARE, "VOC-4", "Kept"),)
    again = plan_keeping(excused, scope, soft, find)
    assert (again.released, again.plan.positions["VOC-4"]) == ((), "crawl")
    assert excuse_share(judged, scope, ("walk",), "Kept") == judged
