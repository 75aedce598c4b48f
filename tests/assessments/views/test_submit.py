import datetime as dt
import re

import pytest
import time_machine

from assessments import models
from assessments.actions.responses import save_answers
from assessments.views.submit import receipt_number
from tests import factories

pytestmark = pytest.mark.rows

START = {"department": "sales", "vantage": "manager"}


def address(assessment, rest: str = "review/") -> str:
    return f"/a/{assessment.join_code}/{rest}"


@pytest.fixture
def sheet(client, assessment):
    """The sheet of the browser `client`."""
    client.post(address(assessment, ""), START)
    return models.Sheet.objects.get()


def test_review_leads_to_what_is_open(client, assessment, sheet):
    save_answers(sheet=sheet, answers={f"VOC-{n}": (1, 1) for n in (1, 2, 4, 5, 6, 7)})
    page = client.get(address(assessment)).content.decode()
    assert f'href="{address(assessment, "voice-of-customer/")}#VOC-3"' in page
    assert "6 of 7, go on" in page
    assert "57 questions open" in page
    assert "Sales, Management" in page


def test_review_of_a_complete_sheet_asks_for_nothing(client, assessment, sheet):
    save_answers(sheet=sheet, answers=factories.all_items(assessment.maturity_model, 1, 1))
    page = client.get(address(assessment)).content.decode()
    assert "Everything is answered." in page
    assert "go on" not in page
    assert "All 63 questions answered" in page


def test_review_counts_its_queries(client, assessment, sheet, django_assert_num_queries):
    client.get(address(assessment))
    with django_assert_num_queries(2):  # sheet, answers
        client.get(address(assessment))


def test_handing_in_twice_is_handing_in_once(client, assessment, sheet):
    save_answers(sheet=sheet, answers={"VOC-1": (1, 1)})
    for _ in range(2):
        response = client.post(address(assessment))
        assert response["Location"] == address(assessment, "thanks/")
    sheet.refresh_from_db()
    assert (sheet.is_submitted, len(bytes(sheet.packed))) == (True, 126)
    assert models.Sheet.objects.count() == 1


def test_thanks_say_what_happens_next(client, assessment, sheet):
    client.post(address(assessment))
    response = client.get(address(assessment, "thanks/"))
    page = response.content.decode()
    assert "Thank you, your answers are in" in page
    assert "groups of 3 people or more" in page
    assert 'href="/"' in page
    assert "no-store" in response["Cache-Control"]


def test_thanks_before_handing_in_lead_back(client, assessment, sheet):
    assert client.get(address(assessment, "thanks/"))["Location"] == address(assessment, "")


def test_language_of_thanks_can_be_changed(client, assessment, sheet):
    client.post(address(assessment))
    response = client.post(address(assessment, "language/"), {"language": "fr"})
    assert response["Location"] == address(assessment, "thanks/")
    assert b'<html lang="fr"' in client.get(address(assessment, "thanks/")).content


def test_a_second_click_back_and_reload_show_the_same_receipt(client, assessment, sheet):
    save_answers(sheet=sheet, answers={"VOC-1": (1, 1)}, comments={"VOC": "Fine"})
    receipts = set()
    for _ in range(2):
        client.post(address(assessment))
        for _ in range(2):
            page = client.get(address(assessment, "thanks/")).content.decode()
            receipts.add(re.search(r"receipt-number\">([\w-]+)<", page)[1])
    back = client.get(address(assessment))
    sheet.refresh_from_db()
    assert len(receipts) == 1
    assert receipts == {receipt_number(sheet)}
    assert back["Location"] == address(assessment, "thanks/")
    assert (sheet.answers.count(), sheet.comments.count()) == (1, 1)
    assert "1 of 63 questions answered" in page
    assert f'href="{address(assessment, "withdraw/")}"' in page


def test_receipts_differ_and_say_nothing_of_the_key(assessment):
    sheets = factories.answer(assessment, "sales", {"VOC-1": (1, 1)}, count=3)
    numbers = {receipt_number(sheet) for sheet in sheets}
    assert len(numbers) == 3
    assert all(re.fullmatch(r"[A-Z2-9]{4}-[A-Z2-9]{4}", number) for number in numbers)


def test_result_of_the_group_is_linked_once_it_is_shown(client, assessment, sheet):
    client.post(address(assessment))
    link = f'href="{address(assessment, "result/")}"'
    assert link not in client.get(address(assessment, "thanks/")).content.decode()
    models.Assessment.objects.update(is_revealed=True)
    assert link in client.get(address(assessment, "thanks/")).content.decode()


@pytest.mark.parametrize(("seconds", "is_kept"), [(59, True), (60, False)])
def test_what_is_posted_within_a_minute_of_the_end_counts(
    client, assessment, sheet, seconds, is_kept
):
    block, ended = address(assessment, "voice-of-customer/"), 403
    with time_machine.travel(assessment.closes_at + dt.timedelta(seconds=seconds), tick=False):
        for page in (block, address(assessment)):
            assert client.get(page).status_code == ended
        posted = {"VOC-1-capability": "3", "VOC-1-breadth": "2", "comment": "Seen", "go": "next"}
        answered = client.post(block, posted)
        handed_in = client.post(address(assessment))

    assert [answered.status_code, handed_in.status_code] == [302 if is_kept else ended] * 2
    assert models.Comment.objects.exists() is is_kept
    sheet.refresh_from_db()
    assert (sheet.is_submitted, bool(sheet.packed)) == (is_kept, is_kept)
