"""Sentences about waves: what changed clearly, what did not, what cannot be said."""

from collections import Counter
from typing import Final

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from assessments.domain.waves import BlockTrend, Change, Direction, Reason, Trend
from assessments.figures.points import whole_points
from assessments.queries.wording import Wording
from assessments.templatetags.sentences import in_a_row, in_words

register = template.Library()

DIRECTIONS: Final = {
    Direction.UP: gettext_lazy("clearly up"),
    Direction.DOWN: gettext_lazy("clearly down"),
    Direction.NO_CLEAR_CHANGE: gettext_lazy("no clear change"),
    Direction.CANNOT_BE_SAID: gettext_lazy("cannot be said"),
}
REASONS: Final = {
    Reason.OTHER_FORM: gettext_lazy("not comparable, the questionnaires differ"),
    Reason.OTHER_QUESTIONS: gettext_lazy("not comparable, these stones changed: %(stones)s"),
    Reason.OTHER_WEIGHTS: gettext_lazy("not comparable, departments weighed otherwise"),
    Reason.NO_SCORE: gettext_lazy("no score in one of the waves, for want of answers"),
    Reason.FIRST_EDITION: gettext_lazy(
        "cannot be said, the first edition of the method kept no interval"
    ),
    Reason.NO_ERROR: gettext_lazy("cannot be said, too few people for an interval in one of them"),
}


@register.simple_tag
def trend_sentence(trend: Trend) -> str:
    """How many blocks changed clearly since the first wave, those that rose first."""
    found = Counter(block.whole.direction for block in trend.blocks if block.whole)
    if not found:
        return _("One wave so far; the next one makes a trend.")
    if set(found) == {Direction.NO_CLEAR_CHANGE}:
        return _("Since the first wave: no clear change in any block.")
    if set(found) == {Direction.CANNOT_BE_SAID}:
        return _("Several waves, side by side; no change can be stated yet.")
    up, down = found[Direction.UP], found[Direction.DOWN]
    alike = found[Direction.NO_CLEAR_CHANGE]
    texts = (
        (up, ngettext("one block clearly up", "%(count)s blocks clearly up", up)),
        (
            alike,
            ngettext("no clear change in one block", "no clear change in %(count)s blocks", alike),
        ),
        (down, ngettext("one block clearly down", "%(count)s blocks clearly down", down)),
    )
    parts = [text % {"count": in_words(count)} for count, text in texts if count]
    return _("Since the first wave: %(changes)s.") % {"changes": in_a_row(parts)}


@register.simple_tag
def change_words(change: Change, wording: Wording) -> str:
    """What may be said of a block between two waves; why, where nothing may be."""
    if change.reason is None:
        return str(DIRECTIONS[change.direction])
    titles = [wording.stone_titles.get(code, code) for code in change.stones]
    return str(REASONS[change.reason]) % {"stones": in_a_row(titles)}


@register.simple_tag
def block_sentence(trend: BlockTrend, wording: Wording) -> str:
    """A block from the first to the last wave."""
    scores = [trend.points[place].score for place in (0, -1)]
    if trend.whole is None:
        return "" if scores[0] is None else _("%(score)s of 100") % {"score": _points(scores[0])}
    words = change_words(trend.whole, wording)
    if None in scores or not trend.whole.is_comparable:
        return _("First to last wave: %(change)s.") % {"change": words}
    first, last = (_points(score) for score in scores)
    facts = {"first": first, "last": last, "change": words}
    return _("From %(first)s to %(last)s: %(change)s.") % facts


def _points(score: float | None) -> str:
    return "–" if score is None else str(whole_points(score))
