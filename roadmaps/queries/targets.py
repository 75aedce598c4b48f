"""Where blocks stand and where people want them to be."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from assessments import models as assessments
from assessments.domain.maturity_model import MaturityModel
from assessments.domain.scorecard import Scorecard
from assessments.queries.maturity_model import load_maturity_model
from assessments.queries.snapshots import load_scorecard
from roadmaps import models
from roadmaps.domain.targets import (
    Intention,
    Target,
    carry_targets,
    default_targets,
    driving_targets,
)


@dataclass(frozen=True, slots=True)
class Standing:
    """What a closed assessment says to those who plan: yardstick, scorecard, stage per block."""

    maturity_model: MaturityModel
    scorecard: Scorecard

    @property
    def stages(self) -> Mapping[str, int | None]:
        """Present stage number per block; None: too few answers to say."""
        found = {result.block: result.stage for result in self.scorecard.blocks}
        return {block: found.get(block) for block in self.maturity_model.blocks}


def load_standing(assessment: assessments.Assessment) -> Standing | None:
    """Where a closed assessment stands; None when too few people answered to say, or with the form
    `matrix`, which places no stone."""
    scorecard = load_scorecard(assessment)
    if scorecard is None:
        return None
    return Standing(load_maturity_model(assessment.maturity_model), scorecard)


def load_targets(assessment: assessments.Assessment) -> tuple[Target, ...]:
    """The targets that were saved, in the model's order of blocks and by horizon."""
    order = load_maturity_model(assessment.maturity_model).blocks
    rows = models.Target.objects.filter(assessment=assessment)
    found = (
        Target(
            row.block, row.years, row.stage, Intention(row.intention), row.reason, row.consolidate
        )
        for row in rows
        if row.block in order
    )
    return tuple(sorted(found, key=lambda target: (order.index(target.block), target.years)))


def load_owners(assessment: assessments.Assessment) -> dict[str, str]:
    """Who answers for the target of a block, as far as somebody is named."""
    rows = models.Target.objects.filter(assessment=assessment).exclude(owner="")
    return dict(rows.order_by("years").values_list("block", "owner"))


def load_carried_targets(
    assessment: assessments.Assessment, standing: Standing
) -> tuple[Target, ...]:
    """For a wave without targets, those of the last wave before it that has some, as far as they
    are still ahead; nothing of them is stored."""
    earlier = models.Target.objects.filter(
        assessment__organisation=assessment.organisation_id
    ).exclude(assessment=assessment)
    if assessment.closed_on:
        earlier = earlier.filter(assessment__closed_on__lte=assessment.closed_on)
    row = earlier.select_related("assessment").order_by("-assessment__closed_on").first()
    if row is None:
        return ()
    return carry_targets(standing.maturity_model, load_targets(row.assessment), standing.stages)


def fill_targets(standing: Standing, saved: tuple[Target, ...]) -> tuple[Target, ...]:
    """A target per block and horizon: those saved; the others hold at the present stage, or at what
    a nearer horizon reaches (E1)."""
    known = {(target.block, target.years): target for target in saved}
    filled: list[Target] = []
    for untouched in default_targets(standing.maturity_model, standing.stages):
        stage = untouched.stage
        for years in standing.maturity_model.horizons:
            held = replace(untouched, years=years, stage=stage)
            target = known.get((untouched.block, years), held)
            filled.append(target)
            stage = max(stage, target.stage)
    return tuple(filled)


def is_replaced(standing: Standing, asked: tuple[Target, ...], saved: tuple[Target, ...]) -> bool:
    """Whether the targets saved drive another plan than those asked for (E2)."""

    def drive(targets: tuple[Target, ...]) -> list[Target]:
        driving = driving_targets(standing.maturity_model, fill_targets(standing, targets))
        return [replace(target, years=0, reason="") for target in driving]

    return bool(saved) and drive(asked) != drive(saved)
