import datetime as dt

import pytest

from assessments.domain.maturity_model import Phase
from roadmaps.domain.changes import Changes, change_asked, change_targets, change_work, shifted
from roadmaps.domain.gaps import Edit
from roadmaps.domain.plans import Balance, PlanSettings
from roadmaps.domain.targets import Intention, Target, check_targets
from tests.roadmaps.domain.cases import CAPACITIES, PHASES, maturity_model, worked_scope
from tests.roadmaps.domain.worked import asked

TODAY = dict.fromkeys(maturity_model().blocks, 1)


def changed(changes, **fields):
    return change_asked(asked(**fields), changes, maturity_model(), TODAY)


def test_no_change_asks_the_same():
    assert Changes().is_empty
    assert changed(Changes()) == asked()


def test_days_come_on_top_or_are_taken_away():
    assert changed(Changes(days={"walk": 20, "run": -50})).capacities == (100, 160, 150)
    with pytest.raises(ValueError, match="person-days"):
        changed(Changes(days={"crawl": -101}))


@pytest.mark.parametrize("rule", ["gate", "stage_limit", "block_share"])
def test_a_rule_is_left_out(rule):
    assert changed(Changes(without=(rule,))).settings == PlanSettings(**{rule: False})


def test_balance_is_left_out_like_a_rule():
    assert changed(Changes(without=("balance",))).settings == PlanSettings(Balance.OFF)


def test_a_later_start_moves_the_first_day():
    assert changed(Changes(later=5)).starts_on == dt.date(2027, 6, 1)


def test_further_rounds_have_as_many_days_a_month_as_the_last():
    more = changed(Changes(cycles=2))
    assert [phase.code for phase in more.phases[3:]] == ["crawl-2", "walk-2", "run-2"]
    assert (more.phases[-1].end_month, more.settings.cycle_phases) == (60, 3)
    assert more.capacities[:3] == CAPACITIES
    for phase, days, rate in zip(
        more.phases[3:], more.capacities[3:], (100 / 6, 140 / 12, 200 / 18), strict=True
    ):
        assert days == pytest.approx(rate * (phase.end_month - phase.start_month), abs=0.06)
    assert changed(Changes(cycles=1), **_of(more)) == asked()


def _of(more):
    return {"phases": more.phases, "capacities": more.capacities, "settings": more.settings}


def test_the_same_number_of_rounds_keeps_phases_that_people_moved():
    own = (Phase("crawl", 0, 4), Phase("walk", 4, 20), Phase("run", 20, 40))
    assert changed(Changes(cycles=1), phases=own).phases == own


def targets(*rows):
    return tuple(Target("VOC", years, stage, Intention(text)) for years, stage, text in rows)


@pytest.mark.parametrize(
    ("stage", "expected"),
    [
        (3, [(2, 2, "advance"), (5, 3, "advance"), (10, 4, "advance")]),
        (4, [(2, 2, "advance"), (5, 4, "advance"), (10, 4, "advance")]),
        (1, [(2, 1, "hold"), (5, 1, "hold"), (10, 4, "advance")]),
    ],
)
def test_another_target_never_contradicts_the_other_horizons(stage, expected):
    before = targets((2, 2, "advance"), (5, 2, "advance"), (10, 4, "advance"))
    after = change_targets(before, {"VOC": stage}, maturity_model(), TODAY)
    assert [(t.years, t.stage, t.intention) for t in after] == expected
    problems = check_targets(maturity_model(), after)
    assert {problem.code for problem in problems} == {"missing_block"}


def test_another_way_changes_work_and_nothing_else():
    scope = change_work(worked_scope(), {"IMP-5": Edit(40, 2)})
    assert (scope.gap_by_stone["IMP-5"].effort, scope.gap_by_stone["IMP-5"].months) == (40, 2)
    assert [g for g in scope.gaps if g.stone != "IMP-5"] == [
        g for g in worked_scope().gaps if g.stone != "IMP-5"
    ]
    assert changed(Changes(ways={"IMP-5": Edit(40, 2)})).edits == {"IMP-5": Edit(40, 2)}


def test_what_starts_later_is_measured_from_the_first_start():
    later = shifted(asked(), 3, 60)
    assert [(p.start_month, p.end_month) for p in later.phases] == [(3, 9), (9, 21), (21, 39)]
    assert later.settings.horizon == 60
    assert shifted(asked(), 0, 60).phases == PHASES
