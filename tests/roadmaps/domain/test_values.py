import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.domain.disclosure import find_groups
from assessments.domain.responses import BLANK, DONT_KNOW, NOT_APPLICABLE, Department
from assessments.domain.scorecard import Scorecard
from assessments.domain.scoring import score
from roadmaps.domain.values import (
    StoneValue,
    ValueState,
    propose_claim,
    stone_values,
    with_assumptions,
    with_claims,
    with_delivered,
)
from tests.builders import responses
from tests.roadmaps.domain.cases import maturity_model

UNKNOWN = StoneValue(ValueState.UNKNOWN, 0.0)


def scored(sheet: dict[str, tuple[int, int]], form: str = "full") -> Scorecard:
    """One person's answers in named mode."""
    answers = responses(maturity_model().items(form), [sheet])
    departments = (Department("all"),)
    return score(
        maturity_model(),
        answers,
        find_groups(departments, answers.departments, 1),
        form=form,
        departments=departments,
        min_group_size=1,
        department_weight="equal",
    )


def test_values_are_those_of_the_scorecard_in_the_order_of_the_model():
    values = stone_values(maturity_model(), scored({"VIS-1": (2, 4), "IMP-1": (1, 1)}))
    assert list(values) == [stone.code for stone in maturity_model().stones]
    assert values["VIS-1"] == StoneValue(ValueState.VALUE, 50)
    assert values["IMP-1"] == StoneValue(ValueState.VALUE, 6.25)


def test_values_tell_what_does_not_apply_from_what_is_unknown():
    sheet = {"VOC-1": (NOT_APPLICABLE, BLANK), "VOC-2": (DONT_KNOW, BLANK), "VOC-4": (2, DONT_KNOW)}
    values = stone_values(maturity_model(), scored(sheet))
    assert values["VOC-1"] == StoneValue(ValueState.NOT_APPLICABLE, None)
    assert values["VOC-1"].is_at_least(100)
    assert [values[stone] for stone in ("VOC-2", "VOC-4", "VOC-5")] == [UNKNOWN] * 3
    assert not UNKNOWN.is_at_least(35)


def test_values_of_gate_stones_are_unknown_where_the_crossing_says_so():
    values = stone_values(maturity_model(), scored({"VIS-2": (NOT_APPLICABLE, BLANK)}))
    assert values["VIS-2"] == UNKNOWN


def test_values_not_asked_take_the_last_full_wave_else_the_score_of_the_block():
    quick = maturity_model().items("quick")
    card = scored(dict.fromkeys(quick, (2, 4)), form="quick")
    values = stone_values(maturity_model(), card, {"IMP-5": 80.0, quick[0]: 10.0})
    assert values["IMP-5"] == StoneValue(ValueState.ASSUMED, 80)
    assert values["IMP-3"] == StoneValue(ValueState.ASSUMED, 50)
    assert values[quick[0]] == StoneValue(ValueState.VALUE, 50)


def test_assumptions_stand_in_for_what_is_unknown_only():
    known = StoneValue(ValueState.VALUE, 10)
    changed = with_assumptions({"A": UNKNOWN, "B": known}, {"A": (3, 2), "B": (4, 4), "C": (1, 1)})
    assert changed == {"A": StoneValue(ValueState.ASSUMED, 37.5), "B": known}


@pytest.mark.parametrize("pair", [(5, 7), (2, 0), (0, 1), (9, 9), (-1, 0)])
def test_assumptions_that_cannot_stand_are_refused(pair):
    with pytest.raises(ValueError, match="A: capability"):
        with_assumptions({"A": UNKNOWN}, {"A": pair})


def test_claims_raise_a_value_and_never_lower_it():
    known = {
        "A": StoneValue(ValueState.VALUE, 30),
        "B": StoneValue(ValueState.VALUE, 60),
        "C": UNKNOWN,
        "D": StoneValue(ValueState.NOT_APPLICABLE, None),
    }
    claims = dict.fromkeys(["A", "B", "C", "D", "not in the model"], (3, 3))
    claimed = StoneValue(ValueState.CLAIMED, 56.25)
    assert with_claims(known, claims) == known | {"A": claimed, "C": claimed}
    assert with_claims(known, {"C": (0, 0)}) == known


@pytest.mark.parametrize("pair", [(5, 7), (2, 0), (0, 1), (-1, 0)])
def test_claims_that_cannot_stand_are_refused(pair):
    with pytest.raises(ValueError, match="A: capability"):
        with_claims({"A": UNKNOWN}, {"A": pair})


def test_delivered_stones_stand_at_their_aim_or_above():
    known = {"A": StoneValue(ValueState.VALUE, 30), "B": StoneValue(ValueState.VALUE, 60)}
    delivered = with_delivered(known, {"A": 55.0, "B": 55.0})
    assert delivered == known | {"A": StoneValue(ValueState.DELIVERED, 55)}


@pytest.mark.parametrize(
    ("aim", "now", "proposed"),
    [
        (15, (0, 0), (3, 1)),
        (35, (0, 0), (3, 2)),
        (50, (0, 0), (4, 2)),
        (55, (0, 0), (3, 3)),
        (65, (0, 0), (4, 3)),
        (100, (0, 0), (4, 4)),
        (35, (1, 4), (2, 4)),
        (55, (4, 1), (4, 3)),
        (55, (3, 2), (3, 3)),
        (55, (2, 3), (3, 3)),
        (35, (4, 4), (4, 4)),
        (0, (0, 0), (0, 0)),
    ],
)
def test_claim_proposed_is_the_smallest_step_that_reaches_the_aim(aim, now, proposed):
    assert propose_claim(aim, now) == proposed


@given(st.floats(0, 100), st.integers(0, 4), st.integers(0, 4))
def test_claim_proposed_reaches_the_aim_and_lowers_nothing(aim, capability, breadth):
    now = (capability, breadth)
    levels = propose_claim(aim, now)
    assert levels >= now
    assert levels[0] >= capability
    assert levels[1] >= breadth
    if levels != (0, 0):
        values = with_claims({"A": UNKNOWN}, {"A": levels}) if min(levels) else {}
        assert not values or values["A"].score >= aim
