"""Slides on the plan: steps by phase, dates, both approaches."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from roadmaps.domain.roadmap import PhaseState
from roadmaps.domain.timetable import DatedStone
from roadmaps.exchange.slides.deck import (
    BODY,
    INNER,
    LEFT,
    TOP,
    Box,
    Chart,
    ChartKind,
    Paragraph,
    Part,
    Series,
    Slide,
    Words,
)
from roadmaps.exchange.slides.fitting import fit, fit_list, fit_paragraphs
from roadmaps.exchange.slides.source import Source, and_more, tell_days, tell_month

COLUMNS: Final = 3
GAP: Final = 14.0
MOST_BARS: Final = 18
DAY_ZERO: Final = dt.date(1899, 12, 30)
"""From where spreadsheets count days."""
QUARTER: Final = 91.0


def plan_slide(source: Source) -> Slide:
    """The steps of the first three phases by name."""
    phases = source.way.course.state.phases
    notes = [source.plan_note]
    if len(phases) > COLUMNS:
        notes.insert(0, _("Phases: %(more)s.") % {"more": and_more(len(phases) - COLUMNS)})
    return Slide(_("The plan"), tuple(_columns(source, phases[:COLUMNS])), " ".join(notes))


def _columns(source: Source, phases: Sequence[PhaseState]) -> Iterator[Part]:
    width = (INNER - GAP * (COLUMNS - 1)) / COLUMNS
    for place, phase in enumerate(phases):
        x = LEFT + place * (width + GAP)
        head, body = Box(x, TOP, width, 62), Box(x, TOP + 66, width, BODY.height - 66)
        name = source.phase(phase.phase)
        dates = f"{tell_month(phase.starts_on)} – {tell_month(phase.ends_on)}"
        days = tell_days(phase.effort)
        lines = (Paragraph(name, 16, strong=True), Paragraph(f"{dates} · {days}", 12))
        yield Words(head, fit_paragraphs(lines, head), name, ground="accent", ink="white", alt=name)
        steps = [source.stone(row.stone) for row in source.way.rows if row.phase == phase.phase]
        told = fit_list(steps, 12, body, and_more) or (Paragraph(_("Nothing is planned."), 12),)
        label = _("Steps of “%(phase)s”") % {"phase": name}
        yield Words(body, told, label, ground="accent-wash")


def dates_slide(source: Source) -> Slide:
    """When what is worked on, as bars: every phase, and steps under theirs as far as there is
    room."""
    bars = _bars(source)
    stones = source.way.timetable.stones
    notes = [source.plan_note]
    if not stones:
        text = Paragraph(_("Nothing is planned."), 18)
        words = Words(BODY, fit_paragraphs([text], BODY), _("Dates"))
        return Slide(_("Dates"), (words,), source.plan_note)
    left_out = len(stones) - sum(not bar.is_phase for bar in bars)
    if left_out:
        notes.insert(
            0, _("Steps: %(more)s, in the operational plan.") % {"more": and_more(left_out)}
        )
    return Slide(_("Dates"), (_chart(bars),), " ".join(notes))


@dataclass(frozen=True, slots=True)
class Bar:
    """A phase or a step between two days, both included."""

    name: str
    starts_on: dt.date
    ends_on: dt.date
    is_phase: bool

    @property
    def days(self) -> int:
        """How long it is."""
        return (self.ends_on - self.starts_on).days + 1


def _bars(source: Source) -> list[Bar]:
    """The phases that hold work, each with its steps; the first ones first, while there is room."""
    timetable, places = source.way.timetable, source.way.row_by_stone
    inside = {
        phase.code: sorted(
            (s for s in timetable.stones if places[s.stone].phase == phase.code), key=_by_days
        )
        for phase in timetable.phases
    }
    working = [phase for phase in timetable.phases if inside[phase.code]][:MOST_BARS]
    room, bars = MOST_BARS - len(working), []
    for phase in working:
        bars.append(Bar(source.phase(phase.code), phase.starts_on, phase.ends_on, is_phase=True))
        shown = inside[phase.code][:room]
        bars += [Bar(source.stone(s.stone), s.starts_on, s.ends_on, is_phase=False) for s in shown]
        room -= len(shown)
    return bars


def _by_days(stone: DatedStone) -> tuple[dt.date, dt.date]:
    return stone.starts_on, stone.ends_on


def _chart(bars: Sequence[Bar]) -> Chart:
    first, last = min(b.starts_on for b in bars), max(b.ends_on for b in bars)
    told = (f"{b.name}: {tell_month(b.starts_on)} – {tell_month(b.ends_on)}" for b in bars)
    phases = tuple(float(b.days) if b.is_phase else None for b in bars)
    steps = tuple(None if b.is_phase else float(b.days) for b in bars)
    return Chart(
        BODY,
        ChartKind.SPANS,
        tuple(fit(b.name, 11, 320, 1) for b in bars),
        (
            Series(_("Begins on"), tuple(float(_serial(b.starts_on)) for b in bars)),
            Series(_("Days of phases"), phases, "accent"),
            Series(_("Days of steps"), steps, "intensity-3"),
        ),
        _("Dates"),
        "; ".join(told),
        number_format="mmm yy",
        least=_serial(first),
        most=_serial(last) + 1,
        step=QUARTER * max(1, round((last - first).days / (8 * QUARTER))),
    )


def _serial(day: dt.date) -> int:
    return (day - DAY_ZERO).days


def approaches_slide(source: Source) -> Slide:
    """How long one waits for a delivery, step by step and all at once."""
    exposures = source.way.exposures
    if exposures is None:
        text = Paragraph(_("Nothing is planned."), 18)
        words = Words(BODY, fit_paragraphs([text], BODY), _("Two approaches"))
        return Slide(_("Two approaches"), (words,), source.plan_note)
    gradual, at_once = exposures.gradual, exposures.big_bang
    box = Box(LEFT + 560, TOP, INNER - 560, BODY.height)
    facts = {"gradual": tell_days(gradual.effort), "at_once": tell_days(at_once.effort)}
    lines = (
        Paragraph(_("Step by step"), 15, strong=True),
        Paragraph(_("%(gradual)s of work before the first delivery.") % facts, 14),
        Paragraph(_("All at once"), 15, strong=True),
        Paragraph(_("%(at_once)s of work before the first delivery.") % facts, 14),
        Paragraph(_("The work is the same; what differs is when it is delivered."), 14),
    )
    return Slide(
        _("Two approaches"),
        (
            Chart(
                Box(LEFT, TOP, 540, BODY.height),
                ChartKind.COLUMNS,
                (_("Months until the first delivery"), _("Longest wait between deliveries")),
                (
                    Series(_("Step by step"), (gradual.wait, gradual.longest)),
                    Series(_("All at once"), (at_once.wait, at_once.longest), "soft"),
                ),
                _("Months of waiting"),
                _("Months until the first delivery: %(first)s step by step, %(other)s all at once")
                % {"first": gradual.wait, "other": at_once.wait},
                least=0,
            ),
            Words(box, fit_paragraphs(lines, box), _("What differs")),
        ),
        _("Both approaches are counted on the same plan (method E5).") + " " + source.plan_note,
    )
