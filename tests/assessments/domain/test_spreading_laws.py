"""Laws that the spread of views keeps, whoever answers what (method D6, D7)."""

import numpy as np
import pytest
import scipy.stats
from hypothesis import given, settings
from hypothesis import strategies as st

from assessments.domain.agreement import agreement_index, between_share
from assessments.domain.disclosure import find_groups
from assessments.domain.responses import BLANK, DONT_KNOW, Responses, drop_silent
from assessments.domain.scoring import score
from assessments.domain.spread import Spread
from assessments.domain.uncertainty import Stratum, find_interval
from tests.builders import (
    WORKED_EXAMPLE_DEPARTMENTS,
    WORKED_EXAMPLE_ITEMS,
    responses,
    worked_example_maturity_model,
)

MODEL = worked_example_maturity_model()
PAIRS = [
    (0, 0),
    *((how, where) for how in range(1, 5) for where in range(1, 5)),
    (DONT_KNOW, BLANK),
]
VANTAGES = ("leader", "manager", "front_line")
SHEETS = st.fixed_dictionaries({item: st.sampled_from(PAIRS) for item in WORKED_EXAMPLE_ITEMS})
PERSON = st.tuples(SHEETS, st.sampled_from(["service", "marketing"]), st.sampled_from(VANTAGES))
FINE = settings(max_examples=40, deadline=None)


def gather(people) -> Responses:
    sheets, departments, vantages = zip(*people, strict=True)
    return responses(WORKED_EXAMPLE_ITEMS, sheets, departments, vantages)


def spread_of(answers: Responses, k: int) -> Spread | None:
    heard = drop_silent(answers)
    grouping = find_groups(
        WORKED_EXAMPLE_DEPARTMENTS, heard.departments, k, responses_vantages=heard.vantages
    )
    return score(
        MODEL,
        answers,
        grouping,
        form="full",
        departments=WORKED_EXAMPLE_DEPARTMENTS,
        min_group_size=k,
        department_weight="equal",
    ).spread


def flat(values) -> list[float]:
    return [value for value in values if value is not None]


@FINE
@given(st.lists(PERSON, min_size=5, max_size=30), st.sampled_from([1, 3, 5]))
def test_figures_of_spread_stay_on_their_scale(people, k):
    spread = spread_of(gather(people), k)

    for item in spread.items:
        assert sum(item.capability.counts) == sum(item.breadth.counts) == item.valid >= k
        indices = (item.agreement, item.capability_split, item.breadth_split, item.visibility_gap)
        assert all(0 <= index <= 1 for index in flat(indices))
    assert sorted(item.rank for item in spread.agenda) == [item.rank for item in spread.agenda]
    for block in spread.blocks:
        assert all(0 <= x <= 1 for x in flat((block.agreement, block.between_share)))
        for pair in flat((block.interval, block.span)):
            assert 0 <= pair[0] <= pair[1] <= 100
        assert -100 <= (block.perception_gap or 0) <= 100
    for cut in spread.cuts:
        assert sum(cell.respondents for cell in cut.cells) == len(people)
        assert all(cell.respondents >= k for cell in cut.cells)
        assert all(0 <= value <= 100 for cell in cut.cells for _, value in cell.scores)


@FINE
@given(st.lists(PERSON, min_size=5, max_size=20), st.integers(0, 20))
def test_a_silent_respondent_moves_no_spread(people, place):
    silent = ({}, "service", "leader")

    assert spread_of(gather(people), 3) == spread_of(
        gather([*people[:place], silent, *people[place:]]), 3
    )


@FINE
@given(st.lists(st.integers(0, 4), min_size=3, max_size=40))
def test_agreement_is_one_less_the_variance_that_numpy_finds(levels):
    assert agreement_index(levels) == pytest.approx(1 - np.var(levels) / 4)


@FINE
@given(st.lists(PERSON, min_size=10, max_size=30))
def test_distributions_are_those_of_numpy_and_scipy(people):
    answers = gather(people)
    for item in spread_of(answers, 1).items:
        column = answers.items.index(item.stone)
        levels = answers.capability[answers.capability[:, column] < DONT_KNOW, column]
        assert item.capability.counts == tuple(np.bincount(levels, minlength=5))
        assert item.capability.deviation == pytest.approx(scipy.stats.tstd(levels, ddof=0))
        assert item.capability.median == np.median(levels)
        assert item.capability.quartiles == pytest.approx(tuple(np.percentile(levels, (25, 75))))


SCORES = st.lists(st.floats(0, 100), min_size=6, max_size=40).filter(lambda xs: np.ptp(xs) > 0.01)


@FINE
@given(SCORES)
def test_interval_of_one_department_is_that_of_scipy(scores):
    centre = float(np.mean(scores))
    found = find_interval(centre, [Stratum(scores)], minimum=6)
    low, high = scipy.stats.t.interval(
        0.95, len(scores) - 1, loc=centre, scale=scipy.stats.sem(scores)
    )

    assert (found.low, found.high) == pytest.approx((max(0, low), min(100, high)))


@FINE
@given(SCORES, SCORES)
def test_share_between_departments_is_what_the_analysis_of_variance_has(first, second):
    share = between_share([*first, *second], [0] * len(first) + [1] * len(second))
    within = len(first) + len(second) - 2
    f = scipy.stats.f_oneway(first, second).statistic

    # F = (η² / 1) ÷ ((1 − η²) / within) for two groups
    assert share == pytest.approx(f / (f + within))
