import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from roadmaps import models
from roadmaps.actions.initiatives import save_details
from roadmaps.actions.next_actions import add_next_action
from roadmaps.actions.programmes import ensure_programme
from tests import factories

TODAY = dt.date(2027, 1, 4)
SENT = {
    "title": "Call ten customers",
    "owner": "Head of service",
    "first_step": "Choose the ten",
    "due_on": "2027-01-20",
    "proof": "Ten notes on the wall",
}


def address(roadmap, name="next_actions", *args):
    return reverse(f"roadmaps:{name}", args=[roadmap.pk, *args])


def text_of(page):
    return " ".join(page.content.decode().split())


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(TODAY, tick=False):
        yield


@pytest.fixture
def consultant(as_user, olive, today):
    return as_user(olive)


@pytest.fixture
def add(worked_assessment):
    """Adds an action."""

    def make(**changes):
        values = SENT | {"due_on": dt.date(2027, 1, 20)} | changes
        return add_next_action(organisation=worked_assessment.organisation, values=values)

    return make


def titles(actions):
    return [action.title for action in actions]


def test_action_is_added_with_all_that_it_needs(consultant, worked_roadmap):
    page = consultant.post(address(worked_roadmap, "next_action_new"), {"title": " "})
    text = text_of(page)
    for sentence in ("what is to be done", "who takes it on", "what comes first", "prove it"):
        assert sentence in text
    for _ in range(2):
        consultant.post(address(worked_roadmap, "next_action_new"), SENT | {"stone": "VOC-4"})
    row = models.NextAction.objects.get()
    assert (row.title, row.due_on, row.stone) == (SENT["title"], dt.date(2027, 1, 20), "VOC-4")
    text = text_of(consultant.get(address(worked_roadmap)))
    assert "One action is open" in text
    assert "Ten notes on the wall" in text


def test_date_that_has_passed_is_not_entered_anew_and_may_stay(consultant, worked_roadmap, add):
    new = address(worked_roadmap, "next_action_new")
    passed = SENT | {"due_on": "2027-01-03"}
    assert "Choose today or a day that is still to come." in text_of(consultant.post(new, passed))
    action = add(due_on=dt.date(2027, 1, 3))
    change = address(worked_roadmap, "next_action", action.pk)
    assert consultant.post(change, passed | {"title": "Call", "revision": "0"}).status_code == 302
    assert models.NextAction.objects.get().title == "Call"


def test_date_beyond_the_90_days_is_saved_and_told(consultant, worked_roadmap):
    late = SENT | {"due_on": "2027-04-05"}
    page = consultant.post(address(worked_roadmap, "next_action_new"), late, follow=True)
    assert "Its date lies beyond the next 90 days" in text_of(page)
    assert titles(page.context["actions"].beyond) == [SENT["title"]]


def test_actions_whose_day_has_passed_come_first(consultant, worked_roadmap, add):
    add(title="Near"), add(title="Passed", due_on=dt.date(2027, 1, 1))
    page = consultant.get(address(worked_roadmap))
    text = text_of(page)
    assert "Two actions are open; the day of one has passed" in text
    assert text.index("Their day has passed") < text.index("In these 90 days")
    assert titles(page.context["actions"].overdue) == ["Passed"]


def test_more_than_five_are_told_gently_and_all_shown(consultant, worked_roadmap, add):
    for number in range(6):
        add(title=f"Do {number}")
    page = consultant.get(address(worked_roadmap))
    assert "6 actions are open. About five can be kept in sight" in text_of(page)
    assert len(page.context["actions"].open) == 6


@pytest.mark.parametrize("count", [1, 3])
def test_page_is_made_with_few_queries(
    consultant, worked_roadmap, add, django_assert_num_queries, count
):
    for number in range(count):
        add(title=f"Do {number}")
    consultant.get(address(worked_roadmap))
    with django_assert_num_queries(15):
        consultant.get(address(worked_roadmap))


def test_action_is_done_opened_again_and_removed(consultant, worked_roadmap, add):
    action = add()
    done = address(worked_roadmap, "next_action_done", action.pk)
    page = consultant.post(done, {"done_on": "2027-01-05"}, follow=True)
    assert "Choose today or a day that has passed." in text_of(page)
    consultant.post(done, {"done_on": "2027-01-04"})
    page = consultant.get(address(worked_roadmap))
    assert titles(page.context["actions"].done) == [SENT["title"]]
    assert "1 action is done" in text_of(page)
    consultant.post(done)
    assert models.NextAction.objects.get().done_on is None
    remove = address(worked_roadmap, "next_action_remove", action.pk)
    page = consultant.post(remove, {"revision": "0"})
    assert page.status_code == 409
    assert "Somebody else changed this action meanwhile." in text_of(page)
    consultant.post(remove, {"revision": str(page.context["revision"])})
    assert not models.NextAction.objects.exists()


def test_second_of_two_who_change_an_action_sees_both(consultant, worked_roadmap, add):
    place = address(worked_roadmap, "next_action", add().pk)
    consultant.post(place, SENT | {"owner": "COO", "revision": "0"})
    page = consultant.post(place, SENT | {"owner": "CIO", "revision": "0"})
    assert page.status_code == 409
    assert [(d.stored, d.entered) for d in page.context["differences"]] == [("COO", "CIO")]


def test_actions_of_others_are_not_found(consultant, worked_roadmap, stan):
    other = factories.make_organisation(consultant=stan, viewer=None)
    values = SENT | {"due_on": dt.date(2027, 1, 20)}
    action = add_next_action(organisation=other, values=values)
    assert consultant.get(address(worked_roadmap, "next_action", action.pk)).status_code == 404


def test_plan_proposes_what_begins_the_crossing_first(consultant, worked_roadmap):
    page = consultant.get(address(worked_roadmap))
    found = page.context["proposals"]
    assert found[0].code == "VIS-2"
    assert {each.code for each in found} <= {"VIS-2", "VOC-4", "IMP-1"}
    assert "What the plan proposes" in text_of(page)
    assert not models.NextAction.objects.exists()


def test_proposal_fills_the_form_and_goes_once_it_is_taken_up(consultant, worked_roadmap):
    save_details(roadmap=worked_roadmap, stone="VIS-2", values={"owner": "Board"})
    new = address(worked_roadmap, "next_action_new")
    form = consultant.get(new, {"from": "gate-VIS-2"}).context["form"]
    assert (form.initial["owner"], form.initial["stone"]) == ("Board", "VIS-2")
    assert form.initial["title"].startswith("Begin “")
    assert form.initial["proof"]
    sent = {k: str(form.initial[k]) for k in ("title", "owner", "due_on", "stone", "proof")}
    assert consultant.post(new, sent | {"first_step": "Meet"}).status_code == 302
    page = consultant.get(address(worked_roadmap))
    assert "VIS-2" not in {each.code for each in page.context["proposals"]}
    assert consultant.get(new, {"from": "gate-VIS-2"}).context["form"].initial == {}


def test_reviews_of_decisions_and_of_great_are_proposed(consultant, worked_roadmap):
    programme = ensure_programme(organisation=worked_roadmap.assessment.organisation)
    facts = {"decided_on": TODAY, "recorded_on": TODAY, "decided_by": "Board", "reason": "Cost"}
    programme.decisions.create(number=1, title="Keep one supplier", review_on=TODAY, **facts)
    programme.great_statements.create(number=1, text="Loved", written_on=TODAY, expires_on=TODAY)
    page = consultant.get(address(worked_roadmap))
    assert [each.key for each in page.context["proposals"]][-2:] == ["decision-1", "great-"]
    assert "Review the decision “Keep one supplier”" in text_of(page)
    form = consultant.get(address(worked_roadmap, "next_action_new"), {"from": "decision-1"})
    assert form.context["form"].initial["owner"] == "Board"


def test_reader_sees_actions_and_no_proposals(as_user, vera, worked_roadmap, add):
    add()
    text = text_of(as_user(vera).get(address(worked_roadmap)))
    assert SENT["title"] in text
    for words in ("What the plan proposes", "Add an action", "It is done"):
        assert words not in text
