"""What a room does with the statement and with ideas, and what stays possible after its end."""

import datetime as dt
import html
import re

import pytest
from django.urls import reverse

from roadmaps import models
from roadmaps.actions.room.opening import end_workshop
from roadmaps.actions.room.presenting import reveal
from roadmaps.domain.room.opinions import SeenIdea
from roadmaps.queries.great import load_great
from roadmaps.queries.room.minutes import load_minutes
from roadmaps.queries.room.rounds import load_round
from tests.roadmaps.agreements import tell
from tests.roadmaps.workshops import make_idea, make_item, make_workshop

POSITION = {
    "capability": "2", "breadth": "3", "decided_by": "Head of service", "reason": "We saw it",
    "reservations": "Not at night",
}  # fmt: skip


def text_of(page):
    return " ".join(page.content.decode().split())


@pytest.fixture
def consultant(as_user, olive):
    return as_user(olive)


@pytest.fixture
def workshop(closed_assessment):
    return make_workshop(closed_assessment)


def address(item, name="workshop_item"):
    return reverse(f"roadmaps:{name}", args=[item.workshop_id, item.pk])


def write_great(organisation, number, text):
    programme, _new = models.Programme.objects.get_or_create(organisation=organisation)
    day = dt.date(2026, 1, 5)
    programme.great_statements.create(
        number=number, text=text, written_on=day, written_by="olive", expires_on=day
    )


def test_words_that_hold_are_confirmed_once_and_the_minutes_say_so(consultant, workshop):
    item = make_item(workshop, "great")
    organisation = workshop.assessment.organisation
    write_great(organisation, 1, "They smile")
    assert load_minutes(workshop).revisited == "untouched"
    for _ in range(2):
        page = consultant.post(address(item), {"holds": "1", "revision": "1"}, follow=True)
    assert "Somebody wrote other words meanwhile. Nothing was changed." in text_of(page)
    current = load_great(organisation).current
    assert (current.number, current.text) == (2, "They smile")
    workshop.refresh_from_db()
    assert (load_minutes(workshop).great, load_minutes(workshop).revisited) == (
        current,
        "confirmed",
    )


@pytest.mark.parametrize("kind", ["stone", "ambition", "great"])
def test_pages_of_a_session_that_is_over_point_elsewhere(consultant, workshop, kind):
    item = make_item(workshop, kind)
    end_workshop(workshop=workshop)
    text = text_of(consultant.get(address(item)))
    assert "The session is over, and its minutes stay as they were." in text
    assert "Record what is agreed" not in text
    page = consultant.post(address(make_item(workshop, subject="IMP-1")), POSITION, follow=True)
    assert "Nothing was changed: what is decided from now on" in text_of(page)
    assert models.AgreedPosition.objects.count() == 0


def test_idea_without_a_step_becomes_an_initiative_of_our_own(consultant, worked_roadmap):
    assessment = worked_roadmap.assessment
    known = set(worked_roadmap.initiatives.values_list("stone", flat=True))
    stone = next(f"IMP-{n}" for n in range(1, 9) if f"IMP-{n}" not in known)
    item = make_item(make_workshop(assessment), "ideas", stone, step="told")
    idea = make_idea(item, "Call <back> & ask")
    tell(item, (SeenIdea(str(idea.pk), idea.text),))
    page = consultant.get(address(item)).content.decode()
    link = html.unescape(re.search(r'href="([^"]*own/[?][^"]*)"', page).group(1))
    form = text_of(consultant.get(link))
    assert 'value="Call &lt;back&gt; &amp; ask"' in form
    assert '<option value="IMP" selected>' in form


def test_idea_is_taken_off_before_the_room_reads_it(consultant, workshop):
    item = make_item(workshop, "ideas", step="asked", present=True)
    rude = make_idea(item, "Something rude")
    make_idea(item, "Call back")
    assert "Something rude" in text_of(consultant.get(address(item)))
    off = reverse("roadmaps:idea_withdraw", args=[workshop.pk, rude.pk])
    revision = models.Workshop.objects.get().revision
    for _ in range(2):
        page = text_of(consultant.post(off, follow=True))
    assert "Something rude" not in page
    assert "Call back" in page
    assert models.Workshop.objects.get().revision == revision + 1
    reveal(workshop=workshop)
    reveal(workshop=workshop)
    told = [each.text for each in load_round(item)]
    assert told == ["Call back"]
    assert "The room has seen the ideas already." in text_of(consultant.post(off, follow=True))


def test_block_that_would_move_fast_is_hinted_at_and_agreed(consultant, workshop):
    item = make_item(workshop, "ambition", "IMP")
    hint = "This block would move more than one stage in 2 years."
    assert hint not in text_of(consultant.get(address(item)))
    sent = {f"IMP-{years}": "advance:4" for years in (2, 5, 10)}
    text = text_of(consultant.post(address(item), sent, follow=True))
    assert "The targets of this block are saved as the room agreed." in text
    assert hint in text
