import pytest

from roadmaps.domain.checking import check_placement
from roadmaps.domain.plans import LATER, PlanSettings, Rule, Violation
from tests.roadmaps.domain.cases import CAPACITIES, PHASES, worked_scope

GOOD = {
    **dict.fromkeys(("VIS-2", "VOC-4", "IMP-1"), "crawl"),
    **dict.fromkeys(("VIS-3", "VOC-2", "IMP-2", "EXB-4"), "walk"),
    **dict.fromkeys(("VOC-5", "IMP-4"), "run"),
    "IMP-5": LATER,
}


def check(settings: PlanSettings | None = None, **moves: str):
    moved = GOOD | {stone.replace("_", "-"): phase for stone, phase in moves.items()}
    return check_placement(worked_scope(), PHASES, CAPACITIES, settings or PlanSettings(), moved)


def test_the_worked_plan_breaks_nothing():
    assert check() == ()


@pytest.mark.parametrize(
    ("moves", "violations"),
    [
        ({"VIS_2": "run"}, [Violation(Rule.PREREQUISITE, "walk", ("VIS-3", "VIS-2"))]),
        ({"IMP_1": LATER}, [Violation(Rule.PREREQUISITE, "walk", ("IMP-2", "IMP-1"))]),
        ({"EXB_4": "run", "VOC_5": "walk"}, [Violation(Rule.GATE, "walk", ("VOC-5", "EXB-4"))]),
        (
            {"VIS_3": "crawl", "EXB_4": "crawl", "VOC_4": "walk", "IMP_1": "walk"},
            [Violation(Rule.CHAIN, "crawl", ("VIS-2", "VIS-3", "EXB-4"), 7, allowed=6)],
        ),
        (
            {"IMP_5": "run"},
            [Violation(Rule.CAPACITY, "run", ("VOC-5", "IMP-4", "IMP-5"), 210, allowed=200)],
        ),
    ],
)
def test_a_moved_stone_breaks_what_it_breaks(moves, violations):
    found = [v for v in check(**moves) if v.rule is violations[0].rule]
    assert found == violations


def test_settings_lift_the_rules_that_they_name():
    crowded = {"VOC_5": "crawl", "VOC_4": "later", "IMP_1": "later", "IMP_2": "later"}
    crowded |= {"IMP_4": "later"}
    assert [v.rule for v in check(**crowded)] == [Rule.GATE, Rule.GATE, Rule.STAGE_LIMIT]
    lifted = PlanSettings(gate=False, stage_limit=False)
    assert check(lifted, **crowded) == ()
    share = {"VOC_2": "crawl", "IMP_1": "walk"}
    assert check(**share) == (Violation(Rule.SHARE, "crawl", ("VOC-2", "VOC-4"), 67.5, allowed=50),)
    assert check(PlanSettings(block_share=False), **share) == ()


def test_an_unknown_phase_is_refused():
    with pytest.raises(ValueError, match="no such phase: sprint"):
        check(VIS_2="sprint")
