import pytest
from django.db import OperationalError, connection
from django.test import Client

from assessments import models
from assessments.actions.responses import save_answers, submit_sheet
from assessments.domain.responses import BLANK, DONT_KNOW, NOT_APPLICABLE
from assessments.queries.responses import load_answers, load_comments

pytestmark = pytest.mark.rows

START = {"department": "sales", "vantage": "manager"}


def address(assessment, rest: str = "voice-of-customer/") -> str:
    return f"/a/{assessment.join_code}/{rest}"


@pytest.fixture
def joined(client, assessment):
    """A browser that has pressed Start."""
    client.post(address(assessment, ""), START)
    return client


@pytest.fixture
def sheet(joined):
    return models.Sheet.objects.get()


def busy(execute, sql, params, many, context):
    if sql.startswith("INSERT"):
        raise OperationalError("database is locked")
    return execute(sql, params, many, context)


def full(execute, sql, params, many, context):
    if sql.startswith("INSERT"):
        raise OperationalError("database or disk is full")
    return execute(sql, params, many, context)


def test_block_page_asks_its_questions_and_names_no_stage(joined, assessment):
    page = joined.get(address(assessment)).content.decode()
    assert page.count('class="question" id="VOC-') == 7
    assert "Question 1 of 63" in page
    assert "0 of 63 questions answered · about 29 minutes left" in page
    assert "What one would see: " in page
    assert "Please name nobody" in page
    wording = models.Stage.objects.values_list("name", flat=True)
    assert [name for name in wording if name in page] == []


def test_block_page_shows_what_was_answered(joined, assessment, sheet):
    answers = {"VOC-1": (2, DONT_KNOW), "VOC-2": (NOT_APPLICABLE, BLANK)}
    save_answers(sheet=sheet, answers=answers, comments={"VOC": "<b>fine</b>"})
    page = joined.get(address(assessment)).content.decode()
    assert page.count(" checked>") == 3
    assert 'name="VOC-1-capability" value="2" checked>' in page
    assert 'name="VOC-1-breadth" value="5" checked>' in page
    assert 'name="VOC-2-capability" value="6" checked>' in page
    assert "&lt;b&gt;fine&lt;/b&gt;" in page
    assert "2 of 63 questions answered" in page


def test_block_page_is_private_and_small(joined, assessment):
    response = joined.get(address(assessment), HTTP_ACCEPT_ENCODING="gzip")
    assert "no-store" in response["Cache-Control"]
    assert response["Content-Encoding"] == "gzip"
    assert len(response.content) < 5000


def test_block_page_counts_its_queries(joined, assessment, django_assert_num_queries):
    joined.get(address(assessment))
    with django_assert_num_queries(2):  # sheet, all that stands on it
        joined.get(address(assessment))


def test_unknown_block_is_not_found(joined, assessment):
    response = joined.get(address(assessment, "nothing/"))
    assert response.status_code == 404
    assert b"There is nothing at this address" in response.content


def test_form_saves_the_block_and_moves_on(joined, assessment, sheet):
    fields = {
        "VOC-1-capability": "2",
        "VOC-1-breadth": "3",
        "VOC-2-capability": "0",
        "VOC-2-breadth": "4",
        "VOC-3-capability": "5",
        "VOC-3-breadth": "4",
        "VOC-4-capability": "3",
        "IMP-1-capability": "3",
        "comment": "Fine\r\nindeed",
        "go": "next",
    }
    response = joined.post(address(assessment), fields)
    assert response["Location"] == address(assessment, "improvement/")
    assert load_answers(sheet) == {
        "VOC-1": (2, 3),
        "VOC-2": (0, 0),
        "VOC-3": (DONT_KNOW, BLANK),
        "VOC-4": (3, BLANK),
    }
    assert load_comments(sheet) == {"VOC": "Fine\nindeed"}


def test_form_goes_back_and_to_the_review(joined, assessment):
    back = joined.post(address(assessment, "improvement/"), {"go": "back"})
    assert back["Location"] == address(assessment)
    first = joined.post(address(assessment), {"go": "back"})
    assert first["Location"] == address(assessment, "?change=1")
    last = joined.post(address(assessment, "shared-vision/"), {"go": "next"})
    assert last["Location"] == address(assessment, "review/")


def test_form_saves_before_it_changes_language(joined, assessment, sheet):
    fields = {"VOC-1-capability": "0", "language": "fr"}
    response = joined.post(address(assessment), fields)
    sheet.refresh_from_db()
    assert response["Location"] == address(assessment)
    assert (sheet.language, load_answers(sheet)) == ("fr", {"VOC-1": (0, 0)})


def test_form_counts_its_queries(joined, assessment, django_assert_num_queries):
    fields = {f"VOC-{n}-capability": "2" for n in range(1, 8)}
    joined.post(address(assessment), fields)
    with django_assert_num_queries(6):  # sheet, savepoint, lock, dates, present, release
        joined.post(address(assessment), fields)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"VOC-1-breadth": "3"}, "Please say first how settled this is"),
        ({"VOC-1-capability": "9"}, "This is not one of the answers shown"),
        ({"VOC-1-capability": "2", "VOC-1-breadth": "0"}, "This is not one of the answers shown"),
        ({"VOC-1-capability": "\0"}, "This is not one of the answers shown"),
        ({"comment": "x" * 2001}, "A comment may have 2,000 characters"),
        ({"comment": "a\0b"}, "Your comment contains characters that cannot be kept"),
    ],
)
def test_form_that_cannot_stand_comes_back_with_everything(
    joined, assessment, sheet, fields, sentence
):
    kept = {"VOC-2-capability": "4", "VOC-2-breadth": "1"}
    response = joined.post(address(assessment), kept | fields)
    page = response.content.decode()
    assert response.status_code == 400
    assert sentence in page
    assert 'name="VOC-2-capability" value="4" checked>' in page
    assert 'name="VOC-2-breadth" value="1" checked>' in page
    assert fields.get("comment", "").replace("\0", "")[:1] in page
    assert load_answers(sheet) == {}


def test_form_of_a_comment_too_long_shows_it_again(joined, assessment):
    page = joined.post(address(assessment), {"comment": "y" * 2001}).content.decode()
    assert "y" * 2001 in page
    assert 'aria-invalid="true"' in page


def test_form_of_a_megabyte_gets_a_sentence(joined, assessment, sheet):
    response = joined.post(address(assessment), {"comment": "x" * 1_000_000})
    assert response.status_code == 413
    assert b"A comment may have 2,000 characters" in response.content
    assert load_comments(sheet) == {}


def test_form_loses_nothing_when_the_database_is_busy(joined, assessment, sheet):
    with connection.execute_wrapper(busy):
        response = joined.post(address(assessment), {"VOC-1-capability": "0", "comment": "Mine"})
    page = response.content.decode()
    assert response.status_code == 503
    assert "The server is busy" in page
    assert 'name="VOC-1-capability" value="0" checked>' in page
    assert "Mine" in page


def test_form_after_handing_in_leads_to_thanks(joined, assessment, sheet):
    submit_sheet(sheet=sheet)
    response = joined.post(address(assessment), {"VOC-1-capability": "0"})
    assert response["Location"] == address(assessment, "thanks/")
    assert load_answers(sheet) == {}


def test_form_needs_the_csrf_token(assessment):
    browser = Client(enforce_csrf_checks=True)
    browser.post(address(assessment, ""), START)
    response = browser.post(address(assessment), {"VOC-1-capability": "0"})
    assert response.status_code == 403
    assert not models.Answer.objects.exists()


def test_form_whose_taps_the_script_saved_moves_on_and_writes_nothing(joined, assessment, sheet):
    save_answers(sheet=sheet, answers={"VOC-1": (2, 3)}, comments={"VOC": "Mine"})
    response = joined.post(address(assessment), {"saved": "1", "go": "next"})
    assert response["Location"] == address(assessment, "improvement/")
    assert (load_answers(sheet), load_comments(sheet)) == ({"VOC-1": (2, 3)}, {"VOC": "Mine"})


def test_form_says_that_the_disk_is_full_and_loses_nothing(joined, assessment, sheet):
    with connection.execute_wrapper(full):
        response = joined.post(address(assessment), {"VOC-1-capability": "0"})
    page = response.content.decode()
    assert (response.status_code, response["Retry-After"]) == (507, "30")
    assert "The server has no room left" in page
    assert 'name="VOC-1-capability" value="0" checked>' in page
