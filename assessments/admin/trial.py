"""The demo answers scored with a version and with the published one; nothing is kept."""

from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from assessments import models
from assessments.admin.previews import not_ready
from assessments.admin.version_pages import Admin, NotReadable, frame, reading, version_page
from assessments.domain.disclosure import TooFewAnswers
from assessments.domain.effect import Effect, compare_scorecards
from assessments.exchange.demo import Demo, read_demo
from assessments.exchange.trial import NotLikeDemo, make_trial_responses, score_trial
from assessments.queries.maturity_model import load_maturity_model, published_maturity_models
from assessments.queries.wording import Wording, load_wording


def urls(admin: Admin) -> list[URLPattern]:
    """The address of the trial below a version."""
    return [version_page(admin, "trial/", "trial", trial)]


@require_safe
def trial(request: HttpRequest, admin: Admin, row: models.MaturityModel) -> HttpResponse:
    """What the demo organisation would read, by this version and by the published one."""
    title = _("Trial with the demo answers")
    base = published_maturity_models().filter(slug=row.slug).exclude(pk=row.pk).first()
    try:
        effect = _score_both(base or row, row)
        names = effect_names(base or row, row)
    except NotReadable:
        return not_ready(request, admin, row, title)
    context = frame(admin, request, row, title) | {"base": base, "effect": effect, **names}
    return render(request, "admin/previews/trial.html", context)


@cache
def _demo() -> Demo:
    return read_demo(Path(settings.BASE_DIR) / "fixtures" / "demo_organisation.json")


def _score_both(base: models.MaturityModel, row: models.MaturityModel) -> Effect | None:
    """None when the demo organisation has nothing to answer."""
    with reading():
        before, after = load_maturity_model(base), load_maturity_model(row)
        try:
            answers = make_trial_responses(_demo(), before, after)
            cards = [score_trial(_demo(), answers, each) for each in (before, after)]
        except (NotLikeDemo, TooFewAnswers):
            return None
    return compare_scorecards(*cards)


def effect_names(before: models.MaturityModel, after: models.MaturityModel) -> dict[str, Any]:
    """Names of blocks, stones and conditions of two versions by code, and of each one's stages."""
    with reading():
        old, new = load_wording(before), load_wording(after)
    return {
        "block_names": _merge(old.block_names, new.block_names),
        "stone_titles": _merge(old.stone_titles, new.stone_titles),
        "condition_names": _merge(old.conditions, new.conditions),
        "stages_before": _stages(old),
        "stages_after": _stages(new),
    }


def _merge(old: dict[str, str], new: dict[str, str]) -> dict[str, str]:
    return old | new


def _stages(wording: Wording) -> dict[int, str]:
    return wording.stage_names
