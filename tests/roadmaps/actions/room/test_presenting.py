"""What everybody looks at, and counting what was said once."""

import pytest

from roadmaps.actions.room.presenting import (
    NotOpen,
    Seen,
    hide,
    next_item,
    present,
    previous_item,
    reveal,
    step_to,
)
from roadmaps.domain.room.scenes import Step, StepRefused
from roadmaps.models import Round, Workshop
from roadmaps.queries.room.rounds import load_round
from tests.roadmaps import workshops

pytestmark = pytest.mark.rows


@pytest.fixture
def workshop(closed_assessment):
    return workshops.make_workshop(closed_assessment)


@pytest.fixture
def stone(workshop):
    return workshops.make_item(workshop, "stone", present=True)


def state(workshop):
    row = Workshop.objects.get(pk=workshop.pk)
    return row.scene_id, row.scene.step if row.scene else "", row.revision


def seen(item):
    return Seen(item.pk, item.step)


def test_present_puts_an_item_before_everybody_once(workshop):
    item = workshops.make_item(workshop, "stone")

    assert [present(workshop=workshop, item=item) for _ in range(2)] == [True, False]
    assert state(workshop) == (item.pk, "hidden", 1)


def test_next_and_previous_go_through_the_agenda_and_stop_at_its_ends(workshop):
    first, second = workshops.make_item(workshop, "welcome"), workshops.make_item(workshop, "great")

    way = [next_item(workshop=workshop) for _ in range(3)]
    assert (way, state(workshop)[0]) == ([True, True, False], second.pk)
    way = [previous_item(workshop=workshop) for _ in range(2)]
    assert (way, state(workshop)[0]) == ([True, False], first.pk)
    first.refresh_from_db()
    assert first.is_done


def test_act_of_somebody_who_saw_what_has_passed_changes_nothing(workshop, stone):
    before = seen(stone)

    assert [reveal(workshop=workshop, seen=before) for _ in range(2)] == [True, False]
    assert not next_item(workshop=workshop, seen=before)
    assert state(workshop)[:2] == (stone.pk, "shown")


def test_reveal_counts_once_and_hide_leads_back_to_what_was_told(workshop, stone):
    workshops.make_votes(stone, *[(1, 2), (2, 2), (3, 3), (3, 3), (4, 4)] * 2)
    ways = [reveal(workshop=workshop) for _ in range(4)]
    counted = load_round(stone)
    workshops.make_votes(stone, (0, 0))

    assert ways == [True, True, True, False]
    assert hide(workshop=workshop)
    assert not hide(workshop=workshop)
    assert [reveal(workshop=workshop) for _ in range(3)] == [True, True, False]
    assert state(workshop)[1] == "told"
    assert load_round(stone) == counted
    assert counted.spread.capability.counts == (0, 2, 2, 4, 2)


def test_reveal_of_too_few_voices_tells_nothing(workshop, stone):
    workshops.make_votes(stone, (1, 2), (2, 2))
    for _ in range(3):
        reveal(workshop=workshop)

    assert Round.objects.get(item=stone).payload is None
    assert load_round(stone) is None


def test_voices_of_tests_are_never_told_with_others(workshop, stone):
    workshops.make_votes(stone, *[(2, 2)] * 5)
    for person in workshop.participants.all()[:3]:
        workshop.participants.filter(pk=person.pk).update(is_test=True)
    for _ in range(3):
        reveal(workshop=workshop)

    assert load_round(stone) is None


def test_answers_without_a_value_do_not_count(workshop, stone):
    workshops.make_votes(stone, (5, 0), (2, 5), (6, 0), (2, 2), (3, 3))
    for _ in range(3):
        reveal(workshop=workshop)

    assert load_round(stone) is None


def test_step_to_asks_without_the_survey_and_never_twice(workshop, stone):
    assert step_to(workshop=workshop, item=stone, step=Step.ASKED)
    reveal(workshop=workshop)
    with pytest.raises(StepRefused):
        step_to(workshop=workshop, item=stone, step=Step.ASKED)
    with pytest.raises(StepRefused):
        step_to(workshop=workshop, item=stone, step=Step.DOTS)


def test_step_to_leaves_what_is_not_on_the_wall(workshop, stone):
    other = workshops.make_item(workshop, "great")

    assert not step_to(workshop=workshop, item=other, step=Step.SHOWN)
    assert not hide(workshop=workshop)


def test_welcome_has_nothing_to_hide(workshop):
    workshops.make_item(workshop, "welcome", step="shown", present=True)

    assert not hide(workshop=workshop)
    assert not reveal(workshop=workshop)


@pytest.mark.parametrize("status", ["draft", "ended"])
def test_nothing_is_presented_unless_the_room_is_open(workshop, stone, status):
    Workshop.objects.update(status=status)
    for act in (next_item, previous_item, reveal, hide):
        with pytest.raises(NotOpen):
            act(workshop=workshop)


def test_wishes_opinions_and_ideas_are_told(workshop):
    wish, great = (workshops.make_item(workshop, kind) for kind in ("ambition", "great"))
    ideas = workshops.make_item(workshop, "ideas")
    for number in range(12):
        person = workshops.make_participant(workshop)
        person.ambitions.create(item=wish, years=2, stage=1 + number % 2, intention="advance")
        person.opinions.create(item=great, first=4, second=None, words="Yes")
    workshops.make_idea(ideas, "Call back", dots=3)
    workshops.make_idea(ideas, "Say who decides", dots=1)
    workshops.make_idea(ideas, "Off the wall", dots=5, is_withdrawn=True)
    for item in (wish, great, ideas):
        present(workshop=workshop, item=item)
        while reveal(workshop=workshop):
            pass

    assert [(each.years, each.stages) for each in load_round(wish)] == [(2, (6, 6, 0, 0))]
    assert load_round(great).first.counts == (0, 0, 0, 0, 12)
    assert load_round(great).words == ("Yes",) * 12
    found = [(idea.text, idea.dots) for idea in load_round(ideas)]
    assert found == [("Call back", 3), ("Say who decides", 1)]


def test_round_keeps_its_distance_from_that_of_another_workshop(closed_assessment, workshop, stone):
    """Ten people answered, k is 3: five voices first, then six; the sixth would stand alone."""
    valid = []
    for place, voices in ((workshop, 5), (workshops.make_workshop(closed_assessment), 6)):
        item = stone if place == workshop else workshops.make_item(place, "stone", present=True)
        workshops.make_votes(item, *[(2, 2)] * voices)
        workshops.show_item(place, item, "asked")
        reveal(workshop=place)
        valid.append((load_round(item).spread.valid, load_round(item).set_aside))

    assert valid == [(5, False), (5, True)]


def test_wishes_of_a_second_room_keep_their_distance_from_the_first(closed_assessment):
    def wish(name, people):
        room = workshops.make_workshop(closed_assessment, name=name)
        item = workshops.make_item(room, "ambition", "VIS", step="asked", present=True)
        for number in range(people):
            stage = 1 if number == people - 1 else 3
            guest = workshops.make_participant(room)
            guest.ambitions.create(item=item, years=2, stage=stage, intention="hold")
        reveal(workshop=room)
        return [(told.people, told.set_aside) for told in load_round(item)]

    assert wish("First", 11) == [(11, False)]
    assert wish("Second", 12) == [(11, True)]
