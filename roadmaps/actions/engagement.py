"""An engagement comes in: organisation, assessments, targets, roadmaps, registers; all or none."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final

from cattrs.errors import BaseValidationError, StructureHandlerNotFoundError
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.actions.engagement import (
    VersionDiffers,
    take_assessment,
    take_organisation,
    take_versions,
)
from assessments.actions.maturity_model import NotComplete
from assessments.models import Assessment, MaturityModel, Organisation
from assessments.queries.maturity_model import forget_published
from cxmaturity.documents.problems import DocumentErrors
from roadmaps import models
from roadmaps.actions.engagement_changes import check_changes, check_positions
from roadmaps.actions.engagement_rows import save_row, take_programme, take_roadmaps
from roadmaps.exchange.engagement import Engagement, EngagementRefused
from roadmaps.queries.asked import load_next
from roadmaps.queries.cards import load_board
from roadmaps.queries.report_way import load_way
from roadmaps.queries.room.basis import scores_of

LONGEST: Final = 120
UNREADABLE: Final = (
    BaseValidationError,
    StructureHandlerNotFoundError,
    ArithmeticError,
    AttributeError,
    LookupError,
    TypeError,
    ValueError,
)
"""What values come to that no roadmap could have written."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What came in; `new_versions` of maturity models were not there before."""

    organisation: Organisation
    assessments: tuple[Assessment, ...]
    roadmaps: tuple[models.Roadmap, ...]
    new_versions: tuple[MaturityModel, ...]
    entries: int


def preview_engagement(*, engagement: Engagement, user: User, offers: bool) -> Taken:
    """What taking it would make: all of it is written, looked at and taken back. Raises
    EngagementRefused."""
    with transaction.atomic():
        found = take_engagement(engagement=engagement, user=user, offers=offers)
        transaction.set_rollback(True)
    forget_published()
    return found


def take_engagement(*, engagement: Engagement, user: User, offers: bool) -> Taken:
    """Write an engagement; the person becomes its consultant. `offers`: whether versions of
    maturity models that it brings are offered to new assessments.

    Raises EngagementRefused, and then nothing was written.
    """
    try:
        with _refusing(), transaction.atomic():
            return _take(engagement.content, user, offers=offers)
    except EngagementRefused:
        forget_published()
        raise


@contextmanager
def _refusing() -> Iterator[None]:
    """Say in one sentence why a file is not taken."""
    try:
        yield
    except VersionDiffers as problem:
        raise EngagementRefused(_tell_difference(problem)) from problem
    except (DocumentErrors, NotComplete) as problem:
        first = str(problem).splitlines()[0] if str(problem) else ""
        told = _("Its maturity model cannot be taken: %(problem)s") % {"problem": first}
        raise EngagementRefused(told) from problem
    except ValidationError as problem:
        told = _("An entry of the file cannot be taken: %(problem)s")
        raise EngagementRefused(told % {"problem": _first(problem)}) from problem
    except (DatabaseError, *UNREADABLE) as problem:
        told = _("The file holds values that no roadmap of this product has.")
        raise EngagementRefused(told) from problem


def _first(problem: ValidationError) -> str:
    if hasattr(problem, "message_dict"):
        name, messages = next(iter(problem.message_dict.items()))
        return f"{name}: {messages[0]}"
    return str(problem.messages[0])


def _tell_difference(problem: VersionDiffers) -> str:
    facts = {"version": str(problem.row), "count": problem.differences}
    if not problem.differences:
        text = _("“%(version)s” is a draft here: publish it or give it another number first.")
        return text % facts
    text = ngettext(
        "“%(version)s” is already here and has %(count)s difference: nothing was taken.",
        "“%(version)s” is already here and has %(count)s differences: nothing was taken.",
        problem.differences,
    )
    return text % facts


def _take(content: dict[str, Any], user: User, *, offers: bool) -> Taken:
    versions, new = take_versions(documents=content["maturity_models"], offers=offers)
    told = content["organisation"]
    organisation = take_organisation(
        user=user, name=_free_name(told["name"]), departments=told["departments"]
    )
    assessments = [
        take_assessment(organisation=organisation, document=each, versions=versions)
        for each in content["assessments"]
    ]
    for assessment, each in zip(assessments, content["assessments"], strict=True):
        for target in each["targets"]:
            save_row(models.Target, target, assessment=assessment)
        # Files from before rooms have none.
        for position in each.get("agreed_positions", []):
            save_row(models.AgreedPosition, position, assessment=assessment, workshop=None)
    entries = take_programme(organisation, content["programme"])
    roadmaps = take_roadmaps(assessments, content["assessments"])
    for roadmap in roadmaps:
        _look_at(roadmap)
    return Taken(organisation, tuple(assessments), tuple(roadmaps), tuple(new), entries)


def _free_name(name: str) -> str:
    """The name, or one that says where it comes from when there is such an organisation."""
    free, count = name, 1
    while Organisation.objects.filter(name=free).exists():
        mark = _("(imported)") if count == 1 else _("(imported %(count)s)") % {"count": count}
        free, count = f"{name[: LONGEST - len(mark) - 1]} {mark}", count + 1
    return free


def _look_at(row: models.Roadmap) -> None:
    """Read a version as pages and documents will: what cannot be read is not taken."""
    check_changes(row.changes.all())
    check_positions(scores_of(row))
    load_next(row)
    load_board(row, row.created_on)
    load_way(row, row.created_on, compares=False)
