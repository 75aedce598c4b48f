"""What rooms said and agreed, in words that judge nobody."""

from collections.abc import Iterator, Sequence
from typing import Final

from django import template
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from assessments.domain.disclosure import coarsen
from assessments.domain.spread import Distribution
from assessments.figures.points import whole_points
from assessments.queries.wording import StoneText, Wording
from roadmaps import models
from roadmaps.domain.room.ambitions import AmbitionSpread
from roadmaps.domain.room.minutes import Minutes, Revisited
from roadmaps.domain.room.positions import Agreed, Basis, DayChange, MadeFrom
from roadmaps.domain.targets import Intention, Target
from roadmaps.figures.room import wishes_of
from roadmaps.templatetags import room_wall

register = template.Library()

STEPS: Final = 100
"""Agreement is told in hundredths."""
UPPER: Final = 2
"""Of five answers, the two that say yes; of three classes it is the last."""


@register.filter
def made_from_sentence(made_from: MadeFrom) -> str:
    """Which positions a version of a roadmap was made from."""
    if made_from.basis is Basis.SURVEY:
        return _("It is made from the answers of the survey.")
    used = _used(made_from)
    if not made_from.differing:
        return _("%(used)s None of them differs from the survey.") % {"used": used}
    rest = ngettext(
        "%(count)s stone differs from the survey.",
        "%(count)s stones differ from the survey.",
        made_from.differing,
    )
    return f"{used} {rest % {'count': made_from.differing}}"


@register.filter
def made_from_words(made_from: MadeFrom) -> str:
    """The same as part of a line: without a full stop."""
    if made_from.basis is Basis.ROOM:
        text = ngettext(
            "%(count)s stone as the second round has it",
            "%(count)s stones as the second round has them",
            made_from.used,
        )
    else:
        text = ngettext(
            "%(count)s stone as the room agreed",
            "%(count)s stones as the room agreed",
            made_from.used,
        )
    return text % {"count": made_from.used}


def _used(made_from: MadeFrom) -> str:
    if made_from.basis is Basis.ROOM:
        text = ngettext(
            "%(count)s stone stands as the second round has it, the others as in the survey.",
            "%(count)s stones stand as the second round has them, the others as in the survey.",
            made_from.used,
        )
    else:
        text = ngettext(
            "%(count)s stone stands as the room agreed, the others as in the survey.",
            "%(count)s stones stand as the room agreed, the others as in the survey.",
            made_from.used,
        )
    return text % {"count": made_from.used}


@register.simple_tag
def agreed_in_words(agreed: Agreed, scale: str, wording: Wording) -> str:
    """The two answers that a room agreed on, quoted."""
    codes = (f"{scale}-{agreed.capability}", f"breadth-{agreed.breadth}")
    return ", ".join(_("“%(text)s”") % {"text": wording.answers.get(c, c)} for c in codes)


@register.filter
def change_in_words(change: float | None) -> str:
    """By how much agreement changed, with its sign; a dash where no figure may be told."""
    if change is None:
        return "–"
    size = number_format(abs(round(change, 2)), decimal_pos=2)
    if round(change * STEPS) == 0:
        return str(size)
    return f"+{size}" if change > 0 else f"−{size}"


@register.filter
def day_sentence(day: DayChange) -> str:
    """What the conversation changed."""
    told = _count_moves(day)
    if day.before is None or day.after is None:
        return told
    figures = ngettext(
        "On the one whose figures may be told, agreement went from %(before)s to %(after)s.",
        "On the %(count)s whose figures may be told, mean agreement went from %(before)s to "
        "%(after)s.",
        day.counted,
    )
    facts = {
        "count": day.counted,
        "before": _hundredths(day.before),
        "after": _hundredths(day.after),
    }
    return f"{told} {figures % facts}"


def _hundredths(value: float) -> str:
    """Rounded down, as all points are (method D1)."""
    return str(number_format(whole_points(STEPS * value) / STEPS, decimal_pos=2))


def _count_moves(day: DayChange) -> str:
    text = ngettext(
        "What the conversation changed: of %(count)s question asked twice, %(moves)s.",
        "What the conversation changed: of %(count)s questions asked twice, %(moves)s.",
        day.items,
    )
    moves = [
        (
            ngettext("views came nearer on one", "views came nearer on %(count)s", day.nearer),
            day.nearer,
        ),
        (
            ngettext(
                "views went further apart on one",
                "views went further apart on %(count)s",
                day.farther,
            ),
            day.farther,
        ),
        (
            ngettext(
                "the band stayed the same on one",
                "bands stayed the same on %(count)s",
                day.unchanged,
            ),
            day.unchanged,
        ),
    ]
    between = pgettext("between parts of a line", "; ")
    told = between.join(words % {"count": count} for words, count in moves if count)
    return text % {"count": day.items, "moves": told}


@register.filter
def joined_sentence(minutes: Minutes) -> str:
    """How many took part: as a figure where names were given, else in a band."""
    least, most = minutes.joined
    if least == most:
        text = ngettext("%(count)s person took part.", "%(count)s people took part.", most)
        return text % {"count": most}
    if not least:
        return _("Fewer than %(count)s people took part.") % {"count": most + 1}
    return _("From %(least)s to %(most)s people took part.") % {"least": least, "most": most}


@register.filter
def is_counted(spread: AmbitionSpread, min_group_size: int) -> bool:
    """Whether people are enough for wishes to be told by stage and intention (method D9)."""
    return not coarsen(spread.people, min_group_size)


@register.simple_tag
def wishes_sentence(spread: AmbitionSpread, min_group_size: int, wording: Wording) -> str:
    """Where people wish a block to be in some years, and by which intention; of a small room no
    more than the wall tells."""
    if not is_counted(spread, min_group_size):
        return str(room_wall.wishes_sentence(wishes_of(spread, min_group_size), wording))
    counts = [
        _("%(count)s to stay") % {"count": spread.intentions.get(Intention.HOLD, 0)},
        _("%(count)s to advance") % {"count": spread.intentions.get(Intention.ADVANCE, 0)},
        _("%(count)s to scale back") % {"count": spread.intentions.get(Intention.SCALE_BACK, 0)},
    ]
    text = ngettext(
        "%(people)s person: %(counts)s. Half of them want “%(stage)s” at most.",
        "%(people)s people: %(counts)s. Half of them want “%(stage)s” at most.",
        spread.people,
    )
    told = text % {
        "people": spread.people,
        "counts": ", ".join(counts),
        "stage": wording.stage_names.get(spread.median, spread.median),
    }
    return f"{told} {_set_aside()}" if spread.set_aside else told


def _set_aside() -> str:
    return _("Some answers of today are not counted, so that nobody can be worked out.")


@register.filter
def by_stage(counts: Sequence[int], wording: Wording) -> Iterator[tuple[str, int]]:
    """Names of stages with how many people want them."""
    names = wording.stage_names
    return ((names.get(n, str(n)), count) for n, count in enumerate(counts, start=1))


@register.simple_tag
def target_in_words(target: Target, today: int | None, wording: Wording) -> str:
    """What a block is to do within some years."""
    text = {
        Intention.HOLD: _("Within %(years)s years: stay at “%(stage)s”"),
        Intention.ADVANCE: _("Within %(years)s years: advance to “%(stage)s”"),
        Intention.SCALE_BACK: _("Within %(years)s years: scale back to “%(stage)s”"),
    }[target.intention]
    if target.intention is Intention.ADVANCE and target.stage <= (today or 1):
        text = _("Within %(years)s years: round off “%(stage)s”")
    stage = wording.stage_names.get(target.stage, target.stage)
    return text % {"years": target.years, "stage": stage}


@register.filter
def opinion_sentence(distribution: Distribution) -> str:
    """How many of those who answered say yes."""
    counts = distribution.counts
    yes = counts[-1] if distribution.is_coarse else sum(counts[-UPPER:])
    people = sum(counts)
    text = ngettext(
        "%(yes)s of %(count)s person says yes or rather yes.",
        "%(yes)s of %(count)s people say yes or rather yes.",
        people,
    )
    return text % {"yes": yes, "count": people}


@register.filter
def revisited_sentence(revisited: Revisited) -> str:
    """What the session did to the statement."""
    return {
        Revisited.UNTOUCHED: _("It was not written anew in this session."),
        Revisited.CONFIRMED: _("Confirmed in this session: it still holds."),
        Revisited.WRITTEN: _("Written in this session."),
    }[revisited]


@register.filter
def stance_name(stance: str) -> str:
    """Where somebody stands who signed."""
    names = dict(models.SignOff.Stance.choices)
    return str(names.get(stance, stance))


@register.filter
def question_of(stone: StoneText) -> str:
    """What the questionnaire asks of a stone."""
    return stone.question
