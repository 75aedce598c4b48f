"""The room on a phone: the way in, what it follows, and what an outsider learns."""

import re

import pytest
from django.test import Client

from roadmaps import models
from roadmaps.actions.room.presenting import reveal
from roadmaps.views.room.phones import draw_scene
from tests.roadmaps import workshops

pytestmark = pytest.mark.rows

OWN = {"HTTP_ORIGIN": "http://testserver"}
TOKEN = "token-of-a-phone"


@pytest.fixture(autouse=True)
def forget_scenes():
    draw_scene.cache_clear()


@pytest.fixture
def workshop(closed_assessment):
    return workshops.make_workshop(closed_assessment)


@pytest.fixture
def phone(client, workshop):
    """A phone in the room."""
    workshops.make_participant(workshop, token=TOKEN)
    client.cookies[f"room-{workshop.join_code}"] = TOKEN
    return client


def address(workshop, rest=""):
    return f"/w/{workshop.join_code}/{rest}"


def text_of(response):
    return re.sub(r"\s+", " ", response.content.decode())


def test_code_is_taken_as_people_type_it(client, workshop):
    code = workshop.join_code
    for typed in (code.lower(), f"{code[:5]} {code[5:]}", f"{code[:3]}-{code[3:]}"):
        reply = client.post("/w/", {"code": typed, "language": "fr"})
        assert reply.headers["Location"] == f"{address(workshop)}?language=fr"


@pytest.mark.parametrize("typed", ["", "?!", "x" * 41])
def test_code_without_a_letter_is_asked_once_more(client, typed):
    assert 'name="code"' in text_of(client.post("/w/", {"code": typed}))


def test_address_of_a_code_is_written_one_way(client, workshop):
    reply = client.get(f"/w/{workshop.join_code.lower()}/")

    assert reply.headers["Location"] == address(workshop)
    assert client.get("/w/---/").headers["Location"] == "/w/"


def test_door_says_who_sees_what_in_sixty_words(client, workshop):
    page = text_of(client.get(address(workshop)))
    promise = re.search(r"Who sees what</h2> <p>(.*?)</p>", page).group(1)

    assert "groups of 3 people or more" in promise
    assert len(promise.split()) <= 60
    assert 'name="name"' not in page
    assert "nothing of this counts" not in page


def test_door_of_a_test_says_so(client, closed_assessment):
    workshop = workshops.make_workshop(closed_assessment, is_test=True)

    assert "nothing of this counts" in text_of(client.get(address(workshop)))


def test_door_speaks_the_language_asked_for(client, workshop):
    page = text_of(client.get(f"{address(workshop)}?language=fr"))

    assert '<html lang="fr"' in page


@pytest.mark.parametrize(("sent", "answered"), [("yes", True), ("no", False)])
def test_joining_by_a_button_gives_a_cookie_for_this_room_alone(client, workshop, sent, answered):
    reply = client.post(address(workshop), {"answered": sent}, **OWN)
    cookie = reply.cookies[f"room-{workshop.join_code}"]

    assert reply.headers["Location"] == address(workshop)
    assert (cookie["httponly"], cookie["path"], cookie["samesite"]) == (
        True,
        address(workshop),
        "Lax",
    )
    assert models.Participant.objects.get().answered is answered
    assert "You are in the room" in text_of(client.get(address(workshop)))
    assert "sessionid" not in client.cookies


@pytest.mark.parametrize(
    ("sent", "origin", "status"),
    [
        ({}, "http://testserver", 400),
        ({"answered": "x"}, "http://testserver", 400),
        ({"answered": "yes"}, "http://elsewhere.example", 403),
    ],
)
def test_joining_in_another_way_is_refused(client, workshop, sent, origin, status):
    reply = client.post(address(workshop), sent, HTTP_ORIGIN=origin)

    assert reply.status_code == status
    assert "I answered the survey" in text_of(reply)
    assert not models.Participant.objects.exists()


def test_joining_with_names_asks_for_one(client, workshop):
    type(workshop.assessment).objects.update(attributed_mode=True, min_group_size=1)
    missing = client.post(address(workshop), {"answered": "yes", "name": ""}, **OWN)
    assert "Please type your name." in text_of(missing)
    client.post(address(workshop), {"answered": "yes", "name": "Ada"}, **OWN)

    assert models.Participant.objects.get().name == "Ada"


@pytest.mark.parametrize("state", ["unknown", "draft", "ended"])
def test_codes_that_open_nothing_look_alike_and_wear_out(client, closed_assessment, state):
    code = "QQQQQQQQQQ"
    if state != "unknown":
        workshops.make_workshop(closed_assessment, status=state, join_code=code)
    page = client.get(f"/w/{code}/")
    assert page.status_code == 404
    assert "No session is open with this code" in text_of(page)
    for number in range(30):
        last = client.get(f"/w/Q{number:09d}/")

    assert last.status_code == 429
    assert int(last.headers["Retry-After"]) > 0


def test_phone_in_the_room_is_never_limited(phone, workshop):
    for number in range(30):
        Client().get(f"/w/Q{number:09d}/")

    assert Client().get(address(workshop)).status_code == 429
    assert phone.get(address(workshop)).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [{"Sec-Purpose": "prefetch"}, {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Dest": "image"}],
)
def test_pages_that_others_load_cost_nothing(client, workshop, headers):
    for number in range(30):
        client.get(f"/w/Q{number:09d}/", headers=headers)

    assert client.get(address(workshop)).status_code == 200


def test_now_is_304_until_the_room_goes_on_in_one_query(phone, workshop, django_assert_num_queries):
    item = workshops.make_item(workshop, step="asked", present=True)
    first = phone.get(address(workshop, "now/"))
    assert "capability" in text_of(first)
    etag = first.headers["ETag"]
    with django_assert_num_queries(1):
        same = phone.get(address(workshop, "now/"), headers={"If-None-Match": f"W/{etag}"})
    assert (same.status_code, same.content) == (304, b"")
    workshops.show_item(workshop, item, "hidden")
    changed = phone.get(address(workshop, "now/"), headers={"If-None-Match": etag})

    assert changed.headers["ETag"] != etag
    assert "capability" not in text_of(changed)
    assert "no-store" in changed.headers["Cache-Control"]


def test_now_is_drawn_once_for_all_phones_of_a_language(phone, workshop, django_assert_num_queries):
    workshops.make_item(workshop, step="asked", present=True)
    drawn = phone.get(address(workshop, "now/"))
    with django_assert_num_queries(1):
        again = phone.get(address(workshop, "now/"))
    models.Participant.objects.update(language="fr")
    other = phone.get(address(workshop, "now/"))

    assert drawn.content == again.content
    assert other.headers["ETag"] != drawn.headers["ETag"]
    assert other.content != drawn.content


@pytest.mark.parametrize("cookie", ["", "x", "\u00e9"])
def test_now_tells_nothing_to_whoever_is_not_in_the_room(client, workshop, cookie):
    client.cookies[f"room-{workshop.join_code}"] = cookie
    for path in (address(workshop, "now/"), "/w/QQQQQQQQQQ/now/"):
        reply = client.get(path)
        assert (reply.status_code, reply.content) == (404, b"")


def test_token_of_one_room_opens_no_other(phone, workshop, closed_assessment):
    other = workshops.make_workshop(closed_assessment)
    phone.cookies[f"room-{other.join_code}"] = TOKEN

    assert phone.get(address(other, "now/")).status_code == 404
    assert "I answered the survey" in text_of(phone.get(address(other)))


def test_phone_of_a_room_that_is_over_is_told_so(phone, workshop):
    models.Workshop.objects.update(status="ended", join_code=None)

    assert phone.get(address(workshop, "now/")).status_code == 404
    page = phone.get(address(workshop))
    assert page.status_code == 404
    assert "This session is over" in text_of(page)
    assert 'name="code"' not in text_of(page)


STEPS = [
    ("welcome", "shown", "You are in the room"),
    ("stone", "hidden", "What do you see"),
    ("stone", "shown", "10 people"),
    ("stone", "asked", 'name="breadth"'),
    ("stone", "told", "Fewer than 3 answers of this round"),
    ("ambition", "hidden", "where do we want to be"),
    ("ambition", "asked", "stay where we are"),
    ("ambition", "told", "nothing is told"),
    ("great", "hidden", "Think of a day"),
    ("great", "shown", "Nothing is written yet"),
    ("great", "asked", "in your words"),
    ("great", "told", "nothing is told"),
    ("ideas", "hidden", "What would help first"),
    ("ideas", "asked", "Your idea"),
    ("ideas", "dots", "No idea yet"),
    ("ideas", "told", "No idea yet"),
    ("feedback", "asked", "Was the time well spent"),
    ("feedback", "told", "Thank you for today"),
]


@pytest.mark.parametrize(("kind", "step", "seen"), STEPS)
@pytest.mark.parametrize("language", ["en", "fr"])
def test_page_shows_every_scene(phone, workshop, kind, step, seen, language):
    models.Participant.objects.update(language=language)
    workshops.make_item(workshop, kind, step=step, present=True)
    page = text_of(phone.get(address(workshop)))

    assert (seen in page) or language == "fr"
    assert page.count("<h1") == 1
    refresh = 45 if step in ("asked", "dots") else 5
    writes = step == "asked" and kind in ("great", "ideas", "feedback")
    assert writes == ("<textarea" in page) == ('http-equiv="refresh"' not in page)
    assert writes or f'<meta http-equiv="refresh" content="{refresh}">' in page
    assert language == "fr" or ("Reload to go on" in page) == writes


@pytest.mark.parametrize("kind", ["stone", "ambition", "great", "feedback"])
def test_page_tells_what_enough_people_said(phone, workshop, kind):
    item = workshops.make_item(workshop, kind, step="asked", present=True)
    for number in range(4):
        person = workshops.make_participant(workshop, answered=False)
        if kind == "stone":
            person.votes.create(item=item, capability=number, breadth=min(number, 1))
        elif kind == "ambition":
            person.ambitions.create(item=item, years=2, stage=2 + number % 2, intention="hold")
        else:
            person.opinions.create(item=item, first=3, second=4, words="<b>More</b>")
    reveal(workshop=workshop)
    page = text_of(phone.get(address(workshop)))

    told = {
        "stone": "Before: seen alike. Now: ",
        "ambition": "The middle wish is",
        "great": "4 of 4 say that it still holds",
        "feedback": "4 of 4 say that it is clear what comes next",
    }
    assert told[kind] in page
    assert "&lt;b&gt;More" in page or kind in ("stone", "ambition")


def test_page_tells_ideas_with_their_dots(phone, workshop):
    item = workshops.make_item(workshop, "ideas", step="dots", present=True)
    workshops.make_idea(item, "Listen", dots=3)
    workshops.make_idea(item, "<i>Call</i>")
    reveal(workshop=workshop)
    page = text_of(phone.get(address(workshop)))

    assert "Listen</span> <b>3 dots</b>" in page
    assert "&lt;i&gt;Call" in page
