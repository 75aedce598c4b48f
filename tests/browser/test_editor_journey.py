"""The whole way of an admin: a copy is edited, seen, published, and what runs stays as it was."""

import json
import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

CODE, BLOCK = "VIS-10", "shared-vision"
FRENCH = "Une personne de la direction porte-t-elle ce chantier et y consacre-t-elle du temps ?"
FACTS = {"code": CODE, "impact": "5"}
CHOICES = {
    "block": "VIS – Shared vision: strategy and culture",
    "stage": re.compile("functional"),
    "pillar": re.compile("people"),
    "effort": re.compile("^S"),
    "item-0-scale": "practice",
    "item-0-breadth_stem": "where",
}
TEXTS = {
    "title_en": "Name a voice of customers in every team",
    "title_fr": "Nommer une voix des clients dans chaque équipe",
    "description_en": "Every team knows by name who speaks for its customers.",
    "description_fr": "Chaque équipe sait qui parle au nom de ses clients.",
    "item-0-question_en": (
        "Does every team know by name who speaks for its customers when plans and budgets are made?"
    ),
    "item-0-question_fr": "Chaque équipe sait-elle qui parle au nom de ses clients ?",
}


def choose(page: Page, name: str, value) -> None:
    """An option by its value or by what it says."""
    box = page.locator(f"select[name='{name}']")
    if isinstance(value, re.Pattern):
        value = box.locator("option").filter(has_text=value).first.get_attribute("value")
        box.select_option(value)
    else:
        box.select_option(value)


def find_stone(page: Page, box: int, term: str) -> None:
    """Fill a box of prerequisites by typing and choosing."""
    page.locator(f"#prerequisites-{box} .select2-selection").click()
    page.locator(".select2-search__field").fill(term)
    page.locator(".select2-results__option").filter(has_text=f"{term} –").click()


def save(page: Page) -> None:
    page.locator("[name=_save]").first.click()


def open_stone(page: Page, stones: str, code: str) -> None:
    page.goto(stones)
    page.get_by_role("link", name=code, exact=True).click()
    expect(page.locator("[name=code]")).to_have_value(code)


def change_weight_and_french(page: Page, stones: str) -> None:
    open_stone(page, stones, "VIS-2")
    page.locator("[name=impact]").fill("4")
    page.locator("[name='item-0-question_fr']").fill(FRENCH)
    save(page)
    expect(page.locator(".messagelist")).to_contain_text("changed")


def add_stone(page: Page, stones: str) -> None:
    page.goto(stones)
    page.get_by_role("link", name=re.compile("^Add stepping stone", re.IGNORECASE)).first.click()
    for name, value in (FACTS | TEXTS).items():
        page.locator(f"[name='{name}']").fill(value)
    for name, value in CHOICES.items():
        choose(page, name, value)
    find_stone(page, 0, "VIS-3")
    save(page)
    expect(page.locator(".messagelist")).to_contain_text("added")


def meet_and_mend_a_circle(page: Page, stones: str) -> None:
    """VIS-3 needs VIS-2: what needs VIS-3 cannot be needed by VIS-2."""
    open_stone(page, stones, "VIS-2")
    find_stone(page, 1, CODE)
    save(page)
    told = page.get_by_text(re.compile("Prerequisites would go round in a circle")).inner_text()
    circle = told.split("circle: ")[1].rstrip(".").split(" needs ")
    assert circle[0] == circle[-1]
    start = circle.index("VIS-2")
    assert [*circle[start:-1], *circle[:start]] == ["VIS-2", CODE, "VIS-3"]
    find_stone(page, 1, "VOC-1")
    save(page)
    expect(page.locator(".messagelist")).to_contain_text("changed")


def questions(page: Page) -> list[str]:
    return page.locator("[data-item] > fieldset legend").all_inner_texts()


def preview(page: Page, draft: str) -> list[str]:
    page.goto(f"{draft}change/")
    page.get_by_role("link", name="Questionnaire as respondents see it").click()
    page.locator("[name=language][value=fr]").first.click()
    page.goto(f"{page.url}&block={BLOCK}")
    expect(page.locator("[lang=fr][aria-current]")).to_be_visible()
    return questions(page)


def publish(page: Page, draft: str, complaints: list[str]) -> None:
    """The long question has to be accepted first."""
    page.goto(f"{draft}change/")
    page.get_by_role("link", name="Publish …").click()
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_role("alert")).to_contain_text("tick every warning")
    assert complaints.pop().startswith("Failed to load resource: the server responded with a st")
    for box in page.locator("[name=accepted]").all():
        box.check()
    page.get_by_role("button", name="Publish").click()
    expect(page.locator(".messagelist")).to_contain_text("is published")


def join(page: Page, address: str) -> list[str]:
    """The questions of a block in French, as a new respondent meets them."""
    page.goto(f"{address}?language=fr")
    page.get_by_label("Sales", exact=True).check(force=True)
    page.locator("[name=vantage]").first.check(force=True)
    page.locator("form.survey-form button").click()
    page.goto(f"{address}{BLOCK}/")
    expect(page.locator("[data-item]").first).to_be_visible()
    return questions(page)


def start_new_assessment(page: Page, organisation: str) -> str:
    """What the form proposes, opened; returns the address to join by."""
    page.goto(organisation)
    page.get_by_role("link", name="New assessment").first.click()
    page.locator("[name=name]").fill("With the new version")
    page.get_by_role("button", name=re.compile("^(Save|Create)")).click()
    page.get_by_role("button", name=re.compile("^Open")).click()
    return str(page.locator("a[href*='/a/']").first.get_attribute("href"))


def scores(site, assessment: str):
    return json.loads(site.manage("export_scorecard", assessment))["scorecard"]


def test_an_edited_version_leaves_what_runs_as_it_was(site, prepared, page, complaints, draft):
    version = draft.rstrip("/").rsplit("/", 1)[-1]
    stones = f"{site.url}/admin/assessments/stone/?maturity_model__id__exact={version}&q=VIS"
    running = f"{site.url}/a/{prepared.join_code}/"
    change_weight_and_french(page, stones)
    add_stone(page, stones)
    meet_and_mend_a_circle(page, stones)
    previewed = preview(page, draft)
    publish(page, draft, complaints)

    asked = join(page, running)
    assert FRENCH not in asked
    assert len(previewed) == len(asked) + 1
    page.goto(f"{site.url}/assessments/{prepared.running}/")
    page.get_by_text(re.compile("^Close the assessment")).first.click()
    page.get_by_role("button", name=re.compile("^Close")).click()
    expect(page).to_have_url(re.compile("/results/$"))
    assert scores(site, prepared.running) == scores(site, prepared.over)

    new = start_new_assessment(page, f"{site.url}/organisations/{prepared.organisation}/")
    assert join(page, new) == previewed
    assert previewed[1] == FRENCH
    assert previewed[-1] == TEXTS["item-0-question_fr"]
    assert complaints == []
