import datetime as dt

from roadmaps.domain.fields import Field, Nothing, find_fields
from roadmaps.domain.planning import plan
from roadmaps.domain.plans import PlanSettings, Rule
from roadmaps.domain.roadmap import Solved, describe_roadmap
from roadmaps.domain.wishes import Wish
from tests.roadmaps.domain.cases import CAPACITIES, PHASES, gap, scope_with, worked_scope


def state_of(scope, places=None, capacities=CAPACITIES):
    best = plan(scope, PHASES, capacities)
    wishes = {stone: Wish(place) for stone, place in best.positions.items()} | (places or {})
    solved = Solved(scope, PHASES, capacities, PlanSettings(), best, None)
    days = {"created_on": dt.date(2026, 12, 1), "starts_on": dt.date(2027, 1, 1)}
    return describe_roadmap(solved, wishes, None, number=1, targets=(), **days)


def rows_of(fields):
    return {row[0].block: row for row in fields.rows}


def test_fields_of_the_worked_roadmap():
    fields = find_fields(state_of(worked_scope()))
    rows = rows_of(fields)
    assert [(f.phase, f.days, f.steps) for f in rows["VOC"]] == [
        ("crawl", 45.0, 1),
        ("walk", 22.5, 1),
        ("run", 45.0, 1),
    ]
    resting = rows["EXB"][0]
    assert (resting.nothing, resting.rest.stone) == (Nothing.HELD, "EXB-4")
    assert resting.rest.reason.rule in (Rule.PREREQUISITE, Rule.CHAIN)
    assert rows["EXB"][2] == Field("EXB", "run", 0.0, 0, Nothing.DONE)
    assert {f.nothing for f in rows["INN"]} == {Nothing.NOT_ASKED}
    assert fields.staying == ("INT", "VAL", "INN", "INB")
    assert (fields.heaviest.block, fields.heaviest.phase) == ("VIS", "walk")
    assert fields.asked == 12
    assert {(f.block, f.phase) for f in fields.empty} == {
        ("EXB", "crawl"),
        ("EXB", "run"),
        ("VIS", "run"),
    }


def test_field_says_that_a_later_stage_or_a_person_leaves_it_empty():
    scope = scope_with([gap("VIS-1"), gap("INN-1", stage=4), gap("VAL-1")])
    rows = rows_of(find_fields(state_of(scope, {"VAL-1": Wish(None, excluded_because="Bought")})))
    assert [f.nothing for f in rows["INN"]] == [Nothing.STAGE, Nothing.STAGE, None]
    assert {f.nothing for f in rows["VAL"]} == {Nothing.BY_HAND}


def test_work_that_was_given_up_counts_nowhere():
    state = state_of(scope_with([gap("VIS-1"), gap("VAL-1"), gap("VAL-2", needs=("VAL-1",))]))
    whole = rows_of(find_fields(state))["VAL"]
    busy = next(f.phase for f in whole if f.steps)
    left = {each.stone for each in state.in_phase(busy) if each.gap.block == "VAL"}
    rows = rows_of(find_fields(state, left))
    assert {f.phase: f.nothing for f in rows["VAL"]}[busy] is Nothing.STOPPED
    assert rows["VIS"] == rows_of(find_fields(state))["VIS"]
    gone = rows_of(find_fields(state, {"VAL-1", "VAL-2"}))["VAL"]
    assert {f.nothing for f in gone} == {Nothing.STOPPED}


def test_plan_without_work_has_no_heaviest_field():
    fields = find_fields(state_of(scope_with([gap("VIS-1", effort=500.0)])))
    assert fields.heaviest is None
    assert [f.nothing for f in fields.empty] == [Nothing.HELD] * 3
