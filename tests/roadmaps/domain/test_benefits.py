import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmaps.domain.benefits import (
    Beneficiary,
    Benefit,
    Family,
    Obtained,
    Size,
    accumulate,
    expected_until,
    obtained_until,
    planned_until,
    realised,
    total_a_year,
    whole_months,
)

JANUARY, APRIL, JULY = dt.date(2027, 1, 1), dt.date(2027, 4, 1), dt.date(2027, 7, 1)


def benefit(likely="1200", **fields):
    amount = None if likely is None else Decimal(likely)
    start = {"starts_on": JANUARY}
    return Benefit(1, "VOC-4", "Fewer calls", Family.COST, likely=amount, **(start | fields))


def obtained(*entries):
    return tuple(Obtained(n, day, Decimal(amount)) for n, (day, amount) in enumerate(entries))


@pytest.mark.parametrize(
    ("start", "day", "months"),
    [
        (JANUARY, JANUARY, 0),
        (JANUARY, dt.date(2027, 1, 31), 0),
        (JANUARY, dt.date(2027, 2, 1), 1),
        (dt.date(2027, 1, 31), dt.date(2027, 2, 27), 0),
        (dt.date(2027, 1, 31), dt.date(2027, 2, 28), 1),
        (JANUARY, dt.date(2029, 3, 15), 26),
        (APRIL, JANUARY, 0),
        (dt.date(2027, 3, 31), dt.date(2027, 3, 30), 0),
    ],
)
def test_whole_months(start, day, months):
    assert whole_months(start, day) == months


def test_expected_is_a_twelfth_for_every_whole_month():
    assert expected_until(benefit(), JANUARY) == 0
    assert expected_until(benefit(), dt.date(2027, 3, 31)) == 200
    assert expected_until(benefit(), APRIL) == 300
    assert expected_until(benefit("1000"), dt.date(2027, 2, 1)) == Decimal("83.33")


def test_expected_counts_from_the_day_entered_else_from_delivery():
    assert expected_until(benefit(starts_on=None, delivery=APRIL), JULY) == 300
    assert expected_until(benefit(starts_on=JANUARY, delivery=APRIL), JULY) == 600
    assert expected_until(benefit(starts_on=None), JULY) == 0


def test_nothing_is_invented_without_a_figure():
    unknown = benefit(None)
    assert [expected_until(unknown, JULY, size) for size in Size] == [0, 0, 0]
    assert total_a_year([unknown], Beneficiary.ORGANISATION) is None
    assert realised([unknown], JULY) is None


def test_missing_ends_of_the_range_read_as_the_likely_figure():
    ranged = benefit(low=Decimal(600))
    assert [expected_until(ranged, JULY, size) for size in Size] == [300, 600, 600]


def test_benefit_realised_is_obtained_by_planned():
    both = [
        benefit(obtained=obtained((APRIL, "150"), (JULY, "100"), (dt.date(2027, 8, 1), "900"))),
        benefit("1200", starts_on=APRIL),
    ]
    assert (obtained_until(both, JULY), planned_until(both, JULY)) == (250, 900)
    assert realised(both, JULY) == Decimal(250) / Decimal(900)
    assert realised(both, JANUARY) is None
    assert both[0].total_obtained == 1150


def test_more_than_planned_is_possible():
    assert realised([benefit(obtained=obtained((APRIL, "600")))], APRIL) == 2


def test_two_sides_are_told_apart():
    both = [benefit(), benefit("50", beneficiary=Beneficiary.CUSTOMERS), benefit("25.50")]
    assert total_a_year(both, Beneficiary.ORGANISATION) == Decimal("1225.50")
    assert total_a_year(both, Beneficiary.CUSTOMERS) == 50
    assert total_a_year(both, Beneficiary.CUSTOMERS, Size.HIGH) == 50


def test_accumulated_month_by_month_and_obtained_until_today():
    today = dt.date(2027, 2, 15)
    line = accumulate(
        [benefit(low=Decimal(600), obtained=obtained((dt.date(2027, 1, 20), "40")))],
        JANUARY,
        APRIL,
        today,
    )
    assert [(p.day.isoformat(), p.low, p.likely, p.high, p.obtained) for p in line] == [
        ("2027-01-01", 0, 0, 0, 0),
        ("2027-02-01", 50, 100, 100, 40),
        ("2027-02-15", 50, 100, 100, 40),
        ("2027-03-01", 100, 200, 200, None),
        ("2027-04-01", 150, 300, 300, None),
    ]


def test_accumulated_ends_on_its_last_day():
    line = accumulate([benefit()], JANUARY, dt.date(2027, 2, 15), JULY)
    assert [point.day.isoformat() for point in line] == ["2027-01-01", "2027-02-01", "2027-02-15"]


MONEY = st.decimals(0, 10**9, places=2)
DAYS = st.dates(dt.date(2020, 1, 1), dt.date(2040, 12, 31))
ENTRIES = st.lists(st.tuples(DAYS, MONEY), max_size=5)


@given(ENTRIES, DAYS, st.randoms())
def test_order_of_entries_changes_nothing(entries, day, random):
    shuffled = list(entries)
    random.shuffle(shuffled)
    one, other = benefit(obtained=obtained(*entries)), benefit(obtained=obtained(*shuffled))
    assert obtained_until([one], day) == obtained_until([other], day)
    assert realised([one], day) == realised([other], day)


@given(MONEY, DAYS, DAYS, DAYS)
def test_expected_never_shrinks_with_time(amount, start, day, other):
    early, late = sorted((day, other))
    one = benefit(amount, starts_on=start)
    assert 0 <= expected_until(one, early) <= expected_until(one, late)
