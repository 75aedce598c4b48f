from roadmaps.domain.planning import plan
from roadmaps.domain.plans import Alert, AlertCode
from tests.roadmaps.domain.cases import CAPACITIES, PHASES, gap, scope_with, worked_scope


def alerts(scope, capacities=(1000, 1000, 1000), **more):
    return plan(scope, PHASES, capacities, **more).alerts


def test_alerts_of_the_worked_roadmap():
    assert alerts(worked_scope(), CAPACITIES) == (
        Alert(AlertCode.QUICK_WINS, "crawl", ("IMP-2",), found=1, advised=2),
        Alert(AlertCode.RESERVE, "walk", found=12.5, advised=14),
    )


def test_quick_wins_are_asked_for_only_where_there_are_any_more():
    win = gap("A-1", quick_win=True)
    found = [alert.code for alert in alerts(scope_with([win, gap("B-1")]))]
    assert AlertCode.QUICK_WINS not in found
    late = alerts(scope_with([win]), locks={"A-1": "run"})
    assert late[0] == Alert(AlertCode.QUICK_WINS, "crawl", ("A-1",), found=0, advised=1)


def test_a_phase_without_a_benefit_that_customers_notice_is_named():
    found = alerts(scope_with([gap("A-1", impact=2), gap("B-1", stage=3, impact=3)]))
    named = [alert.phase for alert in found if alert.code is AlertCode.NO_BENEFIT]
    assert named == ["crawl", "run"]


def test_a_promise_ahead_of_delivery_guards_its_stones_beyond_the_chasm():
    scope = scope_with(
        [gap("E-1", stage=3), gap("E-2", stage=2), gap("B-1", stage=3)], ahead=("E",)
    )
    guarded = [alert for alert in alerts(scope) if alert.code is AlertCode.PROMISE_GUARD]
    assert guarded == [Alert(AlertCode.PROMISE_GUARD, "walk", ("E-1",))]
