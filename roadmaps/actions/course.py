"""What governance settles about the course, and what is said of its phases.

Only the latest version is written to: for one that was replaced, everything here raises NotLatest.
"""

from collections.abc import Mapping
from typing import Any, Final

from django.db import transaction

from roadmaps import models
from roadmaps.actions.revisions import Changed, save_revised
from roadmaps.actions.settling import lock_board
from roadmaps.domain.course import Line, next_own_code

AHEAD: Final = 1000
"""Positions of own lines begin here, behind those that targets make."""


@transaction.atomic
def save_course_line(
    *, roadmap: models.Roadmap, line: Line, values: Mapping[str, Any], revision: int
) -> models.CourseLine:
    """Keep what governance settles about a line (`statement`, `owner`, `phase`; of one's own line
    `block` and `stage` too). Raises Changed when somebody saved since `revision`."""
    lock_board(roadmap)
    facts = {"block": line.block, "stage": line.stage, "phase": line.phase or ""}
    row, _made = models.CourseLine.objects.get_or_create(
        roadmap=roadmap, code=line.code, defaults=facts
    )
    return save_revised(row=row, values=values, revision=revision)


@transaction.atomic
def add_course_line(*, roadmap: models.Roadmap, values: Mapping[str, Any]) -> models.CourseLine:
    """A line of one's own, behind the others. The same words once more make no second line."""
    lock_board(roadmap)
    own = models.CourseLine.objects.filter(roadmap=roadmap)
    # A code that a step still names never comes back for another aim.
    served = roadmap.initiatives.values_list("serves", flat=True)
    code = next_own_code([*own.values_list("code", flat=True), *served])
    same = own.filter(position__gte=AHEAD, **values).first()
    position = AHEAD + own.count()
    return same or own.create(roadmap=roadmap, code=code, position=position, **values)


@transaction.atomic
def remove_course_line(*, roadmap: models.Roadmap, code: str, revision: int) -> None:
    """Take back what governance settled about a line: a derived one is told from the plan again,
    one's own is gone, and steps that served it are listed as serving none. Raises Changed."""
    lock_board(roadmap)
    rows = models.CourseLine.objects.select_for_update()
    row = rows.filter(roadmap=roadmap, code=code).first()
    if row is None:
        return
    if row.revision != revision:
        raise Changed(row)
    row.delete()


@transaction.atomic
def save_phase_note(
    *, roadmap: models.Roadmap, phase: str, values: Mapping[str, Any], revision: int
) -> models.PhaseNote:
    """Keep what is said of a phase: its benefit and proof, or sponsor and deputy. Raises Changed
    when somebody saved since `revision`."""
    lock_board(roadmap)
    row, _made = models.PhaseNote.objects.get_or_create(roadmap=roadmap, phase=phase)
    return save_revised(row=row, values=values, revision=revision)
