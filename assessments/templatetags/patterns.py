"""Patterns of a profile in words: their name, the figures behind one, when one is named."""

from typing import Final

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from assessments.domain.maturity_model import MaturityModel, NoticeRule
from assessments.domain.notices import ALL_OTHERS
from assessments.domain.scorecard import Notice, Scorecard
from assessments.figures.points import whole_points
from assessments.queries.wording import Wording
from assessments.templatetags.sentences import in_a_row, points

register = template.Library()

PATTERNS: Final = {
    "listening_ahead": gettext_lazy("Listening is ahead of acting"),
    "promise_ahead": gettext_lazy("Promising is ahead of repairing"),
    "outside_louder": gettext_lazy("What is told outside is ahead of what is lived inside"),
    "data_without_action": gettext_lazy("Knowing is ahead of acting"),
    "busy_without_course": gettext_lazy("Doing is ahead of direction"),
    "course_without_steps": gettext_lazy("Direction is ahead of visible steps"),
    "value_unknown": gettext_lazy("Doing is ahead of knowing its value"),
    "uneven": gettext_lazy("The blocks stand far apart"),
    "lonely_agent": gettext_lazy("The change agent is ahead of the sponsorship"),
    "product_missing": gettext_lazy("Product teams have not had their say"),
}


@register.filter
def notice_title(notice: Notice | NoticeRule) -> str:
    """The pattern in words; one that the model invents reads as its code."""
    return str(PATTERNS.get(notice.code, notice.code.replace("_", " ").capitalize()))


@register.simple_tag
def notice_text(
    notice: Notice, scorecard: Scorecard, maturity_model: MaturityModel, wording: Wording
) -> str:
    """The figures behind a notice."""
    rule = next((r for r in maturity_model.notices if r.code == notice.code), None)
    if rule is None:
        return ""
    if notice.difference is not None:
        return _difference(rule, notice.difference, wording)
    if rule.balance_below is not None:
        return _("Balance %(balance)s of 100; the block to bring along first: %(block)s.") % {
            "balance": points(scorecard.organisation.balance_index),
            "block": in_a_row([wording.block_names.get(code, code) for code in notice.blocks]),
        }
    if rule.stone_at_least and rule.stone_below:
        return _two_stones(rule.stone_at_least[0], rule.stone_below[0], scorecard, wording)
    return _("No answer comes from a department with this function.")


@register.simple_tag
def notice_rule(rule: NoticeRule, wording: Wording) -> str:
    """When a pattern is named."""
    if rule.difference is not None:
        left, right = _sides(rule, wording)
        return _("%(left)s: %(points)s points or more above %(right)s") % {
            "left": left,
            "points": f"{rule.difference:g}",
            "right": right,
        }
    if rule.balance_below is not None:
        return _("balance under %(bound)s") % {"bound": f"{rule.balance_below:g}"}
    if rule.stone_at_least and rule.stone_below:
        return _("“%(first)s” from %(high)s points on, “%(second)s” under %(low)s") % {
            "first": wording.stone_titles.get(rule.stone_at_least[0], rule.stone_at_least[0]),
            "high": f"{rule.stone_at_least[1]:g}",
            "second": wording.stone_titles.get(rule.stone_below[0], rule.stone_below[0]),
            "low": f"{rule.stone_below[1]:g}",
        }
    return _("no department with this function answered")


def _sides(rule: NoticeRule, wording: Wording) -> tuple[str, str]:
    """What a rule compares, in words; several blocks are compared by their mean."""
    names = wording.block_names
    left = in_a_row([names.get(code, code) for code in rule.left])
    if ALL_OTHERS in rule.right:
        return left, _("the other blocks")
    return left, in_a_row([names.get(code, code) for code in rule.right])


def _difference(rule: NoticeRule, difference: float, wording: Wording) -> str:
    left, right = _sides(rule, wording)
    text = ngettext(
        "%(left)s: %(points)s point more than %(right)s.",
        "%(left)s: %(points)s points more than %(right)s.",
        whole_points(difference),
    )
    return text % {"left": left, "points": whole_points(difference), "right": right}


def _two_stones(first: str, second: str, scorecard: Scorecard, wording: Wording) -> str:
    scores = {stone.stone: stone.score for stone in scorecard.stones}
    return _("“%(first)s” stands at %(high)s, “%(second)s” at %(low)s.") % {
        "first": wording.stone_titles.get(first, first),
        "high": points(scores.get(first)),
        "second": wording.stone_titles.get(second, second),
        "low": points(scores.get(second)),
    }
