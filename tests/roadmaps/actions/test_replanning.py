"""Planning again and making a version of what was tried (method E6)."""

import datetime as dt

import pytest
from django.utils import timezone

from roadmaps import models
from roadmaps.actions.initiatives import move_initiative
from roadmaps.actions.planning import RoadmapChanged
from roadmaps.actions.replanning import Cause, Rest, generate_changed, prepare, replan_roadmap
from roadmaps.actions.settling import NotLatest
from roadmaps.actions.targets import save_targets
from roadmaps.actions.work import add_way
from roadmaps.domain.changes import Changes
from roadmaps.domain.gaps import Edit
from roadmaps.domain.plans import InfeasiblePlan
from roadmaps.domain.replanning import Choice, Verdict
from roadmaps.domain.targets import Intention
from roadmaps.queries.roadmaps import load_roadmap, load_solved
from roadmaps.queries.targets import load_owners, load_standing, load_targets
from tests.roadmaps.domain.test_planning import WORKED_PLAN
from tests.roadmaps.waves import make_next_wave

pytestmark = pytest.mark.rows

LOST = Cause("risk", "The sponsor leaves – a new one asks for less")


@pytest.fixture
def again(worked_roadmap, worked_targets):
    """Plans the worked roadmap again; arguments say what is decided and what there is."""

    def make(verdicts=None, cause=LOST, review=None, roadmap=worked_roadmap, **rest):
        asked = {
            "assessment": roadmap.assessment,
            "targets": worked_targets,
            "capacities": (100.0, 140.0, 200.0),
            "starts_on": dt.date(2027, 1, 1),
        } | rest
        return replan_roadmap(
            roadmap=roadmap,
            standing=load_standing(asked["assessment"]),
            verdicts=verdicts or {},
            rest=Rest(**asked),
            cause=cause,
            review=review,
        )

    return make


def told(roadmap, stone):
    return roadmap.initiatives.get(stone=stone)


def places(roadmap):
    return {i.stone: i.phase or None for i in roadmap.initiatives.all()}


def frozen(roadmap):
    """Everything that a version holds."""
    related = [
        list(getattr(roadmap, name).order_by("pk").values())
        for name in ("initiatives", "course_lines", "phase_notes", "changes")
    ]
    return [models.Roadmap.objects.filter(pk=roadmap.pk).values()[0], *related]


def test_the_version_says_what_led_to_it_and_the_baseline_stays(again, worked_roadmap):
    before = frozen(worked_roadmap)
    second = again({"VOC-4": Verdict(Choice.DROP, "Bought in")})
    assert (second.number, second.follows, second.trigger, second.reason) == (
        2,
        worked_roadmap,
        "risk",
        "The sponsor leaves – a new one asks for less",
    )
    assert frozen(worked_roadmap) == before
    dropped = told(second, "VOC-4")
    assert (dropped.phase, dropped.excluded_because) == ("", "Bought in")
    assert (dropped.review, dropped.review_reason) == ("drop", "Bought in")


def test_what_is_kept_stays_locked_and_what_is_adjusted_holds_its_work(again):
    second = again({"IMP-1": Verdict(), "IMP-5": Verdict(Choice.ADJUST, "Half of it", 50, 3)})
    assert {s: p for s, p in places(second).items() if s != "IMP-5"} == {
        s: p for s, p in WORKED_PLAN.items() if s != "IMP-5"
    }
    assert (told(second, "IMP-1").is_locked, told(second, "IMP-1").review) == (True, "keep")
    assert not told(second, "IMP-5").is_locked
    assert second.edits == {"IMP-5": {"effort": 50, "months": 3}}
    assert load_solved(second).scope.gap_by_stone["IMP-5"].effort == 50
    assert load_roadmap(second).violations == ()


def test_delivered_work_is_never_planned_again(again, worked_roadmap):
    worked_roadmap.initiatives.filter(stone__in=["VIS-2", "IMP-1"]).update(status="done")
    second = again(capacities=(70.0, 140.0, 200.0))
    assert not {"VIS-2", "IMP-1"} & set(load_solved(second).scope.gap_by_stone)
    assert [told(second, s).status for s in ("VIS-2", "IMP-1")] == ["done", "done"]


def test_the_same_once_more_is_the_same_version(again):
    first, second = again(), again()
    assert first == second
    assert models.Roadmap.objects.count() == 2


def test_a_review_that_changes_nothing_is_kept_all_the_same(again, worked_roadmap):
    cause = Cause("review", "Crawl went as planned")
    second = again(cause=cause, review=("crawl", "Two steps helped more than we thought"))
    assert places(second) == WORKED_PLAN
    assert [(n.phase, n.review, n.reviewed_on) for n in second.phase_notes.all()] == [
        ("crawl", "Two steps helped more than we thought", timezone.localdate())
    ]
    assert not worked_roadmap.phase_notes.exists()


def test_a_frozen_baseline_is_not_planned_again(again):
    again()
    with pytest.raises(NotLatest):
        again(cause=Cause("other", "Another thought"))
    assert models.Roadmap.objects.count() == 2


def test_locks_that_break_rules_write_nothing(again, worked_roadmap):
    move_initiative(roadmap=worked_roadmap, stone="IMP-5", phase="run")
    with pytest.raises(InfeasiblePlan):
        again()
    assert models.Roadmap.objects.count() == 1


def test_whoever_changes_the_board_meanwhile_is_not_passed_over(again, worked_roadmap):
    stale = models.Roadmap.objects.get(pk=worked_roadmap.pk)
    move_initiative(roadmap=worked_roadmap, stone="VOC-4", phase="walk")
    with pytest.raises(RoadmapChanged):
        again(roadmap=stale)
    assert models.Roadmap.objects.count() == 1


def test_a_new_wave_is_planned_from_its_own_results(again, worked_assessment, worked_roadmap):
    wave = make_next_wave(worked_assessment)
    second = again(cause=Cause("wave", "A year on"), assessment=wave)
    assert (second.assessment, second.number, second.follows) == (wave, 1, worked_roadmap)
    assert places(second) == WORKED_PLAN
    with pytest.raises(NotLatest):
        again(cause=Cause("other", "Late"))


def test_preparing_writes_nothing(worked_roadmap, worked_targets):
    before = frozen(worked_roadmap)
    rest = Rest(
        worked_roadmap.assessment, worked_targets, (100.0, 100.0, 200.0), dt.date(2027, 1, 1)
    )
    ready = prepare(worked_roadmap, load_standing(worked_roadmap.assessment), {}, rest)
    assert [each.stone for each in ready.replanned.released] == ["VOC-2", "IMP-2"]
    assert ready.without is not None
    assert (frozen(worked_roadmap), models.Roadmap.objects.count()) == (before, 1)


@pytest.fixture
def tried(worked_roadmap, olive):
    """Makes a version of what was tried on the worked roadmap."""

    def make(changes, reason="Another budget", ways=None):
        return generate_changed(
            roadmap=worked_roadmap,
            standing=load_standing(worked_roadmap.assessment),
            changes=changes,
            ways=ways or {},
            cause=Cause("other", reason),
            by=olive,
        )

    return make


def test_what_was_tried_is_made_once(tried, worked_roadmap):
    second = tried(Changes(days={"run": 140}))
    assert tried(Changes(days={"run": 140})) == second
    assert (second.capacities, second.trigger, second.reason) == (
        [100, 140, 340],
        "other",
        "Another budget",
    )
    assert places(second) == WORKED_PLAN | {"IMP-5": "run"}
    assert second.follows == worked_roadmap


def test_a_rule_that_is_left_out_keeps_its_reason(tried):
    second = tried(Changes(without=("block_share", "balance")), "One strong team")
    assert second.rule_reasons == {"block_share": "One strong team", "balance": "One strong team"}
    assert (second.settings["block_share"], second.settings["balance"]) == (False, "off")


def test_another_target_is_saved_among_the_targets(tried, worked_assessment, worked_targets):
    save_targets(assessment=worked_assessment, targets=worked_targets, owners={"EXB": "Ada"})
    second = tried(Changes(stages={"EXB": 1}))
    saved = {t.block: t for t in load_targets(worked_assessment) if t.years == 5}
    assert (saved["EXB"].stage, saved["EXB"].intention) == (1, Intention.HOLD)
    assert load_owners(worked_assessment) == {"EXB": "Ada"}
    driving = {t.block: t.stage for t in load_roadmap(second).targets if t.years == 5}
    assert driving["EXB"] == 1


def test_another_way_is_chosen_for_the_reason(tried, worked_roadmap):
    way = add_way(
        roadmap=worked_roadmap, stone="IMP-5", values={"title": "Buy", "effort": 40, "months": 2}
    )
    second = tried(Changes(ways={"IMP-5": Edit(40, 2)}), "Faster", {"IMP-5": way})
    way.refresh_from_db()
    assert (way.is_chosen, way.chosen_because) == (True, "Faster")
    assert (told(second, "IMP-5").title, told(second, "IMP-5").phase) == ("Buy", "walk")
    second.refresh_from_db()
    assert not second.is_edited


def test_a_later_start_and_further_rounds_are_made(tried):
    second = tried(Changes(later=3, cycles=2))
    assert second.starts_on == dt.date(2027, 4, 1)
    assert [phase["code"] for phase in second.phases] == [
        *("crawl", "walk", "run"),
        *("crawl-2", "walk-2", "run-2"),
    ]
    assert second.settings["cycle_phases"] == 3
    assert load_roadmap(second).violations == ()
