import pytest
from django.utils import timezone

from roadmaps import models
from roadmaps.actions.initiatives import move_initiative
from roadmaps.actions.planning import solve_again
from roadmaps.actions.settling import UnknownInitiative
from roadmaps.actions.waivers import UnknownRule, restore_rule, waive_rule
from roadmaps.domain.plans import InfeasiblePlan, Rule, Violation, Waiver
from roadmaps.queries.roadmaps import load_roadmap

pytestmark = pytest.mark.rows

SHARE = Violation(Rule.SHARE, "run", ("IMP-5",), 120.0, allowed=100.0)


def fresh(roadmap):
    return models.Roadmap.objects.select_related("assessment__organisation").get(pk=roadmap.pk)


@pytest.fixture
def blocked(worked_roadmap):
    """IMP-5 in run, alone with its block: more than a block may use."""
    move_initiative(roadmap=worked_roadmap, stone="IMP-4", phase="")
    move_initiative(roadmap=worked_roadmap, stone="IMP-5", phase="run")
    return worked_roadmap


def test_an_overridden_rule_lets_the_plan_be_solved_and_stays(blocked, olive):
    assert load_roadmap(fresh(blocked)).violations == (SHARE,)
    with pytest.raises(InfeasiblePlan):
        solve_again(roadmap=fresh(blocked))

    facts = {"stone": "IMP-5", "rule": "share", "by": olive}
    waive_rule(roadmap=fresh(blocked), reason="Agreed by the board", **facts)

    row = fresh(blocked)
    assert row.waivers == [
        {
            "rule": "share",
            "stone": "IMP-5",
            "reason": "Agreed by the board",
            "by": "olive",
            "on": timezone.localdate().isoformat(),
        }
    ]
    assert load_roadmap(row).violations == ()
    solve_again(roadmap=row)
    state = load_roadmap(fresh(blocked))
    (solved,) = (each for each in state.initiatives if each.stone == "IMP-5")
    assert (solved.phase, state.proved, state.violations) == ("run", True, ())
    assert solved.waivers == (Waiver(Rule.SHARE, "IMP-5", "Agreed by the board"),)


def test_restoring_the_rule_breaks_it_again(blocked):
    waive_rule(roadmap=fresh(blocked), stone="IMP-5", rule="share", reason="Agreed")
    solve_again(roadmap=fresh(blocked))
    restore_rule(roadmap=fresh(blocked), stone="IMP-5", rule="share")
    state = load_roadmap(fresh(blocked))
    assert (fresh(blocked).waivers, state.violations, state.is_edited) == ([], (SHARE,), True)


def test_overriding_again_replaces_the_reason(blocked):
    for reason in ("First", "Second"):
        waive_rule(roadmap=fresh(blocked), stone="IMP-5", rule="share", reason=reason)
    waive_rule(roadmap=fresh(blocked), stone="IMP-5", rule="capacity", reason="Lent")
    found = [(waiver["rule"], waiver["reason"]) for waiver in fresh(blocked).waivers]
    assert found == [("share", "Second"), ("capacity", "Lent")]


@pytest.mark.parametrize("rule", ["balance", "locked", "", "nonsense"])
def test_what_is_no_hard_rule_is_not_overridden(blocked, rule):
    with pytest.raises(UnknownRule):
        waive_rule(roadmap=blocked, stone="IMP-5", rule=rule, reason="Because")
    with pytest.raises(UnknownRule):
        restore_rule(roadmap=blocked, stone="IMP-5", rule=rule)
    assert fresh(blocked).waivers == []


def test_a_stone_that_is_not_there_gets_no_exception(blocked):
    with pytest.raises(UnknownInitiative):
        waive_rule(roadmap=blocked, stone="NOPE", rule="share", reason="Because")
