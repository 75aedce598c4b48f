"""The oracles of method E5: four courses without chance, and the table of 20,000 futures."""

from dataclasses import replace

import pytest

from roadmaps.domain.assumptions import Assumptions, Confidence, Increment, RiskEvent
from roadmaps.domain.outcomes import Comparison, Outcome
from roadmaps.domain.simulation import replay, simulate
from tests.roadmaps.domain.futures import shipped_assumptions

SMALL = Assumptions(
    months=12,
    horizon=24,
    cost=12.0,
    benefit=2.0,
    overhead=0.0,
    confidence=Confidence(drift=0.01, gain=0.2, floor=0.295),
    increments=(Increment(1 / 3, 0.25), Increment(1 / 3, 0.25), Increment(1 / 3, 0.5)),
    events=(RiskEvent("sponsor", 0.2, 2, 0.0, 0.3), RiskEvent("strategy", 0.2, 1, 0.5, 0.3)),
)
STRUCK = {6: ("sponsor",), 9: ("strategy",)}
SEEDS = (2022, 7)
REFERENCE = {
    # setting: (abandoned, delivered, first benefit, net P10 P50 P90, P(net > 0), lost cost) twice,
    # Big Bang first, then P(gradual better)
    "default": (
        (0.55, 0.45, None, -51, -29, 30, 0.33, 23.6),
        (0.31, 0.80, 8, -7, 23, 47, 0.79, 6.9),
        0.975,
    ),
    "24 months": (
        (0.18, 0.82, 32, -32, 72, 96, 0.82, 5.7),
        (0.07, 0.95, 5, 61, 87, 101, 0.99, 1.2),
        0.94,
    ),
    "overhead 20 %": (
        (0.55, 0.45, None, -51, -29, 30, 0.33, 23.6),
        (0.42, 0.74, 9, -16, 3, 28, 0.54, 9.8),
        0.82,
    ),
    "rates halved": (
        (0.13, 0.87, 49, -45, 21, 42, 0.71, 6.5),
        (0.04, 0.98, 8, 20, 43, 55, 0.97, 0.9),
        0.98,
    ),
}


def setting(name: str) -> Assumptions:
    default = shipped_assumptions()
    halved = tuple(replace(event, rate=event.rate / 2) for event in default.events)
    return {
        "default": default,
        "24 months": replace(default, months=24, cost=24.0),
        "overhead 20 %": replace(default, overhead=0.2),
        "rates halved": replace(default, events=halved),
    }[name]


def test_big_bang_without_an_event_delivers_in_month_twelve():
    big_bang, _ = replay(SMALL, {})
    end = big_bang.months[-1]
    assert big_bang.deliveries == (12,)
    assert (end.cost, end.benefit, big_bang.net) == (12, 24, 12)


def test_gradual_without_an_event_delivers_every_four_months():
    _, gradual = replay(SMALL, {})
    end = gradual.months[-1]
    assert gradual.deliveries == (4, 8, 12)
    assert (end.cost, end.benefit, gradual.net) == (12, 4 * 0.5 + 4 * 1 + 12 * 2, 18)


def test_big_bang_struck_twice_is_abandoned_in_month_twelve():
    big_bang, _ = replay(SMALL, STRUCK)
    work = [big_bang.at(month).work for month in range(5, 12)]
    assert work == [5, 5, 5, 6, 3, 4, 5]
    assert [big_bang.at(month).delay for month in (5, 6, 7, 9)] == [0, 1, 0, 0]
    # 0.32 right after the hit of month 9, then the drift of that month and two more
    assert big_bang.at(9).confidence == pytest.approx(0.31)
    assert big_bang.at(11).confidence == pytest.approx(0.29)
    assert not big_bang.at(11).is_abandoned
    end = big_bang.months[-1]
    assert (big_bang.abandoned_in, end.cost, end.benefit, big_bang.net) == (12, 11, 0, -11)


def test_gradual_struck_twice_delivers_all_of_it_later():
    _, gradual = replay(SMALL, STRUCK)
    assert [gradual.at(month).work for month in range(5, 13)] == [1, 1, 1, 2, 1, 2, 3, 0]
    assert gradual.deliveries == (4, 12, 16)
    assert [gradual.at(month).live for month in gradual.deliveries] == [0.25, 0.5, 1]
    end = gradual.months[-1]
    assert (end.cost, end.benefit, gradual.net) == (16, 8 * 0.5 + 4 * 1 + 8 * 2, 8)
    assert gradual.abandoned_in is None


def test_replay_refuses_an_event_that_it_does_not_know():
    with pytest.raises(KeyError):
        replay(SMALL, {3: ("meteorite",)})


def figures(outcome: Outcome) -> dict[str, object]:
    return {
        "shares": [outcome.abandoned, outcome.delivered, outcome.positive],
        "first": outcome.first_benefit,
        "money": [outcome.net.p50, outcome.lost_cost],
        "edges": [outcome.net.p10, outcome.net.p90],
    }


def figures_of(row: tuple[float | None, ...]) -> dict[str, object]:
    """A row of the reference, in the tolerances of method E5."""
    abandoned, delivered, first, p10, p50, p90, positive, lost = row
    return {
        "shares": pytest.approx([abandoned, delivered, positive], abs=0.015),
        "first": first,
        "money": pytest.approx([p50, lost], abs=1.5),
        "edges": pytest.approx([p10, p90], abs=3),
    }


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("name", REFERENCE)
def test_the_reference_table_comes_out(name, seed):
    found: Comparison = simulate(setting(name), seed=seed)
    big_bang, gradual, better = REFERENCE[name]
    assert figures(found.big_bang) == figures_of(big_bang)
    assert figures(found.gradual) == figures_of(gradual)
    assert found.gradual_better == pytest.approx(better, abs=0.015)


def test_the_curve_runs_from_nothing_to_the_net_value():
    found = simulate(shipped_assumptions(), runs=500)
    for outcome in (found.big_bang, found.gradual):
        assert len(outcome.curve) == 85
        assert (outcome.curve[0].p10, outcome.curve[0].p90) == (0, 0)
        assert outcome.curve[-1] == outcome.net
        assert all(point.p10 <= point.p50 <= point.p90 for point in outcome.curve)
    # Both spend one a month before anything is there.
    assert found.big_bang.curve[1].p50 == found.gradual.curve[1].p50 == -1


def test_several_suppliers_fail_as_often_as_one_that_fails_more_often():
    default = shipped_assumptions()
    often = tuple(
        replace(event, rate=event.rate * 4) if event.per_supplier else event
        for event in default.events
    )
    four = simulate(replace(default, suppliers=4), runs=400)
    assert four == simulate(replace(default, events=often), runs=400)
    assert four != simulate(default, runs=400)
