import datetime as dt

import pytest

from assessments import access, models
from assessments.actions.assessments import (
    WrongState,
    close_assessment,
    extend_assessment,
    new_join_code,
    open_assessment,
    save_assessment,
)
from assessments.queries.responses import load_attendance
from assessments.queries.snapshots import digest, load_scorecard
from tests import factories

pytestmark = pytest.mark.rows

Status = models.Assessment.Status


@pytest.fixture
def draft(organisation, maturity_model):
    return factories.make_assessment(organisation, maturity_model, status="draft")


def test_new_join_code_has_ten_letters_that_read_aloud():
    codes = {new_join_code() for _ in range(200)}

    assert len(codes) == 200
    assert {len(code) for code in codes} == {10}
    assert set("".join(codes)) <= set(access.ALPHABET)
    assert not set("01ILO") & set(access.ALPHABET)


def test_save_assessment_writes_the_set_up_of_a_draft(draft):
    draft.name, draft.min_group_size = "Baseline", 7
    save_assessment(assessment=draft)

    assert list(models.Assessment.objects.values_list("name", "min_group_size", "status")) == [
        ("Baseline", 7, Status.DRAFT)
    ]


def test_save_assessment_refuses_one_that_was_opened_meanwhile(draft):
    opened = open_assessment(assessment=draft)
    draft.name = "Too late"

    with pytest.raises(WrongState):
        save_assessment(assessment=draft)

    stored = models.Assessment.objects.get()
    assert (stored.name, stored.join_code) == (opened.name, opened.join_code)


def test_open_assessment_gives_a_code_once(draft):
    opened = open_assessment(assessment=draft)

    with pytest.raises(WrongState):
        open_assessment(assessment=draft)

    stored = models.Assessment.objects.get()
    assert (stored.status, stored.join_code) == (Status.OPEN, opened.join_code)


def test_extend_assessment_moves_the_last_day(assessment):
    extend_assessment(assessment=assessment, closes_on=dt.date(2026, 12, 24))

    assessment.refresh_from_db()
    assert assessment.closes_on == dt.date(2026, 12, 24)


@pytest.mark.parametrize("action", [close_assessment, open_assessment])
def test_closed_assessment_does_not_change(closed_assessment, action):
    before = list(models.Assessment.objects.values())

    with pytest.raises(WrongState):
        action(assessment=closed_assessment)
    with pytest.raises(WrongState):
        extend_assessment(assessment=closed_assessment, closes_on=dt.date(2030, 1, 1))

    assert list(models.Assessment.objects.values()) == before
    assert models.Snapshot.objects.count() == 1


def test_close_assessment_refuses_a_draft(draft):
    with pytest.raises(WrongState):
        close_assessment(assessment=draft)

    assert not models.Snapshot.objects.exists()


def test_close_assessment_erases_the_link_to_phones_and_takes_the_snapshot(
    assessment, maturity_model
):
    answers = factories.all_items(maturity_model, 2, 3)
    factories.answer(assessment, "sales", answers, count=4)
    factories.answer(assessment, "service", answers, count=3, submit=False)
    snapshot = factories.close(assessment)

    assert assessment.status == Status.CLOSED
    assert not assessment.sheets.exclude(token_digest=None).exists()
    assert snapshot.digest == digest(snapshot.payload)
    scorecard = load_scorecard(assessment)
    assert scorecard is not None
    assert scorecard.respondents == 7  # saved answers count although nobody handed them in


def test_close_assessment_with_too_few_answers_shows_nothing(assessment, maturity_model):
    factories.answer(assessment, "sales", factories.all_items(maturity_model, 2, 3), count=2)
    snapshot = factories.close(assessment)

    assert snapshot.payload is None
    assert load_scorecard(assessment) is None


def test_close_assessment_leaves_out_sheets_without_answers(assessment, maturity_model):
    factories.answer(assessment, "sales", factories.all_items(maturity_model, 2, 3), count=3)
    factories.answer(assessment, "service", {}, submit=False, count=4)
    factories.close(assessment)

    scorecard = load_scorecard(assessment)
    assert scorecard is not None
    assert scorecard.respondents == 3


def test_load_attendance_counts_what_was_handed_in(assessment, django_assert_num_queries):
    factories.answer(assessment, "sales", {"VIS-1": (2, 3)}, count=2)
    factories.answer(assessment, "sales", {}, count=3)
    factories.answer(assessment, "service", {"VIS-1": (2, 3)}, submit=False)

    with django_assert_num_queries(2):
        found = load_attendance(assessment)

    assert [(a.department, a.headcount, a.submitted) for a in found] == [
        ("Sales", 40, 2),
        ("Service", 60, 0),
    ]
