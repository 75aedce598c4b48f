"""Who stands behind what was agreed, by role."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from assessments.queries.wording import wording_of
from roadmaps import models
from roadmaps.access import get_workshop
from roadmaps.actions.room.agreeing import StillATest, sign_off
from roadmaps.actions.room.opening import AlreadyOver
from roadmaps.forms.room.agreeing import SignOffForm
from roadmaps.queries.room.minutes import load_minutes
from roadmaps.views.room.ideas import not_after_end, not_of_tests


@login_required
@require_http_methods(["GET", "POST"])
def sign_offs(request: HttpRequest, pk: str) -> HttpResponse:
    """What was agreed so far, and who stands behind it or says what keeps them from it."""
    workshop = get_workshop(request.user, pk)
    form = SignOffForm(request.POST or None)
    if form.is_valid() and _sign(request, workshop, form):
        return redirect("roadmaps:sign_offs", pk)
    context = {
        "workshop": workshop,
        "assessment": workshop.assessment,
        "minutes": load_minutes(workshop),
        "wording": wording_of(workshop.assessment),
        "form": form,
    }
    return render(request, "roadmaps/room/sign_offs.html", context)


def _sign(request: HttpRequest, workshop: models.Workshop, form: SignOffForm) -> bool:
    try:
        sign_off(workshop=workshop, signed_on=timezone.localdate(), **form.cleaned_data)
    except StillATest:
        form.add_error(None, not_of_tests())
        return False
    except AlreadyOver:
        form.add_error(None, not_after_end())
        return False
    messages.success(request, _("It stands in the minutes."))
    return True
