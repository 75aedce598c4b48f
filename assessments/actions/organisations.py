"""Organisations and their departments."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Value
from django.db.models.functions import Concat
from django.utils.text import slugify

from assessments import models


@dataclass(frozen=True, slots=True)
class DepartmentEntry:
    """A department as a form hands it in; `pk` of one that exists already."""

    name: str
    headcount: int | None
    function: str
    pk: int | None = None


class LastDepartment(Exception):
    """An organisation needs a department: nobody could join an assessment without one."""


@transaction.atomic
def create_organisation(
    *, user: User, name: str, departments: Sequence[DepartmentEntry]
) -> models.Organisation:
    """A new organisation; the person who creates it becomes its consultant."""
    organisation = models.Organisation.objects.create(name=name)
    models.Membership.objects.create(
        organisation=organisation, user=user, role=models.Membership.Role.CONSULTANT
    )
    _save_departments(organisation, departments)
    return organisation


@transaction.atomic
def save_organisation(
    *, organisation: models.Organisation, name: str, departments: Sequence[DepartmentEntry]
) -> None:
    """Rename an organisation and bring its departments to the list given.

    Raises django.db.models.RestrictedError when a department that has answers would go, and
    LastDepartment when none would be left.
    """
    models.Organisation.objects.filter(pk=organisation.pk).update(name=name)
    kept = [entry.pk for entry in departments if entry.pk]
    organisation.departments.exclude(pk__in=kept).delete()
    _save_departments(organisation, departments)
    if not organisation.departments.exists():  # those kept were removed by a colleague meanwhile
        raise LastDepartment


def _save_departments(
    organisation: models.Organisation, departments: Sequence[DepartmentEntry]
) -> None:
    taken = set(organisation.departments.values_list("code", flat=True))
    # Out of the way first: names may be swapped, and each is unique at every moment.
    organisation.departments.update(name=Concat(Value("\n"), "code"))
    for entry in departments:
        fields = {"name": entry.name, "headcount": entry.headcount, "function": entry.function}
        if entry.pk:
            organisation.departments.filter(pk=entry.pk).update(**fields)
        else:
            code = free_code(entry.name, taken)
            organisation.departments.create(code=code, **fields)


def free_code(name: str, taken: set[str]) -> str:
    """A code made of the name that is not taken yet; adds it to `taken`."""
    stem = slugify(name)[:50] or "department"
    code, count = stem, 1
    while code in taken or code == "others":
        count += 1
        code = f"{stem}-{count}"
    taken.add(code)
    return code


class LastConsultant(Exception):
    """Somebody must be left who may change things."""


@transaction.atomic
def save_member(*, organisation: models.Organisation, user: User, role: str) -> models.Membership:
    """Let a person see or run an organisation, or change what they may do.

    Raises LastConsultant when no consultant would be left.
    """
    membership, _created = models.Membership.objects.update_or_create(
        organisation=organisation, user=user, defaults={"role": role}
    )
    _check_consultants(organisation)
    return membership


@transaction.atomic
def remove_member(*, membership: models.Membership) -> None:
    """Take a person's access away. Raises LastConsultant when no consultant would be left."""
    organisation = membership.organisation
    membership.delete()
    _check_consultants(organisation)


def _check_consultants(organisation: models.Organisation) -> None:
    consultants = organisation.memberships.filter(role=models.Membership.Role.CONSULTANT)
    # Locked, so that two consultants cannot leave at the same moment.
    if not list(consultants.select_for_update()):
        raise LastConsultant
