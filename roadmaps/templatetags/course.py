"""Lines of the course and what steps are for, in words."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from django import template
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.queries.wording import Wording
from roadmaps import models
from roadmaps.domain.course import CROSSING, Line
from roadmaps.domain.next_actions import Proposal, ProposalKind
from roadmaps.domain.roadmap import InitiativeState
from roadmaps.domain.scopes import Why
from roadmaps.queries.great import load_great
from roadmaps.queries.programmes import find_programme
from roadmaps.templatetags.naming import quoted

register = template.Library()

IMPACTS: Final = {
    1: gettext_lazy("Works inside first; %(many)s notice what is built on it."),
    2: gettext_lazy("Some %(many)s notice it."),
    3: gettext_lazy("Most %(many)s notice it."),
    4: gettext_lazy("%(many)s notice it clearly."),
    5: gettext_lazy("Among what %(many)s notice most."),
}
"""What an impact from 1 to 5 means: value now, as long as nobody says it better."""
PROPOSED: Final = {
    ProposalKind.GATE: gettext_lazy("Begin “%(name)s”"),
    ProposalKind.STEP: gettext_lazy("Begin “%(name)s”"),
    ProposalKind.DECISION: gettext_lazy("Review the decision “%(name)s”"),
    ProposalKind.GREAT: gettext_lazy("Revisit what great looks like"),
}


@register.simple_tag
def line_text(line: Line, wording: Wording) -> str:
    """A line of the course: people's words, else what targets ask."""
    return line.statement or line_aim(line, wording)


@register.simple_tag
def line_aim(line: Line, wording: Wording) -> str:
    """What targets ask with a line; nothing for one's own without a stage."""
    names = {
        "block": wording.block_names.get(line.block, line.block),
        "stage": wording.stage_names.get(line.stage or 0, line.stage),
    }
    if line.stage is None:
        return ""
    if line.code == CROSSING:
        return _("Open the crossing to “%(stage)s”") % names
    if line.is_reached:
        return _("“%(block)s”: round off “%(stage)s”") % names
    return _("“%(block)s”: reach “%(stage)s”") % names


def name_lines(lines: Iterable[Line], wording: Wording) -> dict[str, str]:
    """What the lines say, by code."""
    return {line.code: line_text(line, wording) for line in lines}


@register.filter
def impact_text(impact: int, wording: Wording) -> str:
    """What customers notice of a step, from its impact (1–5)."""
    text = IMPACTS.get(impact, IMPACTS[1])
    return str(capfirst(str(text) % {"many": wording.words["many"]}))


@register.simple_tag
def prepares_text(initiative: InitiativeState, lines: Mapping[str, Line], wording: Wording) -> str:
    """What a step prepares: what it opens the way for, else the stage that rests on it. `lines` are
    those of the course by code."""
    gap = initiative.gap
    if initiative.unlocks:
        stones = quoted(initiative.unlocks, wording.stone_titles)
        return _("Opens the way for %(stones)s.") % {"stones": stones}
    block = wording.block_names.get(gap.block, gap.block)
    if gap.why is Why.OWN:
        return _("Supports “%(block)s”.") % {"block": block}
    aim = lines[gap.block].stage if gap.block in lines else None
    stage = wording.stage_names.get(max(aim or 0, gap.stage), gap.stage)
    return _("“%(stage)s” in “%(block)s” rests on it.") % {"stage": stage, "block": block}


@register.simple_tag
def proposal_title(proposal: Proposal, wording: Wording) -> str:
    """What a proposal would be called as an action."""
    name = proposal.title or wording.stone_titles.get(proposal.code, proposal.code)
    return str(PROPOSED[proposal.kind]) % {"name": name}


@register.inclusion_tag("roadmaps/course/compass.html")
def compass(roadmap: models.Roadmap) -> Mapping[str, Any]:
    """Goal and what great looks like, to stay in sight on every page of a roadmap (S0.23)."""
    organisation = roadmap.assessment.organisation
    great = load_great(organisation)
    return {
        "roadmap": roadmap,
        "goal": find_programme(organisation).strategic_goal,
        "great": great.current,
        "is_due": great.is_due(timezone.localdate()),
    }


@register.filter
def entry(mapping: Mapping[str, Any], key: str) -> Any:
    """The entry of `mapping` at `key`, nothing where there is none."""
    return mapping.get(key, ())
