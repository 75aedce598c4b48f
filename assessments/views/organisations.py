"""Organisations: list, set-up with departments, and the people who may see them."""

from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.db import IntegrityError
from django.db.models import Count, Prefetch, RestrictedError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from assessments import access, models
from assessments.actions.organisations import (
    LastConsultant,
    LastDepartment,
    create_organisation,
    remove_member,
    save_member,
    save_organisation,
)
from assessments.forms.consultants import MemberForm, OrganisationForm
from assessments.forms.departments import BaseDepartments, Departments, with_more_rows
from cxmaturity.signing_in import changes_only


@login_required
@require_GET
def organisation_list(request: HttpRequest) -> HttpResponse:
    """Every organisation that the person works for, with its assessments."""
    assessments = models.Assessment.objects.order_by("-opens_on", "name")
    organisations = (
        access.organisations_of(request.user)
        .annotate(department_count=Count("departments", distinct=True))
        .prefetch_related(Prefetch("assessments", assessments))
        .order_by("name")
    )
    return render(request, "assessments/organisation_list.html", {"organisations": organisations})


@login_required
@require_http_methods(["GET", "POST"])
def organisation_new(request: HttpRequest) -> HttpResponse:
    """A new organisation with its departments."""
    form, departments = _forms(request, None)
    if _is_sent(request) and form.is_valid() and departments.is_valid():
        organisation = create_organisation(
            user=cast(User, request.user),
            name=form.cleaned_data["name"],
            departments=departments.entries(),
        )
        return redirect("assessments:organisation", pk=organisation.pk)
    return _form_page(request, form, departments, None)


@login_required
@require_http_methods(["GET", "POST"])
def organisation_edit(request: HttpRequest, pk: str) -> HttpResponse:
    """Name and departments of an organisation."""
    organisation = access.get_organisation(request.user, pk, edit=True)
    form, departments = _forms(request, organisation)
    if _is_sent(request) and form.is_valid() and departments.is_valid():
        try:
            save_organisation(
                organisation=organisation,
                name=form.cleaned_data["name"],
                departments=departments.entries(),
            )
        except RestrictedError as refusal:
            _say_what_has_answers(request, refusal)
        except (IntegrityError, LastDepartment):  # a colleague saved this page just now
            form.add_error(None, _("Somebody changed the departments meanwhile. Please try again."))
        else:
            messages.success(request, _("The changes are saved."))
            return redirect("assessments:organisation", pk=organisation.pk)
    return _form_page(request, form, departments, organisation)


def _is_sent(request: HttpRequest) -> bool:
    return request.method == "POST" and "more" not in request.POST


def _forms(
    request: HttpRequest, organisation: models.Organisation | None
) -> tuple[OrganisationForm, BaseDepartments]:
    """The two forms of the page; asked for more rows, as typed with more rows."""
    who: dict[str, Any] = {"user": request.user, "organisation": organisation}
    if _is_sent(request):
        form = OrganisationForm(request.POST, **who)
        return form, Departments(request.POST, organisation=organisation)
    name = organisation.name if organisation else ""
    form = OrganisationForm(initial={"name": request.POST.get("name", name)}, **who)
    data = with_more_rows(request.POST) if request.method == "POST" else None
    return form, Departments(data, organisation=organisation)


def _form_page(
    request: HttpRequest,
    form: OrganisationForm,
    departments: BaseDepartments,
    organisation: models.Organisation | None,
) -> HttpResponse:
    context = {"form": form, "departments": departments, "organisation": organisation}
    return render(request, "assessments/organisation_form.html", context)


def _say_what_has_answers(request: HttpRequest, refusal: RestrictedError) -> None:
    sheets = cast(set[models.Sheet], refusal.restricted_objects)
    pks = {sheet.department_id for sheet in sheets}
    names = models.Department.objects.filter(pk__in=pks).values_list("name", flat=True)
    messages.error(
        request,
        _(
            "People have joined an assessment for %(departments)s, so this cannot be removed. "
            "Nothing was changed."
        )
        % {"departments": ", ".join(names)},
    )


@login_required
@require_GET
def organisation(request: HttpRequest, pk: str) -> HttpResponse:
    """Departments, people and assessments of an organisation."""
    return _organisation_page(request, access.get_organisation(request.user, pk), MemberForm())


def _organisation_page(
    request: HttpRequest, organisation: models.Organisation, member_form: MemberForm
) -> HttpResponse:
    context = {
        "organisation": organisation,
        "departments": organisation.departments.all(),
        "members": organisation.memberships.select_related("user").order_by("user__username"),
        "assessments": organisation.assessments.all(),
        "may_edit": access.may_edit(request.user, organisation),
        "member_form": member_form,
    }
    return render(request, "assessments/organisation.html", context)


@login_required
@changes_only("assessments:organisation")
def member_save(request: HttpRequest, pk: str) -> HttpResponse:
    """Let a colleague in, or change what they may do."""
    organisation = access.get_organisation(request.user, pk, edit=True)
    form = MemberForm(request.POST)
    if not form.is_valid():
        return _organisation_page(request, organisation, form)
    user, role = form.cleaned_data["username"], form.cleaned_data["role"]
    try:
        save_member(organisation=organisation, user=user, role=role)
    except LastConsultant:
        _say_last_consultant(request)
    return redirect("assessments:organisation", pk=organisation.pk)


@login_required
@changes_only("assessments:organisation")
def member_remove(request: HttpRequest, pk: str, membership: int) -> HttpResponse:
    """Take a colleague's access away; people may leave themselves."""
    organisation = access.get_organisation(request.user, pk, edit=True)
    row = get_object_or_404(organisation.memberships, pk=membership)
    try:
        remove_member(membership=row)
    except LastConsultant:
        _say_last_consultant(request)
    if access.role_in(request.user, organisation) is None:
        return redirect("assessments:organisation_list")
    return redirect("assessments:organisation", pk=organisation.pk)


def _say_last_consultant(request: HttpRequest) -> None:
    messages.error(
        request, _("Somebody must be able to change things here: name another consultant first.")
    )
