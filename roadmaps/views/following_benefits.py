"""The benefits register: what is expected of steps, and what they have brought."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from cxmaturity.signing_in import changes_only
from roadmaps import models
from roadmaps.access import Right, get_roadmap
from roadmaps.actions.money import (
    add_benefit,
    record_obtained,
    remove_benefit,
    remove_obtained,
    save_benefit,
)
from roadmaps.actions.revisions import Changed
from roadmaps.domain.benefits import Benefit
from roadmaps.figures.benefits import find_sides
from roadmaps.forms.money import BenefitForm, ObtainedForm
from roadmaps.queries.following import load_basis, load_following
from roadmaps.queries.money import find_benefit_row, load_benefits, planned_ends, suggest_family
from roadmaps.queries.programmes import find_programme
from roadmaps.queries.wording import wording_of_roadmap
from roadmaps.views.changed import changed_page
from roadmaps.views.following_frame import edit_page, frame, step_titles
from roadmaps.views.removing import seen_revision

PAGE = "roadmaps:benefits"


@login_required
@require_GET
def benefits(request: HttpRequest, pk: str) -> HttpResponse:
    """Expected beside obtained, over time and step by step."""
    row, today = get_roadmap(request.user, pk), timezone.localdate()
    found = _load(row, today)
    basis = load_basis(row)
    context = frame(request, row, "benefits") | {
        "benefits": found,
        "sides": find_sides(found, today),
        "currency": find_programme(row.assessment.organisation).currency,
        "organisation": basis.scorecard.organisation if basis else None,
    }
    return render(request, "roadmaps/following/benefits.html", context)


def _load(row: models.Roadmap, today: dt.date) -> Sequence[Benefit]:
    ends = planned_ends(load_following(row, today))
    return load_benefits(row.assessment.organisation, ends)


@login_required
@require_http_methods(["GET", "POST"])
def benefit_new(request: HttpRequest, pk: str) -> HttpResponse:
    """A gain expected of a step."""
    row = get_roadmap(request.user, pk, Right.RUN)
    stone = request.GET.get("stone", "")
    form = _form(request, row, models.Benefit(stone=stone, family=suggest_family(row, stone)[0]))
    if not form.is_valid():
        context = {"here": "benefits", "title": _("A benefit to expect"), "back": _back(row)}
        return edit_page(request, row, form, context)
    added = add_benefit(organisation=row.assessment.organisation, values=form.values())
    return redirect(_back(row, added.pk))


@login_required
@require_http_methods(["GET", "POST"])
def benefit(request: HttpRequest, pk: str, number: int) -> HttpResponse:
    """What is expected of one benefit."""
    row = get_roadmap(request.user, pk, Right.RUN)
    instance = _get_benefit(row, number)
    title, form = instance.title, _form(request, row, instance)
    if not form.is_valid():
        return _edit_page(request, row, form, title)
    try:
        save_benefit(benefit=instance, values=form.values(), revision=form.seen)
    except Changed as changed:
        return changed_page(request, row, form, changed.current, _back(row, number))
    return redirect(_back(row, number))


@login_required
@changes_only(PAGE)
def benefit_remove(request: HttpRequest, pk: str, number: int) -> HttpResponse:
    """Expect a benefit no longer."""
    row = get_roadmap(request.user, pk, Right.RUN)
    instance = _get_benefit(row, number)
    try:
        remove_benefit(benefit=instance, revision=seen_revision(request))
    except Changed:
        notice = _("Somebody else changed this benefit meanwhile. Look at it, then decide again.")
        form = _form(request, row, instance, is_sent=False)
        return _edit_page(request, row, form, instance.title, notice)
    messages.success(request, _("“%(name)s” is taken out.") % {"name": instance.title})
    return redirect(_back(row))


@login_required
@require_http_methods(["GET", "POST"])
def obtained(request: HttpRequest, pk: str, number: int) -> HttpResponse:
    """What a benefit has brought, entry by entry; members read, those who run it add."""
    right = Right.RUN if request.method == "POST" else None
    row = get_roadmap(request.user, pk, right)
    instance = _get_benefit(row, number)
    form = ObtainedForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        record_obtained(benefit=instance, **form.cleaned_data)
        return redirect("roadmaps:obtained", pk, number)
    found = (each for each in _load(row, timezone.localdate()) if each.pk == number)
    context = frame(request, row, "benefits") | {
        "benefit": next(found),
        "form": form,
        "currency": find_programme(row.assessment.organisation).currency,
    }
    return render(request, "roadmaps/following/obtained.html", context)


@login_required
@changes_only(PAGE)
def obtained_remove(request: HttpRequest, pk: str, number: int) -> HttpResponse:
    """Take back an entry of what a benefit has brought."""
    row = get_roadmap(request.user, pk, Right.RUN)
    instance, entry = _get_benefit(row, number), request.POST.get("entry", "")
    if entry.isdecimal():
        remove_obtained(benefit=instance, pk=int(entry))
    return redirect("roadmaps:obtained", pk, number)


def _form(
    request: HttpRequest, row: models.Roadmap, instance: models.Benefit, *, is_sent: bool = True
) -> BenefitForm:
    data: Any = request.POST if request.method == "POST" and is_sent else None
    stones = step_titles(row, wording_of_roadmap(row))
    return BenefitForm(data, instance=instance, stones=stones)


def _edit_page(
    request: HttpRequest, row: models.Roadmap, form: BenefitForm, title: str, notice: str = ""
) -> HttpResponse:
    number = form.instance.pk
    context = {
        "here": "benefits",
        "title": title,
        "back": _back(row, number),
        "action": reverse("roadmaps:benefit", args=[row.pk, number]) if notice else "",
        "remove": reverse("roadmaps:benefit_remove", args=[row.pk, number]),
        "remove_label": _("Take this benefit out, with what it has brought"),
        "notice": notice,
    }
    return edit_page(request, row, form, context)


def _get_benefit(row: models.Roadmap, number: int) -> models.Benefit:
    found = find_benefit_row(row.assessment.organisation, number)
    if found is None:
        raise Http404
    return found


def _back(row: models.Roadmap, number: int | None = None) -> str:
    return reverse(PAGE, args=[row.pk], fragment=f"benefit-{number}" if number else None)
