"""Laws that hold for any answers."""

from dataclasses import dataclass, replace

import numpy as np
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from assessments.domain.disclosure import find_groups, publish
from assessments.domain.maturity_model import Gate, GateCondition
from assessments.domain.responses import (
    BLANK,
    DONT_KNOW,
    NOT_APPLICABLE,
    Department,
    Responses,
    drop_silent,
    is_consistent,
)
from assessments.domain.scorecard import ConditionState, Scorecard
from assessments.domain.scoring import score
from tests.builders import WORKED_EXAMPLE_ITEMS, worked_example_maturity_model

PAIRS = [(c, b) for c in range(8) for b in range(8) if is_consistent(c, b)]
LEVELS = [(c, b) for c, b in PAIRS if c <= 4 and b <= 4]
DEPARTMENTS = (Department("a", 7), Department("b", 11), Department("c", 300))
MODEL = worked_example_maturity_model(
    gate=Gate(2, 50, (GateCondition("answer", "VOC-2"), GateCondition("repair", "IMP-2")))
)


@dataclass(frozen=True)
class Round:
    """Answers with the settings they are scored by."""

    answers: Responses
    k: int
    form: str
    weight: str

    def scored(self, answers: Responses | None = None) -> Scorecard:
        answers = answers or self.answers
        return score(
            MODEL,
            answers,
            find_groups(DEPARTMENTS, drop_silent(answers).departments, self.k),
            form=self.form,
            departments=DEPARTMENTS,
            min_group_size=self.k,
            department_weight=self.weight,
        )


def to_responses(sheets: list[list[tuple[int, int]]], departments: list[str]) -> Responses:
    pairs = np.array(sheets, dtype=np.uint8).reshape(len(sheets), len(WORKED_EXAMPLE_ITEMS), 2)
    return Responses(
        WORKED_EXAMPLE_ITEMS,
        tuple(departments),
        ("manager",) * len(sheets),
        pairs[:, :, 0],
        pairs[:, :, 1],
    )


@st.composite
def rounds(draw: st.DrawFn) -> Round:
    """One to fourteen sheets with an answer each, mostly levels, in three departments."""
    pair = st.one_of(st.sampled_from(LEVELS), st.sampled_from(LEVELS), st.sampled_from(PAIRS))
    sheet = st.lists(pair, min_size=6, max_size=6).filter(
        lambda pairs: any(capability != BLANK for capability, _ in pairs)
    )
    k = draw(st.integers(1, 4))
    sheets = draw(st.lists(sheet, min_size=k, max_size=14))
    departments = draw(st.lists(st.sampled_from("abc"), min_size=len(sheets), max_size=len(sheets)))
    return Round(
        to_responses(sheets, departments),
        k,
        draw(st.sampled_from(["full", "quick"])),
        draw(st.sampled_from(["equal", "sqrt_headcount", "headcount"])),
    )


def scores_of(scorecard: Scorecard) -> list[float | None]:
    organisation = scorecard.organisation
    return [
        *(stone.score for stone in scorecard.stones),
        *(block.score for block in scorecard.blocks),
        *(reading.cumulative for block in scorecard.blocks for reading in block.readings),
        *(reading.own for block in scorecard.blocks for reading in block.readings),
        *(reading.score for reading in scorecard.lenses + scorecard.pillars),
        organisation.mean_score,
        organisation.weakest_score,
        organisation.systemic_score,
    ]


def stages_of(scorecard: Scorecard) -> list[int | None]:
    return [*(block.stage for block in scorecard.blocks), scorecard.organisation.stage]


@settings(deadline=None)
@given(rounds())
def test_scores_stay_on_their_scale(played: Round) -> None:
    scorecard = played.scored()

    assert all(0 <= value <= 100 for value in scores_of(scorecard) if value is not None)
    assert all(1 <= stage <= 4 for stage in stages_of(scorecard) if stage is not None)
    balance = scorecard.organisation.balance_index
    assert balance is None or 0 <= balance <= 100


@settings(deadline=None)
@given(rounds(), st.sampled_from("abc"), st.integers(0, 14))
def test_silent_respondent_changes_nothing(played: Round, department: str, place: int) -> None:
    answers = played.answers
    place = min(place, len(answers.departments))
    departments = list(answers.departments)
    departments.insert(place, department)
    with_silent = Responses(
        answers.items,
        tuple(departments),
        ("manager",) * len(departments),
        np.insert(answers.capability, place, BLANK, axis=0),
        np.insert(answers.breadth, place, BLANK, axis=0),
    )

    assert played.scored(with_silent) == played.scored()


@settings(deadline=None)
@given(rounds(), st.randoms(use_true_random=False))
def test_order_of_respondents_changes_nothing(played: Round, random: object) -> None:
    answers = played.answers
    order = list(range(len(answers.departments)))
    random.shuffle(order)  # type: ignore[attr-defined]
    shuffled = Responses(
        answers.items,
        tuple(answers.departments[i] for i in order),
        answers.vantages,
        answers.capability[order],
        answers.breadth[order],
    )

    assert played.scored(shuffled) == played.scored()


@settings(deadline=None, max_examples=300)
@given(rounds(), st.data())
def test_raising_an_answer_never_lowers_a_score_or_a_stage(
    played: Round, data: st.DataObject
) -> None:
    answers = played.answers
    row = data.draw(st.integers(0, len(answers.departments) - 1))
    column = data.draw(st.integers(0, len(answers.items) - 1))
    before = (int(answers.capability[row, column]), int(answers.breadth[row, column]))
    assume(before in LEVELS)
    after = data.draw(
        st.sampled_from([p for p in LEVELS if p[0] >= before[0] and p[1] >= before[1]])
    )
    capability, breadth = answers.capability.copy(), answers.breadth.copy()
    capability[row, column], breadth[row, column] = after
    raised = played.scored(replace(answers, capability=capability, breadth=breadth))
    base = played.scored()

    for low, high in zip(scores_of(base), scores_of(raised), strict=True):
        assert (low is None) == (high is None)
        assert low is None or high is None or low <= high
    for first, second in zip(stages_of(base), stages_of(raised), strict=True):
        assert (first is None) == (second is None)
        assert first is None or second is None or first <= second
    for condition, later in zip(base.gate.conditions, raised.gate.conditions, strict=True):
        assert later.state is condition.state or condition.state is ConditionState.NOT_MET


@settings(deadline=None)
@given(rounds())
def test_published_figures_need_k_answers_with_a_value(played: Round) -> None:
    answers = played.answers
    scorecard = publish(played.scored())

    assert all(group.respondents >= played.k for group in scorecard.groups)
    for stone in scorecard.stones:
        column = answers.items.index(stone.stone)
        capability, breadth = answers.capability[:, column], answers.breadth[:, column]
        valid = int(((capability == 0) | ((capability <= 4) & (breadth <= 4))).sum())
        if stone.unseen is None:
            assert stone.valid == valid >= played.k
            assert stone.score is not None
        else:
            assert (stone.score, stone.status, stone.valid) == (None, None, None)
            assert (stone.dont_know, stone.not_applicable) == (None, None)


@settings(deadline=None)
@given(rounds(), st.integers(0, 5), st.data())
def test_answers_to_an_item_of_too_few_move_no_published_figure(
    played: Round, column: int, data: st.DataObject
) -> None:
    def with_answers(few: list[tuple[int, int]]) -> Responses:
        capability, breadth = played.answers.capability.copy(), played.answers.breadth.copy()
        capability[:, column], breadth[:, column] = DONT_KNOW, BLANK
        for row, pair in enumerate(few):
            capability[row, column], breadth[row, column] = pair
        return replace(played.answers, capability=capability, breadth=breadth)

    few = st.lists(st.sampled_from(LEVELS), max_size=played.k - 1)
    first, second = with_answers(data.draw(few)), with_answers(data.draw(few))

    assert publish(played.scored(first)) == publish(played.scored(second))


def test_pairs_cover_what_a_sheet_may_hold() -> None:
    assert (2, DONT_KNOW) in PAIRS
    assert (NOT_APPLICABLE, BLANK) in PAIRS
    assert (0, 3) not in PAIRS
