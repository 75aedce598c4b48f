"""Invitations by e-mail: the list, a look at new addresses before the yes, sending, reminding."""

import uuid
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from assessments import access, models
from assessments.actions.invitations import (
    AssessmentClosed,
    TooManyInvitations,
    add_invitations,
    remove_invitation,
    sort_addresses,
)
from assessments.actions.mailings import MailingRefused
from assessments.exchange.addresses import (
    MOST_ADDRESSES,
    AddressesRefused,
    AddressList,
    Known,
    parse_addresses,
)
from assessments.forms.invitations import AddressesForm, ConfirmAddresses, say_problems
from assessments.queries.departments import load_department_choices
from assessments.queries.invitations import find_reach, find_rows, load_mailings, show_addresses
from assessments.tasks import follow_mailing, order_mailing
from assessments.views.respondents import languages_of
from cxmaturity.documents.uploads import (
    Upload,
    drop_upload,
    find_upload,
    forget_old_uploads,
    keep_upload,
)
from cxmaturity.signing_in import changes_only

PAGE = "assessments:invitations"
PER_PAGE = 100
SHOWN = 20
KINDS = dict(models.Mailing.Kind.choices)


@login_required
@require_GET
def invitations(request: HttpRequest, pk: str) -> HttpResponse:
    """Who is invited, and what can be sent."""
    assessment = access.get_assessment(request.user, pk, edit=True)
    part = request.GET.get("q", "").strip()
    pages = Paginator(find_rows(assessment, part), PER_PAGE)
    page = pages.get_page(request.GET.get("page"))
    context = {
        **_frame(assessment),
        "page": page,
        "addresses": show_addresses(assessment, list(page.object_list)),
        "part": part,
        "has_any": bool(pages.count) or bool(part),
        "reach": find_reach(assessment),
        "mailings": [follow_mailing(mailing=row) for row in load_mailings(assessment)],
    }
    return render(request, "assessments/invitations.html", context)


def _frame(assessment: models.Assessment) -> dict[str, Any]:
    return {
        "assessment": assessment,
        "organisation": assessment.organisation,
        "sends_mail": settings.SENDS_MAIL,
    }


@login_required
@require_http_methods(["GET", "POST"])
def invitations_add(request: HttpRequest, pk: str) -> HttpResponse:
    """Paste or upload addresses, look at what they add, say yes."""
    assessment = access.get_assessment(request.user, pk, edit=True)
    if assessment.is_closed:
        return _say_closed(request, assessment)
    if "digest" in request.POST:
        return _confirm(request, assessment)
    forget_old_uploads()
    form = AddressesForm(
        request.POST or None, request.FILES or None, languages=languages_of(assessment)
    )
    if not form.is_valid():
        return _show(request, assessment, form)
    upload = Upload(form.read(), ".csv")
    try:
        found = _read(assessment, upload)
    except AddressesRefused as refused:
        return _show(request, assessment, form, say_problems(refused))
    keep_upload(upload, _sender(request))
    return _look(request, assessment, upload, found, form.cleaned_data["language"])


def _sender(request: HttpRequest) -> int:
    return int(request.user.pk or 0)


def _say_closed(request: HttpRequest, assessment: models.Assessment) -> HttpResponse:
    messages.warning(request, _("This assessment is closed; nobody is invited any more."))
    return redirect("assessments:assessment", pk=assessment.pk)


def _read(assessment: models.Assessment, upload: Upload) -> AddressList:
    """The people of a list. Raises AddressesRefused."""
    departments = dict(load_department_choices(assessment))
    return parse_addresses(upload.content, Known(departments, dict(languages_of(assessment))))


def _show(
    request: HttpRequest,
    assessment: models.Assessment,
    form: AddressesForm,
    problems: list[str] | None = None,
) -> HttpResponse:
    context = {**_frame(assessment), "form": form, "problems": problems or []}
    status = 400 if problems else 200
    return render(request, "assessments/invitations_add.html", context, status=status)


def _look(
    request: HttpRequest,
    assessment: models.Assessment,
    upload: Upload,
    found: AddressList,
    language: str,
) -> HttpResponse:
    names = dict(load_department_choices(assessment))
    people = sort_addresses(assessment, found.addresses)
    context = {
        **_frame(assessment),
        "people": people,
        "merged": found.merged,
        "first": [
            {
                "email": each.email,
                "department": names.get(each.department, ""),
                "language": each.language or language,
            }
            for each in people.new[:SHOWN]
        ],
        "more": max(0, len(people.new) - SHOWN),
        "digest": upload.digest,
        "language": language,
    }
    return render(request, "assessments/invitations_look.html", context)


def _confirm(request: HttpRequest, assessment: models.Assessment) -> HttpResponse:
    """Write what was looked at. Said twice, it is written once."""
    form = ConfirmAddresses(request.POST, languages=languages_of(assessment))
    upload = None
    if form.is_valid():
        upload = find_upload(form.cleaned_data["digest"], _sender(request))
    if upload is None:
        messages.warning(request, _("This list is not waiting any more. Please send it again."))
        return redirect("assessments:invitations_add", pk=assessment.pk)
    try:
        found = _read(assessment, upload)
        people = add_invitations(
            assessment=assessment, addresses=found.addresses, language=form.cleaned_data["language"]
        )
    except AssessmentClosed:
        return _say_closed(request, assessment)
    except (AddressesRefused, TooManyInvitations) as refused:
        again = AddressesForm(languages=languages_of(assessment))
        return _show(request, assessment, again, _say_refused(refused))
    drop_upload(upload.digest, _sender(request))
    count = len(people.new)
    told = ngettext("%(count)s address was added.", "%(count)s addresses were added.", count)
    messages.success(request, told % {"count": count})
    return redirect(PAGE, pk=assessment.pk)


def _say_refused(refused: AddressesRefused | TooManyInvitations) -> list[str]:
    if isinstance(refused, AddressesRefused):
        return say_problems(refused)
    told = _("An assessment can have %(most)s addresses. Nothing was added.")
    return [told % {"most": MOST_ADDRESSES}]


@login_required
@require_http_methods(["GET", "POST"])
def invitation_remove(request: HttpRequest, pk: str, invitation: uuid.UUID) -> HttpResponse:
    """Take one address off the list, after a question."""
    assessment = access.get_assessment(request.user, pk, edit=True)
    if request.method == "POST":
        remove_invitation(assessment=assessment, pk=invitation)
        messages.success(request, _("The address is off the list."))
        return redirect(PAGE, pk=assessment.pk)
    row = find_rows(assessment).filter(pk=invitation).first()
    if row is None:
        return redirect(PAGE, pk=assessment.pk)
    context = {**_frame(assessment), "email": row.email}
    return render(request, "assessments/invitation_remove.html", context)


@login_required
@changes_only(PAGE)
def invitations_send(request: HttpRequest, pk: str) -> HttpResponse:
    """Send invitations to those who have none yet, or a reminder."""
    assessment = access.get_assessment(request.user, pk, edit=True)
    kind = request.POST.get("kind", "")
    if settings.SENDS_MAIL and kind in KINDS:
        try:
            order_mailing(assessment=assessment, kind=kind)
        except MailingRefused as refused:
            messages.warning(request, _why(refused.reason, assessment))
        else:
            messages.success(request, _("It is on its way."))
    return redirect(PAGE, pk=assessment.pk)


def _why(reason: str, assessment: models.Assessment) -> str:
    reasons = {
        "closed": _("Messages go out while people can answer."),
        "nobody": _("Everybody on the list has an invitation already."),
        "too_few": _(
            "Reminders go out once at least %(k)s people were invited: with fewer, a reminder "
            "would point at somebody."
        ),
        "today": _("Everybody gets one message a day at most. Remind them from tomorrow on."),
    }
    return reasons[reason] % {"k": assessment.min_group_size}
