import pytest

from roadmaps.domain.facts import Facts
from roadmaps.domain.planning import plan
from roadmaps.domain.plans import Alert, AlertCode, Rule, Waiver
from roadmaps.domain.scopes import Kind
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


def facts_alerts(gaps, facts, *, capacities=(1000, 1000, 1000), locks=None, **fields):
    scope = scope_with(gaps, **fields)
    soft = {AlertCode.QUICK_WINS, AlertCode.NO_BENEFIT, AlertCode.PROMISE_GUARD, AlertCode.RESERVE}
    found = plan(scope, PHASES, capacities, facts=facts, locks=locks).alerts
    return [alert for alert in found if alert.code not in soft]


THREE = [gap("A-1"), gap("A-2"), gap("B-1")]


def test_nothing_is_reported_of_what_nobody_said():
    assert facts_alerts(THREE, Facts()) == []
    assert facts_alerts([], Facts(covered=(), benefits=())) == []


def test_a_supplier_in_three_stones_of_a_phase_is_named():
    suppliers = {"A-1": ["One", "Two", "One"], "A-2": ["One"], "B-1": ("Two", "One")}
    concentrated = Alert(
        AlertCode.SUPPLIER_CONCENTRATION, "crawl", ("A-1", "A-2", "B-1"), 3, supplier="One"
    )
    assert facts_alerts(THREE, Facts(suppliers=suppliers)) == [concentrated]
    apart = facts_alerts(THREE, Facts(suppliers=suppliers), locks={"B-1": "walk"})
    assert apart == []


def test_teams_that_nobody_trained_are_named_where_work_reaches_them():
    gaps = [gap("A-1", kind=Kind.EXTEND), gap("A-2", kind=Kind.EXTEND), gap("B-1")]
    said = Facts(teams_ready={"A-2"})
    assert facts_alerts(gaps, said) == [Alert(AlertCode.TEAMS_NOT_READY, "crawl", ("A-1",))]
    assert facts_alerts(gaps, said, is_trained=True) == []


@pytest.mark.parametrize(("trained", "named"), [("crawl", False), ("walk", True), ("run", True)])
def test_teams_are_ready_once_the_stone_that_trains_came_in_an_earlier_phase(trained, named):
    gaps = [gap("INB-2"), gap("A-1", kind=Kind.EXTEND)]
    locks = {"INB-2": trained, "A-1": "walk"}
    found = facts_alerts(gaps, Facts(teams_ready=()), locks=locks, trainers=("INB-2",))
    assert found == ([Alert(AlertCode.TEAMS_NOT_READY, "walk", ("A-1",))] if named else [])


def test_phases_without_cover_or_a_stated_benefit_are_named():
    found = facts_alerts(THREE, Facts(covered={"crawl"}, benefits={"run", "walk"}))
    assert found == [
        Alert(AlertCode.NO_STATED_BENEFIT, "crawl"),
        Alert(AlertCode.NO_COVER, "walk"),
        Alert(AlertCode.NO_COVER, "run"),
    ]


def test_orphans_are_named_phase_by_phase():
    found = facts_alerts(THREE, Facts(served={"A-1"}), locks={"B-1": "run"})
    assert found == [
        Alert(AlertCode.ORPHANS, "crawl", ("A-2",)),
        Alert(AlertCode.ORPHANS, "run", ("B-1",)),
    ]


def test_reserve_does_not_count_what_stands_on_top():
    gaps = [gap("A-1", effort=80), gap("B-1", effort=500)]
    waivers = [Waiver(rule, "B-1") for rule in (Rule.CAPACITY, Rule.SHARE)]
    found = alerts(scope_with(gaps), (200, 0, 0), waivers=waivers)
    assert [alert.phase for alert in found if alert.code is AlertCode.RESERVE] == []
