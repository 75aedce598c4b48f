import datetime as dt

import pytest

from roadmaps.domain.initiatives import Details, Status
from roadmaps.domain.people import (
    Agent,
    Coverage,
    Ownership,
    find_coverage,
    find_ownership,
    quarters_until,
    uncovered,
)

JANUARY, MAY, JUNE = dt.date(2027, 1, 1), dt.date(2027, 5, 31), dt.date(2027, 6, 1)
AGENTS = (
    Agent(1, "Ann", is_agent=True, since=JANUARY, department="sales"),
    Agent(2, "Rob", is_agent=False, since=JUNE, department="sales"),
    Agent(3, "Kim", is_agent=False, since=JANUARY, until=MAY, department="service"),
)


def test_agent_is_present_until_the_last_day():
    kim = AGENTS[2]

    assert [kim.is_present(day) for day in (JANUARY, MAY, JUNE)] == [True, True, False]
    assert [kim.has_left(day) for day in (JANUARY, MAY, JUNE)] == [False, False, True]
    assert not AGENTS[1].is_present(MAY)


def test_coverage_counts_people_by_department_and_day():
    found = find_coverage(AGENTS, ("sales", "service", "hr"), (JANUARY, JUNE))

    assert found == (Coverage("sales", (1, 2)), Coverage("service", (1, 0)), Coverage("hr", (0, 0)))
    assert uncovered(AGENTS, ("sales", "service", "hr"), JUNE) == ("service", "hr")


@pytest.mark.parametrize(
    ("today", "days"),
    [
        (dt.date(2027, 2, 28), ["2026-07-01", "2026-10-01", "2027-01-01", "2027-02-28"]),
        (dt.date(2027, 12, 31), ["2027-04-01", "2027-07-01", "2027-10-01", "2027-12-31"]),
    ],
)
def test_quarters_end_today(today, days):
    assert [day.isoformat() for day in quarters_until(today, 3)] == days


def test_ownership_tells_steps_that_nobody_owns():
    details = {
        "A": Details("A", owner="Ann", department="sales"),
        "B": Details("B", owner="Rob", department="sales"),
        "C": Details("C"),
        "D": Details("D", status=Status.DONE),
        "E": Details("E", status=Status.STOPPED),
        "F": Details("F", owner="Kim", department="service"),
    }
    placement = dict.fromkeys("ABCDE", "crawl") | {"F": None}

    assert find_ownership(details, placement) == Ownership(4, 2, ("sales",), ("C",))
