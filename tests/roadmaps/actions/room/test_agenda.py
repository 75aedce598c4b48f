"""Changing the agenda: sent twice, done once."""

import pytest

from roadmaps.actions.room.agenda import InUse, add_item, drop_item, move_item, set_minutes
from roadmaps.actions.room.opening import AlreadyOver
from roadmaps.domain.room.scenes import Kind
from roadmaps.models import Workshop
from tests.roadmaps import workshops

pytestmark = pytest.mark.rows


@pytest.fixture
def workshop(closed_assessment):
    row = workshops.make_workshop(closed_assessment)
    for kind in ("welcome", "great", "feedback"):
        workshops.make_item(row, kind)
    return row


def agenda(workshop):
    return list(workshop.agenda.values_list("position", "kind", "subject", "minutes"))


def add(workshop, minutes=7):
    return add_item(workshop=workshop, kind=Kind.STONE, subject="VIS-1", minutes=minutes)


def item(workshop, kind):
    return workshop.agenda.get(kind=kind)


def revision(workshop):
    return Workshop.objects.get(pk=workshop.pk).revision


def test_add_puts_an_item_before_the_feedback_once(workshop):
    assert add(workshop) == add(workshop, 9)
    assert agenda(workshop) == [
        (1, "welcome", "", 10),
        (2, "great", "", 10),
        (3, "stone", "VIS-1", 7),
        (4, "feedback", "", 10),
    ]
    assert (item(workshop, "stone").step, revision(workshop)) == ("hidden", 1)


def test_move_says_the_place_and_stays_within_the_agenda(workshop):
    great = item(workshop, "great")

    assert [move_item(item=great, to=1) for _ in range(2)] == [True, False]
    assert move_item(item=great, to=99)
    assert [kind for _, kind, *_ in agenda(workshop)] == ["welcome", "feedback", "great"]
    assert revision(workshop) == 2


def test_drop_closes_the_gap_and_twice_is_once(workshop):
    great = item(workshop, "great")

    assert [
        drop_item(item=workshop.agenda.model(pk=great.pk, workshop=workshop)) for _ in "ab"
    ] == [True, False]
    assert [(place, kind) for place, kind, *_ in agenda(workshop)] == [
        (1, "welcome"),
        (2, "feedback"),
    ]


def test_drop_of_what_is_looked_at_or_spoken_of_is_refused(workshop):
    stone = add(workshop)
    workshops.make_votes(stone, (2, 2))
    workshops.show_item(workshop, item(workshop, "great"))
    for kind in ("stone", "great"):
        with pytest.raises(InUse):
            drop_item(item=item(workshop, kind))
    assert len(agenda(workshop)) == 4


def test_minutes_change_once(workshop):
    great = item(workshop, "great")

    assert [set_minutes(item=great, minutes=25) for _ in range(2)] == [True, False]
    assert item(workshop, "great").minutes == 25


def test_agenda_of_a_workshop_that_is_over_stays(workshop):
    Workshop.objects.update(status="ended", join_code=None)
    great = item(workshop, "great")
    for change in (
        lambda: add(workshop),
        lambda: move_item(item=great, to=1),
        lambda: drop_item(item=great),
        lambda: set_minutes(item=great, minutes=3),
    ):
        with pytest.raises(AlreadyOver):
            change()
