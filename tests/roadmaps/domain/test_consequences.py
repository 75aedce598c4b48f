import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmaps.domain.checking import check_placement
from roadmaps.domain.consequences import Consequence, find_consequences
from roadmaps.domain.planning import plan, propose_capacities
from roadmaps.domain.plans import PlanSettings, Rule, Violation, Waiver
from roadmaps.domain.roadmap import Solved
from tests.roadmaps.domain.cases import (
    CAPACITIES,
    PHASES,
    advance,
    maturity_model,
    scope_of,
    worked_scope,
)

SCOPE, SETTINGS = worked_scope(), PlanSettings()
BEST = plan(SCOPE, PHASES, CAPACITIES, SETTINGS)
SOLVED = Solved(SCOPE, PHASES, CAPACITIES, SETTINGS, BEST, None)
PLACES = dict(BEST.positions)


def consequences(stone, waivers=(), **moves):
    moved = PLACES | {code.replace("_", "-"): phase for code, phase in moves.items()}
    solved = Solved(SCOPE, PHASES, CAPACITIES, SETTINGS, BEST, None, tuple(waivers))
    return {c.phase: c for c in find_consequences(solved, moved, stone)}


def test_every_phase_and_later_is_answered_and_where_it_stands_changes_nothing():
    found = consequences("VIS-3")
    assert tuple(found) == ("crawl", "walk", "run", None)
    assert found["walk"] == Consequence(
        phase="walk",
        is_here=True,
        breaks=(),
        solves=(),
        stays=(),
        opens=("VOC-5", "IMP-4", "IMP-5", "EXB-4"),
        waits=(),
    )
    assert found["walk"].holds


def test_a_move_names_what_it_breaks_what_waits_and_what_still_follows():
    run = consequences("VIS-3")["run"]
    assert run.breaks == (Violation(Rule.PREREQUISITE, "walk", ("EXB-4", "VIS-3")),)
    assert (run.holds, run.opens, run.waits) == (False, ("VOC-5", "IMP-4", "IMP-5"), ("EXB-4",))
    assert run.also_waits == ()  # the broken rule says so already


def test_later_lets_nothing_follow():
    later = consequences("VIS-3")[None]
    assert (later.opens, later.waits) == ((), ("VOC-5", "IMP-4", "EXB-4"))
    assert [v.rule for v in later.breaks] == [Rule.GATE, Rule.GATE, Rule.PREREQUISITE]


def test_a_move_that_puts_right_says_so():
    found = consequences("VIS-3", VIS_3="run")
    broken = (Violation(Rule.PREREQUISITE, "walk", ("EXB-4", "VIS-3")),)
    assert (found["walk"].solves, found["walk"].holds) == (broken, True)
    assert (found["run"].stays, found["run"].breaks, found["run"].holds) == (broken, (), False)


def test_the_same_rule_broken_as_before_is_no_news():
    found = consequences("IMP-1", IMP_5="crawl")  # too much and too far on, whatever else moves
    assert {v.rule for v in found["run"].breaks} == {Rule.PREREQUISITE}
    assert found["crawl"].breaks == ()


def test_a_limit_exceeded_by_more_is_news():
    found = consequences("VOC-5", IMP_5="run", VOC_5=None)["run"]
    assert [(v.rule, v.needed) for v in found.breaks] == [(Rule.CAPACITY, 210)]
    more = consequences("VOC-4", IMP_5="run")["run"]
    assert (Rule.CAPACITY, 255) in [(v.rule, v.needed) for v in more.breaks]


def test_an_agreed_exception_breaks_nothing():
    agreed = [Waiver(Rule.PREREQUISITE, "EXB-4", "It was promised")]
    assert consequences("VIS-3", waivers=agreed)["run"].holds


def test_a_stone_out_of_scope_is_refused():
    with pytest.raises(ValueError, match="not in tuple"):
        find_consequences(SOLVED, PLACES, "VIS-1")


STONES = st.sampled_from(sorted(PLACES))
WHERE = st.sampled_from(["crawl", "walk", "run", None])


@given(st.dictionaries(STONES, WHERE), STONES)
def test_what_is_told_is_what_the_checker_finds(moves, stone):
    placement = PLACES | moves
    today = check_placement(SCOPE, PHASES, CAPACITIES, SETTINGS, placement)
    for found in find_consequences(SOLVED, placement, stone):
        then = check_placement(
            SCOPE, PHASES, CAPACITIES, SETTINGS, placement | {stone: found.phase}
        )
        assert set(found.breaks) | set(found.stays) <= set(then)
        assert set(found.solves) <= set(today)
        assert not set(found.breaks) & set(today)
        if not today:
            assert (found.breaks, found.solves) == (then, ())


def test_the_full_model_is_answered_while_a_card_is_picked_up():
    model = maturity_model()
    scope = scope_of({}, advance(dict.fromkeys(model.blocks, 4)), otherwise=10)
    capacities = propose_capacities(scope, model.phases)
    empty = plan(scope, model.phases, capacities, exclusions=[gap.stone for gap in scope.gaps])
    solved = Solved(scope, model.phases, capacities, SETTINGS, empty, None)
    placement = {gap.stone: "run" for gap in scope.gaps}
    start = time.perf_counter()
    for _ in range(5):
        find_consequences(solved, placement, "VIS-2")
    assert (time.perf_counter() - start) / 5 < 0.1
