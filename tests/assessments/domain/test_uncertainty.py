from math import sqrt
from statistics import fmean

import pytest

from assessments.domain.agreement import respondent_block_scores
from assessments.domain.uncertainty import (
    Range,
    Stratum,
    find_interval,
    find_range,
    is_clear_change,
)
from tests.builders import worked_example_maturity_model, worked_example_responses

EIGHT = (20.0, 30.0, 35.0, 40.0, 40.0, 50.0, 55.0, 70.0)


def test_find_interval_is_that_of_the_method() -> None:
    interval = find_interval(fmean(EIGHT), [Stratum(EIGHT)], minimum=6)

    assert fmean(EIGHT) == 42.5
    assert interval is not None
    assert round(interval.standard_error * sqrt(8), 4) == 15.5839
    assert round(interval.standard_error, 4) == 5.5097
    assert (interval.degrees_of_freedom, round(interval.quantile, 4)) == (7, 2.3646)
    assert (round(interval.low, 2), round(interval.high, 2)) == (29.47, 55.53)


def test_find_interval_narrows_as_more_of_the_department_answer() -> None:
    interval = find_interval(42.5, [Stratum(EIGHT, headcount=40)], minimum=6)
    everybody = find_interval(42.5, [Stratum(EIGHT, headcount=8)], minimum=6)
    too_many = find_interval(42.5, [Stratum(EIGHT, headcount=5)], minimum=6)

    assert interval is not None
    assert round(interval.standard_error / 5.5097, 4) == 0.8944
    assert (round(interval.low, 2), round(interval.high, 2)) == (30.85, 54.15)
    assert everybody is not None
    assert (everybody.low, everybody.high) == (42.5, 42.5)
    assert too_many == everybody


def test_find_interval_weighs_strata_and_pools_their_spread() -> None:
    strata = [Stratum((10.0, 20.0, 30.0), 2.0), Stratum((40.0, 60.0), 1.0), Stratum((50.0,), 1.0)]
    interval = find_interval(30, strata, minimum=6)

    assert interval is not None
    # Variances 100 and 200; pooled (2 × 100 + 200) / 3 for the one who is alone.
    variance = 0.25 * 100 / 3 + 0.0625 * 200 / 2 + 0.0625 * (400 / 3)
    assert interval.standard_error == pytest.approx(sqrt(variance))
    assert interval.degrees_of_freedom == 3


def test_find_interval_stays_on_the_scale() -> None:
    interval = find_interval(50, [Stratum((0.0, 100.0) * 3)], minimum=6)

    assert interval is not None
    assert (interval.low, interval.high) == (0, 100)


@pytest.mark.parametrize(
    "strata",
    [
        [],
        [Stratum(EIGHT[:5])],
        [Stratum((score,)) for score in EIGHT],
        [Stratum(EIGHT[:5]), Stratum(())],
    ],
)
def test_find_interval_needs_people_who_can_differ(strata: list[Stratum]) -> None:
    assert find_interval(50, strata, minimum=6) is None


def test_find_interval_ignores_a_stratum_of_nobody() -> None:
    assert find_interval(42.5, [Stratum(EIGHT), Stratum(())], minimum=6) == find_interval(
        42.5, [Stratum(EIGHT)], minimum=6
    )


def test_find_range_of_the_worked_example_stands_in_for_an_interval() -> None:
    voc = respondent_block_scores(worked_example_maturity_model(), worked_example_responses())[:, 0]
    found = find_range(voc.tolist())

    assert found is not None
    assert (round(found.low, 2), round(found.high, 2)) == (25.69, 68.06)
    assert find_interval(47.2222, [Stratum(tuple(voc.tolist()))], minimum=6) is None


def test_find_range_of_nobody_is_nothing() -> None:
    assert find_range([]) is None
    assert find_range([4.0]) == Range(4.0, 4.0)


@pytest.mark.parametrize(
    ("difference", "is_clear"), [(9.81, True), (-9.81, True), (9.79, False), (0, False)]
)
def test_is_clear_change_compares_with_both_errors(difference: float, is_clear: bool) -> None:
    assert is_clear_change(difference, 3, 4) is is_clear
