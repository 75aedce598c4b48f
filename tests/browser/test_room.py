"""A whole session in a room: a wall, a desk, five phones; two of them lose the network, one has no
script."""

import re
from typing import NamedTuple

import pytest
from playwright.sync_api import Page, expect

from tests.factories import PASSWORD

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
KEPT = """
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
PEOPLE = ("yes", "yes", "yes", "yes", "no")
UNPLUGGED = (1, 2)
PLAIN = 4
SECRET = "Only I would write this."


def sign_in(page: Page, url: str) -> None:
    page.goto(f"{url}/accounts/login/")
    page.get_by_label("Username").fill("adam")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    expect(page).to_have_url(re.compile("/organisations/"))


class Session(NamedTuple):
    """A room on the live site: its desk, its wall and its phones; `run` asks its rows."""

    desk: Page
    wall: Page
    phones: list[Page]
    address: str

    def press(self, key: str, item: str, step: str) -> None:
        """A key on the wall, and what it leads to."""
        self.wall.keyboard.press(key)
        self.shows(item, step)

    def shows(self, item: str, step: str) -> None:
        place = self.wall.locator(f".scene.kind-{item}.step-{step}")
        expect(place).to_be_visible()
        expect(self.wall.locator("[data-messages]")).to_have_text("")
