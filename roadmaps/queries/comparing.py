"""Plans beside one another: versions of a roadmap, and what people try on one."""

import datetime as dt
import uuid
from collections.abc import Container
from dataclasses import dataclass
from typing import Any

from django.db.models import F, FloatField, prefetch_related_objects
from django.db.models.fields.json import KT
from django.db.models.functions import Cast

from assessments.models import Organisation
from roadmaps import models
from roadmaps.domain.comparing import Compared, Side, compare
from roadmaps.domain.plans import Position
from roadmaps.domain.trying import Present, side_of
from roadmaps.queries.asked import load_asked
from roadmaps.queries.roadmaps import load_roadmap, load_solved, load_wishes
from roadmaps.queries.room.basis import scores_of
from roadmaps.queries.scopes import load_measured
from roadmaps.queries.targets import load_standing


@dataclass(frozen=True, slots=True)
class Version:
    """A version in a list. `share` (0–1) is what it captured as it was solved; `wave` the name of
    its assessment; people changed it since when `is_edited`. `reviews`: phases that were reviewed
    when it was made, and what was found."""

    pk: uuid.UUID
    number: int
    wave: str
    created_on: dt.date
    trigger: str
    trigger_name: str
    reason: str
    share: float
    is_edited: bool
    reviews: tuple[tuple[str, str], ...] = ()


def load_present(row: models.Roadmap) -> Present | None:
    """A version as people left it, to try things on; None without results to plan from."""
    standing = load_standing(row.assessment)
    if standing is None:
        return None
    prefetch_related_objects([row], "initiatives")
    scope = load_solved(row).scope
    return Present(
        measured=load_measured(row.assessment, standing, scores_of(row)),
        asked=load_asked(row),
        scope=scope,
        plan=load_roadmap(row).plan,
        delivered=_delivered(row, scope.gap_by_stone),
    )


def _delivered(row: models.Roadmap, planned: Container[str]) -> dict[str, Position]:
    """Stones that were delivered before a version, with the phase they were delivered in."""
    wishes = load_wishes(row).items()
    return {stone: wish.phase for stone, wish in wishes if stone not in planned}


def load_ways(row: models.Roadmap) -> list[models.Alternative]:
    """Other ways to reach steps of a version that are not chosen."""
    stones = [gap["stone"] for gap in row.scope["gaps"]]
    organisation = row.assessment.organisation_id
    rows = models.Alternative.objects.filter(programme__organisation=organisation)
    return list(rows.filter(stone__in=stones, is_chosen=False))


def load_side(row: models.Roadmap) -> Side | None:
    """A version as one side of a comparison."""
    present = load_present(row)
    return side_of(present, present.asked, present.scope, present.plan) if present else None


def load_compared(before: models.Roadmap, after: models.Roadmap) -> Compared | None:
    """Two versions beside one another as people left them; None where one has no results."""
    first, second = load_side(before), load_side(after)
    return compare(first, second) if first and second else None


def load_all_versions(organisation: Organisation) -> list[Version]:
    """Every version of an organisation's roadmap, the newest first, without what they hold."""
    rows = models.Roadmap.objects.filter(assessment__organisation=organisation)
    shares = rows.annotate(share=Cast(KT("plan__plan__share"), FloatField()))
    names = ("number", "created_on", "trigger", "reason", "is_edited", "assessment__name")
    order = ("-created_on", "-assessment__closed_on", "-number")
    few = shares.select_related("assessment").only("assessment", *names)
    reviews = _load_reviews(organisation)
    return [_version(row, reviews.get(row.pk, ())) for row in few.order_by(*order)]


def _load_reviews(organisation: Organisation) -> dict[uuid.UUID, tuple[tuple[str, str], ...]]:
    """What reviews found, by the version that was made of them: later ones carry it along."""
    found: dict[uuid.UUID, tuple[tuple[str, str], ...]] = {}
    notes = models.PhaseNote.objects.filter(
        roadmap__assessment__organisation=organisation,
        roadmap__trigger=models.Roadmap.Trigger.REVIEW,
        reviewed_on=F("roadmap__created_on"),
    )
    for note in notes.exclude(review=""):
        found[note.roadmap_id] = (*found.get(note.roadmap_id, ()), (note.phase, note.review))
    return found


def _version(row: Any, reviews: tuple[tuple[str, str], ...]) -> Version:
    return Version(
        pk=row.pk,
        number=row.number,
        wave=row.assessment.name,
        created_on=row.created_on,
        trigger=row.trigger,
        trigger_name=row.get_trigger_display(),
        reason=row.reason,
        share=row.share,
        is_edited=row.is_edited,
        reviews=reviews,
    )


def find_version(organisation: Organisation, text: str) -> models.Roadmap | None:
    """The version of an organisation's roadmap with this id, None where there is none."""
    try:
        key = uuid.UUID(text)
    except ValueError:
        return None
    rows = models.Roadmap.objects.filter(assessment__organisation=organisation)
    return (
        rows.select_related("assessment__organisation", "assessment__maturity_model")
        .filter(pk=key)
        .first()
    )
