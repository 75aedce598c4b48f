"""Sentences made of facts: the headline, what to see in a chart, how things stand."""

from collections.abc import Mapping, Sequence
from typing import Final

from django import template
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from assessments.domain.maturity_model import MaturityModel
from assessments.domain.scorecard import Scorecard, Separation, Unseen
from assessments.figures.points import whole_points
from assessments.figures.strengths import strongest_blocks
from assessments.queries.wording import Wording

register = template.Library()

NUMBERS: Final = (
    gettext_lazy("none"),
    gettext_lazy("one"),
    gettext_lazy("two"),
    gettext_lazy("three"),
    gettext_lazy("four"),
    gettext_lazy("five"),
    gettext_lazy("six"),
    gettext_lazy("seven"),
    gettext_lazy("eight"),
    gettext_lazy("nine"),
    gettext_lazy("ten"),
)
FIRST_TO_REACH: Final = 2
STATUSES: Final = {
    "absent": gettext_lazy("Not started"),
    "started": gettext_lazy("Started"),
    "acquired": gettext_lazy("Acquired"),
    "established": gettext_lazy("Established"),
    "embedded": gettext_lazy("Embedded"),
}
ORIENTATIONS: Final = {
    "brand_centric": gettext_lazy("Brand-centric"),
    "customer_centric": gettext_lazy("Customer-centric"),
}
UNSEEN: Final = {
    Unseen.TOO_FEW: gettext_lazy("Too few answers to show a figure"),
    Unseen.NOT_APPLICABLE: gettext_lazy("Most people say that it does not apply"),
    Unseen.NOT_ASKED: gettext_lazy("Not asked in this questionnaire"),
}


@register.filter
def points(score: float | None) -> int | str:
    """Whole points, rounded down; nothing where there is no score."""
    return "" if score is None else whole_points(score)


@register.filter
def hundredths(score: float) -> str:
    """Points with two decimals, rounded down: sums made with them agree with whole `points`."""
    return str(number_format(whole_points(100 * score) / 100, decimal_pos=2))


@register.filter
def percent(share: float) -> int:
    """A share in whole percent, rounded down like points."""
    return whole_points(100 * share)


@register.filter
def in_words(count: int) -> str:
    """A count up to ten as a word, in sentences."""
    return str(NUMBERS[count]) if 0 <= count < len(NUMBERS) else str(count)


@register.filter
def status_name(status: str) -> str:
    """How a stone stands, in words; a status that the model invents reads as itself."""
    return str(STATUSES.get(status, status))


@register.simple_tag
def orientation(wording: Wording, place: int) -> str:
    """What the first (0) or last (−1) stage turns to, in words; both are alike: said once.

    A sector may say it with a form of the orientation's name.
    """
    sides = [stage.orientation for stage in wording.stages.values()]
    side = sides[place]
    return "" if place and side == sides[0] else wording.words.get(side) or str(ORIENTATIONS[side])


@register.filter
def unseen_reason(unseen: Unseen | None) -> str:
    """Why a stone has no figure."""
    return str(UNSEEN[unseen]) if unseen else ""


def in_a_row(texts: Sequence[str]) -> str:
    """One text, or several as “a, b and c”."""
    if len(texts) < 2:
        return "".join(texts)
    return _("%(first)s and %(last)s") % {"first": ", ".join(texts[:-1]), "last": texts[-1]}


@register.filter
def names_in_a_row(codes: Sequence[str], names: Mapping[str, str]) -> str:
    """Names of codes as “a, b and c”."""
    return in_a_row([names.get(code, code) for code in codes])


@register.simple_tag
def headline(scorecard: Scorecard, wording: Wording) -> str:
    """Where the organisation stands and what separates it from the next stage, by every rule."""
    organisation = scorecard.organisation
    if organisation.stage is None:
        return _("There are not enough answers to name a stage yet.")
    name = wording.stages[organisation.stage].name
    separation = organisation.separation
    if separation is None:
        return _last_stage(name, indicative=organisation.indicative)
    facts = {
        "stage": name,
        "next": wording.stages[separation.stage].name,
        "missing": in_a_row(_find_missing(separation, wording)),
    }
    if scorecard.gate.after_stage == organisation.stage:
        return _("%(stage)s. To cross to “%(next)s”: %(missing)s.") % facts
    return _("%(stage)s. To reach “%(next)s”: %(missing)s.") % facts


def _last_stage(name: str, *, indicative: bool) -> str:
    if indicative:
        return _("%(stage)s, as far as the quick questionnaire can tell.") % {"stage": name}
    return _("%(stage)s. What was great last year is worth asking again.") % {"stage": name}


def _find_missing(separation: Separation, wording: Wording) -> list[str]:
    more = max(0, separation.needed - separation.reached)
    below, conditions = len(separation.below), len(separation.conditions)
    before = wording.stages[separation.stage - 1].name
    texts = (
        (more, ngettext("one more block", "%(count)s more blocks", more)),
        (
            below,
            ngettext(
                "one block to bring to “%(before)s”",
                "%(count)s blocks to bring to “%(before)s”",
                below,
            ),
        ),
        (conditions, ngettext("one condition", "%(count)s conditions", conditions)),
    )
    return [text % {"count": in_words(count), "before": before} for count, text in texts if count]


@register.simple_tag
def crossing_sentence(scorecard: Scorecard, wording: Wording) -> str:
    """The crossing in one sentence."""
    stages = [
        _("%(stage)s: %(count)s") % {"stage": wording.stages[number].name, "count": count}
        for number, count in enumerate(scorecard.organisation.blocks_per_stage, start=1)
    ]
    text = _("Blocks by stage – %(stages)s.") % {"stages": ", ".join(stages)}
    held = [c.condition for c in scorecard.gate.conditions if c.state == "met"]
    if not scorecard.gate.conditions:
        return text
    facts = {"met": len(held), "all": len(scorecard.gate.conditions)}
    return f"{text} " + _("Conditions for crossing in place: %(met)s of %(all)s.") % facts


@register.simple_tag
def heatmap_sentence(scorecard: Scorecard, maturity_model: MaturityModel, wording: Wording) -> str:
    """In how many blocks the practices of the stage ahead are in place on average."""
    organisation = scorecard.organisation
    last = len(wording.stages) if organisation.stage else FIRST_TO_REACH
    ahead = organisation.separation.stage if organisation.separation else last
    satisfied = maturity_model.scoring.prerequisite_satisfied
    owns = [block.readings[ahead - 1].own for block in scorecard.blocks]
    count = sum(own is not None and own >= satisfied for own in owns)
    return ngettext(
        "Practices of “%(stage)s” are in place, on average, in %(count)s block of %(all)s.",
        "Practices of “%(stage)s” are in place, on average, in %(count)s blocks of %(all)s.",
        count,
    ) % {"stage": wording.stages[ahead].name, "count": count, "all": len(owns)}


def _say_no_difference(scorecard: Scorecard) -> str:
    """Where no block is furthest: all are alike, or too few have a score to compare them."""
    scored = sum(block.score is not None for block in scorecard.blocks)
    if scored < 2:
        return _("Too few blocks have a score to compare them.")
    if scored < len(scorecard.blocks):
        return _("All blocks that have a score stand at the same one.")
    return _("All blocks stand at the same score.")


@register.simple_tag
def radar_sentence(scorecard: Scorecard, wording: Wording) -> str:
    """Which block is furthest and which one would round the profile."""
    names = wording.block_names
    furthest, organisation = strongest_blocks(scorecard)[:1], scorecard.organisation
    if not furthest or organisation.weakest_block in {None, furthest[0].block}:
        return _say_no_difference(scorecard)
    return _(
        "Furthest along: %(furthest)s, %(most)s of 100. %(next)s, at %(least)s, "
        "would gain most from company."
    ) % {
        "furthest": names.get(furthest[0].block, furthest[0].block),
        "most": points(furthest[0].score),
        "next": names.get(organisation.weakest_block or "", ""),
        "least": points(organisation.weakest_score),
    }
