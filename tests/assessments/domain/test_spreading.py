"""What people said of each item, how far they agree, how sure scores are (method D6, D7, D9)."""

import numpy as np
import pytest

from assessments.domain.disclosure import find_groups
from assessments.domain.responses import BLANK, DONT_KNOW, NOT_ASKED, Responses
from assessments.domain.scorecard import Scorecard
from assessments.domain.scoring import score
from assessments.domain.spread import BlockSpread, Cell, CutKind, ItemSpread, Spread, Topic
from tests.builders import (
    WORKED_EXAMPLE_DEPARTMENTS,
    shipped_maturity_model,
    worked_example_maturity_model,
    worked_example_responses,
)

MODEL, ANSWERS = worked_example_maturity_model(), worked_example_responses()
SHIPPED = shipped_maturity_model()


def spread_of(scorecard: Scorecard) -> Spread:
    assert scorecard.spread is not None
    return scorecard.spread


def scored(answers: Responses = ANSWERS, k: int = 1, model=MODEL) -> Spread:
    grouping = find_groups(
        WORKED_EXAMPLE_DEPARTMENTS, answers.departments, k, responses_vantages=answers.vantages
    )
    return spread_of(
        score(
            model,
            answers,
            grouping,
            form="full",
            departments=WORKED_EXAMPLE_DEPARTMENTS,
            min_group_size=k,
            department_weight="equal",
        )
    )


def item(spread: Spread, code: str) -> ItemSpread:
    return next(found for found in spread.items if found.stone == code)


def block(spread: Spread, code: str) -> BlockSpread:
    return next(found for found in spread.blocks if found.block == code)


def crowd(levels: list[tuple[int, int]], *, department: str = "service") -> Responses:
    """Everybody answers every item of the worked example alike."""
    pairs = np.array(levels, dtype=np.uint8)
    shape = (len(levels), len(ANSWERS.items))
    return Responses(
        ANSWERS.items,
        (department,) * len(levels),
        ("manager",) * len(levels),
        np.broadcast_to(pairs[:, :1], shape).copy(),
        np.broadcast_to(pairs[:, 1:], shape).copy(),
    )


def test_spread_of_the_worked_example():
    spread = scored()
    repair, voices = item(spread, "IMP-2"), item(spread, "VOC-1")

    assert repair.capability.counts == (1, 1, 0, 1, 0)
    assert repair.breadth.counts == (1, 0, 1, 1, 0)
    assert (round(repair.agreement, 4), repair.band, repair.topic) == (0.6111, "divergent", None)
    assert (round(repair.capability_split, 4), round(repair.breadth_split, 4)) == (0.8889, 0.4444)
    assert repair.is_split
    assert (voices.topic, round(voices.agreement, 4)) == (Topic.WHERE, 0.8333)
    assert round(item(spread, "VOC-5").visibility_gap, 4) == 0.3333
    assert [found.stone for found in spread.agenda][:2] == ["IMP-2", "VOC-2"]


def test_spread_of_blocks_of_the_worked_example():
    voc, imp = (block(scored(), code) for code in ("VOC", "IMP"))

    assert (round(voc.perception_gap, 4), round(imp.perception_gap, 4)) == (42.3611, 33.5227)
    assert round(imp.between_share, 4) == 0.9484
    assert (voc.interval, voc.span) == (None, (25, 70))  # 25.69 to 68.06, widened
    assert voc.respondents == 3


def test_cuts_of_the_worked_example_have_each_department_and_vantage():
    departments, vantages = scored().cuts

    assert departments.kind is CutKind.DEPARTMENT
    assert departments.cells[1] == Cell(
        "marketing", ("marketing",), 1, (("VOC", 68.055555556), ("IMP", 38.068181818))
    )
    assert {cell.code for cell in vantages.cells} == {"leader", "manager", "front_line"}


def test_under_ten_answers_three_classes_and_bands_stand_alone():
    spread = scored(crowd([(0, 0), (3, 3), (3, 3), (4, 4), (2, 1)]), k=5)
    found = item(spread, "VOC-1")

    assert (found.capability.counts, found.capability.is_coarse) == ((1, 1, 3), True)
    assert (found.agreement, found.capability.median, found.band) == (None, None, "divergent")
    assert block(spread, "VOC").agreement is None
    assert block(spread, "VOC").band == "divergent"


def test_from_ten_answers_every_level_and_figure_is_told():
    found = item(scored(crowd([(3, 3)] * 5 + [(2, 4)] * 5), k=5), "VOC-1")

    assert found.capability.counts == (0, 0, 5, 5, 0)
    assert (found.capability.median, found.capability.quartiles) == (2.5, (2, 3))
    assert found.capability.deviation == 0.5
    assert found.agreement == 1 - 0.25 / 4


def test_quartiles_and_deviation_are_those_of_numpy():
    levels = [0, 1, 1, 2, 2, 2, 3, 3, 4, 4, 4]
    found = item(scored(crowd([(level, max(level, 0)) for level in levels]), k=5), "VOC-1")

    assert found.capability.median == np.median(levels)
    assert found.capability.quartiles == tuple(np.percentile(levels, (25, 75)))
    assert found.capability.deviation == pytest.approx(np.std(levels))


def test_an_item_of_too_few_answers_moves_nothing():
    answers = crowd([(3, 3)] * 6 + [(1, 1)] * 6)
    quiet = crowd([(3, 3)] * 6 + [(1, 1)] * 6)
    quiet.capability[4:, 0], quiet.breadth[4:, 0] = DONT_KNOW, BLANK
    other = crowd([(3, 3)] * 6 + [(1, 1)] * 6)
    other.capability[4:, 0], other.breadth[4:, 0] = DONT_KNOW, BLANK
    other.capability[:4, 0] = other.breadth[:4, 0] = 4

    assert scored(quiet, k=5) == scored(other, k=5)
    assert ANSWERS.items[0] not in {found.stone for found in scored(quiet, k=5).items}
    assert scored(answers, k=5) != scored(quiet, k=5)


def test_an_interval_is_told_from_six_people_on():
    few = block(scored(crowd([(3, 3), (1, 1), (2, 2), (2, 3), (4, 4)]), k=5), "IMP")
    more = block(scored(crowd([(3, 3), (1, 1), (2, 2), (2, 3), (4, 4), (3, 2)]), k=5), "IMP")

    many = block(scored(crowd([(3, 3), (1, 1), (2, 2), (2, 3), (4, 4)] * 2), k=5), "IMP")

    assert few.interval is None
    assert few.span == (5, 100)
    assert (more.span, more.standard_error) == (None, None)
    assert [bound % 5 for bound in more.interval] == [0, 0]
    assert many.interval[0] < 45 < many.interval[1]
    assert many.standard_error > 0


def test_items_that_the_front_line_was_not_asked_leave_the_gap_alone():
    answers = crowd([(3, 3)] * 5 + [(2, 2)] * 5)
    vantages = ("leader",) * 5 + ("front_line",) * 5
    asked = Responses(
        answers.items, answers.departments, vantages, answers.capability, answers.breadth
    )
    first = asked.items.index("VOC-1")
    asked.capability[5:, first] = asked.breadth[5:, first] = NOT_ASKED
    asked.capability[:5, first] = asked.breadth[:5, first] = 4

    gap = block(scored(asked, k=5), "VOC").perception_gap

    # 56.25 − 25 in whole points, as if VOC-1, which leaders alone were asked, did not exist.
    assert gap == 31


def test_a_cut_leaves_out_an_item_that_one_group_answered_in_part():
    answers = crowd([(3, 3)] * 10)
    seen = ("leader",) * 5 + ("front_line",) * 5
    split = Responses(answers.items, answers.departments, seen, answers.capability, answers.breadth)
    column = split.items.index("VOC-1")
    split.capability[:4, column], split.breadth[:4, column] = DONT_KNOW, BLANK
    split.capability[4:, column] = split.breadth[4:, column] = 4

    cut = next(cut for cut in scored(split, k=5).cuts if cut.kind is CutKind.VANTAGE)

    assert [dict(cell.scores)["VOC"] for cell in cut.cells] == [56, 56]


@pytest.mark.parametrize(("people", "shown"), [(9, False), (10, True)])
def test_comments_are_shown_from_ten_people_on(people, shown):
    assert scored(crowd([(2, 2)] * people), k=5).comments_shown is shown


def test_comments_take_twice_the_smallest_group():
    assert not scored(crowd([(2, 2)] * 15), k=8).comments_shown
    assert scored(crowd([(2, 2)] * 16), k=8).comments_shown


def test_order_of_sheets_changes_nothing():
    dice = np.random.default_rng(3)
    size = (40, len(SHIPPED.items("full")))
    capability = dice.integers(1, 5, size, dtype=np.uint8)
    breadth = dice.integers(1, 5, size, dtype=np.uint8)
    vantages = tuple(("leader", "front_line", "manager")[n % 3] for n in range(40))
    departments = tuple(("service", "marketing")[n % 2] for n in range(40))
    straight = Responses(SHIPPED.items("full"), departments, vantages, capability, breadth)
    turned = Responses(
        straight.items, departments[::-1], vantages[::-1], capability[::-1], breadth[::-1]
    )

    assert scored(straight, k=5, model=SHIPPED) == scored(turned, k=5, model=SHIPPED)


def test_the_span_of_few_people_or_questions_is_nobodys_answer():
    answers = crowd([(3, 3), (1, 1), (4, 4)])
    one = Responses(
        ("VOC-1",),
        answers.departments,
        answers.vantages,
        answers.capability[:, :1],
        answers.breadth[:, :1],
    )

    assert block(scored(answers, k=3), "VOC").span is None
    assert block(scored(one, k=3), "VOC").span is None


def test_departments_with_too_few_answers_to_a_block_are_taken_together():
    """Eleven of the service and one of marketing spoke of the block: η² would tell the one."""
    answers = crowd([(3, 3), (2, 2)] * 5 + [(4, 4)] + [(3, 4)] * 6)
    places = ("service",) * 11 + ("marketing",) * 6
    mixed = Responses(answers.items, places, answers.vantages, answers.capability, answers.breadth)
    mixed.capability[12:], mixed.breadth[12:] = DONT_KNOW, BLANK

    found = block(scored(mixed, k=5), "VOC")

    assert found.respondents == 12
    assert found.between_share is None


def test_vantages_leave_out_a_question_that_tells_one_person_beside_departments():
    """Five leaders and five managers of the board; one of these managers answered the question."""
    answers = crowd([(3, 3)] * 30)
    places = ("service",) * 10 + ("marketing",) * 20
    seen = ("leader",) * 5 + ("manager",) * 5 + ("front_line",) * 10 + ("manager",) * 10
    board = Responses(answers.items, places, seen, answers.capability, answers.breadth)
    column = board.items.index("VOC-1")
    board.capability[6:10, column], board.breadth[6:10, column] = DONT_KNOW, BLANK
    board.capability[:6, column] = board.breadth[:6, column] = 4

    departments, vantages = scored(board, k=5).cuts

    assert dict(departments.cells[0].scores)["VOC"] > 56  # 100 of the six counts there
    assert {dict(cell.scores)["VOC"] for cell in vantages.cells} == {56}
