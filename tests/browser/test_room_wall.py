"""The wall on its own: keys, ideas page by page, too early to count, and no network."""

import json
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.rooms import sign_in

pytestmark = pytest.mark.browser

# Nobody is in the room; on the wall thirty ideas, then a question.
SET_UP = """
import json
from assessments.models import Assessment
from tests.roadmaps import workshops
room = workshops.make_workshop(Assessment.objects.get(pk="{over}"), name="Wall alone")
ideas = workshops.make_item(room, "ideas", step="dots", present=True)
workshops.make_item(room, "feedback", step="asked")
for number in range(30):
    ideas.ideas.create(text="Call back everybody who wrote, and say what came of it " + str(number))
print(json.dumps([str(room.pk)]))
"""


@pytest.fixture
def wall(page, prepared, site) -> Iterator[Page]:
    printed = site.manage("shell", "--no-imports", "--command", SET_UP.format(over=prepared.over))
    (room,) = json.loads(printed.splitlines()[-1])
    sign_in(page, site.url)
    page.goto(f"{site.url}/workshops/{room}/wall/")
    yield page
    page.context.set_offline(False)


def test_wall_shows_all_ideas_stays_without_a_network_and_asks_before_it_counts(wall):
    read_all_ideas(wall)
    lose_the_network(wall)
    wall.keyboard.press("PageDown")
    expect(wall.locator(".scene.kind-feedback.step-asked")).to_be_visible()
    expect(wall.locator("[data-turn]")).to_be_hidden()
    wall.keyboard.press("r")
    expect(wall.locator("[data-messages]")).to_contain_text("reveal again (R) to count them now.")
    wall.keyboard.press("r")
    expect(wall.locator(".scene.kind-feedback.step-told")).to_be_visible()
    wall.keyboard.press("ArrowRight")
    expect(wall.locator("[data-messages]")).to_contain_text("This is the last item.")
    wall.keyboard.press("PageUp")
    expect(wall.locator(".scene.kind-ideas")).to_be_visible()


def read_all_ideas(wall: Page) -> None:
    page = wall.locator("[data-page]")
    expect(page).to_have_text(re.compile(r"^Ideas, page 1 of \d"))
    pages = int(page.inner_text()[-1])
    seen = shown(wall)
    for turned in range(1, pages):
        wall.keyboard.press("ArrowDown")
        expect(page).to_have_text(f"Ideas, page {turned + 1} of {pages}")
        seen += shown(wall)
    assert len(set(seen)) == len(seen) == 30
    foot = wall.locator(".scene-foot").bounding_box()
    assert foot is not None
    assert foot["y"] + foot["height"] <= 900


def shown(wall: Page) -> list[str]:
    return wall.locator(".scene-ideas li:visible").all_inner_texts()


def lose_the_network(wall: Page) -> None:
    lost = wall.locator("[data-lost-line]")
    wall.context.set_offline(True)
    expect(lost).to_contain_text("Connection lost – what you press is not done.")
    wall.keyboard.press("ArrowRight")
    wall.wait_for_timeout(300)
    expect(wall.locator(".scene.kind-ideas")).to_be_visible()
    wall.context.set_offline(False)
    expect(lost).to_be_hidden()
    expect(wall.locator(".scene.kind-ideas")).to_be_visible()
