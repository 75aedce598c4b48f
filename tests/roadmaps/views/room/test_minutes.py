import datetime as dt
from io import BytesIO

import pytest
from django.urls import reverse
from pypdf import PdfReader

from roadmaps import models
from roadmaps.actions.great import write_great
from roadmaps.actions.room.agreeing import Because, agree_position, leave_open, sign_off
from roadmaps.actions.room.opening import end_workshop
from roadmaps.actions.targets import save_targets
from roadmaps.queries.room.minutes import load_minutes
from roadmaps.queries.targets import fill_targets, load_standing
from tests.roadmaps.agreements import opinions, second_round, tell, wishes
from tests.roadmaps.workshops import make_idea, make_item, make_participant, make_workshop

DAY = dt.date(2026, 5, 4)


@pytest.fixture
def workshop(closed_assessment):
    """A day with something of everything, and twelve people."""
    workshop = make_workshop(closed_assessment, name="Day of Acme")
    for _ in range(11):
        make_participant(workshop)
    first, second = (make_item(workshop, subject=stone) for stone in ("IMP-1", "IMP-2"))
    tell(first, second_round("IMP-1", 62.5, agreement=0.8))
    tell(second, second_round("IMP-2", 40.0, band="divergent"))
    because = Because("Head of service", "We saw it", "Not at night")
    agree_position(item=first, capability=3, breadth=3, because=because, agreed_on=DAY)
    leave_open(item=second, title="Views stay apart", owner="COO", effect="The start")
    tell(make_item(workshop, "ambition", "IMP"), (wishes(),))
    ideas = make_item(workshop, "ideas", "IMP-1")
    make_idea(ideas, "Call back", is_kept=True)
    tell(make_item(workshop, "feedback"), opinions("More of this"))
    sign_off(workshop=workshop, role="CEO", stance="agrees", words="", signed_on=DAY)
    return end_workshop(workshop=workshop)


def address(workshop, name="minutes"):
    return reverse(f"roadmaps:{name}", args=[workshop.pk])


def text_of(page):
    return " ".join(page.content.decode().split())


def test_minutes_hold_all_that_was_told_and_agreed(workshop):
    found = load_minutes(workshop)
    assert (found.joined, found.is_over, found.is_attributed) == ((12, 14), True, False)
    assert [row.stone for row in found.talked_about] == ["IMP-1", "IMP-2"]
    assert [(row.stone, row.agreed.score) for row in found.agreed] == [("IMP-1", 56.25)]
    assert [row.block for row in found.blocks] == ["IMP"]
    assert [(risk.title, risk.owner) for risk in found.open_items] == [("Views stay apart", "COO")]
    assert found.kept == {"IMP-1": ("Call back",)}
    assert (found.feedback.people, [each.role for each in found.signed]) == (12, ["CEO"])
    assert (found.day.items, found.day.counted) == (2, 1)


def test_minutes_read_as_sentences(as_user, vera, workshop):
    text = text_of(as_user(vera).get(address(workshop)))
    for sentence in (
        "From 12 to 14 people took part.",
        "of 2 questions asked twice",
        "Decided by Head of service",
        "Reservations: Not at night",
        "Views stay apart",
        "Call back",
        "(7 people). Wishes lie close together.",
        "8 of 12 people say yes or rather yes.",
        "More of this",
    ):
        assert sentence in text


def test_minutes_stay_as_they_were_at_the_end(as_user, vera, workshop, closed_assessment):
    before = load_minutes(workshop)
    standing = load_standing(closed_assessment)
    save_targets(assessment=closed_assessment, targets=fill_targets(standing, ()))
    models.Risk.objects.update(owner="Somebody else", state="closed")
    write_great(
        organisation=closed_assessment.organisation,
        text="Later",
        examples="",
        reason="",
        expires_on=DAY,
        written_on=DAY,
        written_by="Olive",
        replaces=0,
    )
    workshop.refresh_from_db()
    assert load_minutes(workshop) == before
    text = text_of(as_user(vera).get(address(workshop)))
    assert "None saved yet" in text
    assert "Later" not in text


def test_minutes_name_stones_that_were_shown_and_not_decided(closed_assessment):
    day = make_workshop(closed_assessment)
    make_item(day, subject="IMP-1", step="shown")
    make_item(day, subject="IMP-2")
    assert load_minutes(day).undecided == ("IMP-1",)


def test_minutes_of_another_day_say_nothing_of_this_one(workshop, closed_assessment):
    other = make_workshop(closed_assessment, name="Second day")
    make_item(other, subject="IMP-1")
    found = load_minutes(other)
    assert (found.talked_about, found.agreed, found.blocks, found.signed) == ((), (), (), ())
    assert (found.kept, found.feedback, found.day) == ({}, None, None)


def test_nothing_of_a_test_stands_in_minutes(closed_assessment):
    trial = make_workshop(closed_assessment, is_test=True)
    tell(make_item(trial, subject="IMP-1"), second_round())
    assert load_minutes(trial).talked_about == ()


def test_too_few_are_not_counted(closed_assessment, as_user, vera):
    small = make_workshop(closed_assessment, status="ended", join_code=None)
    make_participant(small)
    text = text_of(as_user(vera).get(address(small)))
    assert "Fewer than 3 people took part." in text
    assert "Nobody was asked, or too few answered for anything to be told." in text


def test_minutes_take_few_queries(as_user, vera, workshop, django_assert_max_num_queries):
    viewer = as_user(vera)
    viewer.get(address(workshop))
    with django_assert_max_num_queries(20):
        viewer.get(address(workshop))


def test_minutes_are_printed_with_tags(as_user, vera, workshop):
    page = as_user(vera).get(address(workshop, "minutes_pdf"))
    assert page["Content-Type"] == "application/pdf"
    assert page["Content-Disposition"] == 'inline; filename="minutes-2026-05-04.pdf"'
    document = PdfReader(BytesIO(page.content))
    assert document.root_object["/MarkInfo"]["/Marked"]
    assert document.root_object["/Lang"] == "en"
    text = " ".join(" ".join(each.extract_text() for each in document.pages).split())
    assert "Views stay apart" in text
    assert "Reservations: Not at night" in text
    assert models.Round.objects.count() == 5
