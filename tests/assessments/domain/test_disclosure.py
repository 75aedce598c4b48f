from collections import Counter
from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.domain.disclosure import (
    Group,
    Grouping,
    TooFewAnswers,
    find_groups,
    find_unseen,
    publish,
)
from assessments.domain.responses import Department
from assessments.domain.scorecard import Scorecard, Unseen
from assessments.domain.scoring import score
from tests.builders import (
    WORKED_EXAMPLE_DEPARTMENTS,
    responses,
    worked_example_maturity_model,
    worked_example_responses,
)


def group(sizes: dict[str, int], k: int) -> Grouping:
    departments = [Department(code) for code in sizes]
    return find_groups(departments, list(Counter(sizes).elements()), k)


def totals(grouping: Grouping, sizes: dict[str, int]) -> dict[str, int]:
    return {g.code: sum(sizes[code] for code in g.departments) for g in grouping.groups}


@pytest.mark.parametrize(
    ("sizes", "shown"),
    [
        (
            {"sales": 12, "service": 9, "it": 6, "hr": 3, "legal": 4},
            {"sales": 12, "service": 9, "it": 6, "others": 7},
        ),
        ({"sales": 12, "service": 9, "it": 6, "hr": 3}, {"sales": 12, "service": 9, "others": 9}),
        ({"sales": 12, "service": 9, "hr": 1, "legal": 2}, {"sales": 12, "others": 12}),
        ({"sales": 8, "hr": 2}, {"whole": 10}),
    ],
)
def test_find_groups_hides_as_the_method_shows(
    sizes: dict[str, int], shown: dict[str, int]
) -> None:
    assert totals(group(sizes, 5), sizes) == shown


def test_find_groups_names_the_hidden_departments_in_their_order() -> None:
    grouping = group({"legal": 2, "sales": 12, "hr": 4}, 5)

    assert grouping.groups == (Group("sales", ("sales",)), Group("others", ("legal", "hr")))
    assert grouping.hidden == ("legal", "hr")


def test_find_groups_breaks_ties_by_code() -> None:
    assert group({"d": 6, "c": 6, "b": 9, "a": 1}, 5).hidden == ("c", "a")


def test_find_groups_shows_nothing_under_k_in_total() -> None:
    grouping = group({"sales": 3, "hr": 1}, 5)

    assert grouping == Grouping(())
    assert not grouping.is_shown


def test_find_groups_shows_every_department_when_k_is_one() -> None:
    sizes = {"sales": 1, "hr": 2}

    assert totals(group(sizes, 1), sizes) == sizes
    assert group(sizes, 1).hidden == ()


def test_find_groups_leaves_silent_departments_out() -> None:
    grouping = find_groups([Department("sales"), Department("hr", 5)], ["sales"] * 5, 5)

    assert grouping.groups == (Group("sales", ("sales",)),)


def test_find_groups_do_not_tell_whether_a_small_department_answered() -> None:
    departments = [Department("sales", 40), Department("boss", 1), Department("it", 9)]
    silent = find_groups(departments, ["sales"] * 8 + ["it"] * 6, 5)
    heard = find_groups(departments, ["sales"] * 8 + ["it"] * 5 + ["boss"], 5)

    assert silent == heard
    assert silent.groups == (Group("sales", ("sales",)), Group("others", ("boss", "it")))


def test_find_groups_take_a_department_of_unknown_size_for_a_small_one() -> None:
    grouping = find_groups([Department("sales", 40), Department("new")], ["sales"] * 8, 5)

    assert grouping.groups == (Group("whole", ("sales", "new")),)


def test_scorecard_does_not_tell_whether_a_small_department_answered() -> None:
    departments = tuple(
        Department(code, size, function)
        for code, size, function in (("a", 9, "it"), ("b", 1, "finance"), ("c", 9, "sales"))
    )

    def scored_by(answering: str) -> Scorecard:
        answers = responses(["VOC-1"], [{"VOC-1": (2, 2)}] * len(answering), tuple(answering))
        grouping = find_groups(departments, answering, 3)
        return score(
            worked_example_maturity_model(),
            answers,
            grouping,
            form="full",
            departments=departments,
            min_group_size=3,
            department_weight="headcount",
        )

    assert publish(scored_by("aaab")) == publish(scored_by("aaaa"))
    assert scored_by("aaaa").departments_silent == ("c",)


def test_find_groups_counts_a_department_that_nobody_listed() -> None:
    grouping = find_groups([Department("sales")], ["sales"] * 5 + ["new"] * 6, 5)

    assert grouping.groups == (Group("sales", ("sales",)), Group("new", ("new",)))


def test_find_groups_refuses_groups_of_nobody() -> None:
    with pytest.raises(ValueError, match="at least one"):
        group({"sales": 3}, 0)


@given(
    st.dictionaries(st.sampled_from("abcdefghij"), st.integers(1, 15), max_size=8),
    st.integers(1, 10),
)
def test_find_groups_never_lets_a_small_group_be_deduced(sizes: dict[str, int], k: int) -> None:
    grouping = group(sizes, k)
    published = totals(grouping, sizes)
    total = sum(sizes.values())

    assert grouping.is_shown == (total >= k)
    if not grouping.is_shown:
        return
    assert sum(published.values()) == total
    assert sorted(code for g in grouping.groups for code in g.departments) == sorted(sizes)
    # Groups are disjoint and add up to the whole: sums of some are all that can be deduced, by
    # addition or by subtraction from the total.
    for count in range(1, len(published) + 1):
        for some in combinations(published.values(), count):
            assert sum(some) >= k
            assert total - sum(some) == 0 or total - sum(some) >= k
    # A pool of one department would be that department by another name.
    assert len(grouping.hidden) != 1
    assert all(sizes[code] >= k for code in set(sizes) - set(grouping.hidden))


@pytest.mark.parametrize(
    ("valid", "not_applicable", "answered", "unseen"),
    [
        (5, 0, 5, None),
        (5, 20, 25, None),
        (4, 0, 9, Unseen.TOO_FEW),
        (2, 3, 5, Unseen.NOT_APPLICABLE),
        (3, 3, 6, Unseen.TOO_FEW),
        (0, 4, 4, Unseen.TOO_FEW),
        (0, 0, 0, Unseen.TOO_FEW),
    ],
)
def test_find_unseen_tells_not_applicable_of_enough_answers_only(
    valid: int, not_applicable: int, answered: int, unseen: Unseen | None
) -> None:
    assert find_unseen(valid, not_applicable, answered, 5) == unseen


def scored(k: int) -> Scorecard:
    answers = worked_example_responses()
    return score(
        worked_example_maturity_model(),
        answers,
        find_groups(WORKED_EXAMPLE_DEPARTMENTS, answers.departments, k),
        form="full",
        departments=WORKED_EXAMPLE_DEPARTMENTS,
        min_group_size=k,
        department_weight="equal",
    )


def test_publish_keeps_what_enough_people_said() -> None:
    assert publish(scored(1)) == scored(1)


def test_publish_hides_counts_of_an_item_that_too_few_answered() -> None:
    scorecard = scored(3)
    stone = scorecard.stones[2]
    published = publish(scorecard)

    assert (stone.stone, stone.score, stone.valid, stone.dont_know) == ("VOC-5", None, 2, 1 / 3)
    assert published.stones[2] == replace(
        stone, valid=None, dont_know=None, not_applicable=None, unseen=Unseen.TOO_FEW
    )
    assert published.stones[:2] == scorecard.stones[:2]
    assert replace(published, stones=scorecard.stones) == scorecard


def test_publish_changes_no_other_figure_because_scoring_already_left_the_item_out() -> None:
    with_answers = scored(3)
    answers = worked_example_responses()
    blank = responses(
        answers.items,
        [
            {
                item: (int(c), int(b))
                for item, c, b in zip(answers.items, row_c, row_b, strict=True)
                if item != "VOC-5"
            }
            for row_c, row_b in zip(answers.capability, answers.breadth, strict=True)
        ],
        answers.departments,
        answers.vantages,
    )
    without_answers = score(
        worked_example_maturity_model(),
        blank,
        find_groups(WORKED_EXAMPLE_DEPARTMENTS, blank.departments, 3),
        form="full",
        departments=WORKED_EXAMPLE_DEPARTMENTS,
        min_group_size=3,
        department_weight="equal",
    )

    assert publish(with_answers) == publish(without_answers)


def test_publish_refuses_a_round_that_too_few_answered() -> None:
    with pytest.raises(TooFewAnswers) as refusal:
        publish(replace(scored(3), min_group_size=4))

    assert refusal.value.min_group_size == 4
    assert "3" not in str(refusal.value)


def test_publish_refuses_groups_that_may_not_be_shown() -> None:
    with pytest.raises(ValueError, match="smaller"):
        publish(replace(scored(1), min_group_size=2))
