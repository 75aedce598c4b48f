"""Months in words."""

import datetime as dt
from collections.abc import Sequence

from django import template
from django.utils.formats import date_format
from django.utils.translation import pgettext

from roadmaps.domain.timetable import DatedPhase, DatedStone

register = template.Library()


@register.filter
def span(dated: DatedStone | DatedPhase) -> str:
    """From when to when, in months: “Mar 2027”, “Jan – Mar 2027”, “Nov 2027 – Feb 2028”."""
    first, last = dated.starts_on, dated.ends_on
    with_year = pgettext("date format", "M Y")
    if _month(first) == _month(last):
        return date_format(last, with_year)
    short = pgettext("date format", "M") if first.year == last.year else with_year
    return f"{date_format(first, short)} – {date_format(last, with_year)}"


@register.filter
def month(days: Sequence[float], number: int) -> float:
    """What a month carries, counted from 0."""
    return days[number]


def _month(day: dt.date) -> tuple[int, int]:
    return day.year, day.month
