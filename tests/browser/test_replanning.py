"""Planning, and planning again after the sponsor was lost, as people do it."""

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.factories import PASSWORD

pytestmark = pytest.mark.browser

AXE = (Path(__file__).parent / "vendor" / "axe-core" / "axe.min.js").read_text()
SET_UP = """
import json
from django.contrib.auth.models import User
from assessments.models import MaturityModel
from tests import factories
version = MaturityModel.objects.exclude(status="draft").order_by("version")[0]
organisation = factories.make_organisation(consultant=User.objects.get(username="adam"))
assessment = factories.make_assessment(organisation, version, min_group_size=3)
factories.answer(assessment, "sales", factories.all_items(version, 1, 1), count=3)
factories.close(assessment)
print(json.dumps(str(assessment.pk)))
"""


@pytest.fixture
def desk(page, site, prepared):
    """Signed in, at the targets of a closed assessment that nobody planned from yet."""
    assessment = json.loads(site.manage("shell", "--no-imports", "--command", SET_UP))
    page.goto(f"{site.url}/accounts/login/")
    page.get_by_label("Username").fill("adam")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    expect(page).to_have_url(re.compile("/organisations/"))
    page.goto(f"{site.url}/assessments/{assessment}/targets/")
    return page


def serious(page):
    """What axe-core finds serious or critical, and a page that is too wide for a phone."""
    page.evaluate(AXE)
    violations = page.evaluate("() => axe.run(document)")["violations"]
    found = [v["id"] for v in violations if v["impact"] in {"serious", "critical"}]
    page.set_viewport_size({"width": 360, "height": 780})
    too_wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
    page.set_viewport_size({"width": 1280, "height": 900})
    return [*found, *(["too wide"] if too_wide else [])]


def plan(desk):
    """From targets to the board."""
    desk.locator("[name='all-blocks-5']").select_option("next")
    desk.get_by_role("button", name="Set for all").click()
    desk.get_by_role("button", name="Save and go on to the roadmap").click()
    expect(desk.get_by_role("heading", level=1)).to_contain_text("what can you give?")
    for phase, days in (("Crawl", "200"), ("Walk", "300"), ("Run", "400")):
        desk.get_by_label(phase, exact=True).fill(days)
    assert serious(desk) == []
    desk.get_by_role("button", name="Make the roadmap").last.click()
    expect(desk.get_by_role("heading", level=1)).to_contain_text("steps")


def say_why(desk):
    """The first step: the event, with a reason that is asked for."""
    handover = desk.get_by_role("link", name="To the hand-over file")
    expect(handover).to_be_hidden()
    desk.get_by_label("An event has struck").check()
    desk.get_by_label("Which event").select_option("sponsor_leaves")
    expect(handover).to_be_visible()
    desk.get_by_role("button", name="Go on").click()
    expect(desk.get_by_text("Say why: the reason stays with the version.")).to_be_visible()
    expect(desk.get_by_label("Which event")).to_have_value("sponsor_leaves")
    desk.get_by_label("Why you plan again, in a sentence").fill("The new sponsor wants less")
    assert serious(desk) == []
    desk.get_by_role("button", name="Go on").click()


def drop_first(desk):
    """The second step: the first initiative is dropped, with a reason."""
    first = desk.locator(".verdict").first
    expect(first.get_by_label("Because")).to_be_hidden()
    first.get_by_label("Drop").check()
    first.get_by_label("Because").fill("Another team does it")
    assert serious(desk) == []
    desk.get_by_role("button", name="Go on").click()


def test_a_roadmap_is_planned_and_planned_again_after_a_lost_sponsor(desk, complaints):
    plan(desk)
    desk.get_by_role("link", name="Plan again…").click()
    say_why(desk)
    title = desk.locator(".verdict b").first.inner_text()
    drop_first(desk)
    assert serious(desk) == []
    desk.get_by_role("button", name="See before and after").click()

    dropped = desk.locator(".moves").filter(has_text=title).first
    expect(desk.get_by_role("heading", name="No longer planned")).to_be_visible()
    expect(dropped).to_be_visible()
    expect(desk.get_by_role("link", name="To the hand-over file")).to_be_visible()
    assert serious(desk) == []
    desk.get_by_role("button", name="Make the new version").click()

    made = "This is version 2. Version 1 stays readable, with the reason."
    expect(desk.locator(".messages")).to_have_text(made)
    desk.get_by_role("link", name="All versions").click()
    because = "An event has struck – The sponsor leaves – The new sponsor wants less"
    expect(desk.get_by_role("cell", name=because)).to_be_visible()
    desk.get_by_role("link", name="Compare – Version 1").click()
    expect(dropped).to_be_visible()
    assert serious(desk) == []
    desk.get_by_role("link", name="What if", exact=True).click()
    desk.get_by_label("No block takes more than its share of a phase").check()
    desk.get_by_role("button", name="See what changes").click()
    expect(desk.get_by_role("heading", level=1)).to_contain_text("would")
    assert serious(desk) == []
    assert complaints == []
