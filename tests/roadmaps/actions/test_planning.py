import datetime as dt

import pytest

from roadmaps import models
from roadmaps.actions.initiatives import exclude_initiative, lock_initiative, move_initiative
from roadmaps.actions.planning import NothingToPlan, RoadmapChanged, generate_roadmap, solve_again
from roadmaps.domain.plans import Balance, InfeasiblePlan, NoPlanInTime, PlanSettings, Rule
from roadmaps.queries.roadmaps import load_roadmap
from roadmaps.queries.targets import fill_targets, load_standing
from tests.roadmaps.domain.test_planning import WORKED_PLAN

pytestmark = pytest.mark.rows


def places(roadmap):
    return {i.stone: i.phase or None for i in roadmap.initiatives.all()}


def test_roadmap_equals_the_worked_one(worked_roadmap):
    state = load_roadmap(models.Roadmap.objects.get(pk=worked_roadmap.pk))

    assert places(worked_roadmap) == WORKED_PLAN
    assert (state.plan.benefit, state.effort, state.steps) == (44_220, 292.5, 9)
    assert round(100 * state.share, 1) == 55.0
    assert round(100 * state.share_without_balance, 1) == 58.8
    assert state.balance_cost == 4
    assert (state.crossing, state.crossing_phase) == ("opens", "walk")
    assert (state.proved, state.is_edited, state.violations) == (True, False, ())
    assert [(p.phase, p.starts_on, p.ends_on) for p in state.phases] == [
        ("crawl", dt.date(2027, 1, 1), dt.date(2027, 6, 30)),
        ("walk", dt.date(2027, 7, 1), dt.date(2028, 6, 30)),
        ("run", dt.date(2028, 7, 1), dt.date(2029, 12, 31)),
    ]


def test_roadmap_asked_twice_is_made_once(plan_worked):
    first = plan_worked()
    assert plan_worked() == first
    assert [row.number for row in models.Roadmap.objects.all()] == [1]


def test_roadmap_asked_differently_is_a_new_version(plan_worked):
    first = plan_worked()
    second = plan_worked(settings=PlanSettings(Balance.OFF))
    assert (first.number, second.number) == (1, 2)
    assert load_roadmap(second).balance_cost is None
    assert round(100 * load_roadmap(second).share, 1) == 58.8


def test_roadmap_keeps_what_people_settled(plan_worked):
    first = plan_worked()
    move_initiative(roadmap=first, stone="VOC-4", phase="walk")
    exclude_initiative(roadmap=first, stone="IMP-1", reason="Bought in")
    second = plan_worked()
    kept = second.initiatives.get(stone="VOC-4")
    assert (second.number, kept.phase, kept.is_locked) == (2, "walk", True)
    assert second.initiatives.get(stone="IMP-1").excluded_because == "Bought in"
    assert plan_worked() == second


def test_roadmap_forgets_what_people_settled_when_asked_to(plan_worked):
    move_initiative(roadmap=plan_worked(), stone="VOC-4", phase="walk")
    second = plan_worked(keep_edits=False)
    assert places(second) == WORKED_PLAN
    assert not second.initiatives.filter(is_locked=True).exists()


def test_roadmap_without_gaps_is_refused(worked_assessment):
    standing = load_standing(worked_assessment)
    with pytest.raises(NothingToPlan):
        generate_roadmap(
            assessment=worked_assessment,
            standing=standing,
            targets=fill_targets(standing, ()),
            capacities=(1, 1, 1),
            settings=PlanSettings(),
            starts_on=dt.date(2027, 1, 1),
        )
    assert not models.Roadmap.objects.exists()


def test_roadmap_that_kept_locks_exclude_is_not_written(plan_worked):
    move_initiative(roadmap=plan_worked(), stone="IMP-5", phase="run")
    with pytest.raises(InfeasiblePlan) as refusal:
        plan_worked(capacities=(100, 140, 150))
    assert [v.rule for v in refusal.value.violations] == [Rule.SHARE]
    assert models.Roadmap.objects.count() == 1


def test_solving_again_proves_what_people_settled(worked_roadmap):
    move_initiative(roadmap=worked_roadmap, stone="VOC-4", phase="walk")
    assert load_roadmap(worked_roadmap).is_edited
    solve_again(roadmap=worked_roadmap)
    worked_roadmap.refresh_from_db()
    state = load_roadmap(worked_roadmap)
    assert (state.proved, state.number, worked_roadmap.is_edited) == (True, 1, False)
    assert places(worked_roadmap)["VOC-4"] == "walk"
    assert state.violations == ()


def test_solving_again_without_changes_changes_nothing(worked_roadmap):
    before = load_roadmap(worked_roadmap)
    solve_again(roadmap=worked_roadmap)
    assert load_roadmap(models.Roadmap.objects.get()) == before


def test_solving_again_with_impossible_locks_changes_nothing(worked_roadmap):
    move_initiative(roadmap=worked_roadmap, stone="IMP-5", phase="run")
    before = places(worked_roadmap)
    with pytest.raises(InfeasiblePlan):
        solve_again(roadmap=worked_roadmap)
    assert places(worked_roadmap) == before
    assert models.Roadmap.objects.get().is_edited


def test_solving_again_gives_way_to_whoever_moves_meanwhile(worked_roadmap):
    as_it_was = models.Roadmap.objects.prefetch_related("initiatives").get()
    list(as_it_was.initiatives.all())
    lock_initiative(roadmap=worked_roadmap, stone="VIS-2")
    with pytest.raises(RoadmapChanged):
        solve_again(roadmap=as_it_was)
    assert places(worked_roadmap) == WORKED_PLAN


def test_roadmap_without_time_is_not_written(plan_worked):
    first = plan_worked()
    exclude_initiative(roadmap=first, stone="IMP-5", reason="Too large")
    move_initiative(roadmap=first, stone="VOC-5", phase="crawl")
    with pytest.raises((NoPlanInTime, InfeasiblePlan)):
        plan_worked(settings=PlanSettings(time_limit=0))
    assert models.Roadmap.objects.count() == 1


def test_solving_again_moves_no_work_that_has_begun_or_is_done(worked_roadmap):
    move_initiative(roadmap=worked_roadmap, stone="VOC-4", phase="walk")
    worked_roadmap.initiatives.filter(stone="VOC-4").update(is_locked=False, status="running")
    worked_roadmap.initiatives.filter(stone="VIS-2").update(status="done")
    move_initiative(roadmap=worked_roadmap, stone="IMP-1", phase="walk")
    solve_again(roadmap=worked_roadmap)
    worked_roadmap.refresh_from_db()
    assert (places(worked_roadmap)["VOC-4"], places(worked_roadmap)["VIS-2"]) == ("walk", "crawl")
    assert not worked_roadmap.is_edited
    assert load_roadmap(worked_roadmap).proved
    assert not worked_roadmap.initiatives.get(stone="VOC-4").is_locked
