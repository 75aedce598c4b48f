import datetime as dt
from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from roadmaps.domain.deciding import MOST, AtStake, Matter, PhaseAhead, decisions_to_take
from roadmaps.domain.next_actions import NextAction
from roadmaps.domain.registers import Decision

TODAY = dt.date(2027, 1, 10)
CRAWL = PhaseAhead("crawl", dt.date(2027, 2, 1), dt.date(2027, 7, 31), 60.0)
NOTHING_LEFT = AtStake(TODAY, "Anne", "Bruno", has_agent=True, ahead=CRAWL)
REVIEW = Decision(3, "One number", TODAY, "Board", "", review_on=TODAY)
ACTION = NextAction(1, "Call ten members", "", "", TODAY, "")
ALL_OPEN = AtStake(
    TODAY,
    "",
    "",
    has_agent=False,
    ahead=replace(CRAWL, is_covered=False, without_owner=("IMP-1", "IMP-2"), after="walk"),
    advancing=7,
    blocks=8,
    years=5,
    exceptions=("VOC-4",),
    due=(REVIEW,),
    actions=(ACTION,),
    unstated=("crawl",),
)


def matters(stake):
    return [each.matter for each in decisions_to_take(stake)]


def settle(stake, **fields):
    return replace(stake, sponsor="Anne", deputy="Bruno", has_agent=True, **fields)


def test_who_carries_it_comes_first_then_days_and_targets():
    assert matters(ALL_OPEN) == ["sponsor", "agent", "deputy", "days", "targets"]
    assert matters(settle(ALL_OPEN)) == ["days", "targets", "exceptions", "review", "cover"]
    assert matters(settle(ALL_OPEN, advancing=0, exceptions=(), due=())) == [
        "days", "cover", "owners", "actions", "benefit",
    ]  # fmt: skip
    last = settle(ALL_OPEN, advancing=0, exceptions=(), due=(), actions=(), unstated=())
    assert matters(last) == ["days", "cover", "owners", "next"]


def test_days_of_the_phase_ahead_are_asked_with_their_entered_cost():
    ahead = replace(CRAWL, cost=Decimal(24_000))
    (asked,) = decisions_to_take(replace(NOTHING_LEFT, ahead=ahead))

    assert (asked.matter, asked.phase, asked.days) == (Matter.DAYS, "crawl", 60.0)
    assert (asked.cost, asked.owner) == (Decimal(24_000), "Anne")


def test_questions_are_due_when_the_phase_begins_and_two_weeks_ahead_at_least():
    def due(**fields):
        return decisions_to_take(replace(NOTHING_LEFT, **fields))[0].due_on

    assert due() == dt.date(2027, 2, 1)
    assert due(today=dt.date(2027, 1, 25)) == dt.date(2027, 2, 8)
    assert due(ahead=None, sponsor="") == dt.date(2027, 1, 24)


def test_next_phase_is_decided_on_when_the_phase_ahead_ends():
    asked = decisions_to_take(replace(NOTHING_LEFT, ahead=replace(CRAWL, after="walk")))[-1]

    assert (asked.matter, asked.phase, asked.due_on) == (Matter.NEXT, "walk", CRAWL.ends_on)


def test_what_stands_in_a_question_is_told_by_code_and_count():
    asked = {each.matter: each for each in decisions_to_take(settle(ALL_OPEN))}

    assert (asked["targets"].count, asked["targets"].all, asked["targets"].years) == (7, 8, 5)
    assert (asked["exceptions"].stone, asked["exceptions"].count) == ("VOC-4", 1)
    assert (asked["review"].title, asked["review"].number) == ("One number", 3)
    assert asked["review"].owner == "Board"


def test_a_plan_without_work_asks_nothing_of_it():
    assert decisions_to_take(replace(NOTHING_LEFT, ahead=None)) == ()


@given(
    st.builds(
        AtStake,
        today=st.just(TODAY),
        sponsor=st.sampled_from(["", "Anne"]),
        deputy=st.sampled_from(["", "Bruno"]),
        has_agent=st.booleans(),
        ahead=st.sampled_from([None, CRAWL, ALL_OPEN.ahead]),
        advancing=st.integers(0, 2),
        exceptions=st.sampled_from([(), ("VOC-4",)]),
        due=st.lists(st.just(REVIEW), max_size=7).map(tuple),
        actions=st.sampled_from([(), (ACTION,)]),
        unstated=st.sampled_from([(), ("crawl",)]),
    )
)
def test_never_more_than_five_and_always_in_the_same_order(stake):
    order = list(Matter)
    found = matters(stake)

    assert len(found) <= MOST
    assert [order.index(each) for each in found] == sorted(order.index(each) for each in found)
