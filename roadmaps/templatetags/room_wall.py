"""The wall and the desk of a room, in words that judge nobody."""

from typing import Final

from django import template
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from assessments.domain.spread import Distribution, ItemSpread
from assessments.figures.points import whole_points
from assessments.figures.spread import Bar
from assessments.queries.wording import Wording
from roadmaps.domain.room.agenda import ALIGNED
from roadmaps.domain.room.rounds import SecondRound
from roadmaps.domain.room.scenes import Kind, Step
from roadmaps.domain.room.turnout import RoomTurnout
from roadmaps.domain.targets import Intention
from roadmaps.figures.room import Wishes
from roadmaps.templatetags.room_bars import in_sentence

register = template.Library()

ALIKE: Final = 0.05
"""Agreement that moved by less stands where it stood."""
ACTS: Final = {
    Step.SHOWN: gettext_lazy("Show"),
    Step.ASKED: gettext_lazy("Ask the room"),
    Step.DOTS: gettext_lazy("Ask for dots"),
    Step.TOLD: gettext_lazy("Reveal"),
}
SURVEY: Final = gettext_lazy("Show the survey")
STATES: Final = {
    Step.HIDDEN: gettext_lazy("Hidden"),
    Step.SHOWN: gettext_lazy("Shown"),
    Step.ASKED: gettext_lazy("Phones are asked"),
    Step.DOTS: gettext_lazy("Phones give dots"),
    Step.TOLD: gettext_lazy("Revealed"),
}
KINDS: Final = {
    Kind.WELCOME: gettext_lazy("Welcome"),
    Kind.STONE: gettext_lazy("What divides us"),
    Kind.AMBITION: gettext_lazy("Where we want to be"),
    Kind.GREAT: gettext_lazy("What great looks like"),
    Kind.IDEAS: gettext_lazy("Ideas"),
    Kind.FEEDBACK: gettext_lazy("Feedback on the session"),
}


@register.filter
def kind_name(kind: str) -> str:
    """What an agenda item is about."""
    return str(KINDS[Kind(kind)])


@register.filter
def step_name(step: str) -> str:
    """How far the room is with an item."""
    return str(STATES[Step(step)])


@register.simple_tag
def act_name(kind: str, then: Step) -> str:
    """What a click leads to."""
    return str(SURVEY if then is Step.SHOWN and kind == Kind.STONE else ACTS[then])


@register.simple_tag
def joined_sentence(turnout: RoomTurnout) -> str:
    """How many are in the room: a number where names are known, else a band."""
    low, high = turnout.joined
    if low == high:
        return ngettext("%(n)s in the room", "%(n)s in the room", low) % {"n": low}
    if low == 0:
        return _("Fewer than %(k)s in the room") % {"k": high + 1}
    return _("%(low)s to %(high)s in the room") % {"low": low, "high": high}


@register.simple_tag
def spoken_sentence(turnout: RoomTurnout, k: int) -> str:
    """How many have spoken: a number where names are known, else a share of the room."""
    if turnout.spoken is not None:
        n = turnout.spoken
        return ngettext("%(n)s has answered", "%(n)s have answered", n) % {"n": n}
    if turnout.band is None:
        return _("Fewer than %(k)s have answered") % {"k": k}
    facts = {"floor": turnout.band.floor, "ceiling": turnout.band.ceiling}
    return _("%(floor)s to %(ceiling)s%% of the room have answered") % facts


@register.simple_tag
def views_sentence(item: ItemSpread, band: str, topic: str) -> str:
    """How far apart views are, on what (both in words), and of how many people."""
    facts = {"band": band, "people": _people(item.valid), "topic": topic}
    if item.band is None or item.band == ALIGNED:
        return _("%(band)s. %(people)s.") % facts
    return _("%(band)s: you differ %(topic)s. %(people)s.") % facts


def _people(count: int) -> str:
    return ngettext("%(count)s person", "%(count)s people", count) % {"count": count}


@register.simple_tag
def changed_sentence(before: ItemSpread | None, told: SecondRound, was: str, now: str) -> str:
    """What the conversation changed in how far apart views are: `was` and `now` in words."""
    after, was, now = told.spread, in_sentence(was), in_sentence(now)
    if before is None:
        return _("Now: %(band)s.") % {"band": now}
    if before.agreement is None or after.agreement is None:
        if was == now:
            return _("As before: %(band)s.") % {"band": now}
        return _("Before: %(before)s. Now: %(after)s.") % {"before": was, "after": now}
    moved = after.agreement - before.agreement
    facts = {"before": _index(before.agreement), "after": _index(after.agreement)}
    if abs(moved) < ALIKE:
        text = _(
            "Views are about as far apart as before: agreement %(before)s of 1, now %(after)s."
        )
    elif moved > 0:
        text = _("The conversation brought views closer: agreement %(before)s of 1, now %(after)s.")
    else:
        text = _("The conversation opened views up: agreement %(before)s of 1, now %(after)s.")
    return text % facts


@register.simple_tag
def scores_sentence(before: float | None, told: SecondRound) -> str:
    """Both scores, where neither tells of single people."""
    if before is None or told.spread.capability.is_coarse:
        return ""
    facts = {"before": whole_points(before), "after": whole_points(told.score)}
    return _("Score by the survey %(before)s, by the room %(after)s of 100.") % facts


def _index(value: float) -> str:
    return number_format(value, 2)


@register.simple_tag
def wishes_sentence(wishes: Wishes, wording: Wording) -> str:
    """Where half of the room wants to be at most, and how far apart wishes are."""
    spread, names = wishes.spread, wording.stage_names
    facts = {"stage": names.get(spread.median, spread.median), "people": _people(spread.people)}
    middle = _("The middle wish is “%(stage)s” (%(people)s).") % facts
    return f"{middle} {_reach(wishes)}"


def _reach(wishes: Wishes) -> str:
    reach = wishes.spread.reach
    if reach <= 1 and wishes.is_coarse:
        return _("Wishes lie close together.")
    if wishes.is_coarse:
        return _("Wishes lie two stages or more apart.")
    if not reach:
        return _("Everybody wants the same stage.")
    text = ngettext("Wishes lie %(n)s stage apart.", "Wishes lie up to %(n)s stages apart.", reach)
    return text % {"n": reach}


@register.simple_tag
def intentions_sentence(wishes: Wishes) -> str:
    """How many want to advance, hold or scale back; nothing where the room is small."""
    if wishes.is_coarse:
        return ""
    counts = wishes.spread.intentions
    return _("Advance: %(advance)s. Hold: %(hold)s. Scale back: %(back)s.") % {
        "advance": counts.get(Intention.ADVANCE, 0),
        "hold": counts.get(Intention.HOLD, 0),
        "back": counts.get(Intention.SCALE_BACK, 0),
    }


@register.simple_tag
def wish_title(wishes: Wishes, wording: Wording) -> str:
    """The drawing in words: every stage that somebody wants; of a room of ten or more people."""
    return "; ".join(
        _("%(stage)s: %(count)s")
        % {"stage": wording.stage_names.get(bar.stage, bar.stage), "count": bar.count}
        for bar in wishes.bars
        if bar.count
    )


@register.simple_tag
def levels_title(bar: Bar) -> str:
    """A bar of opinions in words: answers from 0 (not at all) to 4 (entirely) with their counts."""
    return "; ".join(
        _("%(levels)s of 4: %(count)s")
        % {"levels": "–".join(map(str, sorted({part.levels[0], part.levels[-1]}))), "count": n}
        for part in bar.segments
        for n in [part.count]
    )


@register.simple_tag
def upper_share(distribution: Distribution) -> str:
    """How many of all gave one of the two upper answers."""
    counts = distribution.counts
    upper = counts[-1] if distribution.is_coarse else sum(counts[3:])
    return _("%(upper)s of %(all)s") % {"upper": upper, "all": sum(counts)}


@register.filter
def earlier(position: int) -> str:
    """The place before, as forms send it."""
    return str(position - 1)


@register.filter
def later(position: int) -> str:
    """The place after, as forms send it."""
    return str(position + 1)
