"""What phones send: with the script and without, in time and too late."""

import json
import re

import pytest

from roadmaps import models
from roadmaps.actions.room.presenting import reveal
from roadmaps.views.room.phones import draw_scene
from tests.roadmaps import workshops

pytestmark = pytest.mark.rows

TOKEN = "token-of-a-phone"
OWN = {"HTTP_ORIGIN": "http://testserver"}
SCRIPT = OWN | {"HTTP_ACCEPT": "application/json"}


@pytest.fixture(autouse=True)
def forget_scenes():
    draw_scene.cache_clear()


@pytest.fixture
def workshop(closed_assessment):
    return workshops.make_workshop(closed_assessment)


@pytest.fixture
def phone(client, workshop):
    workshops.make_participant(workshop, token=TOKEN)
    client.cookies[f"room-{workshop.join_code}"] = TOKEN
    return client


def say(phone, workshop, what, how=OWN, **sent):
    return phone.post(f"/w/{workshop.join_code}/{what}/", sent, **how)


def page_of(phone, workshop):
    return re.sub(r"\s+", " ", phone.get(f"/w/{workshop.join_code}/").content.decode())


def kept():
    """All that was said."""
    return (
        list(models.Vote.objects.values_list("capability", "breadth")),
        list(models.Ambition.objects.values_list("years", "stage", "intention")),
        list(models.Opinion.objects.values_list("first", "second", "words")),
        list(models.Idea.objects.values_list("text", flat=True)),
        models.Dot.objects.count(),
    )


NOTHING = ([], [], [], [], 0)


@pytest.mark.parametrize(
    ("kind", "what", "sent", "place", "found"),
    [
        ("stone", "vote", {"capability": 2, "breadth": 3}, 0, (2, 3)),
        ("stone", "vote", {"capability": 5}, 0, (5, 0)),
        ("ambition", "ambitions", {"stage-2": 2}, 1, (2, 2, "hold")),
        ("ambition", "ambitions", {"stage-2": 4}, 1, (2, 4, "advance")),
        ("ambition", "ambitions", {"stage-2": 1}, 1, (2, 1, "scale_back")),
        ("great", "opinion", {"words": "Yes"}, 2, (None, None, "Yes")),
        ("feedback", "opinion", {"first": 0, "second": 1}, 2, (0, 1, "")),
        ("ideas", "idea", {"text": "Call back"}, 3, "Call back"),
    ],
)
def test_what_is_said_is_kept_and_shown_again(phone, workshop, kind, what, sent, place, found):
    item = workshops.make_item(workshop, kind, step="asked", present=True)
    with_script = say(phone, workshop, what, SCRIPT, item=item.pk, **sent)
    assert with_script.json() == {"saved": True}
    without = say(phone, workshop, what, item=item.pk, **sent)
    assert without.headers["Location"] == f"/w/{workshop.join_code}/"

    assert kept()[place] == [found]
    page = page_of(phone, workshop)
    assert page.count(" checked") == len([name for name in sent if name not in ("text", "words")])
    assert str(sent.get("text", sent.get("words", ""))) in page


def test_dot_is_given_and_taken_back(phone, workshop):
    idea = workshops.make_idea(workshops.make_item(workshop, "ideas", step="dots", present=True))
    say(phone, workshop, "dot", idea=idea.pk, marked=1)
    assert 'aria-pressed="true"' in page_of(phone, workshop)
    say(phone, workshop, "dot", idea=idea.pk, marked=0)

    assert models.Dot.objects.count() == 0
    assert 'aria-pressed="false"' in page_of(phone, workshop)


GARBAGE = [
    ("vote", {}),
    ("vote", {"item": "x", "capability": 2, "breadth": 3}),
    ("vote", {"item": "9" * 30, "capability": 2, "breadth": 3}),
    ("vote", {"item": -1, "capability": "²", "breadth": "\u0663"}),
    ("ambitions", {"stage-2": "9" * 40}),
    ("ambitions", {"stage-5": 2}),
    ("opinion", {"first": 9}),
    ("opinion", {"words": "x" * 5000}),
    ("idea", {"text": ""}),
    ("idea", {"text": "x" * 301}),
    ("dot", {"idea": "x", "marked": 1}),
    ("dot", {"idea": "00000000-0000-4000-8000-000000000000", "marked": 1}),
]


@pytest.mark.parametrize("kind", ["stone", "ambition", "great", "ideas"])
def test_what_makes_no_sense_is_refused_in_words(phone, workshop, kind):
    item = workshops.make_item(workshop, kind, step="asked", present=True)
    for what, sent in GARBAGE:
        reply = say(phone, workshop, what, SCRIPT, **({"item": item.pk} | sent))
        assert reply.status_code in (400, 409), (what, sent)
        assert reply.json()["saved"] is False
        assert len(reply.json()["error"]) > 20

    assert kept() == NOTHING


def test_vote_that_comes_too_late_is_told_so_and_not_counted(phone, workshop):
    item = workshops.make_item(workshop, step="asked", present=True)
    reveal(workshop=workshop)
    sent = {"item": item.pk, "capability": 2, "breadth": 3}
    with_script = say(phone, workshop, "vote", SCRIPT, **sent)
    without = say(phone, workshop, "vote", **sent)

    told = "The room has seen the result already"
    assert (with_script.status_code, without.status_code) == (409, 409)
    assert told in with_script.json()["error"]
    assert told in without.content.decode()
    assert kept() == NOTHING


def test_vote_that_came_while_the_item_is_open_counts_though_the_room_went_on(phone, workshop):
    item = workshops.make_item(workshop, step="asked")
    workshops.make_item(workshop, "feedback", step="asked", present=True)
    say(phone, workshop, "vote", SCRIPT, item=item.pk, capability=1, breadth=1)

    assert kept()[0] == [(1, 1)]


def test_later_year_that_asks_less_is_refused(phone, workshop):
    models.Workshop.objects.update(horizons=[2, 5])
    item = workshops.make_item(workshop, "ambition", step="asked", present=True)
    sent = {"item": item.pk, "stage-2": 4, "stage-5": 3}
    reply = say(phone, workshop, "ambitions", **sent)

    assert reply.status_code == 400
    assert "A later year cannot ask for less" in reply.content.decode()
    assert kept() == NOTHING


@pytest.mark.parametrize("origin", ["http://elsewhere.example", "null"])
def test_what_comes_from_another_site_is_not_heard(phone, workshop, origin):
    item = workshops.make_item(workshop, step="asked", present=True)
    sent = {"item": item.pk, "capability": 2, "breadth": 3}
    reply = say(phone, workshop, "vote", SCRIPT | {"HTTP_ORIGIN": origin}, **sent)

    assert (reply.status_code, reply.json()["saved"]) == (403, False)
    assert kept() == NOTHING


def test_phone_that_is_not_in_the_room_says_nothing(client, workshop):
    item = workshops.make_item(workshop, step="asked", present=True)
    sent = {"item": item.pk, "capability": 2, "breadth": 3}

    assert say(client, workshop, "vote", SCRIPT, **sent).status_code == 403
    assert say(client, workshop, "vote", **sent).status_code == 302
    assert kept() == NOTHING


def test_idea_of_another_room_gets_no_dot(phone, workshop, closed_assessment):
    other = workshops.make_workshop(closed_assessment)
    idea = workshops.make_idea(workshops.make_item(other, "ideas", step="dots"))

    assert say(phone, workshop, "dot", SCRIPT, idea=idea.pk, marked=1).status_code == 400
    assert kept()[4] == 0


@pytest.mark.parametrize(("wished", "language"), [("fr", "fr"), ("xx", "en"), ("", "en")])
def test_language_is_the_phones_own(phone, workshop, wished, language):
    say(phone, workshop, "language", language=wished)

    assert models.Participant.objects.get(language=language)
    assert f'<html lang="{language}"' in page_of(phone, workshop)


def test_answers_to_the_script_speak_the_phones_language(phone, workshop):
    models.Participant.objects.update(language="fr")
    reply = say(phone, workshop, "vote", SCRIPT, item=1, capability=2, breadth=3)

    assert json.loads(reply.content)["saved"] is False


def test_words_that_are_refused_come_back(phone, workshop):
    item = workshops.make_item(workshop, "ideas", step="asked", present=True)
    workshops.show_item(workshop, item, "dots")
    reply = say(phone, workshop, "idea", item=item.pk, text="Call <b>back</b>")

    assert reply.status_code == 409
    assert '<p dir="auto">Call &lt;b&gt;back&lt;/b&gt;</p>' in reply.content.decode()
    assert kept() == NOTHING
