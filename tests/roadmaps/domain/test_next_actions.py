import datetime as dt

from roadmaps.domain.initiatives import Details, Status
from roadmaps.domain.next_actions import (
    NextAction,
    Proposal,
    ProposalKind,
    Review,
    last_day_ahead,
    propose_actions,
    sort_actions,
)
from tests.roadmaps.domain.cases import gap

TODAY = dt.date(2027, 1, 1)
UNTIL = dt.date(2027, 3, 31)
SOON = dt.date(2027, 1, 15)


def action(number, due_on, done_on=None, **more):
    default = {"owner": "Olive", "first_step": "Ask", "proof": "A list", "title": f"Do {number}"}
    return NextAction(id=number, due_on=due_on, done_on=done_on, **(default | more))


def test_ninety_days_count_today():
    assert last_day_ahead(TODAY) == UNTIL
    assert (UNTIL - TODAY).days == 89


def test_actions_are_sorted_by_what_their_dates_say():
    passed, today, last = (action(n, d) for n, d in enumerate((SOON, TODAY, UNTIL)))
    later = action(4, UNTIL + dt.timedelta(days=1))
    done, done_last = action(5, TODAY, TODAY), action(6, TODAY, UNTIL)
    day = dt.date(2027, 1, 16)
    found = sort_actions([later, done, last, today, passed, done_last], TODAY)
    assert found.overdue == ()
    assert found.ahead == (today, passed, last)
    assert (found.beyond, found.done, found.until) == ((later,), (done_last, done), UNTIL)
    assert sort_actions([passed, today], day).overdue == (today, passed)


def test_more_than_five_open_actions_are_many():
    five = [action(n, TODAY) for n in range(5)]
    assert not sort_actions([*five, action(6, TODAY, TODAY)], TODAY).is_many
    assert sort_actions([*five, action(6, UNTIL)], TODAY).is_many


def propose(*gaps, starts=None, details=None, **more):
    days = {each.stone: TODAY for each in gaps} | (starts or {})
    given = {"actions": (), "today": TODAY} | more
    return propose_actions(gaps, days, details or {}, **given)


def test_gate_comes_first_then_steps_by_date():
    late = dt.date(2027, 2, 1)
    found = propose(
        gap("A-1"), gap("A-2"), gap("G-1", is_gate=True), starts={"A-1": late, "G-1": late}
    )
    assert found == (
        Proposal(ProposalKind.GATE, "G-1", late, late),
        Proposal(ProposalKind.STEP, "A-2", TODAY, SOON),
        Proposal(ProposalKind.STEP, "A-1", late, late),
    )
    assert [each.key for each in found] == ["gate-G-1", "step-A-2", "step-A-1"]


def test_step_is_proposed_as_long_as_it_is_planned_near_and_without_an_action():
    gaps = (gap("A-1"), gap("A-2"), gap("A-3"), gap("A-4"))
    found = propose(
        *gaps,
        starts={"A-2": UNTIL + dt.timedelta(days=1)},
        details={
            "A-3": Details("A-3", status=Status.RUNNING),
            "A-4": Details("A-4", owner="Sales"),
        },
        actions=[action(1, TODAY, TODAY, stone="A-1")],
    )
    assert [(each.code, each.owner) for each in found] == [("A-4", "Sales")]


def test_step_without_dates_is_not_proposed():
    assert propose_actions([gap("A-1")], {}, {}, actions=(), today=TODAY) == ()


def test_step_that_was_to_begin_already_is_proposed_for_soon():
    passed = dt.date(2026, 11, 1)
    assert propose(gap("A-1"), starts={"A-1": passed}) == (
        Proposal(ProposalKind.STEP, "A-1", passed, SOON),
    )


def test_reviews_that_fall_due_are_proposed_until_an_action_names_them():
    near = Review(3, "Keep one supplier", "Board", UNTIL)
    far = Review(4, "Buy, not build", "Board", UNTIL + dt.timedelta(days=1))
    expected = Proposal(ProposalKind.DECISION, "3", UNTIL, UNTIL, "Board", "Keep one supplier")
    assert propose(reviews=[far, near]) == (expected,)
    named = "Review the decision “Keep one supplier”"
    assert propose(reviews=[near], actions=[action(1, TODAY, title=named)]) == ()
    assert propose(reviews=[near], actions=[action(1, TODAY, TODAY, title=named)]) == (expected,)


def test_expired_statement_is_proposed_last():
    passed = dt.date(2026, 12, 1)
    *_, last = propose(gap("A-1"), great_due=passed)
    assert last == Proposal(ProposalKind.GREAT, "", passed, SOON)
