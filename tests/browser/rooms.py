"""A room in browsers: phones that keep what they ever showed, a desk, and a wall with its keys."""

import re
from typing import NamedTuple

from playwright.sync_api import Browser, Page, expect

from tests.factories import PASSWORD

SENT = re.compile("^Sent")
ONWARD = re.compile("^(Load what the room looks at now|Reload to go on)")


class Phone:
    """A phone in the room, and everything that it ever showed."""

    def __init__(self, browser: Browser, complaints: list[str], *, has_script: bool) -> None:
        self.context = browser.new_context(
            locale="en-GB",
            viewport={"width": 360, "height": 740},
            reduced_motion="reduce",
            java_script_enabled=has_script,
        )
        self.context.set_default_timeout(15_000)
        self.has_script = has_script
        self.page = self.context.new_page()
        self.page.on("pageerror", lambda error: complaints.append(str(error)))
        self.seen: list[str] = []

    def join(self, address: str, answered: str) -> None:
        self.address = address
        self.page.goto(address)
        expect(self.page.locator("[name=name]")).to_have_count(0)
        self.page.click(f"button[value={answered}]")
        self.key = self.page.locator("#room").get_attribute("data-store")

    def shows(self, *texts: str | re.Pattern[str]) -> None:
        """Follows by itself; a page without a script also when one asks it to."""
        if not self.has_script:
            self.page.get_by_role("link", name=ONWARD).click()
        for text in texts:
            expect(self.page.locator("#room")).to_contain_text(text, timeout=15_000)
        self.seen.append(self.page.content())

    def says(self, state: str | re.Pattern[str] = SENT, **answers: int | str) -> None:
        """Answers what is asked, and is told what became of it."""
        for name, value in answers.items():
            field = name.replace("_", "-")
            if isinstance(value, str):
                self.page.fill(f"textarea[name={field}]", value)
            else:
                self.page.click(f"input[name={field}][value='{value}']")
        self.page.click("form[data-say] button")
        if self.has_script or "text" not in answers:  # without one, the list says it
            expect(self.page.locator(".save-state")).to_have_text(state)
        self.seen.append(self.page.content())

    def fetch(self) -> str:
        """What the server tells this phone about the room."""
        return self.context.request.get(f"{self.address}now/").text()


class Session(NamedTuple):
    """A room on the live site: its desk, its wall and its phones."""

    desk: Page
    wall: Page
    phones: list[Phone]

    def press(self, key: str, kind: str, step: str) -> None:
        """A key on the wall, and what it leads to."""
        self.wall.keyboard.press(key)
        self.wall_shows(kind, step)

    def wall_shows(self, kind: str, step: str, *texts: str) -> None:
        """An item at a step; no key was pressed in vain."""
        expect(self.wall.locator(f".scene.kind-{kind}.step-{step}")).to_be_visible()
        for text in texts:
            expect(self.wall.locator(".scene-main")).to_contain_text(text)
        expect(self.wall.locator("[data-messages]")).to_have_text("")

    def everybody_shows(self, *texts: str | re.Pattern[str]) -> None:
        for phone in self.phones:
            phone.shows(*texts)

    def fetch_scene(self) -> str:
        """What the server tells phones: the same to all, so nothing that one of them said."""
        (same,) = {phone.fetch() for phone in self.phones}
        return same


def sign_in(page: Page, url: str) -> None:
    page.goto(f"{url}/accounts/login/")
    page.get_by_label("Username").fill("adam")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    expect(page).to_have_url(re.compile("/organisations/"))


def open_room(desk: Page, workshops: str) -> None:
    """Prepare a workshop as it is proposed, and let people in."""
    desk.goto(workshops)
    desk.get_by_role("link", name="Prepare a workshop").click()
    desk.locator("[name=name]").fill("Day in the room")
    desk.get_by_role("button", name="Propose the agenda").click()
    desk.get_by_role("button", name="Open the room").click()
    expect(desk.locator("#now-title")).to_have_text("Welcome")
