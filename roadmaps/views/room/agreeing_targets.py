"""Where a room agrees that a block is to be."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from assessments.queries.wording import wording_of
from roadmaps import models
from roadmaps.access import Right, has_right
from roadmaps.actions.room.agreeing import agree_target
from roadmaps.actions.targets import TargetsRefused
from roadmaps.domain.targets import Target, find_realism_hint, is_steep
from roadmaps.forms.room.agreeing import BlockTargetForm
from roadmaps.forms.sentences import target_sentence
from roadmaps.queries.room.rounds import load_round
from roadmaps.queries.targets import (
    Standing,
    fill_targets,
    load_carried_targets,
    load_owners,
    load_standing,
    load_targets,
)
from roadmaps.views.standing import nothing_to_start_from


def target_page(request: HttpRequest, item: models.AgendaItem) -> HttpResponse:
    """What everybody wishes for a block, and what the room agrees: for those who govern."""
    assessment = item.workshop.assessment
    standing = load_standing(assessment)
    if standing is None or item.subject not in standing.maturity_model.blocks:
        return nothing_to_start_from(request, assessment, "targets")
    is_theirs = has_right(request.user, assessment.organisation, Right.GOVERN)
    if request.method == "POST" and not is_theirs:
        raise PermissionDenied
    form = _form(request, item, standing)
    if form.is_valid() and _agree(item, standing, form):
        messages.success(request, _("The targets of this block are saved as the room agreed."))
        return redirect("roadmaps:workshop_item", item.workshop_id, item.pk)
    return render(
        request, "roadmaps/room/agree_target.html", _context(item, form, may_edit=is_theirs)
    )


def _agree(item: models.AgendaItem, standing: Standing, form: BlockTargetForm) -> bool:
    """Save them; what contradicts meanwhile is said on the form."""
    try:
        agree_target(item=item, standing=standing, targets=form.own_targets(), owner=form.owner)
    except TargetsRefused as refused:
        for problem in refused.problems:
            form.add_error(None, target_sentence(problem, form.wording))
        return False
    return True


def _form(request: HttpRequest, item: models.AgendaItem, standing: Standing) -> BlockTargetForm:
    assessment = item.workshop.assessment
    saved = load_targets(assessment) or load_carried_targets(assessment, standing)
    return BlockTargetForm(
        request.POST or None,
        block=item.subject,
        standing=standing,
        wording=wording_of(assessment),
        targets=fill_targets(standing, saved),
        owners=load_owners(assessment),
    )


def _is_steep(target: Target, item: models.AgendaItem, standing: Standing) -> bool:
    return target.block == item.subject and is_steep(target, standing.stages.get(target.block))


def _context(item: models.AgendaItem, form: BlockTargetForm, *, may_edit: bool) -> dict[str, Any]:
    shown = form.targets() if form.is_valid() else tuple(form.before.values())
    return {
        "workshop": item.workshop,
        "assessment": item.workshop.assessment,
        "item": item,
        "wording": form.wording,
        "wishes": load_round(item) or (),
        "form": form,
        "row": form.row,
        "steep": [each.years for each in shown if _is_steep(each, item, form.standing)],
        "hint": find_realism_hint(shown, form.standing.stages),
        "may_edit": may_edit,
    }
