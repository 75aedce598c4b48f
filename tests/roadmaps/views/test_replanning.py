import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from roadmaps import models
from roadmaps.actions.initiatives import move_initiative
from roadmaps.actions.targets import save_targets
from roadmaps.domain.targets import Intention, Target
from roadmaps.queries.targets import load_standing
from tests.roadmaps.domain.cases import WORKED_TARGETS
from tests.roadmaps.domain.test_planning import WORKED_PLAN
from tests.roadmaps.waves import make_next_wave

WHY = {"trigger": "risk", "event": "sponsor_leaves", "reason": "The new one asks for less"}
REST = {
    "capacity-crawl": "100",
    "capacity-walk": "140",
    "capacity-run": "200",
    "starts_on": "2027-01-01",
}
DROP = {"choice-VOC-4": "drop", "why-VOC-4": "Bought in"}


@pytest.fixture
def consultant(as_user, olive):
    return as_user(olive)


def address(roadmap, query=""):
    return reverse("roadmaps:replan", args=[roadmap.pk]) + query


def text_of(page):
    return " ".join(page.content.decode().split())


def sent_by(page):
    """What the form of a page sends when nothing in it is touched."""
    form = page.context["form"]
    data = dict(page.context["carried"]) | {"revision": page.context["roadmap"].revision}
    for name in form.names_of(page.context["step"]):
        value = form[name].value()
        if value not in (None, False, ""):
            data[name] = value.isoformat() if hasattr(value, "isoformat") else value
    return data


def walk(client, roadmap, **changes):
    """From the first step to the comparison, with what is entered on the way."""
    page = client.get(address(roadmap))
    for step in ("stays", "rest", "compare"):
        names = page.context["form"].names_of(page.context["step"])
        entered = {n: v for n, v in changes.items() if n in names}
        page = client.post(address(roadmap), sent_by(page) | entered | {"go": step})
    return page


def entered(**changes):
    return WHY | REST | {name.replace("_", "-"): v for name, v in changes.items()}


def test_the_way_leads_through_four_steps_and_stores_nothing(consultant, worked_roadmap):
    page = walk(consultant, worked_roadmap, **WHY, **DROP)
    told = page.context["outlook"].compared
    assert page.context["step"] == "compare"
    assert [(s.stone, s.before, s.after) for s in told.left_out] == [("VOC-4", "crawl", None)]
    text = text_of(page)
    assert "Of what is left, 16 points less" in text
    assert "is frozen with this reason: “The sponsor leaves – The new one asks for less”" in text
    assert models.Roadmap.objects.count() == 1


def test_confirming_makes_the_version_once(consultant, worked_roadmap):
    page = walk(consultant, worked_roadmap, **WHY, **DROP)
    for _ in range(2):
        response = consultant.post(address(worked_roadmap), sent_by(page) | {"confirm": "1"})
        second = models.Roadmap.objects.get(number=2)
        assert response.headers["Location"] == reverse("roadmaps:roadmap", args=[second.pk])
    assert (second.follows, second.trigger) == (worked_roadmap, "risk")
    assert second.reason == "The sponsor leaves – The new one asks for less"
    assert second.initiatives.get(stone="VOC-4").excluded_because == "Bought in"
    kept = {s: p or "" for s, p in WORKED_PLAN.items() if s not in ("VOC-4", "IMP-5")}
    assert {s: second.initiatives.get(stone=s).phase for s in kept} == kept
    board = text_of(consultant.get(response.headers["Location"]))
    assert "This is version 2. Version 1 stays readable, with the reason." in board


def test_a_lost_sponsor_reminds_of_the_hand_over_file(consultant, worked_roadmap):
    page = consultant.get(address(worked_roadmap, "?trigger=risk&event=sponsor_leaves"))
    assert page.context["form"]["trigger"].value() == "risk"
    assert page.context["form"]["event"].value() == "sponsor_leaves"
    link = reverse("roadmaps:handover", args=[worked_roadmap.pk])
    assert link in text_of(page)
    assert link in text_of(walk(consultant, worked_roadmap, **WHY))
    other = walk(consultant, worked_roadmap, **(WHY | {"event": "crisis"}))
    assert link not in text_of(other)


def test_the_event_that_struck_last_is_offered(consultant, worked_roadmap):
    programme = models.Programme.objects.create(organisation=worked_roadmap.assessment.organisation)
    models.Risk.objects.create(
        programme=programme,
        event="crisis",
        title="Fire",
        state="struck",
        struck_on=timezone.localdate(),
    )
    page = consultant.get(address(worked_roadmap, "?trigger=risk"))
    assert page.context["form"]["event"].value() == "crisis"


@pytest.mark.parametrize(
    ("changes", "step", "field", "sentence"),
    [
        ({"reason": ""}, "why", "reason", "Say why: the reason stays with the version."),
        ({"trigger": "luck"}, "why", "trigger", "Select a valid choice. luck is not one of"),
        ({"event": ""}, "why", "event", "Say which event has struck."),
        ({"trigger": "review"}, "why", "review", "Say in a few words what the review found."),
        (
            {"trigger": "wave"},
            "why",
            "trigger",
            "No newer round of answers is closed with enough answers to plan from.",
        ),
        (
            {"choice-VOC-4": "drop"},
            "stays",
            "why-VOC-4",
            "Say why it is dropped: whoever reads the roadmap will ask.",
        ),
        (
            {"choice-VOC-4": "adjust", "effort-VOC-4": "many"},
            "stays",
            "effort-VOC-4",
            "Enter a number.",
        ),
        ({"capacity-walk": "-1"}, "rest", "capacity-walk", "Ensure this value is greater"),
        ({"starts_on": "soon"}, "rest", "starts_on", "Enter a valid date."),
    ],
)
def test_what_is_open_is_asked_again_and_nothing_is_lost(
    consultant, worked_roadmap, changes, step, field, sentence
):
    data = WHY | REST | DROP | changes | {"go": "compare", "revision": "0"}
    if "choice-VOC-4" in changes:
        data.pop("why-VOC-4")
    page = consultant.post(address(worked_roadmap), data)
    assert page.context["step"] == step
    assert page.context["form"].errors[field][0].startswith(sentence)
    assert "Something is still open" in text_of(page)
    assert data.items() - sent_by(page).items() <= {
        ("go", "compare"),
        ("revision", "0"),
        ("event", ""),
        ("reason", ""),
    }
    assert models.Roadmap.objects.count() == 1


def test_going_back_keeps_everything(consultant, worked_roadmap):
    page = walk(consultant, worked_roadmap, **WHY, **DROP, **{"capacity-run": "150"})
    for step in ("rest", "stays", "why"):
        page = consultant.post(address(worked_roadmap), sent_by(page) | {"go": step})
        assert page.context["step"] == step
    data = sent_by(page)
    assert {name: str(data[name]) for name in (*WHY, *DROP)} == WHY | DROP
    assert data["capacity-run"] == "150"


def test_delivered_steps_are_shown_and_not_asked_about(consultant, worked_roadmap):
    worked_roadmap.initiatives.filter(stone="VIS-2").update(status="done")
    worked_roadmap.initiatives.filter(stone="VOC-4").update(status="running", progress=40)
    page = consultant.post(address(worked_roadmap), WHY | REST | {"go": "stays"})
    text = text_of(page)
    assert "One step is delivered: it is never planned again" in text
    assert "choice-VIS-2" not in page.context["form"].fields
    assert "under way, 40%" in text
    assert [row.step.stone for row in page.context["form"].rows][:2] == ["VOC-4", "IMP-1"]


def test_what_was_given_up_is_dropped_unless_people_say_otherwise(consultant, worked_roadmap):
    worked_roadmap.initiatives.filter(stone="VOC-4").update(
        status="stopped", status_reason="No supplier"
    )
    page = walk(consultant, worked_roadmap, **WHY)
    wish = page.context["outlook"].prepared.replanned.asked.wishes["VOC-4"]
    assert wish.excluded_because == "No supplier"
    page = walk(consultant, worked_roadmap, **WHY, **{"choice-VOC-4": "adjust"})
    assert "VOC-4" not in page.context["outlook"].prepared.replanned.asked.wishes


def test_phases_that_are_over_take_nothing_more(consultant, plan_worked):
    start = timezone.localdate().replace(day=1) - dt.timedelta(days=250)
    roadmap = plan_worked(starts_on=start.replace(day=1))
    page = walk(consultant, roadmap, **WHY)
    assert page.context["review"].over == ("crawl",)
    assert [row[0] for row in page.context["carried"]][:1] == ["trigger"]
    places = page.context["outlook"].prepared.replanned.plan.positions
    assert "crawl" not in places.values()
    assert places["VIS-3"] == "walk"


def test_a_review_is_kept_with_the_phase(consultant, worked_roadmap):
    facts = {
        "trigger": "review",
        "phase": "crawl",
        "review": "Two of three helped",
        "reason": "End of crawl",
    }
    page = walk(consultant, worked_roadmap, **facts)
    consultant.post(address(worked_roadmap), sent_by(page) | {"confirm": "1"})
    second = models.Roadmap.objects.get(number=2)
    assert second.reason == "End of crawl"
    assert second.phase_notes.get(phase="crawl").review == "Two of three helped"
    listed = consultant.get(reverse("roadmaps:versions", args=[second.pk]))
    assert "Crawl: Two of three helped" in text_of(listed)


def test_what_could_not_stay_is_named_with_the_rule(consultant, worked_roadmap):
    page = walk(consultant, worked_roadmap, **WHY, **{"capacity-walk": "100"})
    text = text_of(page)
    assert "What could not stay where it was" in text
    assert "Person-days: walk has 100; its steps take 127.5" in text


def test_locks_that_no_plan_can_keep_are_named(consultant, worked_roadmap):
    move_initiative(roadmap=worked_roadmap, stone="IMP-5", phase="run")
    page = walk(consultant, worked_roadmap, **WHY)
    assert page.context["step"] == "stays"
    assert "Share of a block: one block may use 100 person-days of run" in text_of(page)
    assert models.Roadmap.objects.count() == 1


def test_a_board_that_changed_meanwhile_is_compared_again(consultant, worked_roadmap):
    page = walk(consultant, worked_roadmap, **WHY)
    data = sent_by(page) | {"confirm": "1"}
    move_initiative(roadmap=worked_roadmap, stone="VOC-4", phase="walk")
    page = consultant.post(address(worked_roadmap), data)
    assert "Somebody else has changed the roadmap since you began." in text_of(page)
    assert models.Roadmap.objects.count() == 1
    consultant.post(address(worked_roadmap), sent_by(page) | {"confirm": "1"})
    assert models.Roadmap.objects.get(number=2).initiatives.get(stone="VOC-4").phase == "walk"


def test_an_earlier_version_leads_to_the_latest(consultant, plan_worked):
    first, second = plan_worked(), plan_worked(capacities=(90, 140, 200))
    assert consultant.get(address(first)).headers["Location"] == address(second)
    response = consultant.post(address(first), WHY | REST | {"confirm": "1", "revision": "0"})
    assert response.status_code == 409
    assert models.Roadmap.objects.count() == 2


def test_targets_of_today_count_and_are_linked(consultant, worked_roadmap):
    assessment = worked_roadmap.assessment
    blocks = load_standing(assessment).maturity_model.blocks
    hold = tuple(Target(b, 5, 1 if b in WORKED_TARGETS else 4, Intention.HOLD) for b in blocks)
    save_targets(assessment=assessment, targets=hold)
    page = consultant.post(address(worked_roadmap), WHY | REST | {"go": "rest"})
    assert "The targets have changed since the last version" in text_of(page)
    assert reverse("roadmaps:targets", args=[assessment.pk]) in text_of(page)
    page = consultant.post(address(worked_roadmap), WHY | REST | {"go": "compare"})
    assert page.context["step"] == "rest"
    assert "With these targets nothing is left to plan." in text_of(page)


def test_a_new_wave_is_planned_from_its_own_answers(
    consultant, worked_roadmap, worked_targets, worked_assessment
):
    wave = make_next_wave(worked_assessment)
    save_targets(assessment=wave, targets=worked_targets)
    page = walk(consultant, worked_roadmap, trigger="wave", reason="A year on")
    consultant.post(address(worked_roadmap), sent_by(page) | {"confirm": "1"})
    second = models.Roadmap.objects.get(follows=worked_roadmap)
    assert (second.assessment, second.number, second.trigger) == (wave, 1, "wave")


def test_the_way_is_walked_with_few_queries(
    consultant, worked_roadmap, django_assert_max_num_queries
):
    with django_assert_max_num_queries(36):
        consultant.post(address(worked_roadmap), WHY | REST | {"go": "compare"})


def test_what_delivered_work_used_of_a_phase_drives_nothing_out(consultant, worked_roadmap):
    worked_roadmap.initiatives.filter(stone__in=["VIS-2", "IMP-1"]).update(status="done")
    page = walk(consultant, worked_roadmap, **WHY)
    replanned = page.context["outlook"].prepared.replanned
    assert replanned.asked.capacities == (70, 140, 200)
    assert replanned.released == ()
    left = {s: p for s, p in WORKED_PLAN.items() if s not in ("VIS-2", "IMP-1")}
    assert replanned.plan.positions == left
    assert [(w.rule, w.stone) for w in replanned.asked.waivers] == [("share", "VOC-4")]
