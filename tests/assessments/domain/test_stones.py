from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.domain.disclosure import find_groups
from assessments.domain.responses import BLANK, DONT_KNOW, NOT_APPLICABLE, Department, Responses
from assessments.domain.scorecard import GroupResult, StoneResult, Unseen
from assessments.domain.stones import (
    find_group_results,
    find_pools,
    item_scores,
    score_stones,
    tally,
)
from tests.builders import (
    WORKED_EXAMPLE_DEPARTMENTS,
    responses,
    shipped_maturity_model,
    small_maturity_model,
    worked_example_maturity_model,
    worked_example_responses,
)

TABLE = """
    0      0      0      0      0
    0   6.25   12.5  18.75     25
    0   12.5     25   37.5     50
    0  18.75   37.5  56.25     75
    0     25     50     75    100
"""


def test_item_scores_are_the_table_of_the_method() -> None:
    pairs = list(product(range(5), range(5)))
    answers = responses(["VOC-1"], [{"VOC-1": pair} for pair in pairs])

    expected = [float(figure) for figure in TABLE.split()]
    assert item_scores(answers)[:, 0].tolist() == expected


@pytest.mark.parametrize(
    ("pair", "expected"),
    [
        ((DONT_KNOW, BLANK), np.nan),
        ((NOT_APPLICABLE, BLANK), np.nan),
        ((BLANK, BLANK), np.nan),
        ((1, DONT_KNOW), np.nan),
        ((4, BLANK), np.nan),
        ((0, DONT_KNOW), 0.0),
    ],
)
def test_item_scores_are_missing_without_both_answers(
    pair: tuple[int, int], expected: float
) -> None:
    answers = responses(["VOC-1"], [{"VOC-1": pair}])

    np.testing.assert_equal(item_scores(answers), [[expected]])


def test_item_scores_are_those_of_the_worked_example() -> None:
    nan = np.nan
    np.testing.assert_equal(
        item_scores(worked_example_responses()).T,
        [
            [56.25, 37.5, 100],
            [25, 37.5, 75],
            [6.25, nan, 37.5],
            [12.5, 25, 37.5],
            [0, 12.5, 56.25],
            [0, 0, 25],
        ],
    )


def stones_of(
    answers: Responses,
    departments: tuple[Department, ...] = WORKED_EXAMPLE_DEPARTMENTS,
    weight: str = "equal",
    k: int = 1,
) -> dict[str, StoneResult]:
    groups = find_group_results(
        find_groups(departments, answers.departments, k), answers.departments, departments, weight
    )
    model = small_maturity_model(*answers.items)
    results = score_stones(
        model,
        tally(answers, groups),
        groups,
        form="full",
        min_group_size=k,
        department_weight=weight,
    )
    return {stone.stone: stone for stone in results}


@pytest.mark.parametrize(
    ("department", "means"),
    [
        ("service", [46.875, 31.25, 6.25, 18.75, 6.25, 0]),
        ("marketing", [100, 75, 37.5, 37.5, 56.25, 25]),
    ],
)
def test_score_stones_of_one_department_are_its_means(department: str, means: list[float]) -> None:
    everybody = worked_example_responses()
    members = [i for i, code in enumerate(everybody.departments) if code == department]
    answers = Responses(
        everybody.items,
        (department,) * len(members),
        ("manager",) * len(members),
        everybody.capability[members],
        everybody.breadth[members],
    )

    assert [stone.score for stone in stones_of(answers).values()] == means


def test_score_stones_are_those_of_the_worked_example() -> None:
    results = stones_of(worked_example_responses())

    assert {code: (stone.score, stone.status) for code, stone in results.items()} == {
        "VOC-1": (73.4375, "established"),
        "VOC-2": (53.125, "acquired"),
        "VOC-5": (21.875, "started"),
        "IMP-1": (28.125, "started"),
        "IMP-2": (31.25, "started"),
        "IMP-4": (12.5, "absent"),
    }
    assert results["VOC-5"] == StoneResult("VOC-5", 21.875, "started", 2, 1 / 3, 0.0)


@pytest.mark.parametrize(
    ("weight", "expected"), [("equal", 73.4375), ("sqrt_headcount", 64.5833), ("headcount", 57.5)]
)
def test_score_stones_weigh_departments(weight: str, expected: float) -> None:
    score = stones_of(worked_example_responses(), weight=weight)["VOC-1"].score

    assert score == pytest.approx(expected, abs=5e-5)


@pytest.mark.parametrize(
    ("weight", "pool", "alone"),
    [("equal", 1.0, 1.0), ("sqrt_headcount", 5.0, 10.0), ("headcount", 25.0, 100.0)],
)
def test_find_group_results_weigh_a_pool_by_its_headcount(
    weight: str, pool: float, alone: float
) -> None:
    departments = (Department("a", 9), Department("b", 16), Department("c", 100))
    answering = ("a", "b", "c", "c")

    assert find_group_results(
        find_groups(departments, answering, 2), answering, departments, weight
    ) == (GroupResult("c", ("c",), 2, alone), GroupResult("others", ("a", "b"), 2, pool))


def test_find_group_results_refuse_an_unknown_weight() -> None:
    departments = (Department("a", 9),)
    with pytest.raises(ValueError, match="by_mood"):
        find_group_results(find_groups(departments, ["a"], 1), ["a"], departments, "by_mood")


def test_score_stones_pool_hidden_departments_before_the_mean() -> None:
    departments = tuple(Department(code) for code in "abc")
    sheets = [{"VOC-1": pair} for pair in ((4, 4), (4, 4), (0, 0), (2, 2))]
    answers = responses(["VOC-1"], sheets, ("a", "a", "b", "c"))

    # a: 100; b and c together: (0 + 25) / 2
    assert stones_of(answers, departments, k=2)["VOC-1"].score == 56.25


def test_score_stones_leave_out_a_group_without_a_value() -> None:
    departments = tuple(Department(code) for code in "ab")
    answers = responses(
        ["VOC-1"],
        [{"VOC-1": (2, 2)}, {"VOC-1": (2, 4)}, {"VOC-1": (DONT_KNOW, BLANK)}],
        ("a", "a", "b"),
    )

    assert stones_of(answers, departments)["VOC-1"].score == 37.5


def test_score_stones_count_both_ways_of_not_knowing() -> None:
    pairs = ((DONT_KNOW, BLANK), (2, DONT_KNOW), (NOT_APPLICABLE, BLANK), (0, 0), (3, BLANK))
    answers = responses(["VOC-1"], [{"VOC-1": pair} for pair in pairs], ("service",) * 5)

    assert stones_of(answers)["VOC-1"] == StoneResult("VOC-1", 0.0, "absent", 1, 0.5, 0.25)


def test_score_stones_say_why_there_is_no_score() -> None:
    answers = responses(
        ["VOC-1", "VOC-2", "VOC-5"],
        [{"VOC-1": (1, 1), "VOC-2": (NOT_APPLICABLE, BLANK)}] * 2 + [{"VOC-2": (1, 1)}],
        ("service",) * 3,
    )
    results = stones_of(answers, k=3)

    assert {code: (stone.score, stone.status, stone.unseen) for code, stone in results.items()} == {
        "VOC-1": (None, None, Unseen.TOO_FEW),
        "VOC-2": (None, None, Unseen.NOT_APPLICABLE),
        "VOC-5": (None, None, Unseen.TOO_FEW),
    }


def test_score_stones_leave_out_what_the_form_does_not_ask() -> None:
    answers = worked_example_responses()
    groups = (GroupResult("whole", ("service", "marketing"), 3, 1.0),)
    results = score_stones(
        worked_example_maturity_model(),
        tally(answers, groups),
        groups,
        form="quick",
        min_group_size=1,
    )

    assert [stone.stone for stone in results if stone.unseen is Unseen.NOT_ASKED] == [
        "VOC-1",
        "IMP-1",
    ]
    assert results[0] == StoneResult("VOC-1", None, None, None, None, None, Unseen.NOT_ASKED)


def test_score_stones_of_items_that_no_sheet_holds_have_no_score() -> None:
    answers = worked_example_responses()
    groups = (GroupResult("whole", ("service", "marketing"), 3, 1.0),)
    results = score_stones(
        shipped_maturity_model(), tally(answers, groups), groups, form="full", min_group_size=1
    )

    assert results[0] == StoneResult("VIS-1", None, None, 0, 0.0, 0.0, Unseen.TOO_FEW)


def test_tally_refuses_a_respondent_without_a_group() -> None:
    with pytest.raises(ValueError, match="marketing"):
        tally(worked_example_responses(), [GroupResult("service", ("service",), 2, 1.0)])


@pytest.mark.parametrize(
    ("valid", "pools"),
    [
        ([9, 9, 9], {(0,), (1,), (2,)}),
        ([9, 1, 5], {(0,), (1, 2)}),
        ([9, 2, 3], {(0,), (1, 2)}),
        ([5, 5, 1], {(0, 2), (1,)}),
        ([9, 0, 5], {(0,), (2,)}),
        ([2, 1, 1], {(0, 1, 2)}),
    ],
)
def test_find_pools_joins_groups_with_few_answers(
    valid: list[int], pools: set[tuple[int, ...]]
) -> None:
    assert {tuple(sorted(pool)) for pool in find_pools("abc", valid, 5)} == pools


@given(st.lists(st.integers(0, 12), max_size=8), st.integers(1, 6))
def test_find_pools_lets_no_mean_rest_on_fewer_than_k(valid: list[int], k: int) -> None:
    codes = [f"g{i}" for i in range(len(valid))]
    pools = find_pools(codes, valid, k)

    assert sorted(i for pool in pools for i in pool) == [i for i, n in enumerate(valid) if n]
    if sum(valid) >= k:
        assert all(sum(valid[i] for i in pool) >= k for pool in pools)
    turned = find_pools(codes[::-1], valid[::-1], k)
    last = len(valid) - 1
    assert {frozenset(last - i for i in pool) for pool in turned} == set(map(frozenset, pools))
    if k == 1:
        assert all(len(pool) == 1 for pool in pools)


@pytest.mark.parametrize(
    ("weight", "expected"),
    # b (16 people) has one answer, so it and c (9 people) have one mean: 25.
    [("equal", 62.5), ("sqrt_headcount", 75.0), ("headcount", 85.0)],
)
def test_score_stones_rest_on_nobody_alone(weight: str, expected: float) -> None:
    departments = (Department("a", 100), Department("b", 16), Department("c", 9))
    sheets: list[dict[str, tuple[int, int]]] = [{"VOC-1": (4, 4)}] * 4
    sheets += [{"VOC-1": (4, 4)}, {}, {}] + [{"VOC-1": (0, 0)}] * 3
    answers = responses(["VOC-1"], sheets, ("a",) * 4 + ("b",) * 3 + ("c",) * 3)

    assert stones_of(answers, departments, weight, k=3)["VOC-1"].score == expected
