"""Respondents’ pages as people meet them: any eye, any hand, both languages, without script too."""

import json
import re
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

AXE = (Path(__file__).parent / "vendor" / "axe-core" / "axe.min.js").read_text()
PHONE = {"width": 320, "height": 640}
SETTLED = """async () => {
  for (let n = 0; n < 3; n++) await new Promise(requestAnimationFrame);
  await Promise.all(document.getAnimations().map((one) => one.finished));
}"""
LANGUAGES = ("en", "fr")
MOST_BYTES, MOST_REQUESTS = 90_000, 8

SET_UP = """
import json
from assessments.models import MaturityModel
from tests import factories
version = MaturityModel.objects.exclude(status="draft").order_by("version")[0]
organisation = factories.make_organisation(departments={"Sales": 40})
forms = {"full": "full", "quick": "quick", "matrix": "matrix", "ending": "quick"}
made = [factories.make_assessment(organisation, version, form=form) for form in forms.values()]
print(json.dumps([assessment.join_code for assessment in made]))
"""
END = """
import datetime
from assessments.models import Assessment
yesterday = datetime.date.today() - datetime.timedelta(days=2)
Assessment.objects.filter(join_code="{code}").update(opens_on=yesterday, closes_on=yesterday)
"""


class Codes(NamedTuple):
    """Join codes of assessments by their form; `ending` is over before its page is read again."""

    full: str
    quick: str
    matrix: str
    ending: str


@pytest.fixture(scope="module")
def codes(site):
    """One organisation with an open assessment of each form."""
    printed = site.manage("shell", "--no-imports", "--command", SET_UP)
    return Codes(*json.loads(printed.strip().splitlines()[-1]))


@pytest.fixture
def open_page(browser):
    """A phone of its own."""
    opened = []

    def open_one(**options) -> Page:
        settings = {"viewport": PHONE, "locale": "en-GB", "reduced_motion": "reduce"} | options
        opened.append(browser.new_context(**settings))
        opened[-1].set_default_timeout(10_000)
        return opened[-1].new_page()

    yield open_one
    for context in opened:
        context.close()


def join(page: Page, site, code: str) -> None:
    page.goto(f"{site.url}/a/{code}/")
    page.locator("[name=vantage]").first.check(force=True)
    page.locator("main form button").last.click()
    expect(page.locator("#answers")).to_be_attached()


def go_on(page: Page) -> None:
    page.locator(".survey-foot [value=next]").click()


def weigh(page: Page, address: str) -> tuple[int, int]:
    """Bytes over the wire and requests of a page that nothing of is kept yet."""
    client = page.context.new_cdp_session(page)
    client.send("Network.enable")
    client.send("Network.clearBrowserCache")
    sizes: list[int] = []
    client.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    page.goto(address, wait_until="networkidle")
    client.detach()
    return int(sum(sizes)), len(sizes)


def test_first_page_and_a_page_of_questions_are_light(site, codes, open_page, capsys):
    for language in LANGUAGES:
        page = open_page(locale=language)
        first = weigh(page, f"{site.url}/a/{codes.full}/")
        join(page, site, codes.full)
        questions = weigh(page, page.url)
        with capsys.disabled():
            print(  # noqa: T201 -- a measure
                f"\n{language}: first page {first}, questions {questions} (bytes, requests)"
            )
        for size, requests in (first, questions):
            assert size <= MOST_BYTES
            assert requests <= MOST_REQUESTS


def findings(page: Page) -> list[str]:
    """What axe-core finds serious or critical by day and by night, and a page that is too wide.

    Colours are the same in every language: the night is looked at in one.
    """
    page.evaluate(AXE)
    found = []
    schemes = [("light", None), ("dark", ["color-contrast"])]
    speaks = page.evaluate("document.documentElement.lang")
    for scheme, rules in schemes[: 2 if speaks == LANGUAGES[0] else 1]:
        page.emulate_media(color_scheme=scheme)
        page.evaluate(SETTLED)
        options = {"runOnly": {"type": "rule", "values": rules}} if rules else {}
        result = page.evaluate("(options) => axe.run(document, options)", options)
        found += [
            f"{page.url} {scheme} {violation['id']}: {node['html'][:120]}"
            for violation in result["violations"]
            if violation["impact"] in {"serious", "critical"}
            for node in violation["nodes"]
        ]
    if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
        found.append(f"{page.url} is wider than the screen")
    return found


def post_a_mistake(page: Page) -> None:
    """Press Next without the script, with a level that does not exist."""
    page.route(re.compile(r"survey.*\.js"), lambda route: route.abort())
    page.reload()
    page.evaluate("document.querySelector('[name$=-capability]').value = '9'")
    page.evaluate("document.querySelector('[name$=-capability]').checked = true")
    go_on(page)
    expect(page.locator("[role=alert]").first).to_be_visible()
    page.unroute(re.compile(r"survey.*\.js"))


def test_axe_finds_nothing_serious_on_any_page(site, codes, open_page):
    found = []
    pages = [open_page(locale=language) for language in LANGUAGES]
    for page in pages:
        join(page, site, codes.ending)
    site.manage("shell", "--no-imports", "--command", END.format(code=codes.ending))
    for page in pages:
        for address in ("/", "/a/AAAAAAAAAA/", f"/a/{codes.ending}/", f"/a/{codes.full}/"):
            page.goto(site.url + address)
            found += findings(page)
        page.locator("main form button").last.click()
        found += findings(page)
        join(page, site, codes.full)
        page.locator("label:has([name$='-capability'][value='2'])").first.click()
        found += findings(page)
        post_a_mistake(page)
        found += findings(page)
        join(page, site, codes.matrix)
        page.locator("details summary").first.click()
        found += findings(page)
        go_on(page)
        expect(page.locator(".review-list")).to_be_visible()
        found += findings(page)
        page.locator(".survey-foot button").last.click()
        expect(page.locator(".receipt-number")).to_be_visible()
        found += findings(page)
    assert found == [], "\n".join(found)


def focus_by_tab(page: Page, selector: str) -> None:
    """Press Tab until something of that kind has the focus."""
    for _ in range(25):
        page.keyboard.press("Tab")
        if page.evaluate("(selector) => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"Tab does not lead to {selector}")


def test_keys_alone_lead_to_the_thanks(site, codes, open_page):
    page = open_page()
    page.goto(f"{site.url}/a/{codes.quick}/")
    focus_by_tab(page, "[name=vantage]")
    page.keyboard.press("Space")
    focus_by_tab(page, "main form button")
    page.keyboard.press("Enter")
    for number in range(1, 9):
        expect(page.get_by_text(f"Block {number} of 8")).to_be_visible()
        focus_by_tab(page, "[name$='-capability']")
        for keys in ("3", "2") if number > 1 else ("?", "-"):
            opened = page.locator(".question[data-item]:not(.is-folded)")
            item = opened.get_attribute("data-item")
            page.keyboard.press("2" if number > 1 else keys)
            if number > 1:
                expect(page.locator(f"#{item} [name$='-breadth']:focus")).to_be_attached()
                page.keyboard.press(keys)
            expect(page.locator(f"#{item}.is-folded")).to_be_attached()
        expect(page.locator(".survey-foot [value=next]:focus")).to_be_visible()
        page.keyboard.press("Enter")
    expect(page.locator(".review-list")).to_be_visible()
    expect(page.locator(".progression")).to_contain_text("All 16 questions answered")
    focus_by_tab(page, ".survey-foot button")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Thank you")
    expect(page.locator(".facts")).to_contain_text("16 of 16")


def test_one_question_is_open_and_tells_how_far_one_is(site, codes, open_page):
    page = open_page()
    join(page, site, codes.full)
    opened = page.locator(".question[data-item]:not(.is-folded)")
    expect(opened).to_have_count(1)
    expect(opened).to_have_attribute("data-item", "VOC-1")
    opened.locator("label:has([name$='-capability'][value='3'])").click()
    expect(page.locator("#VOC-1 .reach")).to_be_visible()
    opened.locator("label:has([name$='-breadth'][value='2'])").click()
    expect(opened).to_have_attribute("data-item", "VOC-2")
    expect(page.locator("#VOC-1 .reach")).to_be_hidden()
    expect(page.locator("#VOC-2 .choices:focus")).to_be_attached()
    expect(page.get_by_role("status").first).to_contain_text("1 of 63 questions answered")
    line = page.locator("#VOC-1 .question-line")
    expect(line).to_contain_text("Some functions")
    line.click()
    expect(opened).to_have_attribute("data-item", "VOC-1")
    page.locator("#VOC-1 [name$='-capability']:checked").press("ArrowUp")
    expect(opened).to_have_attribute("data-item", "VOC-1")
    expect(page.locator("#VOC-1 [name$='-capability']:checked")).to_have_value("2")
    expect(page.locator("[data-state=saved]")).to_be_visible()
    page.reload()
    expect(opened).to_have_count(1)
    expect(opened).to_have_attribute("data-item", "VOC-2")


def test_without_script_the_way_leads_to_the_thanks(site, codes, open_page):
    page = open_page(java_script_enabled=False)
    join(page, site, codes.quick)
    for _ in range(8):
        expect(page.locator(".question[data-item]")).to_have_count(2)
        for question in page.locator("[data-item]").all():
            question.locator("[name$='-capability'][value='2']").check(force=True)
            question.locator("[name$='-breadth'][value='3']").check(force=True)
        go_on(page)
    expect(page.locator(".progression")).to_contain_text("All 16 questions answered")
    page.locator(".survey-foot button").last.click()
    receipt = page.locator(".receipt-number").inner_text()
    page.go_back()
    page.reload()
    page.goto(f"{site.url}/a/{codes.quick}/review/")
    assert page.locator(".receipt-number").inner_text() == receipt
