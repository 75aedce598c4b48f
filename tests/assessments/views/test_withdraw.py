import pytest
from django.test import Client

from assessments import models
from assessments.actions.responses import submit_sheet
from tests import factories

START = {"department": "sales", "vantage": "manager"}


def address(assessment, rest: str = "withdraw/") -> str:
    return f"/a/{assessment.join_code}/{rest}"


@pytest.fixture
def phone(client, assessment):
    """A browser that has pressed Start and answered."""
    client.post(address(assessment, ""), START)
    sheet = models.Sheet.objects.get()
    stone = assessment.maturity_model.stone_set.first()
    sheet.answers.create(stone=stone, capability=2, breadth=3)
    sheet.comments.create(block=stone.block, text="Short")
    return client


def rows() -> int:
    tables = (models.Sheet, models.Answer, models.Comment, models.Position)
    return sum(table.objects.count() for table in tables)


@pytest.mark.parametrize("is_submitted", [False, True])
def test_withdraw_asks_then_deletes_everything_and_lets_one_begin_anew(
    phone, assessment, is_submitted
):
    if is_submitted:
        submit_sheet(sheet=models.Sheet.objects.get())
    before = rows()
    page = phone.get(address(assessment))
    assert b"Withdraw your answers?" in page.content
    assert rows() == before
    response = phone.post(address(assessment))
    assert rows() == 0
    assert response.cookies[f"sheet-{assessment.join_code}"].value == ""
    done = phone.get(response["Location"]).content.decode()
    assert "Your answers are withdrawn" in done
    assert f'data-forget="sheet-{assessment.join_code}"' in done
    phone.post(address(assessment, ""), START)
    assert models.Sheet.objects.count() == 1


def test_withdraw_deletes_nobody_elses_answers(phone, assessment):
    other = Client()
    other.post(address(assessment, ""), START)
    phone.post(address(assessment))
    assert models.Sheet.objects.count() == 1
    assert other.get(address(assessment, "review/")).status_code == 200


def test_withdraw_needs_a_post_of_our_own(phone, assessment):
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = phone.cookies
    assert strict.post(address(assessment)).status_code == 403
    assert models.Sheet.objects.exists()


def test_after_closing_the_page_says_why_nothing_can_be_withdrawn(phone, assessment):
    factories.close(assessment)
    pages = set()
    for browser, code in ((phone, assessment.join_code), (Client(), "ABCDEFGHJK")):
        for method in (browser.get, browser.post):
            response = method(f"/a/{code}/withdraw/")
            assert response.status_code == 404
            pages.add(response.content.decode().replace(code, "CODE"))
    assert len(pages) == 1
    assert "GDPR, Article 11" in pages.pop()
    assert models.Sheet.objects.count() == 1
