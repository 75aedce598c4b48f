"""The demo answers for a trial: what a draft asks anew is answered from the same profile. Pure."""

from dataclasses import replace

from django.utils.text import slugify

from assessments.domain.disclosure import find_groups, publish
from assessments.domain.maturity_model import MaturityModel
from assessments.domain.responses import Department, Responses, pack, unpack
from assessments.domain.scorecard import Scorecard
from assessments.domain.scoring import score
from assessments.exchange.demo import Demo, Profile, make_sheets

FORM = "full"


class NotLikeDemo(Exception):
    """The demo answers know none of the blocks and stages of this maturity model."""


def make_trial_responses(demo: Demo, base: MaturityModel, draft: MaturityModel) -> Responses:
    """Answers of the demo organisation to everything that either version asks.

    Stones of both have the same answers. Stones of blocks or stages that the demo does not know
    stay unanswered. Raises NotLikeDemo when no stone is left.
    """
    of = next(each for each in demo.rounds if each.form == FORM)
    asked = _known(demo.profile, base)
    added = _known(demo.profile, draft, but=asked)
    items = (*asked.items(FORM), *added.items(FORM))
    if not items:
        raise NotLikeDemo
    pairs = zip(
        make_sheets(demo.profile, asked, of), make_sheets(demo.profile, added, of), strict=True
    )
    sheets = [(sheet, sheet.answers | more.answers) for sheet, more in pairs]
    capability, breadth = unpack([pack(answers, items) for _, answers in sheets], items)
    return Responses(
        items,
        tuple(sheet.department for sheet, _ in sheets),
        tuple(sheet.vantage for sheet, _ in sheets),
        capability,
        breadth,
    )


def _known(
    profile: Profile, maturity_model: MaturityModel, *, but: MaturityModel | None = None
) -> MaturityModel:
    """The version with no more stones than the profile has levels for."""
    stages = {stage.number: stage.code for stage in maturity_model.stages}
    left_out = but.stone_by_code if but else {}
    stones = tuple(
        stone
        for stone in maturity_model.stones
        if stone.code not in left_out
        and (
            stone.code in profile.stones
            or stages[stone.stage] in profile.levels.get(stone.block, {})
        )
    )
    return replace(maturity_model, stones=stones)


def score_trial(demo: Demo, responses: Responses, maturity_model: MaturityModel) -> Scorecard:
    """The scorecard that a version makes of the demo answers, with its own group size."""
    departments = tuple(
        Department(slugify(each.name), each.headcount, each.function) for each in demo.departments
    )
    k = maturity_model.scoring.min_group_size
    scorecard = score(
        maturity_model,
        responses,
        find_groups(departments, responses.departments, k),
        form=FORM,
        departments=departments,
        min_group_size=k,
        department_weight=maturity_model.scoring.department_weight,
    )
    return publish(scorecard)
