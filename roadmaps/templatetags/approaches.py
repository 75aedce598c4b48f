"""Shares, amounts and months of the comparison of both approaches."""

import datetime as dt
from typing import Final

from django import template
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roadmaps.domain.dates import add_months

register = template.Library()

WHOLE: Final = 10
"""Relative amounts from here on are told without decimals."""


@register.filter
def about_percent(share: float) -> str:
    """A share (0–1) in whole per cent. What is nearly all is not all, and what is nearly nothing is
    not nothing."""
    points = round(100 * share)
    if points == 100 and share < 1:
        return _("over 99%")
    if points == 0 and share > 0:
        return _("under 1%")
    return _("%(points)s%%") % {"points": points}


@register.filter
def amount(value: float, currency: str) -> str:
    """An amount of money in whole units; without a currency one of months of work, with a decimal
    under ten. Minus signs are true ones."""
    rounded = round(value, 1 if not currency and abs(value) < WHOLE else 0) + 0.0
    places = 0 if rounded.is_integer() else 1
    text = number_format(abs(rounded), places, use_l10n=True, force_grouping=True)
    return f"−{text}" if rounded < 0 else text


@register.filter
def in_months(count: int) -> str:
    """A length of time."""
    return ngettext("%(count)s month", "%(count)s months", count) % {"count": count}


@register.filter
def last_day(starts_on: dt.date, months: int) -> dt.date:
    """The last day of a month of the roadmap, counted from 1."""
    return add_months(starts_on, months) - dt.timedelta(days=1)
