"""What a new version keeps of the one before."""

import datetime as dt

import pytest

from roadmaps import models
from roadmaps.actions.course import add_course_line
from roadmaps.actions.initiatives import exclude_initiative, move_initiative
from roadmaps.actions.own_initiatives import add_initiative
from roadmaps.actions.planning import (
    ONE_BLOCK,
    NothingToPlan,
    OneBlockFirst,
    RoadmapChanged,
    generate_roadmap,
    store,
)
from roadmaps.actions.versions import CARRIED, Made, Origin
from roadmaps.actions.waivers import waive_rule
from roadmaps.actions.work import add_way, choose_way
from roadmaps.domain.gaps import Edit
from roadmaps.domain.plans import PlanSettings, Rule
from roadmaps.domain.targets import Intention, Target
from roadmaps.queries.initiatives import load_details
from roadmaps.queries.proposals import Entered
from roadmaps.queries.roadmaps import load_roadmap, load_solved
from roadmaps.queries.targets import load_standing
from tests.roadmaps.domain.test_planning import WORKED_PLAN
from tests.roadmaps.waves import make_next_wave

pytestmark = pytest.mark.rows

SAID = {
    "title": "Our way",
    "owner": "Head of service",
    "department": "service",
    "status": "paused",
    "status_reason": "People are needed elsewhere",
    "progress": 40,
    "running_days": 2.5,
    "notes": "Two pilots",
    "serves": "VOC",
    "value_now": "Fewer calls",
    "prepares_later": "Live signals",
    "workstream": "journeys",
    "lens": "recovery",
    "teams_ready": True,
    "staff_impact": 4,
    "claimed_capability": 3,
    "claimed_breadth": 2,
    "delivered_on": dt.date(2027, 3, 1),
}
OTHER = {"capacities": (90, 140, 200)}


def say(roadmap, stone, **values):
    roadmap.initiatives.filter(stone=stone).update(**values)


def told(roadmap, stone):
    return roadmap.initiatives.get(stone=stone)


def test_every_detail_comes_along(plan_worked):
    assert set(SAID) == set(CARRIED)
    first = plan_worked()
    say(first, "VOC-4", **SAID)
    second = plan_worked(**OTHER)
    assert {name: getattr(told(second, "VOC-4"), name) for name in CARRIED} == SAID
    assert (second.follows, second.trigger, second.reason) == (first, "", "")
    assert told(second, "VOC-4").revision == 0
    assert told(second, "IMP-1").owner == ""


def test_no_detail_is_forgotten_when_columns_are_added():
    placed = {"id", "roadmap", "stone", "position", "phase", "is_locked", "excluded_because"}
    dated = {"starts_month", "ends_month"}
    own = {"review", "review_reason", "revision"}
    columns = {field.name for field in models.Initiative._meta.concrete_fields}
    assert columns == placed | dated | own | set(CARRIED)


@pytest.mark.parametrize(
    ("starts_on", "before", "after"),
    [
        (dt.date(2027, 1, 1), (2, 5), (2, 5)),
        (dt.date(2026, 12, 1), (2, 4), (3, 5)),
        (dt.date(2026, 12, 1), (2, 5), (None, None)),
        (dt.date(2027, 3, 1), (2, 5), (0, 3)),
        (dt.date(2027, 4, 1), (2, 5), (None, None)),
    ],
)
def test_dates_stay_on_their_days_as_long_as_they_lie_in_the_phase(
    plan_worked, starts_on, before, after
):
    say(plan_worked(), "VOC-4", starts_month=before[0], ends_month=before[1])
    row = told(plan_worked(starts_on=starts_on, capacities=(100, 140, 210)), "VOC-4")
    assert (row.phase, (row.starts_month, row.ends_month)) == ("crawl", after)


def test_dates_of_what_moves_are_computed_anew(plan_worked):
    first = plan_worked()
    say(first, "VOC-4", starts_month=2, ends_month=5)
    move_initiative(roadmap=first, stone="VOC-4", phase="walk")
    row = told(plan_worked(), "VOC-4")
    assert (row.phase, row.starts_month, row.ends_month) == ("walk", None, None)


def test_delivered_stones_are_kept_and_never_planned_again(plan_worked):
    first = plan_worked()
    say(first, "VIS-2", status="done", owner="Sponsor", delivered_on=dt.date(2027, 2, 1))
    second = plan_worked(**OTHER)
    assert "VIS-2" not in load_solved(second).scope.gap_by_stone
    done = told(second, "VIS-2")
    assert (done.phase, done.status, done.owner) == ("crawl", "done", "Sponsor")
    assert load_roadmap(second).crossing_phase == "walk"
    third = plan_worked(capacities=(80, 140, 200))
    assert told(third, "VIS-2").delivered_on == dt.date(2027, 2, 1)
    assert "VIS-2" not in load_solved(third).scope.gap_by_stone


def test_claims_raise_what_a_stone_is_worth(plan_worked):
    first = plan_worked()
    say(first, "VOC-4", claimed_capability=2, claimed_breadth=3)
    second = plan_worked(**OTHER)
    assert load_solved(second).scope.gap_by_stone["VOC-4"].value == 37.5


def test_work_that_has_begun_is_locked_even_without_keeping_edits(plan_worked):
    first = plan_worked()
    say(first, "VOC-4", status="running")
    move_initiative(roadmap=first, stone="IMP-1", phase="walk")
    second = plan_worked(**OTHER, keep_edits=False)
    assert (told(second, "VOC-4").phase, told(second, "VOC-4").is_locked) == ("crawl", True)
    assert not told(second, "IMP-1").is_locked


def test_what_was_given_up_is_left_out_with_its_reason(plan_worked):
    first = plan_worked()
    say(first, "VOC-4", status="stopped", status_reason="The supplier is gone")
    second = plan_worked(**OTHER)
    row = told(second, "VOC-4")
    assert (row.phase, row.excluded_because) == ("", "The supplier is gone")


def test_waivers_own_initiatives_and_other_ways_come_along(plan_worked, olive):
    first = plan_worked()
    work = {"block": "INB", "impact": 3, "effort": 10.0}
    add_initiative(roadmap=first, work=work, values={"title": "A fair"})
    waive_rule(roadmap=first, stone="IMP-5", rule=Rule.SHARE, reason="One team", by=olive)
    way = add_way(roadmap=first, stone="IMP-4", values={"title": "Buy", "effort": 20, "months": 2})
    choose_way(roadmap=first, stone="IMP-4", way=way, because="Faster", by=olive)
    second = plan_worked(**OTHER)
    scope = load_solved(second).scope
    assert [w.stone for w in load_solved(second).waivers] == ["IMP-5"]
    assert (scope.gap_by_stone["OWN-1"].effort, told(second, "OWN-1").title) == (10, "A fair")
    assert (scope.gap_by_stone["IMP-4"].effort, told(second, "IMP-4").title) == (20, "Buy")
    assert load_roadmap(second).proved
    assert plan_worked(**OTHER) == second


def test_the_course_comes_along(plan_worked):
    first = plan_worked()
    add_course_line(roadmap=first, values={"statement": "A voice for everybody", "phase": "walk"})
    models.PhaseNote.objects.create(roadmap=first, phase="walk", benefit="Fewer calls", revision=3)
    second = plan_worked(**OTHER)
    assert [(r.code, r.statement, r.phase) for r in second.course_lines.all()] == [
        ("own-1", "A voice for everybody", "walk")
    ]
    assert [(r.phase, r.benefit, r.revision) for r in second.phase_notes.all()] == [
        ("walk", "Fewer calls", 0)
    ]
    assert first.course_lines.count() == first.phase_notes.count() == 1


def test_what_was_entered_is_stored_and_holds_in_the_next_version(plan_worked):
    first = plan_worked(
        settings=PlanSettings(gate=False),
        entered=Entered(rule_reasons={"gate": "A pilot"}, edits={"IMP-5": Edit(90, 5)}),
    )
    assert first.rule_reasons == {"gate": "A pilot"}
    assert first.edits == {"IMP-5": {"effort": 90, "months": 5}}
    second = plan_worked(**OTHER)
    assert load_solved(second).scope.gap_by_stone["IMP-5"].effort == 90
    assert plan_worked(**OTHER) == second


def test_a_first_phase_of_one_block_needs_a_reason(plan_worked):
    asked = {"capacities": (45, 300, 300), "settings": PlanSettings(block_share=False)}
    voc = dict.fromkeys((s for s in WORKED_PLAN if not s.startswith("VOC")), None)
    first = plan_worked()
    for stone in [s for s in voc if s.startswith(("IMP", "VIS"))]:
        move_initiative(roadmap=first, stone=stone, phase="run")
    with pytest.raises(OneBlockFirst) as refusal:
        plan_worked(**asked)
    assert refusal.value.block == "VOC"
    assert models.Roadmap.objects.count() == 1
    second = plan_worked(**asked, entered=Entered(rule_reasons={ONE_BLOCK: "The voice first"}))
    assert second.rule_reasons == {ONE_BLOCK: "The voice first"}


def test_a_version_that_changed_meanwhile_is_not_followed(plan_worked, worked_assessment):
    first = plan_worked()
    stale = models.Roadmap.objects.get(pk=first.pk)
    move_initiative(roadmap=first, stone="VOC-4", phase="walk")
    made = Made(asked=None, columns={"capacities": []}, best=None, document=None)
    with pytest.raises(RoadmapChanged):
        store(worked_assessment, made, Origin(stale))
    assert models.Roadmap.objects.count() == 1


def test_once_everything_is_delivered_nothing_is_left(plan_worked):
    first = plan_worked()
    first.initiatives.update(status="done")
    with pytest.raises(NothingToPlan):
        plan_worked(**OTHER)


@pytest.fixture
def next_wave(worked_assessment):
    """A later assessment of the same organisation with the same results."""
    return make_next_wave(worked_assessment)


def test_the_first_roadmap_of_a_wave_follows_the_last_of_the_one_before(plan_worked, next_wave):
    first = plan_worked()
    say(first, "VOC-4", owner="Head of service", notes="Two pilots")
    say(first, "VIS-2", status="done")
    exclude_initiative(roadmap=first, stone="IMP-1", reason="Bought in")
    second = plan_worked(assessment=next_wave, standing=load_standing(next_wave))
    assert (second.number, second.follows) == (1, first)
    assert told(second, "VOC-4").notes == "Two pilots"
    assert told(second, "IMP-1").excluded_because == "Bought in"
    assert (told(second, "VIS-2").status, told(second, "VIS-2").phase) == ("done", "crawl")
    assert "VIS-2" not in load_solved(second).scope.gap_by_stone
    third = plan_worked(
        assessment=next_wave, standing=load_standing(next_wave), capacities=(90, 140, 200)
    )
    assert (third.number, third.follows) == (2, second)


def test_a_stone_that_comes_back_into_scope_brings_what_was_said_of_it(plan_worked, worked_targets):
    say(plan_worked(), "EXB-4", owner="Head of service")
    without = tuple(t for t in worked_targets if t.block not in ("VOC", "IMP", "EXB"))
    held = tuple(Target(b, 5, 1, Intention.HOLD) for b in ("VOC", "IMP", "EXB"))
    second = plan_worked(targets=without + held)
    assert not second.initiatives.filter(stone="EXB-4").exists()
    third = plan_worked()
    assert (third.number, load_details(third)["EXB-4"].owner) == (3, "Head of service")


def test_generating_needs_no_more_than_it_did(plan_worked, worked_assessment, worked_targets):
    assert (
        generate_roadmap(
            assessment=worked_assessment,
            standing=load_standing(worked_assessment),
            targets=worked_targets,
            capacities=(100, 140, 200),
            settings=PlanSettings(),
            starts_on=dt.date(2027, 1, 1),
        )
        == plan_worked()
    )
