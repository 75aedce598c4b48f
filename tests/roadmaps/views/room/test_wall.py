"""What the room sees: sentences, never who, nothing of too few."""

import datetime as dt
import re

import pytest
from django.urls import reverse

from roadmaps.actions.great import write_great
from roadmaps.actions.room.presenting import present, reveal
from roadmaps.domain.room.scenes import STEPS, Kind
from tests.roadmaps import workshops


@pytest.fixture
def workshop(closed_assessment):
    return workshops.make_workshop(closed_assessment)


@pytest.fixture
def wall(as_user, olive, workshop):
    """The wall at a step of an item: what it says, and the page."""
    client = as_user(olive)

    def show(item=None, reveals=0):
        if item:
            present(workshop=workshop, item=item)
        for _ in range(reveals):
            reveal(workshop=workshop)
        return text_of(client.get(reverse("roadmaps:wall_now", args=[workshop.pk])))

    return show


def text_of(page):
    text = re.sub(r"<title>.*?</title>|<[^>]+>", " ", page.content.decode())
    return " ".join(text.split())


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_is_shown_at_every_step_without_a_single_voice(wall, workshop, kind):
    item = workshops.make_item(workshop, kind, step=STEPS[kind][0])

    pages = [wall(item), *(wall(reveals=1) for _ in STEPS[kind][1:])]
    assert len(pages) == len(set(pages))
    told = {
        Kind.STONE: "Fewer than 3 answers of this round can be told. The survey stands as it is.",
        Kind.AMBITION: "Fewer than 3 people said where they want to be: nothing is told.",
        Kind.GREAT: "Fewer than 3 people answered: nothing is told.",
        Kind.FEEDBACK: "Fewer than 3 people answered: nothing is told.",
        Kind.IDEAS: "No idea yet. They may come later: the desk can ask once more another day.",
        Kind.WELCOME: "No account needed. Nobody here sees who said what.",
    }
    assert told[kind] in pages[-1]


def test_welcome_shows_how_people_come_in(wall, workshop):
    text = wall(workshops.make_item(workshop, "welcome", step="shown"))

    code = workshop.join_code
    assert f"{code[:5]} {code[5:]}" in text
    assert "Fewer than 3 in the room" in text


def test_stone_is_told_beside_the_survey(wall, workshop):
    stone = workshops.make_item(workshop, "stone")
    assert "What do you see – and from where?" in wall(stone)
    assert "Seen alike. 10 people." in wall(reveals=1)
    assert "How do you see it now? Answer on your phone." in wall(reveals=1)
    workshops.make_votes(stone, *[(1, 1), (4, 4)] * 5)

    text = wall(reveals=1)
    assert "The conversation opened views up: agreement 1.00 of 1, now 0.43." in text
    assert "Score by the survey 37, by the room 53 of 100." in text
    assert "Write a shared experience intent" in text
    assert "The survey: 10 people How settled it is 10 “No” 0 “Informally” 0 “Yes, est" in text
    assert "The room, now: 10 people How settled it is" in text
    assert "in three classes" not in text


def test_small_rooms_are_told_in_bands_alone(wall, workshop):
    stone = workshops.make_item(workshop, "stone")
    wall(stone, reveals=2)
    workshops.make_votes(stone, *[(1, 1), (4, 4)] * 2, answered=False)

    text = wall(reveals=1)
    assert "Before: seen alike. Now: views diverge." in text
    assert "Score by" not in text
    assert "The room, now: 4 people Under ten answers: in three classes. How settled it is" in text
    assert "” 2 “" in text


def test_wishes_are_spread_and_staying_is_a_choice(wall, workshop):
    block = workshops.make_item(workshop, "ambition")
    assert "Say it on your phone. Staying is as good a choice as going on." in wall(block, 1)
    for number in range(10):
        person = workshops.make_participant(workshop)
        intention = "hold" if number < 4 else "advance"
        person.ambitions.create(item=block, years=2, stage=2 + (number > 3), intention=intention)

    text = wall(reveals=1)
    assert "In 2 years" in text
    assert "The middle wish is “Integrated” (10 people). Wishes lie 1 stage apart." in text
    assert "Advance: 6. Hold: 4. Scale back: 0." in text


def test_wishes_of_a_small_room_tell_the_middle_alone(wall, workshop):
    block = workshops.make_item(workshop, "ambition")
    wall(block, 1)
    for stage in (1, 2, 4):
        workshops.make_participant(workshop).ambitions.create(
            item=block, years=2, stage=stage, intention="advance"
        )

    text = wall(reveals=1)
    assert "Wishes lie two stages or more apart." in text
    assert "Advance:" not in text


def test_great_is_compared_with_the_version_and_the_room_before(wall, workshop):
    organisation = workshop.assessment.organisation
    for number, words in enumerate(("Nobody asks twice.", "Whoever answers decides.")):
        write_great(
            organisation=organisation,
            text=words,
            examples="",
            reason="",
            expires_on=dt.date(2027, 5, 4),
            written_on=dt.date(2026, 5, 4),
            written_by="Olive",
            replaces=number,
        )
    before = workshops.make_workshop(workshop.assessment)
    for room, levels in ((before, (4, 1, 1)), (workshop, (4, 3, 3))):
        item = workshops.make_item(room, "great", step="asked", present=True)
        for level in levels:
            workshops.make_participant(room).opinions.create(item=item, first=level, words="")
        reveal(workshop=room)
    type(before).objects.filter(pk=before.pk).update(status="ended", join_code=None)

    text = wall()
    assert "3 of 3 say that it still holds." in text
    assert "it was 1 of 3." in text
    assert "Whoever answers decides." in text
    assert "Nobody asks twice. Before: written on 4 May 2026" in text
    assert "Olive" not in text


def test_ideas_have_no_author_and_dots_only_when_told(wall, workshop):
    ideas = workshops.make_item(workshop, "ideas")
    wall(ideas, 1)
    workshops.make_idea(ideas, "<b>Call back</b>", dots=3)
    assert "&lt;b&gt;Call back&lt;/b&gt;" in wall(reveals=1)
    assert "3 dots" not in wall()
    assert "What the room would do first." in wall(reveals=1)
    assert "&lt;b&gt;Call back&lt;/b&gt; 3 dots" in wall()


def test_wall_answers_304_until_something_changes(as_user, olive, workshop):
    client, address = as_user(olive), reverse("roadmaps:wall_now", args=[workshop.pk])
    item = workshops.make_item(workshop, "great", present=True)
    first = client.get(address)
    again = client.get(address, headers={"If-None-Match": first["ETag"]})
    reveal(workshop=workshop)
    other = client.get(address, headers={"If-None-Match": first["ETag"]})

    assert (first.status_code, again.status_code, other.status_code) == (200, 304, 200)
    assert again.content == b""
    assert f'data-item="{item.pk}" data-step="shown"' in other.content.decode()


def test_keys_are_buttons_and_acts_come_back_to_the_wall(as_user, olive, workshop):
    client, wall = as_user(olive), reverse("roadmaps:wall", args=[workshop.pk])
    item = workshops.make_item(workshop, "great", present=True)
    page = client.get(wall).content.decode()
    keys = re.findall(r'name="act" value="(\w+)" data-key="(\w+)"', page)
    answer = client.post(
        reverse("roadmaps:act", args=[workshop.pk]),
        {"act": "reveal", "item": item.pk, "step": "hidden", "from": "wall"},
    )

    assert dict(keys) == {"previous": "ArrowLeft", "hide": "h", "reveal": "r", "next": "ArrowRight"}
    assert (answer.status_code, answer["Location"]) == (302, wall)


def test_wall_of_a_room_that_is_over_says_so(as_user, olive, workshop):
    type(workshop).objects.update(status="ended", join_code=None)

    text = text_of(as_user(olive).get(reverse("roadmaps:wall", args=[workshop.pk])))
    assert "Thank you. The workshop is over." in text
