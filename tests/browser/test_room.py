"""A whole session in a room: a wall, a desk, five phones; two of them lose the network, one has no
script."""

import json
from collections.abc import Iterator
from typing import Any, Final

import pytest
from playwright.sync_api import Page, expect

from tests.browser.rooms import SENT, Phone, Session, open_room, sign_in

pytestmark = pytest.mark.browser

# Seven answers with a value, of which four people are here: three are missing, as many as make a
# group, so all four count (method G2). They differ on one stone alone.
SET_UP = """
import json
from assessments.models import Assessment
from tests import factories
over = Assessment.objects.get(pk="{over}")
version = over.maturity_model
assessment = factories.make_assessment(
    over.organisation, version, min_group_size=3, name="Room wave"
)
for department, count, said in (("sales", 4, (0, 0)), ("service", 3, (4, 4))):
    answers = factories.all_items(version, 2, 3, VIS_2=said)
    factories.answer(assessment, department, answers, count=count)
factories.close(assessment)
print(json.dumps([str(assessment.pk)]))
"""
ROWS = """
import json
from roadmaps import models
room = models.Workshop.objects.get(assessment="{pk}")
people = room.participants
print(json.dumps({{
    "votes": sorted(models.Vote.objects.filter(item__workshop=room).values_list(
        "capability", "breadth", "participant__answered")),
    "counted": [each.payload["spread"]["valid"] for each in models.Round.objects.filter(
        item__workshop=room, item__kind="stone")],
    "names": list(people.values_list("name", flat=True)),
    "tokens": people.exclude(token_digest=None).count(),
    "authors": models.Idea.objects.filter(item__workshop=room).exclude(participant=None).count(),
}}))
"""

QUESTION = "Does a named executive visibly champion customer experience?"
DIVERGED = (
    "Views diverge: you differ as much on how settled it is as on where it is done. 7 people."
)
TOLD = "Before: views diverge. Now: seen alike."
SET_ASIDE = "Some answers of today are not counted, so that nobody can be worked out."
KEPT = "Kept on this phone. It is sent when the connection is back."
PEOPLE = ("yes", "yes", "yes", "yes", "no")  # whether they answered the survey
VOTES = ((3, 3), (3, 3), (3, 2), (2, 3), (0, 0))
WISHES = (3, 3, 2, 4, 3)
PLAIN = 4  # has no script
SECRET = "A sentence that one phone alone sends."


MINUTES = (
    "From 3 to 5 people took part.",
    "of 1 question asked twice, views came nearer on one.",
    "“Yes, with an owner and resources”, “Some functions”",
    "Decided by Managing director",
    "Reservations: No deputy yet",
    "The board asked for one roadmap",
    "Within 2 years: advance to “Integrated”",
    "4 of 5 people say yes or rather yes.",
)
EXPECTED_ROWS: Final[dict[str, Any]] = {
    "votes": [[0, 0, False], [2, 3, True], [3, 2, True], [3, 3, True], [3, 3, True]],
    "counted": [4],
    "names": [""] * 5,
    "tokens": 0,
    "authors": 0,
}


@pytest.fixture
def assessment(prepared, site) -> str:
    """A closed assessment with results that divide a room."""
    script = SET_UP.format(over=prepared.over)
    printed = site.manage("shell", "--no-imports", "--command", script)
    return str(json.loads(printed.splitlines()[-1])[0])


@pytest.fixture
def session(browser, page, site, assessment, complaints) -> Iterator[Session]:
    """A room that was just opened by its facilitator, and five phones that joined it."""
    sign_in(page, site.url)
    open_room(page, f"{site.url}/assessments/{assessment}/workshops/")
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Open the wall in a new window").click()
    wall = opened.value
    wall.on("pageerror", lambda error: complaints.append(str(error)))
    address = site.url + "/w/" + wall.locator(".scene-code").inner_text().replace(" ", "") + "/"
    phones = [Phone(browser, complaints, has_script=n != PLAIN) for n in range(len(PEOPLE))]
    for phone, answered in zip(phones, PEOPLE, strict=True):
        phone.join(address, answered)
    yield Session(page, wall, phones)
    for phone in phones:
        phone.context.close()


def test_a_whole_session_of_a_wall_and_five_phones(session, site, assessment, complaints):
    everybody_is_in(session)
    survey_is_revealed(session)
    second_round_is_asked(session)
    second_round_is_told(session)
    position_is_agreed(session)
    ambitions_are_told(session)
    keys_work_after_the_desk_moved_on(session)
    ideas_and_dots_are_told(session)
    feedback_is_told(session)
    room_ends(session)
    minutes_say_what_was_agreed(session.desk)
    nobody_saw_another(session.phones)
    kept = site.manage("shell", "--no-imports", "--command", ROWS.format(pk=assessment))
    assert json.loads(kept.splitlines()[-1]) == EXPECTED_ROWS
    assert complaints == []


def everybody_is_in(room: Session) -> None:
    room.everybody_shows("You are in the room", "Day in the room")
    expect(room.wall.locator(".scene-turnout")).to_have_text("3 to 5 in the room")
    expect(room.desk.locator(".desk-turnout")).to_have_text("3 to 5 in the room")


def survey_is_revealed(room: Session) -> None:
    room.press("ArrowRight", "stone", "hidden")
    room.everybody_shows(QUESTION, "What do you see – and from where?")
    expect(room.wall.locator(".scene-views")).to_have_count(0)
    room.press("r", "stone", "shown")
    room.wall_shows("stone", "shown", DIVERGED, "“Nowhere” or “One team”: 4 people.")
    room.everybody_shows(DIVERGED, "The survey")


def second_round_is_asked(room: Session) -> None:
    """Two phones lose the network before they vote: one is back while the room still looks at the
    question, one when it has moved on."""
    room.press("r", "stone", "asked")
    room.everybody_shows("Secure an executive sponsor", QUESTION)
    before = room.fetch_scene()
    _first, early, late, *_others = room.phones
    for phone in (early, late):
        phone.context.set_offline(True)
    for phone, said in zip(room.phones, VOTES, strict=True):
        answers = dict(zip(("capability", "breadth"), said if said[0] else said[:1], strict=False))
        phone.says(KEPT if phone in (early, late) else SENT, **answers)
    turnout = room.wall.locator(".scene-turnout")
    expect(turnout).to_contain_text("60 to 80% of the room have answered")
    early.context.set_offline(False)
    expect(early.page.locator(".save-state")).to_have_text(SENT)

    room.press("ArrowRight", "great", "hidden")
    expect(late.page.locator("#room-line")).to_have_text("Connection lost. We keep trying.")
    late.shows(QUESTION)
    late.context.set_offline(False)
    room.everybody_shows("What does great look like?")
    room.press("ArrowLeft", "stone", "asked")
    late.shows(QUESTION)
    expect(late.page.locator(".save-state")).to_have_text(SENT)
    expect(turnout).to_contain_text("80 to 100% of the room have answered")
    assert room.fetch_scene() == before


def second_round_is_told(room: Session) -> None:
    room.press("r", "stone", "told")
    room.wall_shows("stone", "told", TOLD, "The survey", "The room, now", SET_ASIDE)
    room.everybody_shows(TOLD, SET_ASIDE)
    rows = room.phones[0].page.locator(".room-figures").nth(1).locator("td")
    assert rows.all_text_contents() == ["0", "1", "3", "0", "1", "3"]
    late = room.phones[-1]
    assert late.page.locator(".room-figures").nth(1).locator("td").all_text_contents()[0] == "0"


def position_is_agreed(room: Session) -> None:
    desk = room.desk
    desk.get_by_role("link", name="Record what the room agrees").click()
    expect(desk.locator("main")).to_contain_text("Views diverge")
    desk.locator("[name=capability][value='3']").check(force=True)
    desk.locator("[name=breadth][value='2']").check(force=True)
    desk.locator("[name=decided_by]").fill("Managing director")
    desk.locator("[name=reason]").fill("The mandate was read out")
    desk.locator("[name=reservations]").fill("No deputy yet")
    desk.locator("form").filter(has=desk.locator("[name=reason]")).get_by_role("button").click()
    expect(desk.locator(".messages")).to_contain_text("stands beside the survey")
    desk.get_by_role("link", name="Back to the desk").click()


def ambitions_are_told(room: Session) -> None:
    """A phone that was away while the item changed catches up by itself."""
    away = room.phones[1]
    away.context.set_offline(True)
    room.press("ArrowRight", "great", "hidden")
    room.press("ArrowRight", "ambition", "hidden")
    room.press("r", "ambition", "asked")
    expect(away.page.locator("#room")).to_contain_text(TOLD)
    away.context.set_offline(False)
    room.everybody_shows("Shared vision: strategy and culture: where do we want to be?")
    for phone, stage in zip(room.phones, WISHES, strict=True):
        phone.says(stage_2=stage)
    middle = "The middle wish is “Integrated” (5 people). Wishes lie two stages or more apart."
    room.press("r", "ambition", "told")
    room.wall_shows("ambition", "told", middle)
    room.everybody_shows(middle)
    agree_target(room.desk, middle)


def agree_target(desk: Page, middle: str) -> None:
    desk.get_by_role("link", name="Record what the room agrees").click()
    expect(desk.locator("main")).to_contain_text(middle)
    for years in (2, 5, 10):
        desk.get_by_label(f"In {years} years").select_option("advance:3")
    desk.get_by_label("Reason", exact=True).fill("The board asked for one roadmap")
    desk.get_by_label("Who answers for it").fill("Head of service")
    desk.get_by_role("button", name="Record what is agreed").click()
    expect(desk.locator(".messages")).to_contain_text("saved as the room agreed")
    desk.get_by_role("link", name="Back to the desk").click()


def keys_work_after_the_desk_moved_on(room: Session) -> None:
    """The wall presses its keys for what it shows, whoever brought it there."""
    title = "Secure an executive sponsor"
    row = room.desk.locator(".desk-item").filter(has_text=f"{title} Ideas")
    row.get_by_role("button", name="Put on the wall").click()
    room.wall_shows("ideas", "hidden", f"{title}: what could we do?")
    room.press("ArrowLeft", "ambition", "hidden")
    room.press("ArrowRight", "ideas", "hidden")
    room.press("r", "ideas", "asked")
    room.press("h", "ideas", "hidden")
    room.press("r", "ideas", "asked")


def ideas_and_dots_are_told(room: Session) -> None:
    first, second, *_others = room.phones
    room.everybody_shows("Your idea")
    first.says(text="Name a deputy")
    second.says(text="Visit customers monthly")
    expect(second.page.locator("#room")).not_to_contain_text("Name a deputy")
    room.press("r", "ideas", "dots")
    room.everybody_shows("Name a deputy", "Visit customers monthly")
    for phone in room.phones:
        phone.page.get_by_role("button", name="Visit customers monthly").click()
        pressed = phone.page.get_by_role("button", name="Visit customers monthly", pressed=True)
        expect(pressed).to_be_visible()
    share = room.wall.locator(".scene-turnout")
    expect(share).to_contain_text("80 to 100% of the room have answered")
    room.press("r", "ideas", "told")
    ranked = ["Visit customers monthly5 dots", "Name a deputy0 dots"]
    assert room.wall.locator(".scene-ideas li").all_text_contents() == ranked
    room.everybody_shows("What the room would do first.")


def feedback_is_told(room: Session) -> None:
    room.press("ArrowRight", "feedback", "asked")
    room.everybody_shows("How was this session?")
    for phone, first in zip(room.phones, (4, 4, 3, 3, 1), strict=True):
        words = {"words": SECRET} if phone is room.phones[0] else {}
        phone.says(first=first, second=4, **words)
    room.press("r", "feedback", "told")
    room.wall_shows("feedback", "told", "4 of 5 say that the time was well spent.")
    room.everybody_shows("4 of 5 say that the time was well spent.")


def room_ends(room: Session) -> None:
    room.desk.get_by_role("link", name="End the workshop").click()
    room.desk.get_by_role("button", name="End the workshop").click()
    expect(room.desk.locator("main")).to_contain_text("Nothing leads from what was said to a phone")
    expect(room.wall.locator("h1")).to_have_text("Thank you. The workshop is over.")
    for phone in room.phones:
        over = phone.page.get_by_role("heading", name="This session is over")
        expect(over).to_be_visible(timeout=15_000)


def minutes_say_what_was_agreed(desk: Page) -> None:
    desk.get_by_role("link", name="Minutes").click()
    minutes = desk.locator("main")
    for text in MINUTES:
        expect(minutes).to_contain_text(text)
    expect(minutes).not_to_contain_text(SECRET)
    expect(minutes).not_to_contain_text("4 to advance")


def nobody_saw_another(phones: list[Phone]) -> None:
    """No key of another phone, and no words of somebody who wrote alone."""
    for phone in phones:
        seen = "\n".join(phone.seen)
        others = [other.key for other in phones if other is not phone]
        assert [key for key in others if key in seen] == []
        assert SECRET not in seen
