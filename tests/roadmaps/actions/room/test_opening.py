"""From a workshop in preparation to one that is over."""

import datetime as dt

import pytest

from assessments.access import ALPHABET
from roadmaps import models
from roadmaps.actions.room.opening import (
    AlreadyOver,
    NotATest,
    create_workshop,
    end_test,
    end_workshop,
    open_workshop,
    start_test,
)
from roadmaps.actions.room.presenting import NotOpen, reveal
from roadmaps.queries.room.rounds import load_round
from tests.roadmaps import workshops

pytestmark = pytest.mark.rows

DAY = dt.date(2026, 5, 4)


@pytest.fixture
def draft(closed_assessment):
    return create_workshop(assessment=closed_assessment, name="Day", held_on=DAY, minutes=180)


def test_create_proposes_the_agenda_and_twice_is_once(draft, closed_assessment):
    again = create_workshop(
        assessment=closed_assessment, name="Day", held_on=DAY, minutes=60, horizons=(5, 2)
    )

    assert (again.pk, again.minutes, again.horizons) == (draft.pk, 180, [2])
    kinds = list(draft.agenda.values_list("kind", flat=True))
    assert kinds == ["welcome", "great", *["ambition"] * 8, "feedback"]
    assert list(draft.agenda.values_list("position", flat=True)) == list(range(1, 12))
    assert set(draft.agenda.values_list("kind", "step")) == {
        ("welcome", "shown"), ("great", "hidden"), ("ambition", "hidden"), ("feedback", "asked"),
    }  # fmt: skip


def test_open_gives_a_code_and_shows_the_welcome_once(draft):
    opened = open_workshop(workshop=draft)
    again = open_workshop(workshop=draft, is_test=True)

    assert len(opened.join_code) == 10
    assert set(opened.join_code) <= set(ALPHABET)
    assert (opened.scene.kind, opened.revision, opened.is_test) == ("welcome", 1, False)
    assert (again.join_code, again.revision, again.is_test) == (opened.join_code, 1, False)


def test_end_of_a_test_takes_everything_with_it(draft):
    workshop = open_workshop(workshop=draft, is_test=True)
    stone = workshops.make_item(workshop, "stone", present=True)
    ideas = workshops.make_item(workshop, "ideas")
    workshops.make_votes(stone, *[(2, 2)] * 4)
    workshops.make_idea(ideas, dots=2)
    for _ in range(3):
        reveal(workshop=workshop)
    assert load_round(stone) is not None

    end_test(workshop=workshop)
    row = end_test(workshop=workshop)
    stone.refresh_from_db()
    assert (row.is_test, row.scene.kind, stone.step, stone.is_done) == (
        False, "welcome", "hidden", False,
    )  # fmt: skip
    left = (models.Participant, models.Vote, models.Idea, models.Dot, models.Round)
    assert [table.objects.count() for table in left] == [0] * 5


def test_start_of_a_test_waits_for_an_empty_room(draft):
    workshop = open_workshop(workshop=draft)
    assert start_test(workshop=workshop).is_test
    assert start_test(workshop=workshop).is_test
    end_test(workshop=workshop)
    workshops.make_participant(models.Workshop.objects.get())

    with pytest.raises(NotATest):
        start_test(workshop=workshop)


def test_end_cuts_what_leads_to_phones_and_counts_what_was_said(draft):
    workshop = open_workshop(workshop=draft)
    stone = workshops.make_item(workshop, "stone", step="asked", present=True)
    hidden = workshops.make_item(workshop, "stone", "VIS-2")
    workshops.make_votes(stone, *[(2, 2)] * 4)
    workshops.make_votes(hidden, *[(2, 2)] * 4)
    workshops.make_idea(workshops.make_item(workshop, "ideas"))
    end_workshop(workshop=workshop)
    row = end_workshop(workshop=workshop)

    assert (row.status, row.join_code, row.ended_on is None) == ("ended", None, False)
    assert set(models.Participant.objects.values_list("token_digest", flat=True)) == {None}
    assert set(models.Idea.objects.values_list("participant", flat=True)) == {None}
    assert (load_round(stone).spread.valid, load_round(hidden).spread.valid) == (4, 4)
    assert models.Round.objects.count() == 3  # ideas without dots are counted, and tell nothing
    with pytest.raises(AlreadyOver):
        open_workshop(workshop=workshop)
    with pytest.raises(NotOpen):
        end_test(workshop=workshop)


def test_end_of_a_test_room_keeps_nothing_that_was_said(draft):
    workshop = open_workshop(workshop=draft, is_test=True)
    workshops.make_votes(workshops.make_item(workshop, "stone", step="asked"), *[(2, 2)] * 4)
    end_workshop(workshop=workshop)

    assert (models.Participant.objects.count(), models.Round.objects.count()) == (0, 0)


def test_end_of_what_was_never_opened_is_refused(draft):
    with pytest.raises(NotOpen):
        end_workshop(workshop=draft)
