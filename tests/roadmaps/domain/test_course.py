from dataclasses import replace
from functools import cache

import pytest

from roadmaps.domain.claims import Basis, find_prospect
from roadmaps.domain.course import (
    CROSSING,
    Entered,
    Line,
    Service,
    derive_lines,
    find_services,
    find_work,
    next_own_code,
    settle_lines,
)
from roadmaps.domain.gaps import find_scope
from roadmaps.domain.initiatives import Details, Status
from roadmaps.domain.planning import plan
from roadmaps.domain.steps import make_step
from roadmaps.domain.targets import Intention, Target
from roadmaps.domain.values import stone_values
from tests.roadmaps.domain.cases import PHASES, advance, gap, maturity_model
from tests.roadmaps.domain.followed import TODAY
from tests.scorecards import scorecard_of

AMPLE = (10_000.0,) * 3
SOUGHT = {"VIS": 3, "IMP": 2, "INN": 4}


@cache
def planned():
    """A plan with room for everything that three blocks ask for, from stage 1."""
    scorecard = scorecard_of(default=(1, 2))
    values = stone_values(maturity_model(), scorecard)
    scope = find_scope(
        maturity_model(),
        values,
        advance(SOUGHT),
        organisation_stage=scorecard.organisation.stage,
        block_scores={},
    )
    best = plan(scope, PHASES, AMPLE)
    return Basis(maturity_model(), scorecard, scope, PHASES, values), best.positions


def prospect(done=()):
    basis, places = planned()
    steps = [
        make_step(
            each,
            places[each.stone],
            Details(each.stone, status=Status.DONE if each.stone in done else Status.PLANNED),
            None,
            TODAY,
        )
        for each in basis.scope.gaps
    ]
    return find_prospect(basis, steps)


def lines(targets=None, **more):
    return derive_lines(targets or advance(SOUGHT), more.pop("prospect", prospect()), more)


def facts(line):
    return (line.code, line.stage, line.arrives, line.is_reached)


def test_course_has_a_line_for_each_block_that_advances_and_the_crossing_last():
    ahead = prospect()
    stands = {each.block: each.stage for each in ahead.after[-1].blocks}
    assert stands["VIS"] >= 3
    assert [line.code for line in lines()] == ["VIS", "IMP", "INN", CROSSING]
    assert all(line.phase == line.arrives for line in lines())
    assert lines()[-1].stage == 3


def test_line_arrives_with_the_first_phase_that_brings_its_stage():
    ahead = prospect()
    for line in lines()[:-1]:
        found = [
            each.phase
            for each in ahead.after
            if {b.block: b.stage for b in each.blocks}[line.block] >= line.stage
        ]
        assert line.arrives == next(iter(found), None)
    opens = [each.phase for each in ahead.after if each.gate.is_open]
    assert lines()[-1].arrives == opens[0]


def test_blocks_that_hold_or_scale_back_have_no_line():
    targets = (
        Target("VIS", 5, 1, Intention.HOLD),
        Target("VOC", 5, 1, Intention.SCALE_BACK),
        Target("IMP", 5, 2, Intention.ADVANCE, "It hurts most."),
    )
    only, *others = lines(targets, IMP="Head of service")
    assert (only.code, only.because, only.owner) == ("IMP", "It hurts most.", "Head of service")
    assert others == []


def test_crossing_is_on_the_course_only_when_a_target_lies_beyond_it():
    assert [line.code for line in lines(advance({"VIS": 2}))] == ["VIS"]
    assert [line.code for line in lines(advance({"VIS": 3}))] == ["VIS", CROSSING]


def test_crossing_stays_on_the_course_once_work_has_opened_it():
    gate = maturity_model().gate_stones
    crossing = lines(prospect=prospect(done=gate))[-1]
    assert (crossing.code, crossing.is_reached, crossing.arrives) == (CROSSING, True, None)


def test_without_results_lines_say_where_they_lead_and_nothing_of_when():
    assert [facts(line) for line in derive_lines(advance(SOUGHT), None, {})] == [
        ("VIS", 3, None, False),
        ("IMP", 2, None, False),
        ("INN", 4, None, False),
    ]


def test_stage_that_a_block_has_reached_is_told_as_reached():
    assert facts(lines(advance({"VIS": 1}))[0]) == ("VIS", 1, None, True)


def entered(code, **more):
    default = {"block": "", "stage": None, "phase": None, "statement": "", "owner": ""}
    return Entered(code, **(default | {"revision": 1} | more))


def test_words_of_governance_stand_over_what_is_derived():
    given = entered("VIS", statement="One vision for all", owner="Board", phase="crawl")
    settled = settle_lines(lines(), [given], prospect())
    before, after = lines()[0], settled[0]
    assert after == replace(
        before,
        statement="One vision for all",
        owner="Board",
        phase="crawl",
        is_settled=True,
        revision=1,
    )
    assert after.is_elsewhere is (before.arrives != "crawl")
    assert settled[1:] == lines()[1:]


def test_owner_of_the_target_stands_while_nobody_names_another():
    derived = lines(VIS="Marketing")
    assert settle_lines(derived, [entered("VIS", statement="x")], None)[0].owner == "Marketing"


def test_own_lines_come_last_and_know_when_the_plan_gets_there():
    given = [
        entered("own-1", statement="A name for it"),
        entered("own-2", block="VIS", stage=3, phase="walk"),
    ]
    first, second = settle_lines(lines(), given, prospect())[-2:]
    assert (first.is_own, first.arrives, first.is_elsewhere) == (True, None, False)
    assert second.arrives == lines()[0].arrives


def test_words_for_a_line_that_targets_no_longer_make_are_left_aside():
    assert settle_lines(lines(), [entered("EXB", statement="x")], None) == lines()


@pytest.mark.parametrize(
    ("codes", "expected"),
    [((), "own-1"), (("VIS", "own-2", "own-1"), "own-3"), (("own-", "own-x"), "own-1")],
)
def test_own_lines_get_a_number_that_nobody_has(codes, expected):
    assert next_own_code(codes) == expected


GAPS = (
    gap("VIS-1"),
    gap("INN-1", needs=()),
    gap("EXB-4", is_gate=True),
    gap("INT-2"),
    gap("own-a", block="VAL"),
)
CODES = {"VIS", CROSSING, "own-1"}


def test_step_serves_the_line_of_its_block_of_the_crossing_or_of_what_it_opens():
    assert find_services(GAPS, {"INN-1": ("INT-2", "VIS-1")}, {}, CODES) == {
        "VIS-1": Service("VIS"),
        "INN-1": Service("VIS"),
        "EXB-4": Service(CROSSING),
        "INT-2": Service(None),
        "own-a": Service(None),
    }


def test_step_serves_the_line_that_a_person_chose():
    found = find_services(GAPS, {}, {"INT-2": "own-1", "VIS-1": "own-9"}, CODES)
    assert found["INT-2"] == Service("own-1", is_chosen=True)
    assert found["VIS-1"] == Service(None, is_gone=True)


def test_work_on_the_crossing_is_that_of_gate_stones_whatever_else_they_serve():
    gaps = (gap("VIS-2", is_gate=True), gap("VIS-3"), gap("VIS-4"))
    found = [Line("VIS", "VIS", 2), Line(CROSSING, stage=3), Line("own-1")]
    services = find_services(gaps, {}, {}, {line.code for line in found})
    assert find_work(found, gaps, services, {"VIS-2", "VIS-3"}) == {
        "VIS": ("VIS-2", "VIS-3"),
        CROSSING: ("VIS-2",),
        "own-1": (),
    }
