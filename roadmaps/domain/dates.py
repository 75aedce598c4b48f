"""Months of a roadmap in the calendar."""

import calendar
import datetime as dt


def add_months(day: dt.date, months: int) -> dt.date:
    """The same day of the month some months on, or the last day of a shorter month."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    last = calendar.monthrange(year, month + 1)[1]
    return dt.date(year, month + 1, min(day.day, last))


def first_of_next_month(day: dt.date) -> dt.date:
    """When a roadmap starts unless a person says otherwise."""
    return add_months(day.replace(day=1), 1)


def months_between(first: dt.date, second: dt.date) -> int:
    """Calendar months from one day's month to the other's, negative when that comes earlier."""
    return (second.year - first.year) * 12 + second.month - first.month
