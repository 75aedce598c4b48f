"""Every kind of page of the editor in a real browser under the policy of the product."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

# One part of each kind of list and form: plain, with links, with pairs of texts, for reading.
PARTS = ("stage", "stone", "effort", "gatecondition", "noticerule", "item", "prerequisite")
ADDED_WITH_A_STONE = {"item", "prerequisite"}
PAGES = (
    *("change/", "matrix/", "numbers/", "history/", "delete/", "preview/", "matrix/print/"),
    *("graph/", "trial/", "compare/", "publish/", "export/", "texts/"),
)
ROOT = "/admin/assessments/"


def visit(page, complaints, address):
    """Open a page; what it complains about."""
    complaints.clear()
    answer = page.goto(address)
    assert answer.status == 200, address
    return [f"{address}: {complaint}" for complaint in complaints]


def test_no_page_of_the_editor_violates_the_policy(site, page, complaints, draft):
    pk = draft.rstrip("/").rsplit("/", 1)[-1]
    root = f"{site.url}{ROOT}"
    shared = (f"{site.url}/admin/", f"{root}maturitymodel/", f"{root}maturitymodel/import/")
    found = [line for address in shared for line in visit(page, complaints, address)]
    for address in PAGES:
        found += visit(page, complaints, draft + address)
    for part in PARTS:
        found += visit(page, complaints, f"{root}{part}/?maturity_model__id__exact={pk}")
        first = page.locator("#result_list tbody th a").first.get_attribute("href")
        found += visit(page, complaints, f"{site.url}{first}")
        if part not in ADDED_WITH_A_STONE:
            found += visit(page, complaints, f"{root}{part}/add/?maturity_model={pk}")

    assert found == []


def test_stones_are_dragged_and_found_while_typing(site, page, complaints, draft):
    pk = draft.rstrip("/").rsplit("/", 1)[-1]
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
    assert complaints == []
