"""The board by keyboard, mouse and finger: move, break a rule, override it with a reason, undo."""

import json
import re

import pytest
from playwright.sync_api import expect

from tests.factories import PASSWORD

pytestmark = pytest.mark.browser

# A roadmap of an organisation that begins, and a stone of it that one other waits for: put off, it
# breaks one rule.
SET_UP = """
import json
from assessments.models import Assessment
from roadmaps.domain.consequences import find_consequences
from roadmaps.queries.roadmaps import load_solved, load_wishes
from roadmaps.queries.wording import wording_of_roadmap
from tests import factories
from tests.roadmaps.rows import make_roadmap
over = Assessment.objects.get(pk="{over}")
version = over.maturity_model
first = factories.make_assessment(over.organisation, version, min_group_size=3)
factories.answer(first, "sales", factories.all_items(version, 1, 1), count=3)
factories.close(first)
row = make_roadmap(first, capacities=(150, 300, 500))
solved, places = load_solved(row), {{s: w.phase for s, w in load_wishes(row).items()}}
def later(stone):
    return find_consequences(solved, places, stone)[-1].breaks
need = next(s for s in places if [v.rule for v in later(s)] == ["prerequisite"])
other = later(need)[0].stones[0]
titles = wording_of_roadmap(row, "en").stone_titles
print(json.dumps([str(row.pk), need, titles[need], other, titles[other], places[need]]))
"""


class Prepared:
    """A roadmap on the live site, and two of its stones."""

    def __init__(self, facts, url):
        self.pk, self.need, self.title, self.other, self.other_title, self.phase = facts
        self.url = f"{url}/roadmaps/{self.pk}/"


@pytest.fixture(scope="module")
def roadmap(site, prepared):
    script = SET_UP.format(over=prepared.over)
    return Prepared(json.loads(site.manage("shell", "--no-imports", "--command", script)), site.url)


def sign_in(page, url):
    page.goto(f"{url}/accounts/login/")
    page.get_by_label("Username").fill("adam")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    expect(page).to_have_url(re.compile("/organisations/"))


@pytest.fixture
def desk(page, site, roadmap):
    """Signed in, at the board."""
    sign_in(page, site.url)
    page.goto(roadmap.url)
    return page


def column_of(page, stone):
    return page.locator("[data-column]").filter(has=page.locator(f"#{stone}"))


def undo(page, label):
    page.locator(".board-tools").get_by_role("button", name=label).click()
    expect(page.locator(".messages")).to_have_text("Undone. All is as it was before that change.")


def pick_up(page, roadmap, key="Enter"):
    handle = page.get_by_role("button", name=f"Move “{roadmap.title}”")
    handle.focus()
    page.keyboard.press(key)
    expect(handle).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".would-break").first).to_be_visible()
    return handle


def test_a_carried_card_says_what_each_phase_would_do_and_can_be_left(desk, roadmap, complaints):
    said = desk.locator("[data-said]")
    handle = pick_up(desk, roadmap)
    expect(said).to_contain_text("It stands here now.")
    desk.keyboard.press("End")
    expect(said).to_contain_text("Later: Breaks 1 rule:")
    expect(said).to_contain_text(f"but needs “{roadmap.title}” first.")
    desk.keyboard.press("Escape")
    expect(said).to_have_text("Left where it was.")
    expect(handle).to_be_focused()
    expect(desk.locator("[data-answer]").first).to_be_hidden()
    assert complaints == []


def test_a_card_is_moved_by_keyboard_a_rule_overridden_and_all_undone(desk, roadmap, complaints):
    pick_up(desk, roadmap, "Space")
    desk.keyboard.press("End")
    desk.keyboard.press("Enter")
    expect(desk.get_by_text(f"“{roadmap.title}” is moved and locked.").first).to_be_visible()
    expect(desk.locator(f"#{roadmap.need}")).to_be_focused()
    expect(column_of(desk, roadmap.need)).to_have_attribute("data-column", "later")

    card = desk.locator(f"#{roadmap.need}")
    card.get_by_text(f"Keep “{roadmap.other_title}” there all the same").click()
    card.get_by_label("Keep it all the same, because").fill("Its contract is signed")
    card.get_by_role("button", name="Override the rule").click()
    agreed = desk.locator(f"#{roadmap.other} .item-waiver")
    expect(agreed).to_contain_text("By agreement, it does not wait for what it needs")
    expect(agreed).to_contain_text("Its contract is signed")
    expect(desk.locator("#violations-title")).to_have_count(0)

    undo(desk, f"Undo: overrode “Order” for “{roadmap.other_title}”")
    undo(desk, f"Undo: moved “{roadmap.title}” to later")
    expect(column_of(desk, roadmap.need)).to_have_attribute("data-column", roadmap.phase)
    expect(desk.get_by_text("proved").first).to_be_visible()
    assert complaints == []


def test_a_card_is_dragged_by_mouse_and_put_back(desk, roadmap, complaints):
    card, later = desk.locator(f"#{roadmap.need}"), desk.locator("[data-column=later] h2")
    card.locator(".meta").first.drag_to(later)
    expect(desk.get_by_text(f"“{roadmap.title}” is moved and locked.").first).to_be_visible()
    expect(column_of(desk, roadmap.need)).to_have_attribute("data-column", "later")
    undo(desk, f"Undo: moved “{roadmap.title}” to later")
    assert complaints == []


def test_on_a_phone_a_tap_picks_up_and_another_puts_down(browser, site, roadmap):
    phone = browser.new_context(
        locale="en-GB", viewport={"width": 360, "height": 740}, has_touch=True
    )
    page = phone.new_page()
    sign_in(page, site.url)
    page.goto(roadmap.url)
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    page.get_by_role("button", name=f"Move “{roadmap.title}”").tap()
    later = page.locator("[data-column=later]")
    expect(later).to_contain_text("Breaks 1 rule:")
    assert page.locator("[data-card]:visible").count() == 1  # the answers fit on the screen
    later.get_by_role("button", name="Put it here").tap()
    expect(page.get_by_text(f"“{roadmap.title}” is moved and locked.").first).to_be_visible()
    undo(page, f"Undo: moved “{roadmap.title}” to later")
    phone.close()


def test_a_board_whose_rules_cannot_be_asked_still_moves(desk, roadmap):
    desk.route("**/consequences/", lambda route: route.abort())
    handle = desk.get_by_role("button", name=f"Move “{roadmap.title}”")
    handle.click()
    expect(desk.locator("[data-answer]").first).to_contain_text("cannot be asked right now")
    desk.locator("[data-column=later]").get_by_role("button", name="Put it here").click()
    expect(desk.get_by_text(f"“{roadmap.title}” is moved and locked.").first).to_be_visible()
    undo(desk, f"Undo: moved “{roadmap.title}” to later")
