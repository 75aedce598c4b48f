"""A report that is shared with somebody who has no account, as both of them see it."""

import json
import re

import pytest
from playwright.sync_api import expect

from tests.factories import PASSWORD

pytestmark = pytest.mark.browser

SET_UP = """
import json
from django.contrib.auth.models import User
from assessments.models import MaturityModel
from tests import factories
from tests.roadmaps.rows import make_roadmap
version = MaturityModel.objects.exclude(status="draft").order_by("version")[0]
organisation = factories.make_organisation(consultant=User.objects.get(username="adam"))
assessment = factories.make_assessment(organisation, version, min_group_size=3)
factories.answer(assessment, "sales", factories.all_items(version, 1, 1), count=3)
factories.close(assessment)
print(json.dumps(str(make_roadmap(assessment).pk)))
"""
SECRET = "seven calm bridges"


@pytest.fixture
def desk(page, site, prepared):
    """Signed in, at the links of a roadmap that nobody shared yet."""
    roadmap = json.loads(site.manage("shell", "--no-imports", "--command", SET_UP))
    page.goto(f"{site.url}/accounts/login/")
    page.get_by_label("Username").fill("adam")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    expect(page).to_have_url(re.compile("/organisations/"))
    page.goto(f"{site.url}/roadmaps/{roadmap}/sharing/")
    return page


@pytest.fixture
def reader(browser):
    """Somebody else's browser, which knows nothing of the desk."""
    context = browser.new_context(locale="en-GB", viewport={"width": 360, "height": 780})
    context.set_default_timeout(15_000)
    yield context.new_page()
    context.close()


def share(desk):
    """The address of a new link with a passphrase."""
    desk.get_by_label("For whom").fill("The board")
    desk.get_by_label("Passphrase").fill(SECRET)
    desk.get_by_role("button", name="Make a link").click()
    address = desk.locator("#address").inner_text()
    desk.goto(desk.url)
    expect(desk.get_by_text("with a passphrase")).to_be_visible()
    expect(desk.get_by_text(address)).to_have_count(0)  # told once
    return address


def answer(reader, passphrase):
    reader.get_by_label("Passphrase").fill(passphrase)
    reader.get_by_role("button", name="Open the report").click()


def test_a_shared_report_opens_with_its_passphrase_until_it_is_revoked(desk, reader, complaints):
    address = share(desk)
    reader.goto(address)
    expect(reader.get_by_role("heading", level=1)).to_have_text("A report shared with you")

    answer(reader, "seven calm ridges")
    expect(reader.get_by_role("alert")).to_have_text("This is not the passphrase of this link.")
    answer(reader, SECRET)
    expect(reader.get_by_role("heading", name="Summary")).to_be_visible()
    assert address.rsplit("/", 2)[1] not in reader.url
    assert reader.evaluate("document.documentElement.scrollWidth <= innerWidth")

    desk.get_by_role("button", name="Revoke the link for The board").click()
    expect(desk.get_by_text("The link is revoked: it opens nothing any more.")).to_be_visible()
    for gone in (reader.url, address):
        reader.goto(gone)
        expect(reader.get_by_role("heading", level=1)).to_have_text("This link opens nothing")
    assert complaints == []
