"""The desk: acts, agenda, trying it, the end."""

import datetime as dt
import re

import pytest
from django.urls import reverse
from django.utils import timezone

from roadmaps.actions.room.opening import create_workshop, end_workshop, open_workshop
from roadmaps.models import Round, Workshop
from tests.roadmaps import workshops


@pytest.fixture
def workshop(closed_assessment):
    return workshops.make_workshop(closed_assessment)


@pytest.fixture
def consultant(as_user, olive):
    return as_user(olive)


def address(name, row, *more):
    return reverse(f"roadmaps:{name}", args=[row.pk, *more])


def text_of(page):
    text = re.sub(r"<(title|option).*?</\1>|<[^>]+>", " ", page.content.decode())
    return " ".join(text.split())


def post(client, page, row, *more, **data):
    return text_of(client.post(address(page, row, *more), data, follow=True))


def test_list_says_what_a_workshop_is_before_the_first(consultant, as_user, vera, assessment):
    closed = workshops.assessments.Assessment
    closed.objects.filter(pk=assessment.pk).update(status="closed")

    assert "The agenda is proposed from what divides the room" in text_of(
        consultant.get(address("workshops", assessment))
    )
    text = text_of(as_user(vera).get(address("workshops", assessment)))
    assert "Consultants and those who run the programme prepare workshops." in text


@pytest.mark.parametrize("count", [1, 3])
def test_list_takes_the_same_queries_for_any_number(
    consultant, closed_assessment, count, django_assert_num_queries
):
    for _ in range(count):
        workshops.make_workshop(closed_assessment)
    with django_assert_num_queries(6):
        page = consultant.get(address("workshops", closed_assessment))

    assert text_of(page).count("Day in the room 4 May 2026 · 180 minutes Open") == count


def test_new_keeps_what_was_typed_and_says_what_is_missing(consultant, closed_assessment):
    text = post(consultant, "workshop_new", closed_assessment, name="", minutes="0", held_on="?")

    assert "Give the workshop a name." in text
    assert Workshop.objects.count() == 0


def test_new_leads_to_the_desk_with_its_agenda(consultant, closed_assessment):
    data = {"name": "Day", "held_on": "2026-05-04", "minutes": "60", "further": ["10"]}
    text = post(consultant, "workshop_new", closed_assessment, **data)

    assert Workshop.objects.get().horizons == [2, 10]
    assert "4 May 2026 · 60 minutes · In preparation" in text
    assert "The items take 58 of the 60 minutes planned: they fit." in text
    assert "It gets a code, and phones may come in." in text


def test_desk_says_what_does_not_fit(consultant, workshop):
    workshops.make_item(workshop, "great", minutes=182)

    said = "The items take 182 minutes: 2 more than the 180 planned. Shorten or drop some."
    assert said in text_of(consultant.get(address("desk", workshop)))


def test_desk_shows_what_is_on_the_wall_and_what_comes_next(consultant, workshop):
    workshops.make_item(workshop, "welcome", step="shown", present=True)
    workshops.make_item(workshop, "stone")
    text = text_of(consultant.get(address("desk", workshop)))

    code = workshop.join_code
    assert "On the wall: 1 of 2 Welcome Shown" in text
    assert "Fewer than 3 in the room" in text
    assert "Next: Write a shared experience intent" in text
    assert f"Code {code[:5]} {code[5:]}" in text
    assert "The items take 20 of the 180 minutes planned: they fit." in text


def test_counter_tells_bands_and_exact_numbers_only_with_names(consultant, workshop):
    stone = workshops.make_item(workshop, "stone", step="asked", present=True)
    workshops.make_votes(stone, *[(2, 2)] * 4)
    workshops.make_participant(workshop)
    now = address("desk_now", workshop)
    anonymous = text_of(consultant.get(now))
    type(workshop.assessment).objects.filter(pk=workshop.assessment_id).update(
        attributed_mode=True, min_group_size=1
    )

    assert "3 to 5 in the room 80 to 100% of the room have answered" in anonymous
    assert "5 in the room 4 have answered" in text_of(consultant.get(now))


def test_acts_lead_through_an_item_and_late_ones_are_told(consultant, workshop):
    stone = workshops.make_item(workshop, "stone", present=True)
    seen = {"item": stone.pk, "step": "hidden"}
    first = post(consultant, "act", workshop, act="reveal", **seen)
    second = post(consultant, "act", workshop, act="reveal", **seen)

    assert "Shown" in first
    assert "Your click changed nothing" not in first
    assert "The room is here now. Your click changed nothing." in second
    stone.refresh_from_db()
    assert stone.step == "shown"


def test_acts_that_nobody_can_mean_change_nothing(consultant, workshop):
    workshops.make_item(workshop, "stone", step="told", present=True)
    for data in (
        {"act": "dance"},
        {"act": "present", "target": "9" * 30},
        {"act": "present", "target": "x"},
        {"act": "reveal", "item": "²", "step": "told"},
    ):
        assert "Your click changed nothing." in post(consultant, "act", workshop, **data)


def test_ask_leads_past_the_survey_unless_it_was_told(consultant, workshop):
    stone = workshops.make_item(workshop, "stone", present=True)
    seen = {"item": stone.pk, "step": "hidden"}
    assert "Phones are asked" in post(consultant, "act", workshop, act="ask", **seen)
    post(consultant, "act", workshop, act="reveal", item=stone.pk, step="asked", sure="1")
    text = post(consultant, "act", workshop, act="ask", item=stone.pk, step="told")
    assert "This was revealed: it is not asked again." in text


def test_reveal_that_counts_while_few_have_spoken_asks_first(consultant, workshop):
    stone = workshops.make_item(workshop, "stone", step="asked", present=True)
    workshops.make_votes(stone, *[(2, 2)] * 2)
    seen = {"act": "reveal", "item": stone.pk, "step": "asked"}
    text = post(consultant, "act", workshop, **seen)
    wall = consultant.post(address("act", workshop), seen | {"from": "wall"}, follow=True)

    said = "Fewer than 3 have answered. Answers are counted once: reveal again (R) to count"
    assert said in text
    assert "Count now all the same" in text
    assert said in text_of(wall)
    assert 'name="sure" value="1" form="acts"' in wall.content.decode()
    assert "Revealed" in post(consultant, "act", workshop, sure="1", **seen)


def test_reveal_that_counts_most_of_the_room_is_done_at_once(consultant, workshop):
    stone = workshops.make_item(workshop, "stone", step="asked", present=True)
    workshops.make_votes(stone, *[(2, 2)] * 4)

    assert "Count now all the same" not in text_of(consultant.get(address("desk", workshop)))
    data = {"act": "reveal", "item": stone.pk, "step": "asked"}
    text = post(consultant, "act", workshop, **data)
    assert "Revealed" in text
    hidden = post(consultant, "act", workshop, **(data | {"act": "hide", "step": "told"}))
    assert "Show the survey" in hidden
    assert "Ask without the survey" not in hidden


@pytest.mark.parametrize(
    ("act", "said"),
    [
        ("next", "This is the last item. The desk ends the workshop."),
        ("previous", "This is the first item."),
        ("reveal", "Everything of this item is shown: go on to the next."),
        ("hide", "There is nothing to hide here."),
    ],
)
def test_acts_say_why_they_did_nothing(consultant, workshop, act, said):
    item = workshops.make_item(workshop, "feedback", step="told", present=True)

    assert said in post(consultant, "act", workshop, act=act, item=item.pk, step="told")


def test_desk_says_why_stones_are_there_and_what_time_is_left(consultant, workshop):
    stone = workshops.make_item(workshop, "stone", present=True)
    since = timezone.now() - dt.timedelta(minutes=13, seconds=5)
    type(workshop).objects.filter(pk=workshop.pk).update(scene_since=since)
    other = workshops.make_workshop(workshop.assessment, name="Before")
    told = workshops.make_item(other, "stone", step="told")
    text = text_of(consultant.get(address("desk", workshop)))

    assert "3 minutes over" in text
    assert "on the wall Seen alike, impact 2 of 5" in text
    assert "Another workshop was told" not in text
    Round.objects.create(item=told, payload={}, told_on=dt.date(2026, 5, 4))
    again = text_of(consultant.get(address("desk", workshop)))
    assert "Another workshop was told of this practice already." in again
    assert "told in another workshop already" in again
    assert stone.subject == told.subject


def test_trying_is_offered_until_somebody_is_in(consultant, workshop):
    workshops.make_item(workshop, "welcome", step="shown", present=True)
    empty = text_of(consultant.get(address("desk", workshop)))
    workshops.make_participant(workshop)

    assert "Try the room: nothing counts until you stop" in empty
    assert "Try the room" not in text_of(consultant.get(address("desk", workshop)))


def test_room_that_is_not_open_takes_no_act(consultant, closed_assessment):
    row = create_workshop(
        assessment=closed_assessment, name="Day", held_on="2026-05-04", minutes=90
    )

    text = post(consultant, "act", row, act="next")
    assert "The room is not open. Nothing was changed." in text
    assert "The room is not open." in post(consultant, "workshop_test", row, test="1")


def test_trying_the_room_is_told_and_ends(consultant, closed_assessment):
    row = create_workshop(
        assessment=closed_assessment, name="Day", held_on="2026-05-04", minutes=90
    )
    trying = post(consultant, "workshop_open", row, test="1")
    workshops.make_participant(Workshop.objects.get())
    over = post(consultant, "workshop_test", row)
    workshops.make_participant(Workshop.objects.get())

    assert "You are trying the room: nothing counts" in trying
    assert "You are trying the room" not in over
    text = post(consultant, "workshop_test", row, test="1")
    assert "People are in the room already: what they say counts. Nothing was changed." in text
    assert row.participants.count() == 1


def test_end_asks_first_and_leaves_minutes(consultant, workshop):
    workshops.make_item(workshop, "welcome", step="shown", present=True)
    asking = text_of(consultant.get(address("workshop_end", workshop)))
    text = post(consultant, "workshop_end", workshop)

    assert "Ending is final: the room does not open again." in asking
    assert "Nothing leads from what was said to a phone any more." in text
    assert "The workshop is over. Nothing was changed." in post(
        consultant, "workshop_open", workshop
    )
    assert consultant.get(address("workshop_end", workshop))["Location"] == address(
        "desk", workshop
    )


def test_agenda_is_changed_from_the_desk(consultant, workshop):
    welcome = workshops.make_item(workshop, "welcome", step="shown", present=True)
    stone = workshops.make_item(workshop, "stone")
    post(consultant, "item_add", workshop, what="ambition:VOC", minutes="6")
    post(consultant, "item_move", workshop, stone.pk, to="1")
    post(consultant, "item_minutes", workshop, stone.pk, minutes="15")

    assert list(workshop.agenda.values_list("kind", "subject", "minutes")) == [
        ("stone", "VIS-1", 15),
        ("welcome", "", 10),
        ("ambition", "VOC", 6),
    ]
    text = post(consultant, "item_drop", workshop, welcome.pk)
    assert "The room looks at this item or has spoken of it: it stays." in text
    post(consultant, "item_drop", workshop, stone.pk)
    post(consultant, "item_drop", workshop, stone.pk)
    assert workshop.agenda.count() == 2


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("item_add", {"what": "stone:NO", "minutes": "5"}, "on the agenda already, or unknown."),
        ("item_add", {"what": "stone:VIS-1", "minutes": "5"}, "on the agenda already, or unknown."),
        ("item_minutes", {"minutes": "0"}, "An item takes 1 to 240 minutes. Nothing was changed."),
        ("item_move", {"to": "-1"}, "On the wall: 1 of 1"),
    ],
)
def test_agenda_refuses_what_it_cannot_be(consultant, workshop, name, data, said):
    stone = workshops.make_item(workshop, "stone", present=True)
    more = () if name == "item_add" else (stone.pk,)

    assert said in post(consultant, name, workshop, *more, **data)
    assert list(workshop.agenda.values_list("position", "minutes")) == [(1, 10)]


def test_agenda_of_a_workshop_that_is_over_is_for_reading(consultant, closed_assessment):
    row = create_workshop(
        assessment=closed_assessment, name="Day", held_on="2026-05-04", minutes=90
    )
    open_workshop(workshop=row)
    end_workshop(workshop=row)
    item = row.agenda.first()

    assert "Add an item" not in text_of(consultant.get(address("desk", row)))
    text = post(consultant, "item_minutes", row, item.pk, minutes="3")
    assert "The workshop is over. Nothing was changed." in text


def test_desk_answers_304_until_somebody_comes_or_acts(consultant, workshop):
    workshops.make_item(workshop, "great", present=True)
    now = address("desk_now", workshop)
    etag = consultant.get(now)["ETag"]
    same = consultant.get(now, headers={"If-None-Match": etag})
    for _ in range(3):
        workshops.make_participant(workshop)

    assert (same.status_code, same.content) == (304, b"")
    assert consultant.get(now, headers={"If-None-Match": etag}).status_code == 200
