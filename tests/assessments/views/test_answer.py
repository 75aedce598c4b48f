import json

import pytest
from django.db import OperationalError, connection
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assessments import models
from assessments.actions.responses import submit_sheet
from assessments.domain.responses import BLANK, DONT_KNOW, NOT_APPLICABLE
from assessments.queries.responses import load_answers, load_comments
from tests import factories

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


def save(client, assessment, packet, block="voice-of-customer", **extra):
    body = packet if isinstance(packet, str | bytes) else json.dumps(packet)
    path = address(assessment, f"{block}/save/")
    return client.post(path, body, content_type="application/json", **extra)


def busy(execute, sql, params, many, context):
    if sql.startswith("INSERT"):
        raise OperationalError("database is locked")
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
    save(joined, assessment, {"item": "VOC-1", "capability": 2, "breadth": 5})
    save(joined, assessment, {"item": "VOC-2", "capability": 6})
    save(joined, assessment, {"comment": "<b>fine</b>"})
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
    with django_assert_num_queries(3):  # sheet, answers, comments
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
    with django_assert_num_queries(7):  # sheet, savepoint, lock, dates, answers, comment, release
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


@pytest.mark.parametrize(
    ("packet", "pair"),
    [
        ({"item": "VOC-1", "capability": 2, "breadth": 3}, (2, 3)),
        ({"item": "VOC-1", "capability": 2, "breadth": None}, (2, BLANK)),
        ({"item": "VOC-1", "capability": 2}, (2, BLANK)),
        ({"item": "VOC-1", "capability": 2, "breadth": 5}, (2, DONT_KNOW)),
        ({"item": "VOC-1", "capability": 0, "breadth": 3}, (0, 0)),
        ({"item": "VOC-1", "capability": 5, "breadth": 3}, (DONT_KNOW, BLANK)),
        ({"item": "VOC-1", "capability": 6}, (NOT_APPLICABLE, BLANK)),
    ],
)
def test_save_keeps_one_tap(joined, assessment, sheet, packet, pair):
    for _ in range(2):
        response = save(joined, assessment, packet)
        assert response.json() == {"saved": True}
    assert "no-store" in response["Cache-Control"]
    assert load_answers(sheet) == {"VOC-1": pair}


def test_save_keeps_and_takes_back_a_comment(joined, assessment, sheet):
    assert save(joined, assessment, {"comment": "Fine 👩‍👩‍👧"}).json() == {"saved": True}
    assert load_comments(sheet) == {"VOC": "Fine 👩‍👩‍👧"}
    save(joined, assessment, {"comment": ""})
    assert load_comments(sheet) == {}


def test_save_counts_its_queries(joined, assessment, django_assert_num_queries):
    packet = {"item": "VOC-1", "capability": 2, "breadth": 3}
    save(joined, assessment, packet)
    with django_assert_num_queries(6):  # sheet, savepoint, lock, dates, upsert, release
        save(joined, assessment, packet)


@pytest.mark.parametrize(
    ("packet", "status", "reason"),
    [
        ("", 415, "not_json"),
        ("{", 400, "unreadable"),
        (b"\xff\xfe", 400, "unreadable"),
        ("[" * 100_000, 400, "unreadable"),
        ("[]", 400, "unreadable"),
        ("null", 400, "unreadable"),
        ("9" * 5000, 400, "unreadable"),
        ({}, 400, "unreadable"),
        ({"item": "VOC-1"}, 400, "unreadable"),
        ({"item": 1, "capability": 2}, 400, "unreadable"),
        ({"comment": 1}, 400, "unreadable"),
        ({"item": "IMP-1", "capability": 2}, 400, "unknown_item"),
        ({"item": "VOC-99", "capability": 2}, 400, "unknown_item"),
        ({"item": "VOC-1\0", "capability": 2}, 400, "unknown_item"),
        ({"item": "\ud800", "capability": 2}, 400, "unknown_item"),
        ({"item": "VOC-1", "capability": 7}, 400, "level"),
        ({"item": "VOC-1", "capability": -1}, 400, "level"),
        ({"item": "VOC-1", "capability": 10**30}, 400, "level"),
        ({"item": "VOC-1", "capability": True}, 400, "level"),
        ({"item": "VOC-1", "capability": "2"}, 400, "level"),
        ({"item": "VOC-1", "capability": 2.0}, 400, "level"),
        ({"item": "VOC-1", "capability": None}, 400, "level"),
        ({"item": "VOC-1", "capability": [2]}, 400, "level"),
        ({"item": "VOC-1", "capability": 2, "breadth": 0}, 400, "level"),
        ({"item": "VOC-1", "capability": 2, "breadth": 6}, 400, "level"),
        ({"item": "VOC-1", "capability": 2, "breadth": "3"}, 400, "level"),
        ({"item": "VOC-1", "capability": 2, "breadth": False}, 400, "level"),
        ({"comment": "a\0"}, 400, "text"),
        ({"comment": "\ud800"}, 400, "text"),
        ({"comment": "x" * 2001}, 413, "too_long"),
        ({"comment": "x" * 1_000_000}, 413, "too_big"),
    ],
)
def test_save_refuses_with_a_sentence(joined, assessment, sheet, packet, status, reason):
    response = save(joined, assessment, packet)
    body = response.json()
    assert (response.status_code, body["reason"], body["saved"]) == (status, reason, False)
    assert body["error"].endswith(".")
    assert (load_answers(sheet), load_comments(sheet)) == ({}, {})


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=5,
)
PACKETS = st.fixed_dictionaries(
    {}, optional={"item": VALUES | st.just("VOC-1"), "capability": VALUES, "breadth": VALUES}
)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(packet=PACKETS)
def test_save_never_breaks(joined, assessment, packet):
    response = save(joined, assessment, packet)
    assert response.status_code in {200, 400}
    stored = set(models.Answer.objects.values_list("stone__code", flat=True))
    assert stored <= {"VOC-1"}


def test_save_refuses_an_unknown_block_and_an_unknown_phone(joined, assessment):
    packet = {"item": "VOC-1", "capability": 2}
    assert save(joined, assessment, packet, block="nothing").json()["reason"] == "unknown_item"
    response = save(Client(), assessment, packet)
    assert (response.status_code, response.json()["reason"]) == (403, "unknown_sheet")


def test_save_refuses_after_handing_in_and_after_closing(joined, assessment, sheet):
    packet = {"item": "VOC-1", "capability": 2}
    submit_sheet(sheet=sheet)
    response = save(joined, assessment, packet)
    assert (response.status_code, response.json()["reason"]) == (403, "submitted")
    factories.close(assessment)
    response = save(joined, assessment, packet)
    assert (response.status_code, response.json()["reason"]) == (403, "unknown_sheet")
    assert not models.Answer.objects.exists()


def test_save_answers_in_the_language_of_the_sheet(joined, assessment, sheet):
    models.Sheet.objects.update(language="fr")
    response = save(joined, assessment, {"item": "VOC-1", "capability": 9})
    assert response.status_code == 400
    assert response.json()["reason"] == "level"


def test_save_asks_to_try_again_when_the_database_is_busy(joined, assessment, sheet):
    with connection.execute_wrapper(busy):
        response = save(joined, assessment, {"item": "VOC-1", "capability": 2})
    assert (response.status_code, response["Retry-After"]) == (503, "2")
    assert response.json()["reason"] == "busy"
    assert save(joined, assessment, {"item": "VOC-1", "capability": 2}).json() == {"saved": True}


def test_save_takes_posts_only(joined, assessment):
    assert joined.get(address(assessment, "voice-of-customer/save/")).status_code == 405
    assert not models.Answer.objects.exists()


def test_save_keeps_an_answer_and_a_comment_of_one_packet_or_neither(joined, assessment, sheet):
    packet = {"item": "VOC-1", "capability": 3, "breadth": 2, "comment": "Good"}

    assert save(joined, assessment, packet | {"capability": 9}).status_code == 400
    assert (load_answers(sheet), load_comments(sheet)) == ({}, {})
    assert save(joined, assessment, packet | {"comment": 3}).status_code == 400
    assert (load_answers(sheet), load_comments(sheet)) == ({}, {})
    assert save(joined, assessment, packet).json() == {"saved": True}
    assert (load_answers(sheet), load_comments(sheet)) == ({"VOC-1": (3, 2)}, {"VOC": "Good"})


def test_save_of_a_form_is_refused_with_a_sentence(joined, assessment, sheet):
    response = joined.post(
        f"/a/{assessment.join_code}/voice-of-customer/save/", {"item": "VOC-1", "capability": "3"}
    )

    assert response.status_code == 415
    assert response.json()["error"].endswith(".")
    assert load_answers(sheet) == {}
