"""Risks: what may strike, what would be lost today, and what to do when it has struck."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from roadmaps import models
from roadmaps.access import Right, get_entry, get_roadmap, has_right
from roadmaps.actions.registers import declare_struck, review_risk, watch_risk
from roadmaps.actions.revisions import Changed
from roadmaps.domain.risks import OTHER
from roadmaps.forms.registers import StruckForm
from roadmaps.queries.events import event_texts, load_events
from roadmaps.queries.exposed import load_under_way
from roadmaps.queries.programmes import find_programme
from roadmaps.queries.registers import load_registers
from roadmaps.views.registers.entries import form_page, make_form, read_revision, say_changed
from roadmaps.views.registers.frame import frame
from roadmaps.views.registers.kinds import RISK

PAGE = "roadmaps:risks"


@login_required
@require_GET
def risks(request: HttpRequest, pk: str) -> HttpResponse:
    """All risks with what each would put at risk today; and events that nobody watches."""
    row = get_roadmap(request.user, pk)
    found = load_registers(row, find_programme(row.assessment.organisation)).risks
    under_way, events = load_under_way(row, timezone.localdate()), load_events(row)
    texts = event_texts((*(event.code for event in events), OTHER, *(r.event for r in found)))
    context = frame(request, row) | {
        "entries": [(each, texts[each.event], under_way.exposure_of(each)) for each in found],
        "exposed": under_way.exposed,
        "month": under_way.month,
        "unwatched": [
            (event, texts[event.code])
            for event in events
            if event.code not in {risk.event for risk in found}
        ],
    }
    return render(request, "roadmaps/registers/risks.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def risk_strike(request: HttpRequest, pk: str, key: int) -> HttpResponse:
    """Note that an event has struck; from there the plan is made anew."""
    row = RISK.open(request.user, pk)
    risk = get_entry(row, models.Risk, key)
    here = reverse("roadmaps:risk", args=[pk, key])
    if request.method == "GET":
        return redirect(here)
    struck = StruckForm(request.POST, today=timezone.localdate())
    if not struck.is_valid():
        return risk_page(request, row, risk, struck)
    try:
        declare_struck(risk=risk, **struck.cleaned_data)
    except Changed:
        return say_changed(request, here)
    _say_struck(request, risk, struck)
    return redirect(_where_next(request, row, risk))


def _say_struck(request: HttpRequest, risk: models.Risk, struck: StruckForm) -> None:
    day = date_format(struck.cleaned_data["struck_on"], "j F Y")
    text = _("Noted: “%(title)s” struck on %(day)s. Delivered steps stay; plan the rest anew.")
    messages.warning(request, text % {"title": risk.title, "day": day})


def _where_next(request: HttpRequest, row: models.Roadmap, risk: models.Risk) -> str:
    """Whoever runs the programme plans anew, others see the risk among the others."""
    if has_right(request.user, row.assessment.organisation, Right.RUN):
        cause = {"trigger": models.Roadmap.Trigger.RISK.value, "event": risk.event}
        return reverse("roadmaps:replan", args=[row.pk], query=cause)
    return reverse(PAGE, args=[row.pk], fragment=f"entry-{risk.pk}")


@login_required
@require_http_methods(["GET", "POST"])
def risk_state(request: HttpRequest, pk: str, key: int) -> HttpResponse:
    """A risk was looked at and stays as it is, is watched no longer, or again."""
    row = RISK.open(request.user, pk)
    risk = get_entry(row, models.Risk, key)
    here = reverse("roadmaps:risk", args=[pk, key])
    if request.method == "GET":
        return redirect(here)
    try:
        _set_state(request, risk)
    except Changed:
        return say_changed(request, here)
    messages.success(request, _("Saved."))
    return redirect(reverse(PAGE, args=[pk], fragment=f"entry-{key}"))


def _set_state(request: HttpRequest, risk: models.Risk) -> None:
    facts: dict[str, Any] = {"risk": risk, "revision": read_revision(request)}
    wish = request.POST.get("state", "")
    if wish == "reviewed":
        review_risk(**facts)
    elif wish in (models.Risk.State.OPEN, models.Risk.State.CLOSED):
        watch_risk(**facts, watch=wish == models.Risk.State.OPEN)
    else:
        raise Http404


def risk_page(
    request: HttpRequest, row: models.Roadmap, risk: models.Risk, struck: StruckForm
) -> HttpResponse:
    """The form of a risk, with what was sent of its having struck."""
    return form_page(request, row, RISK, make_form(row, RISK, risk), struck=struck)
