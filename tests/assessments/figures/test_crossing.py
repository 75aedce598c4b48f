from dataclasses import replace

import pytest

from assessments.domain.scorecard import ConditionState
from assessments.figures import conditions, crossing, unplaced
from assessments.figures.crossing import Condition, PlacedBlock
from assessments.figures.palette import intensity, stage_intensity
from tests.builders import shipped_maturity_model
from tests.scorecards import scorecard_of, shipped_wording

MODEL, WORDING = shipped_maturity_model(), shipped_wording()


def test_crossing_places_blocks_on_their_stage():
    scorecard = scorecard_of({"IMP": (0, 0), "VOC": (3, 3)})
    columns = crossing(
        scorecard, WORDING.stage_names, WORDING.block_names, link=lambda code: f"/{code}/"
    )

    assert [column.name for column in columns] == [
        "Basic",
        "Functional",
        "Integrated",
        "Customer-first",
    ]
    assert columns[0].blocks == (PlacedBlock("Improvement", "0 of 8", "/IMP/"),)
    assert columns[2].blocks == (PlacedBlock("Voice of the customer", "7 of 7", "/VOC/"),)
    assert [len(column.blocks) for column in columns] == [1, 6, 1, 0]
    assert [column.intensity for column in columns] == [1, 2, 4, 5]


@pytest.mark.parametrize(
    ("stages", "steps"),
    [(2, [1, 5]), (3, [1, 3, 5]), (4, [1, 2, 4, 5]), (5, [1, 2, 3, 4, 5]), (6, [0, 1, 2, 3, 4, 5])],
)
def test_stages_have_growing_colours(stages, steps):
    assert [stage_intensity(number, stages) for number in range(1, stages + 1)] == steps


@pytest.mark.parametrize(("steps", "colours"), [(5, [0, 1, 2, 4, 5]), (2, [0, 5]), (1, [5])])
def test_intensity_spreads_over_the_colours(steps, colours):
    assert [intensity(place, steps) for place in range(steps)] == colours


def test_unplaced_blocks_have_no_stage():
    assert unplaced(scorecard_of({"IMP": None, "INN": None})) == ("IMP", "INN")


def test_conditions_tell_score_and_what_is_needed():
    scorecard = scorecard_of({"VIS-2": (3, 3), "VIS-3": None, "EXB-4": (2, 3)})

    assert conditions(scorecard, MODEL, WORDING.conditions, link=lambda code: code) == (
        Condition("Executive sponsorship", "met", "56", "", "VIS"),
        Condition("Change agent", "unknown", "", "Too few answers to say", "VIS"),
        Condition("Prescribed system of engagement", "not_met", "37 of 50", "", "EXB"),
    )


def test_condition_that_most_do_not_know_says_so():
    scorecard = scorecard_of()
    doubt = replace(scorecard.gate.conditions[0], state=ConditionState.UNKNOWN, score=60.0)
    gate = replace(scorecard.gate, conditions=(doubt,))

    (condition,) = conditions(replace(scorecard, gate=gate), MODEL, {})
    assert condition.note == "More than half of the people do not know"
    assert condition.value == "60 of 50"
