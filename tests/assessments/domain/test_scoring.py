from dataclasses import replace
from time import process_time
from typing import Any

import numpy as np
import pytest

from assessments.domain.disclosure import Group, Grouping, TooFewAnswers, find_groups
from assessments.domain.maturity_model import MaturityModel
from assessments.domain.responses import BLANK, DONT_KNOW, Department, Responses
from assessments.domain.scorecard import (
    ConditionState,
    GroupResult,
    Notice,
    Reading,
    Scorecard,
    Separation,
    Unseen,
)
from assessments.domain.scoring import score
from tests.builders import (
    WORKED_EXAMPLE_DEPARTMENTS,
    responses,
    shipped_maturity_model,
    small_maturity_model,
    worked_example_maturity_model,
    worked_example_responses,
)


def scored(
    maturity_model: MaturityModel | None = None,
    answers: Responses | None = None,
    departments: tuple[Department, ...] = WORKED_EXAMPLE_DEPARTMENTS,
    k: int = 1,
    **settings: Any,
) -> Scorecard:
    answers = answers or worked_example_responses()
    return score(
        maturity_model or worked_example_maturity_model(),
        answers,
        find_groups(departments, answers.departments, k),
        departments=departments,
        min_group_size=k,
        **({"form": "full", "department_weight": "equal"} | settings),
    )


def rounded(values: list[float | None]) -> list[float | None]:
    return [None if value is None else round(value, 4) for value in values]


def test_score_of_the_worked_example_gives_its_blocks() -> None:
    voc, imp = scored().blocks

    assert rounded([reading.cumulative for reading in voc.readings[:3]]) == [
        73.4375,
        59.8958,
        47.2222,
    ]
    assert rounded([reading.cumulative for reading in imp.readings[:3]]) == [
        28.125,
        29.4643,
        23.2955,
    ]
    assert rounded([voc.score, imp.score]) == [47.2222, 23.2955]
    assert (voc.stage, imp.stage) == (2, 1)


def test_score_of_the_worked_example_gives_its_organisation() -> None:
    organisation = scored().organisation

    assert rounded(
        [
            organisation.mean_score,
            organisation.weakest_score,
            organisation.balance_index,
            organisation.systemic_score,
        ]
    ) == [35.2588, 23.2955, 66.0698, 29.2771]
    assert (organisation.stage, organisation.weakest_block) == (1, "IMP")
    assert organisation.separation == Separation(
        2, reached=1, needed=2, candidates=("IMP",), below=(), conditions=()
    )
    assert (organisation.provisional, organisation.blocks_per_stage) == (False, (1, 1, 0, 0))


def test_score_of_the_worked_example_raises_its_notice() -> None:
    (notice,) = scored().notices

    assert (notice.code, notice.blocks) == ("listening_ahead", ("VOC", "IMP"))
    assert rounded([notice.difference]) == [23.9268]


@pytest.mark.parametrize(
    ("weight", "expected"), [("equal", 73.4375), ("sqrt_headcount", 64.5833), ("headcount", 57.5)]
)
def test_score_of_the_worked_example_weighs_departments(weight: str, expected: float) -> None:
    scorecard = scored(department_weight=weight)

    assert rounded([scorecard.stones[0].score]) == [expected]
    assert scorecard.department_weight == weight


@pytest.mark.parametrize("headcount", [None, 0])
def test_score_without_every_headcount_weighs_departments_equally_and_says_so(
    headcount: int | None,
) -> None:
    departments = (Department("service", 100), Department("marketing", headcount))
    scorecard = scored(departments=departments, department_weight="headcount")

    assert (scorecard.department_weight, scorecard.stones[0].score) == ("equal", 73.4375)


def test_score_needs_no_headcount_of_silent_departments() -> None:
    departments = (*WORKED_EXAMPLE_DEPARTMENTS, Department("legal"))
    scorecard = scored(departments=departments, department_weight="headcount")

    assert (scorecard.department_weight, scorecard.stones[0].score) == ("headcount", 57.5)


def test_score_says_where_it_comes_from() -> None:
    scorecard = scored()

    assert (scorecard.method, scorecard.maturity_model, scorecard.version, scorecard.form) == (
        "1",
        shipped_maturity_model().slug,
        shipped_maturity_model().version,
        "full",
    )
    assert (scorecard.respondents, scorecard.min_group_size) == (3, 1)
    assert scorecard.groups == (
        GroupResult("service", ("service",), 2, 1.0),
        GroupResult("marketing", ("marketing",), 1, 1.0),
    )


def test_score_lists_silent_departments_and_is_provisional_under_half_of_the_headcount() -> None:
    departments = (Department("legal", 126), *WORKED_EXAMPLE_DEPARTMENTS)
    scorecard = scored(departments=departments)

    assert scorecard.departments_answering == ("service", "marketing")
    assert scorecard.departments_silent == ("legal",)
    assert scorecard.headcount_share == pytest.approx(125 / 251)
    assert scorecard.organisation.provisional


def test_score_without_headcounts_is_not_provisional() -> None:
    scorecard = scored(departments=(Department("service"), Department("marketing")))

    assert scorecard.headcount_share is None
    assert not scorecard.organisation.provisional


def test_score_uses_no_item_that_too_few_answered() -> None:
    scorecard = scored(k=3)
    voc = scorecard.blocks[0]

    assert scorecard.groups == (GroupResult("whole", ("service", "marketing"), 3, 1.0),)
    assert scorecard.stones[2].unseen is Unseen.TOO_FEW
    # 2 × (56.25 + 37.5 + 100) / 3 and 4 × (25 + 37.5 + 75) / 3, over 6
    assert rounded([voc.score]) == [round((2 * 193.75 + 4 * 137.5) / 18, 4)]
    assert voc.completeness == "provisional"


def test_score_reads_lenses_and_pillars() -> None:
    model = worked_example_maturity_model()
    scorecard = scored()
    impacts = {stone.code: stone.impact for stone in model.stones}

    for readings, code_of in (
        (scorecard.pillars, {stone.code: stone.pillar for stone in model.stones}),
        (scorecard.lenses, {stone.code: stone.lens for stone in model.stones}),
    ):
        for reading in readings:
            some = [s for s in scorecard.stones if code_of[s.stone] == reading.code]
            weight = sum(impacts[s.stone] for s in some)
            expected = (
                sum(impacts[s.stone] * (s.score or 0) for s in some) / weight if some else None
            )
            assert reading.score == pytest.approx(expected)
    assert tuple(reading.code for reading in scorecard.pillars) == model.pillars
    assert Reading(model.lenses[0], None) in scorecard.lenses


def test_score_looks_for_functions_of_departments_that_answered() -> None:
    def notices(product: str, other: str) -> tuple[Notice, ...]:
        departments = (
            Department("service", function=product),
            Department("marketing", function=other),
            Department("lab", function="product"),
        )
        return scored(departments=departments).notices

    assert Notice("product_missing") in notices("service", "marketing")
    assert Notice("product_missing") not in notices("product", "marketing")
    assert Notice("product_missing") not in scored().notices


def full_answers(maturity_model: MaturityModel, pair: tuple[int, int], count: int) -> Responses:
    codes = maturity_model.items("full")
    return responses(codes, [dict.fromkeys(codes, pair)] * count)


def test_score_of_the_shipped_model_opens_the_crossing() -> None:
    model = shipped_maturity_model()
    scorecard = scored(model, full_answers(model, (3, 4), 5), (), k=5)

    assert scorecard.organisation.stage == 4
    assert scorecard.gate.is_open
    assert {block.score for block in scorecard.blocks} == {75.0}
    assert {stone.status for stone in scorecard.stones} == {"embedded"}


def test_score_does_not_cross_on_an_unknown_condition() -> None:
    model = shipped_maturity_model()
    answers = full_answers(model, (4, 4), 11)
    column = answers.items.index("VIS-2")
    capability, breadth = answers.capability.copy(), answers.breadth.copy()
    capability[:6, column], breadth[:6, column] = DONT_KNOW, BLANK
    scorecard = scored(model, replace(answers, capability=capability, breadth=breadth), (), k=5)
    sponsor = scorecard.gate.conditions[0]

    assert (sponsor.score, sponsor.state) == (100, ConditionState.UNKNOWN)
    assert scorecard.organisation.stage == 2
    assert scorecard.organisation.separation == Separation(3, 8, 6, (), (), ("sponsor",))


def test_score_of_the_quick_form_gives_bands() -> None:
    model = shipped_maturity_model()
    scorecard = scored(model, full_answers(model, (4, 4), 5), (), k=5, form="quick")

    assert scorecard.organisation.stage == 3
    assert scorecard.organisation.indicative
    assert {block.stage for block in scorecard.blocks} == {3}
    assert {block.asked for block in scorecard.blocks} == {2}
    assert sum(stone.unseen is Unseen.NOT_ASKED for stone in scorecard.stones) == 47
    assert scorecard.gate.is_open


def test_score_takes_a_model_of_three_stages_and_two_blocks_without_a_gate() -> None:
    model = small_maturity_model("VOC-1", "VOC-2", "VOC-5", "IMP-1", "IMP-2", "IMP-4", stages=3)
    scorecard = scored(model, full_answers(model, (3, 4), 3), ())

    assert scorecard.organisation.stage == 3
    assert scorecard.organisation.separation is None
    assert scorecard.organisation.blocks_per_stage == (0, 0, 2)
    assert (scorecard.gate.is_open, scorecard.gate.conditions) == (True, ())
    assert len(scorecard.blocks[0].readings) == 3


def test_score_reads_a_gate_whose_stones_the_model_lacks_as_unknown() -> None:
    model = worked_example_maturity_model(gate=shipped_maturity_model().gate)
    scorecard = scored(model, full_answers(model, (4, 4), 3), ())

    assert {condition.state for condition in scorecard.gate.conditions} == {ConditionState.UNKNOWN}
    assert scorecard.organisation.stage == 2


def test_score_of_a_block_that_nobody_can_judge_is_provisional() -> None:
    answers = worked_example_responses()
    capability = answers.capability.copy()
    capability[:, 3:] = DONT_KNOW
    scorecard = scored(answers=replace(answers, capability=capability))
    voc, imp = scorecard.blocks

    assert (voc.stage, imp.stage, imp.score, imp.completeness) == (
        2,
        None,
        None,
        "insufficient_data",
    )
    assert (scorecard.organisation.stage, scorecard.organisation.provisional) == (None, True)
    assert rounded([scorecard.organisation.mean_score]) == [47.2222]


def test_score_refuses_when_nothing_may_be_shown() -> None:
    with pytest.raises(TooFewAnswers, match="fewer than 5"):
        scored(k=5)


def test_score_refuses_a_grouping_that_does_not_fit() -> None:
    answers = worked_example_responses()
    settings: dict[str, Any] = {
        "form": "full",
        "departments": WORKED_EXAMPLE_DEPARTMENTS,
        "department_weight": "equal",
    }
    model = worked_example_maturity_model()
    alone = Grouping((Group("service", ("service",)), Group("marketing", ("marketing",))))

    with pytest.raises(ValueError, match="smaller"):
        score(model, answers, alone, min_group_size=2, **settings)
    with pytest.raises(ValueError, match="marketing"):
        score(model, answers, Grouping(alone.groups[:1]), min_group_size=1, **settings)


def test_score_counts_no_silent_sheet_towards_a_group() -> None:
    answers = worked_example_responses()
    silent = responses(answers.items, [{}], ("marketing",))
    padded = Responses(
        answers.items,
        answers.departments + silent.departments,
        answers.vantages + silent.vantages,
        np.vstack([answers.capability, silent.capability]),
        np.vstack([answers.breadth, silent.breadth]),
    )

    with pytest.raises(ValueError, match="smaller"):
        scored(answers=padded, k=2)


def test_score_of_a_hundred_thousand_sheets_is_fast() -> None:
    model = shipped_maturity_model()
    rng = np.random.default_rng(1)
    shape = (100_000, 63)
    departments = tuple(Department(f"d{number}", 1000) for number in range(20))
    answers = Responses(
        model.items("full"),
        tuple(f"d{number}" for number in rng.integers(0, 20, shape[0])),
        ("manager",) * shape[0],
        rng.integers(0, 8, shape, dtype=np.uint8),
        rng.integers(0, 6, shape, dtype=np.uint8),
    )
    start = process_time()
    scorecard = scored(model, answers, departments, k=5, department_weight="sqrt_headcount")

    assert process_time() - start < 2
    assert scorecard.respondents == 100_000
