"""Every page of the editor in a real browser under the policy of the product: no violation."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

PASSWORD = "a long enough password"
PARTS = (
    *("stage", "block", "descriptor", "stone", "item", "prerequisite", "gatecondition", "pillar"),
    *("lens", "workstream", "sectorpack", "answertext", "phase", "effort", "noticerule"),
    *("indicator", "vantage"),
)
PAGES = (
    *("matrix/", "numbers/", "numbers/planning/", "numbers/simulation/", "history/", "delete/"),
    *("preview/", "matrix/print/", "graph/", "trial/", "compare/", "publish/", "export/", "texts/"),
)
ROOT = "/admin/assessments/"


@pytest.fixture
def page(browser):
    context = browser.new_context(locale="en-GB", viewport={"width": 1280, "height": 900})
    context.set_default_timeout(15_000)
    page = context.new_page()
    page.complaints = []
    page.on("console", lambda m: page.complaints.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    yield page
    context.close()


@pytest.fixture(scope="module")
def prepared(site):
    """The shipped version, and an account that may do everything."""
    site.manage("load_model", "fixtures/maturity_model.json", "--publish")
    site.environment["DJANGO_SUPERUSER_PASSWORD"] = PASSWORD
    site.manage("createsuperuser", "--no-input", "--username=adam", "--email=adam@example.org")
    return site


@pytest.fixture
def draft(prepared, site, page):
    """Signed in, at the page of a new draft; its address."""
    page.goto(f"{site.url}/admin/")
    page.locator("[name=username]").fill("adam")
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("[type=submit]").click()
    page.goto(f"{site.url}{ROOT}maturitymodel/")
    page.locator("#result_list tbody th a").first.click()
    page.get_by_role("button", name="Copy to a new draft").click()
    expect(page.get_by_text("is a new draft")).to_be_visible()
    return page.url


def visit(page, address):
    """Open a page; what it complains about."""
    page.complaints.clear()
    answer = page.goto(address)
    assert answer.status == 200, address
    return [f"{address}: {complaint}" for complaint in page.complaints]


def test_no_page_of_the_editor_violates_the_policy(site, page, draft):
    version = draft.removesuffix("change/")
    pk = version.rstrip("/").rsplit("/", 1)[-1]
    found = [*visit(page, f"{site.url}/admin/"), *visit(page, draft)]
    for address in PAGES:
        found += visit(page, version + address)
    found += visit(page, f"{site.url}{ROOT}maturitymodel/import/")
    for part in PARTS:
        address = f"{site.url}{ROOT}{part}/"
        found += visit(page, f"{address}?maturity_model__id__exact={pk}")
        first = page.locator("#result_list tbody th a").first.get_attribute("href")
        found += visit(page, f"{site.url}{first}")
        if part not in {"item", "prerequisite"}:
            found += visit(page, f"{address}add/?maturity_model={pk}")

    assert found == []


def test_stones_are_dragged_and_found_while_typing(site, page, draft):
    pk = draft.removesuffix("/change/").rsplit("/", 1)[-1]
    page.goto(f"{site.url}{ROOT}stone/?maturity_model__id__exact={pk}&block__code=VIS")
    rows = page.locator("#result_list tbody tr")
    expect(rows.nth(0)).to_contain_text("VIS-1")
    with page.expect_response("**/adminsortable2_update/") as saved:
        rows.nth(0).locator(".handle").drag_to(rows.nth(2).locator(".handle"))
    assert saved.value.status == 200
    places = [rows.nth(n).locator("[name$=-position]").input_value() for n in range(9)]
    assert places == sorted(places, key=int)
    page.reload()
    expect(rows.nth(0)).not_to_contain_text("VIS-1")

    page.get_by_role("link", name="VIS-5").click()
    page.locator(".select2-selection").last.click()
    page.locator(".select2-search__field").fill("sponsor")
    expect(page.locator(".select2-results__option").first).to_contain_text("VIS-2 – Secure")
    assert page.complaints == []
