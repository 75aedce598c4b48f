import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.domain.agreement import (
    ItemAgreement,
    Topic,
    agreement_index,
    between_share,
    classic_agreement,
    find_agreement,
    respondent_block_scores,
    sort_agenda,
    split_index,
    visibility_gap,
)
from assessments.domain.maturity_model import find_band
from assessments.domain.responses import BLANK, DONT_KNOW, NOT_APPLICABLE
from tests.builders import (
    responses,
    shipped_maturity_model,
    worked_example_maturity_model,
    worked_example_responses,
)

MODEL = worked_example_maturity_model()
ANSWERS = worked_example_responses()
BANDS = shipped_maturity_model().scoring.agreement_bands


def four(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def found(stone: str) -> ItemAgreement:
    agreement = find_agreement(ANSWERS, stone)
    assert agreement is not None
    return agreement


@pytest.mark.parametrize(
    ("levels", "expected"),
    [
        ([0, 1, 3], 0.6111),
        ([0, 2, 3], 0.6111),
        ([3, 2, 4], 0.8333),
        ([3, 3, 4], 0.9444),
        ([0, 0, 2], 0.7778),
        ([2, 2, 2], 1.0),
        ([0, 4, 0, 4], 0.0),
        ([0, 1, 2, 3, 4], 0.5),
        ([0, 1, 3, DONT_KNOW, NOT_APPLICABLE, BLANK], 0.6111),
        ([1, 2], None),
    ],
)
def test_agreement_index_is_one_less_variance_over_the_largest(
    levels: list[int], expected: float | None
) -> None:
    assert four(agreement_index(levels)) == expected


@pytest.mark.parametrize(
    ("levels", "expected"), [([0, 1, 3], 0.0), ([2, 2, 3], 0.8333), ([1, 2], None)]
)
def test_classic_agreement_is_cut_at_zero(levels: list[int], expected: float | None) -> None:
    assert four(classic_agreement(levels)) == expected


@pytest.mark.parametrize(
    ("levels", "expected"),
    [([0, 1, 3], 0.8889), ([0, 2, 3], 0.4444), ([0, 1, 3, 4], 1.0), ([2, 2, 2], 0.0), ([0], None)],
)
def test_split_index_is_one_for_two_equal_camps(levels: list[int], expected: float | None) -> None:
    assert four(split_index(levels)) == expected


@given(st.lists(st.integers(0, 4), min_size=3, max_size=30))
def test_agreement_and_split_stay_on_their_scale_in_any_order(levels: list[int]) -> None:
    for index in (agreement_index, split_index, classic_agreement):
        value = index(levels)
        assert value is not None
        assert 0 <= value <= 1
        assert value == index(sorted(levels))


def test_find_agreement_of_the_worked_example_names_the_topic() -> None:
    # Variances 2/9 and 2/3 of the largest, 4.
    settled, where = round(1 - 2 / 36, 9), round(1 - 2 / 12, 9)

    assert found("VOC-1") == ItemAgreement("VOC-1", where, Topic.WHERE, settled, where, 0.0, 0.0, 3)
    assert (four(settled), four(where)) == (0.9444, 0.8333)


def test_find_agreement_of_equal_disagreements_names_no_topic() -> None:
    repair, removal = found("IMP-2"), found("IMP-4")

    assert (four(repair.agreement), repair.topic) == (0.6111, None)
    assert (four(repair.capability_split), four(repair.breadth_split)) == (0.8889, 0.4444)
    assert (four(removal.capability), four(removal.breadth)) == (0.7778, 0.7778)


def test_find_agreement_names_the_practice_when_that_divides() -> None:
    answers = responses(["VOC-1"], [{"VOC-1": (c, 4)} for c in (1, 2, 4)])
    agreement = find_agreement(answers, "VOC-1")

    assert agreement is not None
    assert agreement.topic is Topic.HOW_SETTLED


def test_find_agreement_needs_three_answers_with_a_value() -> None:
    assert find_agreement(ANSWERS, "VOC-5") is None


@pytest.mark.parametrize(
    ("stone", "band"), [("IMP-2", "divergent"), ("IMP-4", "to_discuss"), ("VOC-1", "to_discuss")]
)
def test_agreement_falls_in_a_band(stone: str, band: str) -> None:
    assert find_band(BANDS, found(stone).agreement) == band


@pytest.mark.parametrize(
    ("value", "band"),
    [(0.0, "divergent"), (0.7, "to_discuss"), (0.85, "aligned"), (1.0, "aligned")],
)
def test_find_band_begins_at_its_bound(value: float, band: str) -> None:
    assert find_band(BANDS, value) == band


def test_sort_agenda_puts_first_what_divides_most_and_weighs_most() -> None:
    stones = ("VOC-1", "VOC-2", "IMP-1", "IMP-2", "IMP-4")
    agenda = sort_agenda(MODEL, [found(stone) for stone in stones])

    assert [item.stone for item in agenda] == ["IMP-2", "VOC-2", "IMP-4", "VOC-1", "IMP-1"]


def test_respondent_block_scores_are_those_of_the_worked_example() -> None:
    np.testing.assert_array_equal(
        respondent_block_scores(MODEL, ANSWERS).round(4),
        [[25.6944, 4.5455], [37.5, 12.5], [68.0556, 38.0682]],
    )


def test_respondent_block_scores_are_missing_without_a_value() -> None:
    answers = responses(["VOC-1", "IMP-1"], [{"VOC-1": (2, 2), "IMP-1": (DONT_KNOW, BLANK)}])

    np.testing.assert_array_equal(respondent_block_scores(MODEL, answers), [[25, np.nan]])


def test_between_share_tells_departments_from_people() -> None:
    imp = respondent_block_scores(MODEL, ANSWERS)[:, 1]

    assert ((imp - imp.mean()) ** 2).sum() == pytest.approx(613.5933, abs=5e-5)
    assert four(between_share(imp, ANSWERS.departments)) == 0.9484
    assert between_share([10, 30, 10, 30], ["a", "a", "b", "b"]) == 0
    assert between_share([10, 10, 30, 30, np.nan], ["a", "a", "b", "b", "b"]) == 1


def test_between_share_of_the_worked_example_has_its_sum_of_squares() -> None:
    imp = respondent_block_scores(MODEL, ANSWERS)[:, 1]
    share = between_share(imp, ANSWERS.departments)

    assert share is not None
    assert share * ((imp - imp.mean()) ** 2).sum() == pytest.approx(581.9559, abs=5e-5)


@pytest.mark.parametrize("scores", [[], [np.nan], [40, 40, 40]])
def test_between_share_has_nothing_to_explain_without_a_difference(scores: list[float]) -> None:
    assert between_share(scores, ["a", "b", "c"][: len(scores)]) is None


def test_visibility_gap_of_the_worked_example_is_flagged() -> None:
    column = ANSWERS.items.index("VOC-5")
    gap = visibility_gap(ANSWERS.capability[:, column], ANSWERS.breadth[:, column])

    assert gap == 1 / 3
    assert gap >= MODEL.scoring.visibility_gap_flag


def test_visibility_gap_counts_both_questions_and_no_blank() -> None:
    pairs = (
        (DONT_KNOW, BLANK),
        (2, DONT_KNOW),
        (NOT_APPLICABLE, BLANK),
        (0, 0),
        (3, BLANK),
        (2, 2),
    )
    answers = responses(["VOC-1"], [{"VOC-1": pair} for pair in pairs])

    assert visibility_gap(answers.capability, answers.breadth) == 0.5


def test_visibility_gap_without_an_answer_is_nothing() -> None:
    answers = responses(["VOC-1"], [{"VOC-1": (NOT_APPLICABLE, BLANK)}])

    assert visibility_gap(answers.capability, answers.breadth) is None
