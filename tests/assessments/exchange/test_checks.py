# ruff: noqa: E501 -- tables of changes and messages read best in one line each
import copy
from itertools import pairwise

import pytest

from assessments.exchange.checks import check_document
from cxmaturity.documents.problems import MOST_PROBLEMS, Problem, collect, quote
from tests.builders import shipped_document


def problems(change):
    document = copy.deepcopy(shipped_document())
    change(document)
    return [str(problem) for problem in check_document(document)]


def put(value, *path):
    """A change that sets one value; stones, blocks, stages and notices may be named by code."""

    def change(document):
        target = document
        for key in path[:-1]:
            by_code = isinstance(target, list) and isinstance(key, str)
            target = next(row for row in target if row["code"] == key) if by_code else target[key]
        target[path[-1]] = value

    return change


def drop(*path):
    def change(document):
        target = document
        for key in path[:-1]:
            by_code = isinstance(target, list) and isinstance(key, str)
            target = next(row for row in target if row["code"] == key) if by_code else target[key]
        del target[path[-1]]

    return change


def test_check_document_finds_nothing_in_the_shipped_model():
    assert problems(lambda document: None) == []


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (drop("stones"), "'stones' is a required property"),
        (put(1, "NO"), "Additional properties are not allowed ('NO' was unexpected)"),
        (put("cxmaturity-model/9", "format"), "format: 'cxmaturity-model/1' was expected"),
        (put(6, "stones", "VIS-1", "impact"), "stones.VIS-1.impact: 6 is greater than the maximum of 5"),
        (drop("stones", "VIS-2", "title", "fr"), "stones.VIS-2.title: 'fr' is a required property"),
        (put("", "blocks", "VOC", "name", "en"), "blocks.VOC.name.en: '' should be non-empty"),
        (drop("stones", "INT-3", "item"), "stones.INT-3: 'item' is a required property"),
        (put("x" * 61, "stages", "basic", "name", "en"), "stages.basic.name.en: 'xxx"),
        (put(True, "version"), "version: True is not of type 'integer'"),
        (put("VIS", "stones", "VIS-1", "prerequisites"), "stones.VIS-1.prerequisites: 'VIS' is not of type 'array'"),
        (put("<b>", "stones", "VIS-1", "code"), "stones.<b>.code: '<b>' does not match"),
    ],
)  # fmt: skip
def test_check_document_finds_a_wrong_shape(change, expected):
    assert problems(change)[0].startswith(expected)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (put("VIS-2", "stones", "VIS-1", "code"), "stones: VIS-2 is there twice"),
        (put("VOC", "blocks", "INT", "code"), "blocks: VOC is there twice"),
        (put("voice_of_customer", "blocks", "INT", "slug"), "blocks: two blocks have the slug voice-of-customer"),
        (put("review", "blocks", "INT", "slug"), "blocks.INT.slug: review is reserved for the product"),
        (put("later", "phases", 2, "code"), "phases.later.code: later is reserved for the product"),
        (put("XXX", "stones", "VIS-1", "block"), "stones.VIS-1.block: XXX does not exist"),
        (put("XXL", "stones", "VIS-1", "effort"), "stones.VIS-1.effort: XXL does not exist"),
        (put("nose", "stones", "VIS-1", "lens"), "stones.VIS-1.lens: nose does not exist"),
        (put("done", "planning", "quick_win", "up_to_stage"), "planning.quick_win.up_to_stage: done does not exist"),
        (put(["VIS"], "questionnaire_block_order"), "questionnaire_block_order: must name every block once"),
        (put(["NO-1"], "stones", "VIS-2", "prerequisites"), "stones.VIS-2.prerequisites: NO-1 does not exist"),
        (put(["EXB-7"], "stones", "VIS-2", "prerequisites"), "stones.VIS-2.prerequisites: EXB-7 belongs to a later stage"),
        (put(["VIS-3"], "stones", "VIS-2", "prerequisites"), "stones: prerequisites go round in a circle: "),
        (put(["VIS-2"], "stones", "VIS-2", "prerequisites"), "stones: prerequisites go round in a circle: VIS-2 needs VIS-2"),
        (put("functional", "stones", "VIS-1", "stage"), "blocks.VIS: has no stone of stage basic"),
        (put("basic", "stones", "VIS-6", "stage"), "blocks.VIS: must have exactly one stone of stage basic"),
        (put("integrated", "stones", "VIS-2", "stage"), "gate.conditions.sponsor.stone: VIS-2 is no stone of stage functional"),
        (put("VIS-3", "gate", "conditions", 0, "stone"), "gate.conditions: must be conditions with a code and a stone of their own each"),
        (drop("gate", "conditions", 0), "stones.VIS-2.gate: does not agree with the conditions of the gate"),
        (put(["basic", "integrated"], "gate", "between"), "gate.between: must name two stages, one after the other"),
        (put(True, "stones", "VIS-1", "gate"), "stones.VIS-1.gate: does not agree with the conditions of the gate"),
        (put({}, "blocks", "VIS", "descriptors"), None),
        (put(7, "stages", "integrated", "number"), "stages: numbers must be 1, 2, 3 … in order"),
        (put(30, "stages", "integrated", "threshold"), "stages.integrated: threshold must not fall from a stage to the next (35, then 30)"),
        (put(50, "stages", "integrated", "own_floor"), "stages.customer_first: own_floor must not fall from a stage to the next (50, then 45)"),
        (put("customer_centric", "stages", "basic", "orientation"), "stages: brand-centric stages come before customer-centric ones"),
        (put([["absent", 5]], "scoring", "stone_status"), "scoring.stone_status: must begin at 0 and rise from band to band"),
        (put([55, 35], "scoring", "quick_bands"), "scoring.quick_bands: must rise from band to band"),
        (put(0.9, "scoring", "sufficient"), "scoring.sufficient: must not be above complete"),
        (put(3, "breadth_scale", 4, "value"), "breadth_scale: must have the levels 0 to 4 in order"),
        (put(1, "capability_scales", "state", 0, "value"), "capability_scales.state: must have the levels 0 to 4 in order"),
        (put(50, "notices", "listening_ahead", "balance_below"), "notices.listening_ahead: must have exactly one rule"),
        (drop("notices", "listening_ahead", "right"), "notices.listening_ahead: must have exactly one rule"),
        (put(["*all"], "notices", "listening_ahead", "right"), "notices.listening_ahead: only *others, and only on the right"),
        (put("Produkt", "notices", "product_missing", "function_missing"), "notices.product_missing: function_missing must be one of "),
        (put(["NOWHERE"], "notices", "listening_ahead", "right"), None),
        (put(500, "efforts", "S", "person_days"), "efforts.S: person_days must lie in the range"),
        (put([[20, 1], [10, 2]], "planning", "months"), "planning.months: bounds must rise; the last one is null"),
        (put([7, 18], "phases", "walk", "months"), "phases: each must begin where the one before ends"),
        (put([5, 2], "horizons_years"), "horizons_years: must rise"),
    ],
)  # fmt: skip
def test_check_document_finds_parts_that_do_not_go_together(change, expected):
    found = problems(change)
    assert [line for line in found if expected and line.startswith(expected)] or (
        expected is None and found == []
    ), found


def test_check_document_spells_out_a_circle_in_the_order_of_need():
    def change(document):
        put(["VIS-4"], "stones", "VIS-2", "prerequisites")(document)
        put(["VIS-3"], "stones", "VIS-4", "prerequisites")(document)
        put(["VIS-2"], "stones", "VIS-3", "prerequisites")(document)

    (told,) = [line for line in problems(change) if "circle" in line]
    start = told.index("circle: ") + len("circle: ")
    needs = {"VIS-2": "VIS-4", "VIS-4": "VIS-3", "VIS-3": "VIS-2"}
    circle = told[start:].split(" needs ")
    assert circle[0] == circle[-1]
    assert all(needs[one] == other for one, other in pairwise(circle))


def test_check_document_takes_a_model_without_gate():
    def change(document):
        put(None, "gate")(document)
        for stone in document["stones"]:
            stone["gate"] = False

    assert problems(change) == []


def test_check_document_locates_stones_by_index():
    document = copy.deepcopy(shipped_document())
    document["stones"][3]["pillar"] = "column"
    (problem,) = check_document(document)
    assert problem.path == ("stones", 3, "pillar")


def test_collect_tells_fifty_problems_and_counts_the_others():
    errors = collect(Problem(f"no. {number}") for number in range(MOST_PROBLEMS + 7))
    assert errors is not None
    lines = list(errors.lines())
    assert len(lines) == MOST_PROBLEMS + 1
    assert lines[-1] == "and 7 more"
    assert collect([]) is None


def test_quote_shortens_and_hides_control_characters():
    assert quote("a\x1b[31m") == "'a\\x1b[31m'"
    assert quote("x" * 100) == "'" + "x" * 39 + "…'"
