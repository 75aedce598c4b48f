"""The three sentences of the overview, each made of facts: every rule that fails is in them, and
none that holds."""

from typing import Final

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.domain.maturity_model import MaturityModel
from assessments.domain.organisation import blocks_needed
from assessments.domain.scorecard import ConditionState, OrganisationResult, Scorecard, Separation
from assessments.domain.spread import ItemSpread, Topic
from assessments.figures.reach import Reach
from assessments.queries.wording import Wording
from assessments.templatetags.sentences import in_a_row, in_words

register = template.Library()

NAMED: Final = 2
"""How many practices the third sentence names."""


@register.simple_tag
def where_sentence(scorecard: Scorecard, maturity_model: MaturityModel, wording: Wording) -> str:
    """The stage of the organisation, and how many blocks are there, beyond and on the way."""
    organisation, total = scorecard.organisation, len(scorecard.blocks)
    placed = sum(organisation.blocks_per_stage)
    if organisation.stage is None:
        return ngettext(
            "A stage of the organisation is named when at least %(needed)s of %(all)s blocks have "
            "enough answers; today %(placed)s has.",
            "A stage of the organisation is named when at least %(needed)s of %(all)s blocks have "
            "enough answers; today %(placed)s have.",
            placed,
        ) % {
            "needed": in_words(blocks_needed(maturity_model)),
            "all": in_words(total),
            "placed": in_words(placed),
        }
    return ngettext(
        "The organisation stands at “%(stage)s”: of %(all)s block, %(parts)s.",
        "The organisation stands at “%(stage)s”: of %(all)s blocks, %(parts)s.",
        total,
    ) % {
        "stage": wording.stages[organisation.stage].name,
        "all": in_words(total),
        "parts": in_a_row(_places(organisation, organisation.stage, total - placed)),
    }


def _places(organisation: OrganisationResult, stage: int, unknown: int) -> list[str]:
    counts = organisation.blocks_per_stage
    before, here, beyond = sum(counts[: stage - 1]), counts[stage - 1], sum(counts[stage:])
    texts = (
        (here, ngettext("%(count)s is there", "%(count)s are there", here)),
        (beyond, ngettext("%(count)s is beyond", "%(count)s are beyond", beyond)),
        (
            before,
            ngettext("%(count)s is on the way there", "%(count)s are on the way there", before),
        ),
        (
            unknown,
            ngettext(
                "%(count)s has too few answers to tell",
                "%(count)s have too few answers to tell",
                unknown,
            ),
        ),
    )
    return [text % {"count": in_words(count)} for count, text in texts if count]


@register.simple_tag
def separation_sentence(scorecard: Scorecard, wording: Wording) -> str:
    """Everything that separates the organisation from the next stage (method D4)."""
    organisation = scorecard.organisation
    if organisation.stage is None:
        names = [wording.block_names.get(b.block, b.block) for b in scorecard.blocks if not b.stage]
        return _("More answers are needed about %(names)s.") % {"names": _quoted(names)}
    separation = organisation.separation
    if separation is None:
        if organisation.indicative:
            return _("The quick questionnaire looks no further; the full one does.")
        return _("No further stage lies ahead: what was great last year is worth asking again.")
    facts = {
        "next": wording.stages[separation.stage].name,
        "rules": in_a_row(_open_rules(scorecard, separation, wording)),
    }
    if scorecard.gate.after_stage == organisation.stage:
        return _("It crosses to “%(next)s” once %(rules)s.") % facts
    return _("It reaches “%(next)s” once %(rules)s.") % facts


def _open_rules(scorecard: Scorecard, separation: Separation, wording: Wording) -> list[str]:
    """The rules of the stage that do not hold yet, in the order of method D4."""
    more, below = separation.needed - separation.reached, len(separation.below)
    rules = []
    if more > 0:
        text = ngettext(
            "%(more)s more block is there (today %(reached)s of the %(needed)s that it takes)",
            "%(more)s more blocks are there (today %(reached)s of the %(needed)s that it takes)",
            more,
        )
        counts = {"reached": separation.reached, "needed": separation.needed}
        rules.append(text % (counts | {"more": in_words(more)}))
    if below:
        text = ngettext(
            "%(names)s has come to “%(before)s”", "%(names)s have come to “%(before)s”", below
        )
        names = _quoted([wording.block_names.get(code, code) for code in separation.below])
        rules.append(text % {"names": names, "before": wording.stages[separation.stage - 1].name})
    if separation.conditions:
        text = ngettext(
            "the condition %(names)s is in place",
            "the conditions %(names)s are in place",
            len(separation.conditions),
        )
        rules.append(text % {"names": in_a_row(_open_conditions(scorecard, separation, wording))})
    return rules


def _open_conditions(scorecard: Scorecard, separation: Separation, wording: Wording) -> list[str]:
    states = {each.condition: each.state for each in scorecard.gate.conditions}
    return [
        (_("“%(name)s” (not known yet)") if _is_unknown(states, code) else _("“%(name)s”"))
        % {"name": wording.conditions.get(code, code)}
        for code in separation.conditions
    ]


def _is_unknown(states: dict[str, ConditionState], code: str) -> bool:
    return states.get(code) is ConditionState.UNKNOWN


def _quoted(names: list[str]) -> str:
    return in_a_row([_("“%(name)s”") % {"name": name} for name in names])


@register.simple_tag
def agreement_sentence(
    scorecard: Scorecard, maturity_model: MaturityModel, wording: Wording
) -> str:
    """What people see alike and where their views differ and it matters, or why nobody can say."""
    spread, bands = scorecard.spread, maturity_model.scoring.agreement_bands
    if spread is None:
        return _("Computed with the first edition of the method: agreement was not kept.")
    best = bands[-1][0]
    compared = [item for item in spread.agenda if item.band is not None]
    if not compared:
        return _("Too few people answered the same questions to compare their views.")
    apart = [item for item in compared if item.band != best]
    named = {maturity_model.stone_by_code[item.stone].block for item in apart[:NAMED]}
    alike = [b.block for b in spread.blocks if b.band == best and b.block not in named]
    return f"{_alike(alike, compared, apart, wording)} {_apart(apart, wording)}"


def _alike(
    blocks: list[str], compared: list[ItemSpread], apart: list[ItemSpread], wording: Wording
) -> str:
    counts = {"count": len(compared) - len(apart), "all": len(compared)}
    if not counts["count"]:
        return _("Every practice is seen in more than one way.")
    if not blocks or not apart:
        return (
            ngettext(
                "People see %(count)s of %(all)s practice alike.",
                "People see %(count)s of %(all)s practices alike.",
                len(compared),
            )
            % counts
        )
    names = _quoted([wording.block_names.get(code, code) for code in blocks])
    return ngettext(
        "People see %(count)s of %(all)s practice alike, most of all on %(names)s.",
        "People see %(count)s of %(all)s practices alike, most of all on %(names)s.",
        len(compared),
    ) % (counts | {"names": names})


def _apart(items: list[ItemSpread], wording: Wording) -> str:
    if not items:
        return _("No practice divides them.")
    texts = {
        Topic.WHERE: _("“%(name)s” (where it is done)"),
        Topic.HOW_SETTLED: _("“%(name)s” (how settled it is)"),
        None: _("“%(name)s”"),
    }
    named = [
        texts[item.topic] % {"name": wording.stone_titles.get(item.stone, item.stone)}
        for item in items[:NAMED]
    ]
    return _("Views differ, and it matters most, on %(names)s.") % {"names": in_a_row(named)}


@register.simple_tag
def reach_in_words(reach: Reach) -> str:
    """How sure the score of a block is."""
    facts = {"low": reach.low, "high": reach.high}
    if reach.is_span:
        return _("People’s own scores lie between %(low)s and %(high)s of 100: indicative.") % facts
    return _("Between %(low)s and %(high)s of 100, sure at 95%%.") % facts
