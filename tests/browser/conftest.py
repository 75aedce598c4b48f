"""One live site and one admin of the maturity model for all tests that drive a browser."""

import json
from typing import NamedTuple

import pytest
from playwright.sync_api import Page, expect

from tests.factories import PASSWORD

VERSIONS = "/admin/assessments/maturitymodel/"

# An admin with the rights of a group who is also a consultant; one assessment is over, one runs,
# with the same answers; a third one runs on to the end.
SET_UP = """
import json
from django.contrib.auth.models import Group
from assessments.models import MaturityModel
from tests import factories
adam = factories.make_user("adam", is_staff=True)
adam.groups.add(Group.objects.get(name="model publishers"))
version = MaturityModel.objects.exclude(status="draft").order_by("version")[0]
organisation = factories.make_organisation(consultant=adam)
over, running = (
    factories.make_assessment(organisation, version, min_group_size=3) for _ in range(2)
)
for assessment in (over, running):
    answers = factories.all_items(version, 2, 3, VIS_2=(3, 4), VIS_3=(1, 2))
    for department in ("sales", "service"):
        factories.answer(assessment, department, answers, count=3)
factories.close(over)
lasting = factories.make_assessment(organisation, version)
print(json.dumps([
    str(organisation.pk), str(over.pk), str(running.pk), running.join_code, lasting.join_code,
    version.pk,
]))
"""


class Prepared(NamedTuple):
    """What stands on the live site before anybody edits."""

    organisation: str
    over: str
    running: str
    join_code: str
    lasting_code: str
    version: int


@pytest.fixture(scope="session")
def prepared(site) -> Prepared:
    """The shipped version, its admin, and the assessments that use it."""
    return Prepared(*json.loads(site.manage("shell", "--no-imports", "--command", SET_UP)))


@pytest.fixture
def complaints():
    """What any page complains about: console errors, policy violations, failures."""
    return []


def complaint(message) -> str:
    """What the console says, and of which file."""
    return f"{message.text} ({message.location['url']})"


@pytest.fixture
def page(browser, complaints):
    """A desk in English whose complaints are collected."""
    context = browser.new_context(
        locale="en-GB", viewport={"width": 1280, "height": 900}, reduced_motion="reduce"
    )
    context.set_default_timeout(15_000)
    page = context.new_page()
    page.on("console", lambda m: complaints.append(complaint(m)) if m.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    context.close()


def sign_in(page: Page, url: str) -> None:
    page.goto(f"{url}/admin/")
    page.locator("[name=username]").fill("adam")
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("[type=submit]").click()
    expect(page.locator("#user-tools")).to_be_visible()


@pytest.fixture
def draft(prepared, site, page):
    """Signed in, at the page of a new draft: a copy of the shipped version; its address."""
    sign_in(page, site.url)
    page.goto(f"{site.url}{VERSIONS}{prepared.version}/change/")
    page.get_by_role("button", name="Copy to a new draft").click()
    expect(page.get_by_text("is a new draft")).to_be_visible()
    return page.url.removesuffix("change/")
