"""Laws of the simulation (method E5), whatever is assumed."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roadmaps.domain.assumptions import Assumptions, Confidence, Increment, RiskEvent
from roadmaps.domain.simulation import replay, simulate

RUNS = 60
CODES = ("crisis", "sponsor_leaves", "strategy_change", "vendor_failure")
shares = st.floats(0, 1)


@st.composite
def tracks(draw: Any) -> tuple[Increment, ...]:
    """One to four increments; a benefit may be nothing, effort never is."""
    efforts = draw(st.lists(st.integers(1, 9), min_size=1, max_size=4))
    benefits = [draw(st.integers(0, 9)) for _ in efforts[1:]] + [1]
    pairs = zip(efforts, benefits, strict=True)
    return tuple(Increment(e / sum(efforts), b / sum(benefits)) for e, b in pairs)


events = st.lists(
    st.builds(
        RiskEvent,
        code=st.sampled_from(CODES),
        rate=st.floats(0, 4),
        delay=st.integers(0, 6).map(float),
        rework=shares,
        loss=st.floats(0, 0.4),
        per_supplier=st.booleans(),
    ),
    max_size=4,
    unique_by=lambda event: event.code,
).map(tuple)


@st.composite
def assumptions(draw: Any, **fixed: Any) -> Assumptions:
    """Anything that a person may enter, in whole months of delay."""
    months = draw(st.integers(1, 30))
    fields = {
        "months": months,
        "horizon": draw(st.integers(1, 70)),
        "cost": float(months),
        "benefit": draw(st.floats(0, 5)),
        "overhead": draw(st.floats(0, 0.5)),
        "confidence": Confidence(draw(st.floats(0, 0.01)), draw(st.floats(0, 0.3)), 0.35),
        "increments": draw(tracks()),
        "events": draw(events),
        "suppliers": draw(st.integers(0, 3)),
    }
    return Assumptions(**(fields | fixed))


@st.composite
def courses(draw: Any) -> dict[int, tuple[str, ...]]:
    """Events by month, of `STRIKING`."""
    months = draw(st.lists(st.integers(1, 50), max_size=8, unique=True))
    struck = st.lists(st.sampled_from(CODES), min_size=1, max_size=2, unique=True)
    return {month: tuple(draw(struck)) for month in months}


STRIKING = tuple(
    RiskEvent(code, 0.2, delay, rework, loss)
    for code, delay, rework, loss in (
        ("crisis", 3, 0.05, 0.1),
        ("sponsor_leaves", 2, 0.05, 0.15),
        ("strategy_change", 2, 0.3, 0.15),
        ("vendor_failure", 4, 0.4, 0.1),
    )
)


@given(assumptions(horizon=70))
@settings(max_examples=40, deadline=None)
def test_without_events_nothing_is_abandoned_and_everything_is_delivered(assumed):
    # 0.01 a month over 30 × 1.5 months and three more of rounding would fall under the floor.
    calm = replace(
        assumed,
        events=tuple(replace(event, rate=0.0) for event in assumed.events),
        confidence=replace(assumed.confidence, drift=0.003),
    )
    found = simulate(calm, runs=RUNS)
    for outcome in (found.big_bang, found.gradual):
        assert (outcome.abandoned, outcome.lost_cost) == (0, 0)
        assert outcome.delivered == pytest.approx(1)
    assert found.big_bang.end_month == calm.months


@given(assumptions(), st.integers(0, 2**32))
@settings(max_examples=40, deadline=None)
def test_the_same_seed_gives_the_same_result_in_any_order_of_the_events(assumed, seed):
    turned = replace(assumed, events=assumed.events[::-1])
    assert simulate(assumed, runs=RUNS, seed=seed) == simulate(turned, runs=RUNS, seed=seed)


@given(assumptions(), st.data())
@settings(max_examples=60, deadline=None)
def test_more_frequent_events_never_let_more_be_delivered(assumed, data):
    """Under the same draws, more events are a superset: work is never ahead, delays are never
    shorter, confidence is never higher. Without gains, that is: after a gain that the cap at 1 cut
    short, a later delivery can leave more confidence than an earlier one, so that for the gradual
    approach the law holds only where deliveries win none. Big Bang's only delivery ends it."""
    factor = st.floats(1, 5)
    worse = tuple(replace(event, rate=event.rate * data.draw(factor)) for event in assumed.events)
    before, after = (
        simulate(assumed, runs=RUNS),
        simulate(replace(assumed, events=worse), runs=RUNS),
    )
    assert after.big_bang.delivered <= before.big_bang.delivered
    assert after.big_bang.abandoned >= before.big_bang.abandoned
    bare = replace(assumed, confidence=replace(assumed.confidence, gain=0.0))
    before, after = simulate(bare, runs=RUNS), simulate(replace(bare, events=worse), runs=RUNS)
    assert after.gradual.delivered <= before.gradual.delivered + 1e-9


@given(assumptions(events=STRIKING), courses())
@settings(max_examples=100, deadline=None)
def test_what_is_live_stays_live_and_spending_ends_with_the_work(assumed, struck):
    for course in replay(assumed, struck):
        for before, month in zip(course.months, course.months[1:], strict=False):
            assert 0 <= before.live <= month.live <= 1 + 1e-9
            assert month.confidence <= 1
            assert month.cost >= before.cost
            assert month.benefit == pytest.approx(before.benefit + before.live * assumed.benefit)
            if not before.is_working:
                assert (month.is_working, month.cost) == (False, before.cost)


@given(assumptions(events=STRIKING, overhead=0.0), courses())
@settings(max_examples=60, deadline=None)
def test_one_increment_without_overhead_is_a_big_bang(assumed, struck):
    one = replace(assumed, increments=(Increment(1.0, 1.0),))
    big_bang, gradual = replay(one, struck)
    assert big_bang == gradual
    assert simulate(one, runs=RUNS).gradual_better == 0
