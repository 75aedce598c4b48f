"""A phone in a room: it follows, keeps what was chosen, and catches up when the network is back."""

import json

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

SET_UP = """
import json
from assessments.models import Assessment
from tests.roadmaps import workshops
workshop = workshops.make_workshop(Assessment.objects.get(pk="{over}"))
item = workshops.make_item(workshop, step="asked", present=True)
print(json.dumps([workshop.join_code, str(workshop.pk)]))
"""
HEARD = """
import json
from roadmaps.models import Vote, Workshop
from tests.roadmaps import workshops
workshop = Workshop.objects.get(pk="{pk}")
print(json.dumps(list(Vote.objects.filter(item__workshop=workshop).values_list(
    "capability", "breadth"))))
"""
AGAIN = """
from roadmaps.models import Workshop
workshop = Workshop.objects.get(pk="{pk}")
workshop.revision += 1
workshop.save()
"""
ON = """
from roadmaps.models import Workshop
from tests.roadmaps import workshops
workshop = Workshop.objects.get(pk="{pk}")
workshops.make_item(workshop, "feedback", step="asked", present=True)
"""
MOVE = """
from roadmaps.models import Workshop
from tests.roadmaps import workshops
workshop = Workshop.objects.get(pk="{{pk}}")
workshops.show_item(workshop, workshop.agenda.get(kind="{kind}"))
"""
BACK, FORTH = MOVE.format(kind="stone"), MOVE.format(kind="feedback")


@pytest.fixture
def room(prepared, site):
    """Runs a script on an open room that asks a stone; its code and key."""

    def run(script, **facts):
        return site.manage("shell", "--no-imports", "--command", script.format(**facts))

    code, pk = json.loads(run(SET_UP, over=prepared.over).splitlines()[-1])
    return f"{site.url}/w/{code}/", lambda script: run(script, pk=pk)


def make_phone(browser, **changes):
    context = browser.new_context(
        locale="en-GB", viewport={"width": 360, "height": 740}, reduced_motion="reduce", **changes
    )
    context.set_default_timeout(15_000)
    return context


def test_phone_keeps_choices_catches_up_and_follows(browser, room, complaints):
    address, run = room
    context = make_phone(browser)
    page = context.new_page()
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(address)
    page.click("button[value=yes]")
    page.click("input[name=capability][value='2']")
    shown = page.locator(".scene").element_handle()
    run(AGAIN)
    shown.wait_for_element_state("hidden")  # drawn anew
    expect(page.locator("input[name=capability][value='2']")).to_be_checked()

    context.set_offline(True)
    page.click("input[name=breadth][value='3']")
    page.click("form[data-say] button")
    expect(page.locator(".save-state")).to_contain_text("Kept on this phone")
    expect(page.locator("#room-line")).to_have_text("Connection lost. We keep trying.")
    context.set_offline(False)
    expect(page.locator(".save-state")).to_contain_text("Sent.")
    assert json.loads(run(HEARD)) == [[2, 3]]

    run(ON)
    expect(page.locator("h1")).to_have_text("How was this session?")
    expect(page.locator("h1")).to_be_focused()
    assert complaints == []
    context.close()


def test_words_wait_on_the_phone_until_they_are_sent(browser, room, complaints):
    address, run = room
    context = make_phone(browser)
    page = context.new_page()
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(address)
    page.click("button[value=yes]")
    run(ON)
    page.fill("textarea[name=words]", "More of this")
    page.reload()
    expect(page.locator("textarea[name=words]")).to_have_value("More of this")
    run(BACK)
    expect(page.locator("input[name=capability][value='2']")).to_be_visible()
    run(FORTH)
    expect(page.locator("textarea[name=words]")).to_have_value("More of this")
    page.click("form[data-say] button")
    expect(page.locator(".save-state")).to_contain_text("Sent.")
    drafts = "Object.keys(localStorage).filter((key) => key.includes('/draft/')).length"
    assert page.evaluate(drafts) == 0
    assert complaints == []
    context.close()


def test_phone_without_a_script_answers_and_reloads(browser, room):
    address, run = room
    context = make_phone(browser, java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    page.click("button[value=no]")
    page.click("input[name=capability][value='0']")
    page.click("form[data-say] button")
    expect(page.locator(".save-state")).to_contain_text("Sent.")
    assert json.loads(run(HEARD)) == [[0, 0]]

    run(ON)
    expect(page.locator("h1")).to_have_text("How was this session?")
    context.close()
