"""A link with a resume code: no phone goes on with answers that it did not ask for."""

import pytest

pytestmark = pytest.mark.browser

ON = "Go on with the answers begun on another phone"


@pytest.fixture
def phones(browser, prepared, site):
    """Two phones, and the address of the questionnaire that the first has begun."""
    phones = [
        browser.new_context(locale="en-GB", viewport={"width": 360, "height": 740})
        for _ in range(2)
    ]
    address = f"{site.url}/a/{prepared.lasting_code}/"
    assert phones[0].request.post(address, form={"department": "sales", "vantage": "manager"}).ok
    yield *phones, address
    for phone in phones:
        phone.close()


def token_of(phone):
    return next(
        c["value"] for c in phone.cookies() if "sheet-" in c["name"] and "begun" not in c["name"]
    )


def test_link_asks_before_a_phone_goes_on_with_other_answers(phones):
    first, second, address = phones
    token = token_of(first)
    page = second.new_page()
    page.goto(f"{address}resume/#{token}")
    page.get_by_role("button", name=ON).wait_for()
    assert second.cookies() == []
    assert token not in page.url
    page.get_by_role("button", name=ON).click()
    page.locator("#answers").wait_for()
    assert token_of(second) == token


def test_link_tells_a_phone_with_answers_of_its_own_what_becomes_of_them(phones):
    first, second, address = phones
    second.request.post(address, form={"department": "sales", "vantage": "manager"})
    own = token_of(second)
    page = second.new_page()
    page.goto(f"{address}resume/#{token_of(first)}")
    page.get_by_role("button", name=ON).wait_for()
    page.get_by_role("link", name="Show their resume code first").click()
    page.locator(".resume-code").wait_for()
    assert page.locator(".resume-code").inner_text().replace(" ", "").replace("\n", "") == own
    assert token_of(second) == own
