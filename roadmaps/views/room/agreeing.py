"""What a room agrees of an agenda item; pages that are reached from the desk."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from assessments.queries.maturity_model import load_maturity_model
from assessments.queries.wording import wording_of
from cxmaturity.signing_in import say_nothing_changed
from roadmaps import models
from roadmaps.access import get_workshop
from roadmaps.actions.room.agreeing import StillATest, agree_position, leave_open
from roadmaps.actions.room.opening import AlreadyOver
from roadmaps.domain.room.scenes import Kind
from roadmaps.forms.room.agreeing import OpenForm, PositionForm
from roadmaps.queries.room.agreeing import draw_views, load_open_risks
from roadmaps.queries.room.positions import load_positions
from roadmaps.views.room.agreeing_great import great_page
from roadmaps.views.room.agreeing_targets import target_page
from roadmaps.views.room.ideas import ideas_page, not_after_end, not_of_tests

View = Callable[..., HttpResponse]


def get_item(workshop: models.Workshop, pk: int, *kinds: Kind) -> models.AgendaItem:
    """An agenda item of a workshop that the person has been let into. Raises Http404, also where
    it is of none of these kinds."""
    row = get_object_or_404(models.AgendaItem, pk=pk, workshop=workshop)
    if kinds and row.kind not in kinds:
        raise Http404
    row.workshop = workshop
    return row


def nothing_of_tests(view: View) -> View:
    """Say why nothing was kept while the room is tried out or after its end, on the page of the
    item."""

    @wraps(view)
    def kept(request: HttpRequest, pk: str, item: int) -> HttpResponse:
        try:
            return view(request, pk, item)
        except StillATest:
            messages.warning(request, not_of_tests())
        except AlreadyOver:
            messages.warning(request, not_after_end())
        return redirect("roadmaps:workshop_item", pk, item)

    return kept


@login_required
@require_http_methods(["GET", "POST"])
@nothing_of_tests
def workshop_item(request: HttpRequest, pk: str, item: int) -> HttpResponse:
    """What the room said of an item, and what it agrees."""
    pages: dict[Kind, Callable[[HttpRequest, models.AgendaItem], HttpResponse]] = {
        Kind.STONE: _stone_page,
        Kind.AMBITION: target_page,
        Kind.GREAT: great_page,
        Kind.IDEAS: ideas_page,
    }
    row = get_item(get_workshop(request.user, pk), item, *pages)
    return pages[Kind(row.kind)](request, row)


def _stone_page(request: HttpRequest, item: models.AgendaItem) -> HttpResponse:
    form = _position_form(request.POST or None, item)
    if not form.is_valid():
        return _show_stone(request, item, form, OpenForm())
    agree_position(
        item=item,
        capability=form.cleaned_data["capability"],
        breadth=form.cleaned_data["breadth"],
        because=form.because(),
        agreed_on=timezone.localdate(),
    )
    messages.success(request, _("The agreed position stands beside the survey."))
    return redirect("roadmaps:workshop_item", item.workshop_id, item.pk)


def _position_form(data: Any, item: models.AgendaItem) -> PositionForm:
    wording, assessment = wording_of(item.workshop.assessment), item.workshop.assessment
    last = models.AgreedPosition.objects.filter(assessment=assessment, stone=item.subject).last()
    text = wording.stones.get(item.subject)
    if text is None:
        raise Http404
    before = (last.capability, last.breadth) if last else None
    return PositionForm(data, text=text, wording=wording, before=before)


def _show_stone(
    request: HttpRequest, item: models.AgendaItem, form: PositionForm, open_form: OpenForm
) -> HttpResponse:
    workshop, stone = item.workshop, item.subject
    positions = load_positions(workshop.assessment)[stone]
    maturity_model = load_maturity_model(workshop.assessment.maturity_model)
    context = {
        "workshop": workshop,
        "assessment": workshop.assessment,
        "item": item,
        "wording": wording_of(workshop.assessment),
        "text": wording_of(workshop.assessment).stones[stone],
        "positions": positions,
        "views": draw_views(maturity_model, positions),
        "form": form,
        "open_form": open_form,
        "risks": load_open_risks(workshop, [stone]),
    }
    return render(request, "roadmaps/room/agree_stone.html", context)


@login_required
@require_http_methods(["GET", "POST"])
@nothing_of_tests
def item_open(request: HttpRequest, pk: str, item: int) -> HttpResponse:
    """The room leaves a stone open: a risk that somebody watches."""
    row = get_item(get_workshop(request.user, pk), item, Kind.STONE)
    if request.method == "GET":
        say_nothing_changed(request)
        return redirect("roadmaps:workshop_item", pk, item)
    form = OpenForm(request.POST)
    if not form.is_valid():
        return _show_stone(request, row, _position_form(None, row), form)
    titles = [_title_of_open(row, language) for language, _name in settings.LANGUAGES]
    leave_open(
        item=row,
        title=_title_of_open(row, get_language() or settings.LANGUAGE_CODE),
        titles=titles,
        **form.cleaned_data,
    )
    messages.success(request, _("It stays open, and stands in the register of risks."))
    return redirect("roadmaps:workshop_item", pk, item)


def _title_of_open(item: models.AgendaItem, language: str) -> str:
    with override(language):
        text = wording_of(item.workshop.assessment).stones[item.subject]
        title = _("Views on “%(stone)s” stay apart") % {"stone": text.title}
    return title[:200]
