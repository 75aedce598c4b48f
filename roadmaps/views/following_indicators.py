"""The shared scorecard: indicators proposed, followed, and what was measured of them."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from cxmaturity.signing_in import changes_only
from roadmaps import models
from roadmaps.access import Right, get_roadmap
from roadmaps.actions.indicators import add_indicator, remove_indicator, save_indicator
from roadmaps.actions.revisions import Changed
from roadmaps.domain.indicators import phases_without_reaction
from roadmaps.forms.indicators import IndicatorForm
from roadmaps.queries.following import load_following
from roadmaps.queries.indicators import load_catalogue, load_indicators
from roadmaps.queries.wording import wording_of_roadmap
from roadmaps.views.changed import changed_page
from roadmaps.views.following_frame import edit_page, frame, step_titles
from roadmaps.views.following_measurements import get_indicator, to_indicator
from roadmaps.views.following_proposals import find_proposals
from roadmaps.views.removing import seen_revision

PAGE = "roadmaps:scorecard"
DAY = "j F Y"


@login_required
@require_GET
def scorecard(request: HttpRequest, pk: str) -> HttpResponse:
    """One page of measures, the same for all departments."""
    row, today = get_roadmap(request.user, pk), timezone.localdate()
    found, catalogue = load_following(row, today), load_catalogue(row.assessment)
    indicators = [catalogue.tell(each) for each in load_indicators(row.assessment.organisation)]
    proposals = find_proposals(catalogue, indicators, found)
    context = frame(request, row, "scorecard") | {
        "indicators": indicators,
        "due": [each.pk for each in indicators if each.is_due(today)],
        "without_reaction": phases_without_reaction(indicators, found.work),
        "proposals": [each for each in proposals if each.fits],
    }
    return render(request, "roadmaps/following/scorecard.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def indicator_new(request: HttpRequest, pk: str) -> HttpResponse:
    """An indicator of one's own."""
    row = get_roadmap(request.user, pk, Right.RUN)
    stone = request.GET.get("stone", "")
    titles = step_titles(row, wording_of_roadmap(row))
    instance = models.Indicator(stone=stone if stone in titles else "")
    form = _form(request, row, instance)
    if not form.is_valid():
        context = {
            "here": "scorecard",
            "title": _("An indicator of your own"),
            "back": to_indicator(row),
        }
        return edit_page(request, row, form, context)
    added = add_indicator(organisation=row.assessment.organisation, values=form.values())
    return redirect("roadmaps:indicator", pk, added.pk)


@login_required
@require_http_methods(["GET", "POST"])
def indicator_edit(request: HttpRequest, pk: str, number: int) -> HttpResponse:
    """The sheet of an indicator."""
    row = get_roadmap(request.user, pk, Right.RUN)
    instance = get_indicator(row, number)
    name, back = instance.name, to_indicator(row, number)
    form = _form(request, row, instance)
    if not form.is_valid():
        return _edit_page(request, row, form, name)
    try:
        save_indicator(indicator=instance, values=form.values(), revision=form.seen)
    except Changed as changed:
        return changed_page(request, row, form, changed.current, back)
    return redirect(back)


@login_required
@changes_only(PAGE)
def indicator_remove(request: HttpRequest, pk: str, number: int) -> HttpResponse:
    """Follow an indicator no longer."""
    row = get_roadmap(request.user, pk, Right.RUN)
    instance = get_indicator(row, number)
    try:
        remove_indicator(indicator=instance, revision=seen_revision(request))
    except Changed:
        notice = _("Somebody else changed this indicator meanwhile. Look at it, then decide again.")
        form = _form(request, row, instance, is_sent=False)
        return _edit_page(request, row, form, instance.name, notice)
    messages.success(request, _("“%(name)s” is followed no longer.") % {"name": instance.name})
    return redirect(to_indicator(row))


def _form(
    request: HttpRequest, row: models.Roadmap, instance: models.Indicator, *, is_sent: bool = True
) -> IndicatorForm:
    wording = wording_of_roadmap(row)
    data = request.POST if request.method == "POST" and is_sent else None
    stones = step_titles(row, wording)
    return IndicatorForm(data, instance=instance, stones=stones, blocks=wording.block_names)


def _edit_page(
    request: HttpRequest, row: models.Roadmap, form: IndicatorForm, name: str, notice: str = ""
) -> HttpResponse:
    number = form.instance.pk
    context = {
        "here": "scorecard",
        "title": name,
        "back": to_indicator(row, number),
        "action": reverse("roadmaps:indicator_edit", args=[row.pk, number]) if notice else "",
        "remove": reverse("roadmaps:indicator_remove", args=[row.pk, number]),
        "remove_label": _("Follow it no longer, and delete what was measured"),
        "notice": notice,
    }
    return edit_page(request, row, form, context)
