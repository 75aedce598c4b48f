"""Figures as people read them: money, values with their unit, and lines drawn of them."""

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final

from django import template
from django.utils.formats import date_format, number_format
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.figures.points import whole_points
from roadmaps import models
from roadmaps.domain.benefits import Beneficiary, Family, Point
from roadmaps.domain.costs import CostType
from roadmaps.domain.efforts import told_days
from roadmaps.domain.indicators import Indicator
from roadmaps.figures.benefits import Side
from roadmaps.figures.lines import Look, draw_benefits, draw_indicator

register = template.Library()

DECIMALS: Final = 2
NO_BREAK: Final = "\u00a0"
UNITS: Final = {"items/week": gettext_lazy("a week"), "visits/quarter": gettext_lazy("a quarter")}
SMALL, LARGE = (320, 130), (400, 210)
WIDTH_OF_A_SIGN: Final = 7


def plain_number(value: float | Decimal) -> str:
    """A number with as many decimals as it needs, two at most and four below one, and its
    thousands apart."""
    most = DECIMALS if abs(float(value)) >= 1 else 2 * DECIMALS
    text = f"{value:.{most}f}".rstrip("0").rstrip(".")
    decimals = len(text.partition(".")[2])
    return str(number_format(Decimal(text) + 0, decimal_pos=decimals, force_grouping=True))


@register.filter
def number(value: float | Decimal | None) -> str:
    """A number as people write it; nothing where there is none."""
    return "" if value is None else plain_number(value)


@register.filter
def days(value: float | Decimal | None) -> str:
    """Person-days as they are told everywhere; nothing where there are none to tell."""
    return "" if value is None else plain_number(told_days(value))


@register.filter
def money(value: Decimal | None, currency: str) -> str:
    """An amount with its currency, cents only where there are some; nothing where there is none."""
    if value is None:
        return ""
    decimals = 0 if value == value.to_integral_value() else DECIMALS
    amount = number_format(value, decimal_pos=decimals, force_grouping=True)
    return f"{amount}{NO_BREAK}{currency}"


@register.filter
def measured(value: float | None, unit: str) -> str:
    """A value with its unit; nothing where there is none."""
    if value is None:
        return ""
    if unit == "%":
        return _("%(value)s%%") % {"value": plain_number(value)}
    return f"{plain_number(value)} {unit_words(unit)}".strip()


@register.filter
def unit_words(unit: str) -> str:
    """A unit as people read it after a number: those of the shipped model in their language."""
    return str(UNITS.get(unit, unit))


@register.filter
def ratio_percent(ratio: Decimal) -> str:
    """A ratio of money in whole percent, rounded down; more than 100 is possible."""
    return plain_number(whole_points(100 * float(ratio)))


@register.filter
def cost_name(kind: CostType) -> str:
    """What money is spent on, in words."""
    return str(models.CostLine.Type(kind.value).label)


@register.filter
def family_words(family: Family) -> str:
    """What a benefit is made of, in words."""
    return str(models.Benefit.Family(family.value).label)


@register.filter
def beneficiary_words(beneficiary: Beneficiary, words: Mapping[str, str]) -> str:
    """Whose a benefit is, in the words of the sector."""
    if beneficiary is Beneficiary.CUSTOMERS:
        return _("for %(many)s") % {"many": words["many"]}
    return str(models.Benefit.For(beneficiary.value).label)


@register.simple_tag
def benefit_sentence(side: Side, currency: str) -> str:
    """What is expected of one side, and what of it is obtained until today."""
    facts = {
        "likely": money(side.likely, currency),
        "obtained": money(side.obtained, currency),
        "expected": money(side.expected, currency),
    }
    text = _("%(likely)s a year are expected.") % facts
    if side.realised is None:
        more = _("Nothing was to be obtained until today; %(obtained)s are.")
        return f"{text} {more % facts}" if side.obtained else text
    facts["share"] = ratio_percent(side.realised)
    more = _("Until today %(obtained)s of %(expected)s expected are obtained: %(share)s%%.")
    return f"{text} {more % facts}"


def _look(size: tuple[int, int], longest: int) -> Look:
    width, height = size
    left = 14 + WIDTH_OF_A_SIGN * longest
    return Look(width, height, left, _month, plain_number)


def _month(day: dt.date) -> str:
    return str(date_format(day, "M Y"))


@register.simple_tag
def indicator_line(indicator: Indicator, title: str, *, is_large: bool = False) -> SafeString:
    """What was measured, as an SVG element whose alternative text is `title`; empty with nothing
    measured."""
    values = [each.value for each in indicator.measurements]
    values += [each for each in (indicator.baseline, indicator.target) if each is not None]
    longest = max((len(plain_number(value)) for value in values), default=1)
    drawing = draw_indicator(indicator, title, _look(LARGE if is_large else SMALL, longest))
    # The writer escapes what it is given.
    return mark_safe(drawing)  # noqa: S308


@register.simple_tag
def benefit_line(points: tuple[Point, ...], title: str) -> SafeString:
    """Benefits as they add up, as an SVG element whose alternative text is `title`."""
    tops: list[Any] = [p.high for p in points] + [p.obtained for p in points if p.obtained]
    longest = max((len(plain_number(round(top))) for top in tops), default=1)
    # The writer escapes what it is given.
    return mark_safe(draw_benefits(points, title, _look(LARGE, longest + 1)))  # noqa: S308
