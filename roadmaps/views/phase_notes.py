"""What a phase promises and who covers it."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from roadmaps import models
from roadmaps.access import Right, get_roadmap
from roadmaps.actions.course import save_phase_note
from roadmaps.actions.revisions import Changed
from roadmaps.actions.settling import NotLatest
from roadmaps.forms.course import BenefitForm, CoverForm
from roadmaps.forms.revised import RevisedForm
from roadmaps.queries.course_rows import find_note_row
from roadmaps.queries.wording import wording_of_roadmap
from roadmaps.views.changed import changed_page
from roadmaps.views.replaced import words_kept


@login_required
@require_http_methods(["GET", "POST"])
def phase_benefit(request: HttpRequest, pk: str, phase: str) -> HttpResponse:
    """What customers will notice of a phase: those who run the programme say it."""
    return _note(request, get_roadmap(request.user, pk, Right.RUN), phase, BenefitForm)


@login_required
@require_http_methods(["GET", "POST"])
def phase_cover(request: HttpRequest, pk: str, phase: str) -> HttpResponse:
    """Sponsor and deputy of a phase: those who govern name them."""
    return _note(request, get_roadmap(request.user, pk, Right.GOVERN), phase, CoverForm)


def _note(
    request: HttpRequest, row: models.Roadmap, phase: str, kind: type[RevisedForm]
) -> HttpResponse:
    note = find_note_row(row, phase)
    if note is None:
        raise Http404
    form = kind(request.POST or None, instance=note)
    context = _context(row, form, phase)
    if not form.is_valid():
        return render(request, "roadmaps/course/edit.html", context)
    try:
        save_phase_note(roadmap=row, phase=phase, values=form.values(), revision=form.seen)
    except Changed as changed:
        return changed_page(request, row, form, changed.current, _back(row, phase))
    except NotLatest as replaced:
        name = "phase_benefit" if kind is BenefitForm else "phase_cover"
        address = reverse(f"roadmaps:{name}", args=[replaced.latest.pk, phase])
        context |= words_kept(replaced.latest, address)
        return render(request, "roadmaps/course/edit.html", context, status=409)
    return redirect(_back(row, phase))


def _context(row: models.Roadmap, form: RevisedForm, phase: str) -> dict[str, Any]:
    wording = wording_of_roadmap(row)
    title = _("%(phase)s: who covers it?")
    if isinstance(form, BenefitForm):
        title = _("%(phase)s: what will %(many)s notice?")
    names = {"phase": wording.phases.get(phase, phase), "many": wording.words["many"]}
    return {
        "roadmap": row,
        "assessment": row.assessment,
        "here": "course",
        "title": title % names,
        "form": form,
        "back": _back(row, phase),
    }


def _back(row: models.Roadmap, phase: str) -> str:
    return reverse("roadmaps:course", args=[row.pk], fragment=f"phase-{phase}")
