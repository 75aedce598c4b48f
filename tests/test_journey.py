"""The whole way in a real browser: from a workshop's answers to a PDF roadmap."""

import io
import re

import pypdf
import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

PASSWORD = "a long enough password"
BLOCKS = 8
PHONE = {"width": 360, "height": 740}
ROOM = [("Sales", "Leadership"), ("Sales", "Management"), ("Sales", "Front line")]


@pytest.fixture
def complaints():
    """What any page of the journey complains about: console errors, policy violations, failures."""
    return []


@pytest.fixture
def open_page(browser, complaints):
    """A page in a browser of its own, in English; its complaints are collected."""

    def open_one(**viewport) -> Page:
        context = browser.new_context(
            viewport=viewport, locale="en-GB", reduced_motion="reduce", accept_downloads=True
        )
        context.set_default_timeout(15_000)
        page = context.new_page()
        page.on("console", lambda m: complaints.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        return page

    return open_one


def prepare(site) -> None:
    """What an operator does once: an account."""
    site.environment["DJANGO_SUPERUSER_PASSWORD"] = PASSWORD
    site.manage("createsuperuser", "--no-input", "--username=olive", "--email=olive@example.org")


def sign_in(page: Page, url: str) -> None:
    page.goto(f"{url}/accounts/login/")
    page.get_by_label("Username").fill("olive")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    expect(page).to_have_url(f"{url}/organisations/")


def create_organisation(page: Page) -> None:
    page.get_by_role("link", name=re.compile("organisation", re.IGNORECASE)).last.click()
    page.locator("[name=name]").fill("Journey (demo)")
    page.locator("[name$='-name']").first.fill("Sales")
    page.locator("[name$='-headcount']").first.fill("12")
    page.get_by_role("button", name=re.compile("^(Save|Create)")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Journey (demo)")


def open_assessment(page: Page) -> str:
    """Set one up for a room of three and open it; returns the address that people join by."""
    page.get_by_role("link", name="New assessment").first.click()
    page.locator("[name=name]").fill("First wave")
    page.locator("[name=form][value=quick]").check(force=True)
    page.get_by_text("Names, groups and weights").click()
    page.locator("[name=min_group_size]").fill("3")
    page.get_by_role("button", name=re.compile("^(Save|Create)")).click()
    page.get_by_role("button", name=re.compile("^Open")).click()
    return str(page.locator("a[href*='/a/']").first.get_attribute("href"))


def answer(page: Page, address: str, department: str, vantage: str) -> None:
    """One respondent on a phone: every block, every question, handed in."""
    page.goto(address)
    page.get_by_label(department, exact=True).check(force=True)
    page.get_by_label(re.compile(f"^{vantage}")).check(force=True)
    page.get_by_role("button", name="Start").click()
    for number in range(1, BLOCKS + 1):
        expect(page.get_by_text(f"Block {number} of {BLOCKS}")).to_be_visible()
        for question in page.locator("[data-item]").all():
            question.locator("label:has([name$='-capability'][value='3'])").click()
            question.locator("label:has([name$='-breadth'][value='3'])").click()
        expect(page.locator("[data-state=saved]")).to_be_visible()
        page.get_by_role("button", name=re.compile("^(Next|To the overview)$")).last.click()
    page.get_by_role("button", name="Hand in").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Thank you")


def close(page: Page) -> str:
    """End the assessment; returns the headline of its results."""
    page.reload()
    page.get_by_text(re.compile("^Close the assessment")).first.click()
    page.get_by_role("button", name=re.compile("^Close")).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Integrated")
    return page.get_by_role("heading", level=1).inner_text()


def set_targets(page: Page) -> None:
    """Advance one block, keep the others where they are."""
    page.get_by_role("link", name="Targets").first.click()
    for years in (5, 10):
        page.locator(f"select[name='VOC-{years}']").select_option("advance:4")
    page.get_by_role("button", name=re.compile("^Save and go on")).click()


def plan(page: Page) -> list[str]:
    """Solve within what is proposed; returns the headline and the titles of what is placed."""
    page.get_by_role("button", name="Make the roadmap").click()
    expect(page.get_by_text(re.compile("proved")).first).to_be_visible()
    titles = page.locator(".item-card h4").all_inner_texts()
    return [page.get_by_role("heading", level=1).inner_text(), *titles]


def words(text: str) -> str:
    """Text as it reads, whatever the line breaks and the spaces that do not break."""
    return " ".join(text.replace("\u00ad", "").split())


def download_report(page: Page) -> pypdf.PdfReader:
    """Ask for the PDF, wait until the worker has made it, read it."""
    page.get_by_role("link", name="Documents").first.click()
    page.get_by_role("button", name="Make the document").first.click()
    link = page.get_by_role("link", name=re.compile("^Download"))
    expect(link).to_be_visible(timeout=60_000)
    with page.expect_download() as download:
        link.click()
    content = download.value.path().read_bytes()
    return pypdf.PdfReader(io.BytesIO(content))


def test_a_room_of_three_comes_to_a_roadmap_on_paper(site, open_page, complaints):
    prepare(site)
    desk = open_page(width=1280, height=900)
    sign_in(desk, site.url)
    create_organisation(desk)
    address = open_assessment(desk)
    for department, vantage in ROOM:
        answer(open_page(**PHONE), address, department, vantage)
    headline = close(desk)
    set_targets(desk)
    planned = plan(desk)
    report = download_report(desk)
    text = words("\n".join(page.extract_text() for page in report.pages))
    assert len(planned) > 2
    for said in ("Journey (demo)", "First wave", headline, *planned):
        assert words(said) in text
    # Everybody said 3 and 3: every practice that was asked stands at 100 × 3/4 × 3/4 = 56.25.
    assert "56" in text
    assert report.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert complaints == []
