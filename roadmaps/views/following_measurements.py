"""The sheet of one indicator, and what was measured of it."""

import datetime as dt
from decimal import Decimal

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from cxmaturity.signing_in import changes_only
from roadmaps import models
from roadmaps.access import Right, get_roadmap
from roadmaps.actions.indicators import remove_measurement, save_measurements
from roadmaps.domain.indicator_proposals import BENEFIT_REALISED
from roadmaps.forms.indicators import MeasurementForm, PasteForm
from roadmaps.queries.indicators import find_indicator_row, indicator_of, load_catalogue
from roadmaps.queries.money import load_realised
from roadmaps.templatetags.money import measured
from roadmaps.views.following_frame import frame

PAGE = "roadmaps:scorecard"
DAY = "j F Y"


@login_required
@require_GET
def indicator(request: HttpRequest, pk: str, number: int) -> HttpResponse:
    """What an indicator says, where it stands on its way, and all that was measured."""
    row = get_roadmap(request.user, pk)
    return _sheet(request, row, get_indicator(row, number))


@login_required
@changes_only(PAGE)
def measurement_save(request: HttpRequest, pk: str, number: int) -> HttpResponse:
    """Enter the value of a day, or several lines of them; the same day again replaces."""
    row = get_roadmap(request.user, pk, Right.RUN)
    instance = get_indicator(row, number)
    form = PasteForm(request.POST) if "lines" in request.POST else MeasurementForm(request.POST)
    if not form.is_valid():
        return _sheet(request, row, instance, form)
    replaced = save_measurements(indicator=instance, measurements=form.measurements)
    if replaced:
        days = ", ".join(date_format(day, DAY) for day in replaced)
        messages.info(request, _("Replaced what was entered before for %(days)s.") % {"days": days})
    return redirect(to_indicator(row, number))


@login_required
@changes_only(PAGE)
def measurement_remove(request: HttpRequest, pk: str, number: int) -> HttpResponse:
    """Take back the value of a day."""
    row = get_roadmap(request.user, pk, Right.RUN)
    instance = get_indicator(row, number)
    day = _read_day(request.POST.get("measured_on", ""))
    gone = next((m for m in instance.measurements.all() if m.measured_on == day), None)
    if gone:
        remove_measurement(indicator=instance, measured_on=gone.measured_on)
        told = {
            "value": measured(gone.value, instance.unit),
            "day": date_format(gone.measured_on, DAY),
        }
        messages.info(request, _("%(value)s of %(day)s is taken back.") % told)
    return redirect(to_indicator(row, number))


def _sheet(
    request: HttpRequest,
    row: models.Roadmap,
    instance: models.Indicator,
    sent: MeasurementForm | PasteForm | None = None,
) -> HttpResponse:
    today = timezone.localdate()
    value = load_catalogue(row.assessment).tell(indicator_of(instance))
    register = load_realised(row, today) if value.code == BENEFIT_REALISED else None
    context = frame(request, row, "scorecard") | {
        "indicator": value,
        "is_due": value.is_due(today),
        "form": sent
        if isinstance(sent, MeasurementForm)
        else MeasurementForm(initial=_known(register)),
        "register": register,
        "paste": sent if isinstance(sent, PasteForm) else PasteForm(),
        "newest_first": value.in_order[::-1],
    }
    return render(request, "roadmaps/following/indicator.html", context)


def _known(register: Decimal | None) -> dict[str, float]:
    """What the form starts from where the benefits register knows the value."""
    return {} if register is None else {"value": float(round(100 * register, 1))}


def get_indicator(row: models.Roadmap, number: int) -> models.Indicator:
    """An indicator of the roadmap's organisation. Raises Http404 when there is none."""
    found = find_indicator_row(row.assessment.organisation, number)
    if found is None:
        raise Http404
    return found


def _read_day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


def to_indicator(row: models.Roadmap, number: int | None = None) -> str:
    """Address of the sheet of an indicator, or of the scorecard."""
    if number is None:
        return reverse(PAGE, args=[row.pk])
    return reverse("roadmaps:indicator", args=[row.pk, number])
