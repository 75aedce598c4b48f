"""What people do on their way in and out: wrong codes, withdrawing, results shown to a group."""

import pytest

from assessments import models
from assessments.actions.assessments import WrongState
from assessments.actions.limits import save_miss
from assessments.actions.revealing import reveal_results
from assessments.actions.saving import AnswerRefused
from assessments.actions.withdrawing import withdraw_sheet
from assessments.queries.limits import SHARED, find_wait
from tests import factories

pytestmark = pytest.mark.rows


def miss(guess: str, purpose: str = "join", address: str = "192.0.2.7") -> None:
    save_miss(purpose=purpose, address=address, guess=guess)


def test_save_miss_counts_a_guess_once(db):
    for guess in ("A", "B", "B"):
        miss(guess)
    shared = models.MissBudget.objects.get(address=SHARED)
    assert shared.left == pytest.approx(498, abs=0.9)


def test_save_miss_counts_each_purpose_and_address_apart(db):
    for number in range(20):
        miss(str(number))
    assert find_wait(purpose="join", address="192.0.2.7") > 0
    assert find_wait(purpose="resume", address="192.0.2.7") == 0
    assert find_wait(purpose="join", address="192.0.2.8") == 0
    assert find_wait(purpose="join", address=None) == 0


def test_withdraw_sheet_leaves_no_row_and_the_others_alone(assessment, maturity_model):
    answers = factories.all_items(maturity_model, 2, 3)
    mine, other = factories.answer(assessment, "sales", answers, count=2)
    mine.comments.create(block=maturity_model.block_set.first(), text="Short")
    withdraw_sheet(sheet=mine)
    withdraw_sheet(sheet=mine)
    assert list(models.Sheet.objects.all()) == [other]
    assert models.Answer.objects.count() == len(answers)
    assert not models.Comment.objects.exists()


def test_withdraw_sheet_refuses_after_closing(closed_assessment):
    sheet = models.Sheet.objects.first()
    with pytest.raises(AnswerRefused) as refused:
        withdraw_sheet(sheet=sheet)
    assert refused.value.reason == "closed"
    assert models.Sheet.objects.count() == 10


def test_reveal_results_shows_and_hides_a_closed_assessment_only(assessment):
    with pytest.raises(WrongState):
        reveal_results(assessment=assessment, is_revealed=True)
    factories.close(assessment)
    for is_revealed in (True, False):
        reveal_results(assessment=assessment, is_revealed=is_revealed)
        assert models.Assessment.objects.get().is_revealed is is_revealed
