"""Slides on where the organisation wants to be and how its course leads there."""

from collections.abc import Sequence
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roadmaps.exchange.slides.deck import BODY, INNER, LEFT, TOP, Box, Cell, Grid, Part, Slide
from roadmaps.exchange.slides.fitting import fit
from roadmaps.exchange.slides.source import Source, and_more, in_years, tell_month
from roadmaps.figures.course import CourseRow, CrossingCell, StageCell, course_rows, crossing_cells

NAME: Final = 220.0
MOST_COLUMNS: Final = 6
MOST_ROWS: Final = 13
SIZE: Final = 12.0


def targets_slide(source: Source) -> Slide:
    """Each block today and at each horizon."""
    horizons = source.page.maturity_model.horizons
    heads = (_("Building block"), _("Today"), *map(in_years, horizons))
    rows = [(source.block(row.block), (row.plan[0], *row.aims)) for row in _rows(source)]
    return Slide(
        _("Where we want to be"),
        (_grid(source, heads, rows, (), _("Stages wanted, block by block")),),
        _("Targets are what the organisation chose; “hold” is a choice too.")
        + " "
        + source.results_note,
    )


def course_slide(source: Source) -> Slide:
    """Each block today and after each phase, if what is planned is done."""
    phases = source.way.course.state.phases[: MOST_COLUMNS - 1]
    more = len(source.way.course.state.phases) - len(phases)
    heads = (
        _("Building block"),
        _("Today"),
        *(f"{source.phase(each.phase)}, {tell_month(each.ends_on)}" for each in phases),
    )
    rows = [(source.block(r.block), r.plan[: len(phases) + 1]) for r in _rows(source)]
    crossing = crossing_cells(source.way.course.projections)[: len(phases) + 1]
    notes = [_("Each stage is where a block stands if the work planned until then is done.")]
    if more:
        notes.append(_("Phases: %(more)s.") % {"more": and_more(more)})
    return Slide(
        _("The course"),
        (_grid(source, heads, rows, crossing, _("Stages after each phase, block by block")),),
        " ".join([*notes, source.plan_note]),
    )


def _rows(source: Source) -> tuple[CourseRow, ...]:
    course = source.way.course
    return course_rows(
        course.projections,
        course.state.targets,
        source.page.maturity_model.horizons,
        len(source.wording.stages),
    )


def _grid(
    source: Source,
    heads: Sequence[str],
    rows: Sequence[tuple[str, Sequence[StageCell]]],
    crossing: Sequence[CrossingCell],
    name: str,
) -> Part:
    shown = rows[:MOST_ROWS]
    width = (INNER - NAME) / (len(heads) - 1)
    widths = (NAME, *(width for _head in heads[1:]))
    body = [
        (Cell(fit(block, SIZE, NAME, 1)), *(_stage(cell, source, width) for cell in cells))
        for block, cells in shown
    ]
    if crossing:
        told = (Cell(fit(_tell_crossing(each), SIZE, width, 1)) for each in crossing)
        body.append((Cell(fit(_("The crossing"), SIZE, NAME, 1)), *told))
    height = min(32.0, BODY.height / (len(body) + 1))
    return Grid(
        Box(LEFT, TOP, INNER, height * (len(body) + 1)),
        tuple(fit(head, SIZE, each, 1) for head, each in zip(heads, widths, strict=True)),
        tuple(body),
        widths,
        height,
        name,
        name,
        size=SIZE,
    )


def _stage(cell: StageCell, source: Source, width: float) -> Cell:
    if cell.stage is None:
        return Cell("–")
    text = fit(source.stage(cell.stage), SIZE, width, 1)
    return Cell(text, f"intensity-{cell.intensity}", f"on-intensity-{cell.intensity}")


def _tell_crossing(cell: CrossingCell) -> str:
    if cell.is_open:
        return _("open")
    text = ngettext("%(met)s of %(asked)s condition", "%(met)s of %(asked)s conditions", cell.asked)
    return text % {"met": cell.met, "asked": cell.asked}
