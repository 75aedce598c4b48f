"""Targets in words: what a block is to do, and what stands in the way of a choice."""

from django.utils.translation import gettext as _

from assessments.queries.wording import Wording
from roadmaps.domain.targets import Intention, TargetProblem, TargetProblemCode


def target_label(intention: Intention, stage: int, today: int, wording: Wording) -> str:
    """What a block that stands at `today` is to do."""
    text = {
        Intention.HOLD: _("Stay at “%(stage)s”"),
        Intention.ADVANCE: _("Advance to “%(stage)s”"),
        Intention.SCALE_BACK: _("Scale back to “%(stage)s”"),
    }[intention]
    if intention is Intention.ADVANCE and stage <= today:
        text = _("Round off “%(stage)s”")
    return text % {"stage": wording.stage_names.get(stage, stage)}


def target_sentence(problem: TargetProblem, wording: Wording) -> str:
    """What stops a set of targets, in one sentence."""
    text = {
        TargetProblemCode.MISSING_BLOCK: _("“%(block)s” has no target."),
        TargetProblemCode.UNKNOWN_BLOCK: _("The maturity model has no block “%(block)s”."),
        TargetProblemCode.UNKNOWN_HORIZON: _(
            "“%(block)s”: %(years)s years is not a horizon of the maturity model."
        ),
        TargetProblemCode.STAGE_OUT_OF_RANGE: _(
            "“%(block)s”: the maturity model has no stage %(stage)s."
        ),
        TargetProblemCode.DUPLICATE: _("“%(block)s” has two targets in %(years)s years."),
        TargetProblemCode.CONTRADICTION: _(
            "“%(block)s” would stand at “%(other_stage)s” in %(other_years)s years and at "
            "“%(stage)s” in %(years)s years. Choose a later stage that is as far, or scale back."
        ),
    }[problem.code]
    return text % {
        "block": wording.block_names.get(problem.block, problem.block),
        "years": problem.years,
        "stage": wording.stage_names.get(problem.stage or 0, problem.stage),
        "other_years": problem.other_years,
        "other_stage": wording.stage_names.get(problem.other_stage or 0, problem.other_stage),
    }
