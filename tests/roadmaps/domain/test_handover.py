import datetime as dt
from decimal import Decimal

from roadmaps.domain.benefits import Beneficiary, Family
from roadmaps.domain.handover import (
    Gain,
    GainSum,
    PhaseInShort,
    PhaseTime,
    Span,
    shorten_phases,
    sum_gains,
)
from roadmaps.domain.initiatives import Details, Status

JANUARY, JUNE, JULY, LATER = (
    dt.date(2027, 1, 1),
    dt.date(2027, 6, 30),
    dt.date(2027, 7, 1),
    dt.date(2028, 6, 30),
)


def test_plan_in_short_tells_steps_by_how_far_they_are():
    statuses = {
        "A": Status.DONE,
        "B": Status.RUNNING,
        "C": Status.PAUSED,
        "D": Status.PLANNED,
        "E": Status.STOPPED,
        "F": Status.NOT_PLANNED,
    }
    details = {stone: Details(stone, status=status) for stone, status in statuses.items()}
    placement = dict.fromkeys("ABCDE", "crawl") | {"F": None}
    spans = (Span("crawl", JANUARY, JUNE), Span("walk", JULY, LATER))

    assert shorten_phases(spans, placement, details, JUNE) == (
        PhaseInShort("crawl", JANUARY, JUNE, PhaseTime.RUNS, ("A",), ("B", "C"), ("D",), ("E",)),
        PhaseInShort("walk", JULY, LATER, PhaseTime.AHEAD, (), (), (), ()),
    )
    times = [each.time for each in shorten_phases(spans, placement, details, JULY)]
    assert times == [PhaseTime.OVER, PhaseTime.RUNS]


def test_benefits_are_summed_by_whose_and_what_they_are():
    ours, theirs = Beneficiary.ORGANISATION, Beneficiary.CUSTOMERS
    gains = (
        Gain(Family.RISK, theirs, None, None),
        Gain(Family.COST, ours, Decimal("10.50"), None),
        Gain(Family.COST, ours, Decimal(20), Decimal(5)),
    )

    assert sum_gains(gains) == (
        GainSum(Family.COST, ours, 2, Decimal("30.50"), Decimal(5)),
        GainSum(Family.RISK, theirs, 1, None, None),
    )
    assert sum_gains(()) == ()
