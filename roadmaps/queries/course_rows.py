"""Rows of the course for those who change them."""

from roadmaps import models
from roadmaps.domain.course import Line
from roadmaps.queries.roadmaps import load_phases


def find_line_row(row: models.Roadmap, line: Line) -> models.CourseLine:
    """What is stored of a line; one that nobody settled yet is as targets and plan have it."""
    found = models.CourseLine.objects.filter(roadmap=row, code=line.code).first()
    return found or models.CourseLine(
        roadmap=row,
        code=line.code,
        block=line.block,
        stage=line.stage,
        phase=line.phase or "",
        owner=line.owner,
    )


def find_note_row(row: models.Roadmap, phase: str) -> models.PhaseNote | None:
    """What is stored of a phase, else an empty note; None where the version has no such phase."""
    if phase not in {each.code for each in load_phases(row)}:
        return None
    found = models.PhaseNote.objects.filter(roadmap=row, phase=phase).first()
    return found or models.PhaseNote(roadmap=row, phase=phase)
