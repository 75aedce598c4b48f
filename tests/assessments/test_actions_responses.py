import datetime as dt
import os
import threading

import pytest
from django.db import connection, transaction
from django.utils import timezone

from assessments import models
from assessments.access import ALPHABET
from assessments.actions import responses as actions
from assessments.actions.assessments import close_assessment
from assessments.domain.responses import BLANK, DONT_KNOW, NOT_APPLICABLE, unpack
from assessments.queries.responses import load_answers, load_comments
from tests import factories

pytestmark = pytest.mark.rows


@pytest.fixture
def sheet(assessment):
    """A sheet of Sales, nothing answered."""
    return factories.answer(assessment, "sales", {}, submit=False)[0]


def refusal(action, **arguments) -> str:
    with pytest.raises(actions.AnswerRefused) as refused:
        action(**arguments)
    return refused.value.reason


def at(instant: str) -> dt.datetime:
    """An instant in UTC."""
    return dt.datetime.fromisoformat(f"{instant}+00:00")


def shift(assessment, *, opens: int, closes: int) -> None:
    today = timezone.localdate()
    assessment.opens_on = today + dt.timedelta(days=opens)
    assessment.closes_on = today + dt.timedelta(days=closes)
    assessment.save()


def test_join_assessment_keeps_only_the_digest_of_the_token(assessment):
    department = assessment.organisation.departments.get(code="sales")
    sheet, token = actions.join_assessment(
        assessment=assessment, department=department, vantage="leader", language="fr"
    )
    sheet.refresh_from_db()
    assert (sheet.department, sheet.vantage, sheet.language) == (department, "leader", "fr")
    assert len(token) == 26  # 31 letters ** 26 are 128.8 bits
    assert set(token) <= set(ALPHABET)
    assert len(sheet.token_digest) == 64
    assert token not in sheet.token_digest


@pytest.mark.parametrize(("opens", "closes"), [(1, 2), (-2, -1)])
def test_join_assessment_refuses_outside_its_dates(assessment, opens, closes):
    shift(assessment, opens=opens, closes=closes)
    department = assessment.organisation.departments.get(code="sales")
    fields = {"department": department, "vantage": "leader", "language": "en"}
    assert refusal(actions.join_assessment, assessment=assessment, **fields) == "closed"
    assert models.Sheet.objects.count() == 0


@pytest.mark.parametrize(("opens", "closes"), [(0, 0), (0, 9), (-9, 0)])
def test_first_and_last_day_are_open(assessment, opens, closes):
    shift(assessment, opens=opens, closes=closes)
    assert assessment.is_answerable


def test_save_answers_twice_changes_nothing(sheet):
    for _ in range(2):
        actions.save_answers(sheet=sheet, answers={"VOC-1": (2, 3)}, comments={"VOC": "Good"})
    assert load_answers(sheet) == {"VOC-1": (2, 3)}
    assert load_comments(sheet) == {"VOC": "Good"}


def test_save_answers_keeps_the_latest(sheet):
    actions.save_answers(sheet=sheet, answers={"VOC-1": (2, 3), "VOC-2": (0, 0)})
    actions.save_answers(sheet=sheet, answers={"VOC-1": (DONT_KNOW, BLANK)})
    assert load_answers(sheet) == {"VOC-1": (DONT_KNOW, BLANK), "VOC-2": (0, 0)}


def test_save_answers_counts_its_queries(sheet, django_assert_num_queries):
    actions.save_answers(sheet=sheet, answers={"VOC-1": (2, 3)})
    with django_assert_num_queries(6):  # savepoint, sheet, assessment, present, upsert, release
        actions.save_answers(sheet=sheet, answers={"VOC-1": (2, 3), "VOC-2": (1, 1)})


@pytest.mark.parametrize(
    ("answers", "comments", "reason"),
    [
        ({"VOC-1": (2, 3), "VOC-99": (2, 3)}, {}, "unknown_item"),
        ({"VOC-1": (2, 3)}, {"XXX": "text"}, "unknown_item"),
        ({"VOC-1": (2, 3), "VOC-2": (7, 3)}, {}, "level"),
        ({"VOC-1": (2, 3), "VOC-2": (2, 0)}, {}, "level"),
        ({"VOC-1": (2, 3), "VOC-2": (0, 1)}, {}, "level"),
        ({"VOC-1": (2, 3), "VOC-2": (9, 1)}, {}, "level"),
        ({"VOC-1": (2, 3)}, {"VOC": "x" * 2001}, "too_long"),
        ({"VOC-1": (2, 3)}, {"VOC": "a\0b"}, "text"),
        ({"VOC-1": (2, 3)}, {"VOC": "a\ud800b"}, "text"),
    ],
)
def test_save_answers_refuses_all_or_nothing(sheet, answers, comments, reason):
    arguments = {"sheet": sheet, "answers": answers, "comments": comments}
    assert refusal(actions.save_answers, **arguments) == reason
    assert load_answers(sheet) == {}
    assert load_comments(sheet) == {}


def test_save_answers_refuses_items_that_the_quick_form_does_not_ask(organisation, maturity_model):
    quick = factories.make_assessment(organisation, maturity_model, form="quick")
    sheet = factories.answer(quick, "sales", {"VOC-2": (1, 1)}, submit=False)[0]
    arguments = {"sheet": sheet, "answers": {"VOC-1": (1, 1)}}
    assert refusal(actions.save_answers, **arguments) == "unknown_item"


def test_save_answers_refuses_after_handing_in_and_after_the_last_day(sheet, assessment):
    actions.submit_sheet(sheet=sheet)
    arguments = {"sheet": sheet, "answers": {"VOC-1": (1, 1)}}
    assert refusal(actions.save_answers, **arguments) == "submitted"
    other = factories.answer(assessment, "sales", {}, submit=False)[0]
    shift(assessment, opens=-3, closes=-1)
    assert refusal(actions.save_answers, sheet=other, answers={"VOC-1": (1, 1)}) == "closed"
    assert models.Answer.objects.count() == 0


def test_empty_comment_takes_the_former_one_back(sheet):
    actions.save_answers(sheet=sheet, answers={}, comments={"VOC": "Good", "IMP": "Fine"})
    actions.save_answers(sheet=sheet, answers={}, comments={"VOC": "  "})
    assert load_comments(sheet) == {"IMP": "Fine"}


def test_comment_is_kept_as_composed_text_of_plain_lines(sheet):
    text = "Tre\u0301s bien\r\nil\x0bva 👩‍👩‍👧 <b>&amp; {{ x }} %s مرحبا "
    actions.save_answers(sheet=sheet, answers={}, comments={"VOC": text})
    assert load_comments(sheet) == {"VOC": "Trés bien\nil va 👩‍👩‍👧 <b>&amp; {{ x }} %s مرحبا"}


def test_submit_sheet_packs_once(sheet):
    answers = {"VOC-1": (2, 3), "IMP-2": (NOT_APPLICABLE, BLANK)}
    actions.save_answers(sheet=sheet, answers=answers)
    for _ in range(2):
        actions.submit_sheet(sheet=sheet)
    sheet.refresh_from_db()
    capability, breadth = unpack([bytes(sheet.packed)], range(63))
    assert sheet.is_submitted
    assert sorted(capability[0][capability[0] != BLANK]) == [2, NOT_APPLICABLE]
    assert list(breadth[0][breadth[0] != BLANK]) == [3]


def test_submit_sheet_accepts_an_empty_sheet(sheet):
    actions.submit_sheet(sheet=sheet)
    sheet.refresh_from_db()
    assert (sheet.is_submitted, sheet.packed) == (True, None)


def test_submit_sheet_refuses_once_closed(sheet, assessment):
    close_assessment(assessment=assessment)
    assert refusal(actions.submit_sheet, sheet=sheet) == "closed"


def test_change_respondent_corrects_until_handing_in(sheet, assessment):
    service = assessment.organisation.departments.get(code="service")
    actions.change_respondent(sheet=sheet, department=service, vantage="leader")
    sheet.refresh_from_db()
    assert (sheet.department, sheet.vantage) == (service, "leader")
    actions.submit_sheet(sheet=sheet)
    arguments = {"sheet": sheet, "department": service, "vantage": "manager"}
    assert refusal(actions.change_respondent, **arguments) == "submitted"


def test_closing_packs_answers_of_sheets_that_were_not_handed_in(sheet, assessment):
    actions.save_answers(sheet=sheet, answers={"VOC-1": (4, 4)})
    close_assessment(assessment=assessment)
    sheet.refresh_from_db()
    assert sheet.packed is not None
    assert sheet.token_digest is None


@pytest.mark.skipif(
    not os.environ.get("DATABASE_URL", "").startswith("postgres"),
    reason="SQLite lets one writer in at a time",
)
@pytest.mark.django_db(transaction=True)
def test_closing_waits_for_an_answer_that_is_being_saved(sheet, assessment):
    saving = threading.Event()

    def close() -> None:
        saving.wait(5)
        close_assessment(assessment=assessment)
        connection.close()

    closing = threading.Thread(target=close)
    closing.start()
    with transaction.atomic():
        actions.save_answers(sheet=sheet, answers={"VOC-1": (4, 4)})
        saving.set()
        closing.join(0.5)
        assert closing.is_alive()
    closing.join(10)
    sheet.refresh_from_db()
    assert sheet.packed is not None
