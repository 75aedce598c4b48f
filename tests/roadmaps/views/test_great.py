import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from roadmaps import models

TODAY = dt.date(2027, 5, 10)
FIRST = {"text": "Seen in one look", "examples": "One call, one answer", "expires_on": "2028-05-10"}


def address(roadmap, name="great"):
    return reverse(f"roadmaps:{name}", args=[roadmap.pk])


def text_of(page):
    return " ".join(page.content.decode().split())


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(TODAY, tick=False):
        yield


@pytest.fixture
def consultant(as_user, olive, today):
    return as_user(olive)


def versions():
    return list(models.GreatStatement.objects.order_by("number").values_list("number", "text"))


def test_first_version_asks_for_no_reason_and_expires_in_a_year(consultant, worked_roadmap):
    page = consultant.get(address(worked_roadmap))
    assert "reason" not in page.context["form"].fields
    assert page.context["form"].initial["expires_on"] == dt.date(2028, 5, 10)
    consultant.post(address(worked_roadmap), FIRST | {"revision": "0"})
    row = models.GreatStatement.objects.get()
    assert (row.number, row.written_on, row.written_by) == (1, TODAY, "olive")
    text = text_of(consultant.get(address(worked_roadmap, "course")))
    assert "Version 1, written on 10 May 2027 by olive" in text
    assert "to be revisited by 10 May 2028" in text


def test_new_version_says_why_and_leaves_the_old_one_as_it_was(consultant, worked_roadmap):
    consultant.post(address(worked_roadmap), FIRST | {"revision": "0"})
    second = FIRST | {"text": "Seen, and remembered", "revision": "1"}
    page = consultant.post(address(worked_roadmap), second)
    assert "Say why it changes, or that it was looked at and still holds." in text_of(page)
    consultant.post(address(worked_roadmap), second | {"reason": "People want more"})
    consultant.post(address(worked_roadmap), second | {"reason": "People want more"})
    assert versions() == [(1, "Seen in one look"), (2, "Seen, and remembered")]
    text = text_of(consultant.get(address(worked_roadmap, "course")))
    assert "1 earlier version" in text
    assert "Why the one of today came: People want more" in text


def test_second_of_two_who_write_sees_what_the_first_one_wrote(consultant, worked_roadmap):
    consultant.post(address(worked_roadmap), FIRST | {"revision": "0"})
    other = FIRST | {"text": "Loved", "revision": "0", "reason": "A new board"}
    page = consultant.post(address(worked_roadmap), other)
    assert page.status_code == 409
    assert ("Seen in one look", "Loved") in {
        (each.stored, each.entered) for each in page.context["differences"]
    }
    assert dict(page.context["sent"])["revision"] == "1"
    consultant.post(address(worked_roadmap), dict(page.context["sent"]))
    assert versions() == [(1, "Seen in one look"), (2, "Loved")]


def test_expired_statement_asks_to_be_revisited(consultant, olive, worked_roadmap):
    consultant.post(address(worked_roadmap), FIRST | {"revision": "0"})
    with time_machine.travel(dt.date(2028, 5, 10), tick=False):
        consultant.force_login(olive)  # sessions end after some weeks
        text = text_of(consultant.get(address(worked_roadmap, "course")))
        plan = text_of(consultant.get(address(worked_roadmap, "plan")))
    assert "It was to be revisited by 10 May 2028." in text
    assert "Seen in one look" in plan
    assert "to be revisited" in plan


@pytest.mark.parametrize("day", ["2027-05-10", "1999-01-01", "9999-01-01", "yesterday"])
def test_day_of_expiry_lies_ahead(consultant, worked_roadmap, day):
    page = consultant.post(address(worked_roadmap), FIRST | {"expires_on": day})
    assert page.status_code == 200
    assert page.context["form"].errors.keys() == {"expires_on"}
    assert versions() == []


def test_goal_is_written_and_stays_in_sight(consultant, worked_roadmap):
    place = address(worked_roadmap, "goal")
    consultant.post(place, {"strategic_goal": "Be the first choice", "revision": "0"})
    for name in ("course", "plan", "fields", "next_actions"):
        text = text_of(consultant.get(address(worked_roadmap, name)))
        assert "Be the first choice" in text
    page = consultant.post(place, {"strategic_goal": "Grow", "revision": "0"})
    assert page.status_code == 409
    assert models.Programme.objects.get().strategic_goal == "Be the first choice"
