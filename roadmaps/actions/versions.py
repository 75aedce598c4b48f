"""Writing a version of a roadmap: its rows, and all that people made of the version before."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from django.utils import timezone

from assessments import models as assessments
from roadmaps import models
from roadmaps.domain.asked import Asked
from roadmaps.domain.dates import months_between
from roadmaps.domain.plans import Plan
from roadmaps.domain.replanning import Verdict
from roadmaps.domain.scopes import Scope
from roadmaps.domain.wishes import Wish
from roadmaps.queries.documents import to_document
from roadmaps.queries.roadmaps import find_latest_roadmap
from roadmaps.queries.room.basis import POSITIONS

CARRIED: Final = (
    "title",
    "owner",
    "department",
    "status",
    "status_reason",
    "progress",
    "running_days",
    "notes",
    "serves",
    "value_now",
    "prepares_later",
    "workstream",
    "lens",
    "teams_ready",
    "staff_impact",
    "claimed_capability",
    "claimed_breadth",
    "delivered_on",
)
"""What people say of an initiative, whatever the plan makes of it."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a version comes from: the one it follows, what led to it and why, and what people
    decided about each step (empty: it was simply made anew)."""

    follows: models.Roadmap | None = None
    trigger: str = ""
    reason: str = ""
    verdicts: Mapping[str, Verdict] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Made:
    """A plan that is ready to be stored: what was asked, the columns that say it, the plan and its
    document."""

    asked: Asked
    columns: Mapping[str, Any]
    best: Plan
    document: Any


def describe_asked(asked: Asked, scope: Scope, model_phases: Any) -> dict[str, Any]:
    """Columns that say what a version is made from: two versions with the same are the same."""
    own_phases = () if asked.phases == tuple(model_phases) else asked.phases
    return {
        "starts_on": asked.starts_on,
        "targets": to_document(asked.targets),
        "capacities": [float(capacity) for capacity in asked.capacities],
        "settings": to_document(asked.settings),
        "scope": describe_scope(asked, scope),
        "basis": asked.basis.value,
        "phases": to_document(own_phases),
        "assumptions": to_document(dict(asked.assumptions)),
        "edits": to_document(dict(asked.edits)),
        "waivers": to_document(asked.waivers),
        "rule_reasons": dict(asked.rule_reasons),
    }


def describe_scope(asked: Asked, scope: Scope) -> dict[str, Any]:
    """The work there is, with the scores that it was found from where they are not the survey's."""
    document: dict[str, Any] = to_document(scope)
    return document | ({POSITIONS: dict(asked.positions)} if asked.positions else {})


def write_version(assessment: assessments.Assessment, made: Made, origin: Origin) -> models.Roadmap:
    """The rows of a new version, in a transaction of the caller's."""
    latest = find_latest_roadmap(assessment)
    roadmap = models.Roadmap.objects.create(
        assessment=assessment,
        number=latest.number + 1 if latest else 1,
        created_on=timezone.localdate(),
        plan=made.document,
        follows=origin.follows,
        trigger=origin.trigger,
        reason=origin.reason,
        **made.columns,
    )
    before = _load_before(origin.follows)
    rows = [*_planned(roadmap, made, origin, before), *_delivered(roadmap, made, origin, before)]
    for position, row in enumerate(rows):
        row.position = position
    models.Initiative.objects.bulk_create(rows)
    _carry_course(roadmap, origin.follows, made.asked)
    return roadmap


def _load_before(follows: models.Roadmap | None) -> dict[str, models.Initiative]:
    """What was last said of each stone: by the version before, or an earlier one that had it."""
    if follows is None:
        return {}
    rows = models.Initiative.objects.filter(
        roadmap__assessment__organisation=follows.assessment.organisation_id
    ).select_related("roadmap")
    order = ("roadmap__created_on", "roadmap__assessment__closed_on", "roadmap__number")
    found = {row.stone: row for row in rows.order_by(*order)}
    return found | {stone: row for stone, row in found.items() if row.roadmap_id == follows.pk}


def _planned(
    roadmap: models.Roadmap, made: Made, origin: Origin, before: Mapping[str, models.Initiative]
) -> Iterator[models.Initiative]:
    """The steps of the plan, with what people settled and said about them."""
    for placed in made.best.placements:
        stone, wish = placed.stone, made.asked.wishes.get(placed.stone, Wish(None))
        verdict = origin.verdicts.get(stone)
        row = _carried(roadmap, stone, placed.phase or "", before.get(stone), made.asked)
        row.is_locked, row.excluded_because = wish.locked, wish.excluded_because
        if verdict:
            row.review, row.review_reason = verdict.choice.value, verdict.reason
        yield row


def _delivered(
    roadmap: models.Roadmap, made: Made, origin: Origin, before: Mapping[str, models.Initiative]
) -> Iterator[models.Initiative]:
    """What is done already: kept with the phase it was done in, though nothing is planned of it."""
    codes = [phase.code for phase in made.asked.phases]
    for stone in made.asked.delivered:
        if stone in before and stone not in made.best.positions:
            phase = before[stone].phase
            phase = phase if phase in codes else codes[0]
            yield _carried(roadmap, stone, phase, before[stone], made.asked)


def _carried(
    roadmap: models.Roadmap, stone: str, phase: str, before: models.Initiative | None, asked: Asked
) -> models.Initiative:
    """The row of a stone with what was said of it before."""
    row = models.Initiative(roadmap=roadmap, stone=stone, phase=phase)
    if before:
        for name in CARRIED:
            setattr(row, name, getattr(before, name))
        row.starts_month, row.ends_month = _carry_months(row, before, asked)
    return row


def _carry_months(
    row: models.Initiative, before: models.Initiative, asked: Asked
) -> tuple[int | None, int | None]:
    """Months that a person set, on the same days of the calendar as long as they lie in the phase;
    then computed dates stand in again."""
    first, last = before.starts_month, before.ends_month
    phase = next((each for each in asked.phases if each.code == row.phase), None)
    if phase is None or (first is None and last is None):
        return None, None
    shift = months_between(asked.starts_on, before.roadmap.starts_on)
    months = [None if month is None else month + shift for month in (first, last)]
    inside = (m is None or phase.start_month <= m < phase.end_month for m in months)
    return (months[0], months[1]) if all(inside) else (None, None)


def _carry_course(roadmap: models.Roadmap, follows: models.Roadmap | None, asked: Asked) -> None:
    """What governance said of course lines and phases; a phase that is no more is left open."""
    if follows is None:
        return
    codes = {phase.code for phase in asked.phases}
    lines = list(follows.course_lines.all())
    for line in lines:
        line.pk, line.roadmap, line.revision = None, roadmap, 0
        line.phase = line.phase if line.phase in codes else ""
    models.CourseLine.objects.bulk_create(lines)
    notes = [note for note in follows.phase_notes.all() if note.phase in codes]
    for note in notes:
        note.pk, note.roadmap, note.revision = None, roadmap, 0
    models.PhaseNote.objects.bulk_create(notes)
