"""Who may see and change roadmaps: members read, and each role changes what is its own; a shared
link opens the report of one roadmap and nothing else."""

import datetime as dt
import hashlib
import unicodedata
from enum import StrEnum
from typing import Final, TypeVar

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from assessments.access import Person, get_closed_assessment, normalise_code, role_in
from assessments.models import Assessment, Membership, Organisation
from roadmaps import models

ROOM: Final = "room"
"""What wrong codes of rooms are counted under (assessments.queries.limits)."""

Entry = TypeVar("Entry", models.Risk, models.Tool, models.Agent, models.Factor, models.NextAction)


class Right(StrEnum):
    """What a person may change: the operational plan and its registers, the course, or what a room
    looks at and agrees."""

    RUN = "run"
    GOVERN = "govern"
    FACILITATE = "facilitate"


RIGHTS: Final = {
    Membership.Role.CONSULTANT: frozenset(Right),
    Membership.Role.PROGRAMME: frozenset({Right.RUN, Right.FACILITATE}),
    Membership.Role.GOVERNANCE: frozenset({Right.GOVERN}),
    Membership.Role.VIEWER: frozenset[Right](),
}


def rights_in(user: Person, organisation: Organisation) -> frozenset[Right]:
    """What a person may change for an organisation; nothing for strangers."""
    role = role_in(user, organisation)
    return RIGHTS[Membership.Role(role)] if role else frozenset()


def has_right(user: Person, organisation: Organisation, right: Right) -> bool:
    """Whether a person may change what `right` names."""
    return right in rights_in(user, organisation)


def get_assessment_to_plan(user: Person, pk: object, right: Right | None = None) -> Assessment:
    """A closed assessment the person may read, or plan from with `right`.

    Raises Http404 for strangers and PermissionDenied for those who lack the right.
    """
    assessment = get_closed_assessment(user, pk)
    if right and not has_right(user, assessment.organisation, right):
        raise PermissionDenied
    return assessment


def get_roadmap(user: Person, pk: object, right: Right | None = None) -> models.Roadmap:
    """A roadmap the person may read, or change with `right`.

    Raises Http404 for strangers and PermissionDenied for those who lack the right.
    """
    roadmap = get_object_or_404(models.Roadmap, pk=pk)
    roadmap.assessment = get_assessment_to_plan(user, roadmap.assessment_id, right)
    return roadmap


def get_report(user: Person, pk: object) -> models.Report:
    """A report whose roadmap the person may read. Raises Http404 for strangers."""
    report = get_object_or_404(models.Report, pk=pk)
    report.roadmap = get_roadmap(user, report.roadmap_id)
    return report


def get_roadmap_to_record(user: Person, pk: object) -> models.Roadmap:
    """A roadmap to whose registers of decisions and risks the person may add: with either right.

    Raises Http404 for strangers and PermissionDenied for those who only read.
    """
    roadmap = get_roadmap(user, pk)
    if not rights_in(user, roadmap.assessment.organisation):
        raise PermissionDenied
    return roadmap


def get_workshop(user: Person, pk: object) -> models.Workshop:
    """A workshop that the person may facilitate. Raises Http404 for strangers and PermissionDenied
    for other members."""
    return _get_workshop(user, pk, Right.FACILITATE)


def get_workshop_to_read(user: Person, pk: object) -> models.Workshop:
    """A workshop whose minutes the person may read. Raises Http404 for strangers."""
    return _get_workshop(user, pk, None)


def _get_workshop(user: Person, pk: object, right: Right | None) -> models.Workshop:
    workshop = get_object_or_404(models.Workshop, pk=pk)
    workshop.assessment = get_assessment_to_plan(user, workshop.assessment_id, right)
    return workshop


def get_idea(user: Person, pk: object, idea: object) -> models.Idea:
    """An idea of a workshop that the person may facilitate. Raises Http404 and PermissionDenied."""
    workshop = get_workshop(user, pk)
    ideas = models.Idea.objects.select_related("item")
    row = get_object_or_404(ideas, pk=idea, item__workshop=workshop)
    row.item.workshop = workshop
    return row


def find_workshop_by_code(code: str) -> models.Workshop | None:
    """The open workshop of a join code, however it was typed; None for any other."""
    rows = models.Workshop.objects.select_related("assessment__organisation")
    return rows.filter(join_code=normalise_code(code), status="open").first()


def find_participant(code: str, token: str) -> models.Participant | None:
    """Who holds this token in the open room of a code; None for anybody else. The assessment is
    read where it is asked for: a vote does without."""
    rows = models.Participant.objects.select_related("workshop")
    return rows.filter(
        token_digest=link_digest(token),
        workshop__join_code=normalise_code(code),
        workshop__status="open",
    ).first()


def get_entry(roadmap: models.Roadmap, kind: type[Entry], pk: int) -> Entry:
    """An entry in a register of a roadmap that the person has been let into. Raises Http404."""
    organisation = roadmap.assessment.organisation_id
    return get_object_or_404(kind, pk=pk, programme__organisation=organisation)


def link_digest(token: str) -> str:
    """What the database keeps of the token of a shared link."""
    return hashlib.sha256(token.encode()).hexdigest()


def settle_passphrase(text: str) -> str:
    """A passphrase however a keyboard wrote its accents, without spaces around it."""
    return unicodedata.normalize("NFC", text).strip()


def passphrase_purpose(link: models.SharedLink) -> str:
    """What wrong passphrases of a link are counted under (assessments.queries.limits)."""
    return f"share-{link.pk.hex[-12:]}"


def find_link_by_token(token: str, today: dt.date) -> models.SharedLink | None:
    """The link that a token opens; None for one that is unknown, over or revoked, all the same."""
    return _open_links(today).filter(token_digest=link_digest(token)).first()


def find_open_link(pk: object, today: dt.date) -> models.SharedLink | None:
    """A link that can still be read; None for one that is unknown, over or revoked, all the same.

    Whether the reader has been let in by it is for the cookie to say (views/shared_pass.py).
    """
    return _open_links(today).filter(pk=str(pk)).first()


def get_link(roadmap: models.Roadmap, pk: object) -> models.SharedLink:
    """A link of a roadmap that the person has been let into. Raises Http404."""
    return get_object_or_404(models.SharedLink, pk=pk, roadmap=roadmap)


def _open_links(today: dt.date) -> QuerySet[models.SharedLink]:
    links = models.SharedLink.objects.select_related("roadmap__assessment__organisation")
    return links.filter(revoked_on=None, expires_on__gte=today)
