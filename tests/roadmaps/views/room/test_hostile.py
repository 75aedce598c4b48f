"""Whoever sends a room what no page of it sends: nothing breaks, and nothing is kept."""

import itertools
import uuid

import pytest
from django.urls import reverse

from roadmaps import models
from tests.roadmaps.workshops import make_idea, make_item, make_participant, make_workshop

pytestmark = pytest.mark.rows

TOKEN = "token-of-a-phone"
SCRIPT = {"accept": "application/json"}
HUGE = "9" * 5000  # more digits than a number is read of
SHORT = ("-1", "7.5")
JUNK = (*SHORT, "\0", HUGE, "x" * 9000)
TEXTS = ("text", "words")
SAYING = {
    "vote": ("stone", {"capability": "2", "breadth": "3"}),
    "ambitions": ("ambition", {"stage-2": "2"}),
    "opinion": ("feedback", {"first": "2", "second": "1", "words": "More"}),
    "idea": ("ideas", {"text": "Call back"}),
}
SAID = (models.Vote, models.Ambition, models.Opinion, models.Idea, models.Dot)


@pytest.fixture
def workshop(closed_assessment):
    return make_workshop(closed_assessment)


@pytest.fixture
def phone(client, workshop):
    """Somebody who is in the room; the client does not raise what a page would show as broken."""
    make_participant(workshop, token=TOKEN)
    client.cookies[f"room-{workshop.join_code}"] = TOKEN
    client.raise_request_exception = False
    return client


def count_said():
    return [kind.objects.count() for kind in SAID]


@pytest.mark.parametrize("name", SAYING)
def test_junk_in_any_field_is_refused_in_words(phone, workshop, name):
    kind, sent = SAYING[name]
    item = make_item(workshop, kind, step="asked", present=True)
    address = reverse(f"roadmaps:room_{name}", args=[workshop.join_code])
    good = {"item": str(item.pk), **sent}
    for field, junk in itertools.product(good, JUNK):
        if field in TEXTS and junk in SHORT:
            continue  # words like any other
        answer = phone.post(address, good | {field: junk}, headers=SCRIPT)
        assert (answer.status_code, answer.json()["saved"]) in [(400, False), (409, False)]
    assert count_said() == [0] * len(SAID)


@pytest.mark.parametrize("idea", [*JUNK, str(uuid.UUID(int=0))])
def test_dot_on_no_idea_is_refused_in_words(phone, workshop, idea):
    make_idea(make_item(workshop, "ideas", step="dots", present=True))
    address = reverse("roadmaps:room_dot", args=[workshop.join_code])
    answer = phone.post(address, {"idea": idea, "marked": "1"}, headers=SCRIPT)
    assert answer.status_code == 400
    assert answer.json()["error"] == "Please choose an answer to every question that is shown."
    assert models.Dot.objects.count() == 0


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"\xff\xfe=%00", "application/x-www-form-urlencoded", 400),
        (b"{", "application/json", 400),
        (b"--x", "multipart/form-data; boundary=x", 400),
        (b"&".join(b"a%d=1" % n for n in range(2000)), "application/x-www-form-urlencoded", 400),
        (b"words=" + b"x" * 3_000_000, "application/x-www-form-urlencoded", 413),
    ],
)
def test_body_of_another_shape_is_refused(phone, workshop, body, kind, status):
    make_item(workshop, step="asked", present=True)
    address = reverse("roadmaps:room_vote", args=[workshop.join_code])
    assert phone.post(address, body, content_type=kind, headers=SCRIPT).status_code == status
    assert count_said() == [0] * len(SAID)


@pytest.mark.parametrize("act", ["next", "previous", "reveal", "hide", "ask", "present", "\0"])
def test_act_on_what_no_wall_shows_changes_nothing(as_user, olive, workshop, act):
    item = make_item(workshop, step="shown", present=True)
    client = as_user(olive)
    for field, junk in itertools.product(("item", "step", "target"), JUNK):
        sent = {"act": act, "item": "", "target": "", "step": "shown"} | {field: junk}
        client.post(reverse("roadmaps:act", args=[workshop.pk]), sent)
    page = client.get(reverse("roadmaps:desk", args=[workshop.pk]))
    assert "The room is here now. Your click changed nothing." in page.content.decode()
    item.refresh_from_db()
    workshop.refresh_from_db()
    assert (item.step, workshop.scene_id) == ("shown", item.pk)


def test_tests_are_nobody_in_the_minutes(as_user, olive, closed_assessment):
    workshop = make_workshop(closed_assessment, is_test=True)
    for _ in range(12):
        make_participant(workshop)
    page = as_user(olive).get(reverse("roadmaps:minutes", args=[workshop.pk]))
    least = closed_assessment.min_group_size
    assert f"Fewer than {least} people took part." in page.content.decode()
