"""An organisation with closed assessments, as a file brings it."""

from typing import Any
from zoneinfo import available_timezones

from django.conf import settings
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from assessments import models
from assessments.actions.assessments import new_join_code
from assessments.actions.exchange import import_maturity_model
from assessments.actions.maturity_model import publish_maturity_model, retire_maturity_model
from assessments.exchange.comparing import compare
from assessments.exchange.engagement import DEPARTMENT, FACTS, SNAPSHOT
from assessments.exchange.writing import find_version

Versions = dict[tuple[str, int], models.MaturityModel]


class VersionDiffers(Exception):
    """A version of the maturity model is there with other content, in so many parts; a draft
    (`differences` 0) is no version yet."""

    def __init__(self, row: models.MaturityModel, differences: int) -> None:
        super().__init__(str(row))
        self.row, self.differences = row, differences


@transaction.atomic
def take_versions(
    *, documents: list[dict[str, Any]], offers: bool
) -> tuple[Versions, list[models.MaturityModel]]:
    """The versions of these documents, and those of them that were not there.

    New ones are offered to new assessments where whoever brings them may do so (`offers`), else
    they serve what comes with them and nothing else. Raises VersionDiffers, DocumentErrors.
    """
    found, new = {}, []
    for document in documents:
        row = find_version(document)
        if row is None:
            row = import_maturity_model(document=document)
            publish_maturity_model(maturity_model=row)
            if not offers:
                retire_maturity_model(maturity_model=row)
            new.append(row)
        else:
            _check_same(row, document)
        found[row.slug, row.version] = row
    return found, new


def _check_same(row: models.MaturityModel, document: dict[str, Any]) -> None:
    if row.status == models.MaturityModel.Status.DRAFT:
        raise VersionDiffers(row, 0)
    found = compare(row, document)
    count = sum(len(each.added) + len(each.removed) + len(each.changed) for each in found)
    if count:
        raise VersionDiffers(row, count)


@transaction.atomic
def take_organisation(
    *, user: User, name: str, departments: list[dict[str, Any]]
) -> models.Organisation:
    """A new organisation whose consultant is the person; raises ValidationError."""
    organisation = models.Organisation(name=name)
    organisation.full_clean()
    organisation.save()
    models.Membership.objects.create(
        organisation=organisation, user=user, role=models.Membership.Role.CONSULTANT
    )
    for each in departments:
        row = models.Department(
            organisation=organisation, **{column: each[column] for column in DEPARTMENT}
        )
        row.full_clean(exclude=["code"])  # the database sees that each is there once
        row.save()
    return organisation


@transaction.atomic
def take_assessment(
    *, organisation: models.Organisation, document: dict[str, Any], versions: Versions
) -> models.Assessment:
    """A closed assessment with its snapshot and without answers. It gets a join code of its own,
    which leads to what a closed one says. Raises ValidationError, KeyError for a version that the
    file does not bring."""
    wanted = document["maturity_model"]
    row = models.Assessment(
        organisation=organisation,
        maturity_model=versions[wanted["slug"], wanted["version"]],
        status=models.Assessment.Status.CLOSED,
        join_code=new_join_code(),
        **{column: document[column] for column in FACTS},
    )
    _check_words(row)
    # Of departments the schema has seen to, of group sizes (1 with names) the database does.
    row.full_clean(exclude=["departments", "min_group_size"])
    row.save(force_insert=True)
    snapshot = models.Snapshot(
        assessment=row, **{column: document["snapshot"][column] for column in SNAPSHOT}
    )
    snapshot.full_clean(exclude=["payload"])
    snapshot.save()
    return row


def _check_words(row: models.Assessment) -> None:
    """What no column can say. Raises ValidationError."""
    if row.time_zone not in available_timezones():
        raise ValidationError({"time_zone": _("There is no such time zone.")})
    unknown = set(row.languages) - {code for code, _name in settings.LANGUAGES}
    if unknown:
        raise ValidationError({"languages": _("This instance does not speak all of them.")})
