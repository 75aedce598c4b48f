"""Slides on where the organisation stands: title, profile, crossing, differing views."""

import math
from collections.abc import Iterator
from typing import Final

from django.utils.translation import gettext as _

from assessments.domain.scorecard import BlockResult, ConditionState
from assessments.domain.spread import ItemSpread
from assessments.figures import stage_intensity
from roadmaps.exchange.slides.deck import (
    BODY,
    INNER,
    LEFT,
    TOP,
    WIDTH,
    Box,
    Cell,
    Chart,
    ChartKind,
    Grid,
    Paragraph,
    Part,
    Series,
    Slide,
    Words,
)
from roadmaps.exchange.slides.fitting import fit, fit_list, fit_paragraphs
from roadmaps.exchange.slides.source import Source, and_more, tell_day

MOST_DIFFERING: Final = 7
ROW: Final = 40.0
CHASM: Final = 210.0
GAP: Final = 8.0


def first_slide(source: Source) -> Slide:
    """Whose slides these are."""
    page = source.page
    box = Box(LEFT, 250, INNER, 130)
    told = _("Answers of %(n)s people until %(day)s · roadmap version %(number)s") % {
        "n": page.scorecard.respondents,
        "day": tell_day(page.closed_on),
        "number": page.number,
    }
    lines = (Paragraph(page.organisation, 24), Paragraph(page.assessment, 18), Paragraph(told, 14))
    return Slide(
        _("Customer experience: where we stand, and the way from here"),
        (
            Words(Box(0, 0, WIDTH, 14), (), _("Band of colour"), ground="accent"),
            Words(box, fit_paragraphs(lines, box), _("Organisation and assessment")),
        ),
        f"{source.results_note} {source.plan_note}",
        is_first=True,
    )


def standing_slide(source: Source) -> Slide:
    """The profile: every block's score, as a chart."""
    blocks = source.page.scorecard.blocks
    box = Box(LEFT, TOP, INNER, 54)
    head = Words(box, fit_paragraphs([Paragraph(source.headline, 16)], box), _("In one sentence"))
    return Slide(
        _("Where we stand"),
        (
            head,
            Chart(
                Box(LEFT, TOP + 60, INNER, 330),
                ChartKind.BARS,
                tuple(fit(source.block(each.block), 11, 220, 1) for each in blocks),
                (Series(_("Score, 0 to 100"), tuple(map(_points, blocks))),),
                _("Score of each building block"),
                "; ".join(_tell_block(each, source) for each in blocks),
                least=0,
                most=100,
                step=20,
            ),
        ),
        _("Scores run from 0 to 100, in whole points, rounded down.") + " " + source.results_note,
    )


def _points(block: BlockResult) -> float | None:
    """As every page tells them: whole points, rounded down (method D4)."""
    return None if block.score is None else math.floor(block.score + 1e-9)


def _tell_block(block: BlockResult, source: Source) -> str:
    name, points = source.block(block.block), _points(block)
    if points is None:
        return _("%(block)s: too few answers") % {"block": name}
    return _("%(block)s: %(points)s") % {"block": name, "points": f"{points:.0f}"}


def crossing_slide(source: Source) -> Slide:
    """Stages with the blocks that stand there, and the planks of the crossing between them."""
    return Slide(
        _("The crossing"),
        tuple(_crossing(source)),
        _("A plank is a condition for going on to the stage behind it.")
        + " "
        + source.results_note,
    )


def _crossing(source: Source) -> Iterator[Part]:
    gate = source.page.scorecard.gate
    numbers = sorted(source.wording.stage_names)
    chasm = CHASM if gate.after_stage is not None else 0.0
    width = (INNER - chasm - GAP * len(numbers)) / len(numbers)
    x = float(LEFT)
    for number in numbers:
        yield from _stage(source, number, len(numbers), Box(x, TOP, width, BODY.height))
        x += width + GAP
        if number == gate.after_stage:
            yield from _planks(source, Box(x, TOP, chasm - GAP, BODY.height))
            x += chasm


def _stage(source: Source, number: int, stages: int, box: Box) -> Iterator[Part]:
    shade = stage_intensity(number, stages)
    head, body = Box(box.x, box.y, box.width, 44), Box(box.x, box.y + 48, box.width, 340)
    name = source.stage(number)
    here = [each for each in source.page.scorecard.blocks if each.stage == number]
    names = [source.block(each.block) for each in here]
    yield Words(
        head,
        fit_paragraphs([Paragraph(name, 14, strong=True)], head),
        _("Stage “%(stage)s”") % {"stage": name},
        ground=f"intensity-{shade}",
        ink=f"on-intensity-{shade}",
        is_centred=True,
        alt=_("Stage “%(stage)s”: %(blocks)s")
        % {"stage": name, "blocks": ", ".join(names) or _("no building block")},
    )
    if names:
        label = _("Building blocks at “%(stage)s”") % {"stage": name}
        yield Words(body, fit_list(names, 13, body, and_more), label, ground="accent-wash")


def _planks(source: Source, box: Box) -> Iterator[Part]:
    evidence = source.page.evidence
    height = min(110.0, (box.height - GAP) / max(1, len(evidence)) - GAP)
    for place, each in enumerate(evidence):
        here = Box(box.x, box.y + place * (height + GAP), box.width, height)
        name = source.wording.conditions.get(each.condition, each.condition)
        state = _state(each.state)
        is_met = each.state is ConditionState.MET
        lines = (Paragraph(state, 11), Paragraph(name, 13, strong=True))
        yield Words(
            here,
            fit_paragraphs(lines, here),
            _("Plank %(number)s") % {"number": place + 1},
            ground="accent" if is_met else "white",
            ink="white" if is_met else "ink",
            outline="accent",
            is_dashed=not is_met,
            is_centred=True,
            alt=f"{name}: {state}",
        )


def _state(state: ConditionState) -> str:
    names = {
        ConditionState.MET: _("in place"),
        ConditionState.NOT_MET: _("not in place yet"),
        ConditionState.UNKNOWN: _("not known yet"),
    }
    return names[state]


def differing_slide(source: Source) -> Slide:
    """What people see differently, what weighs most first."""
    spread, maturity_model = source.page.scorecard.spread, source.page.maturity_model
    alike = maturity_model.scoring.agreement_bands[-1][0]
    agenda = spread.agenda if spread else ()
    found = [item for item in agenda if item.band not in (None, alike)]
    return Slide(
        _("Where views differ"),
        (_differing(found, source),),
        _("The order is that of the agenda for talking it over: what weighs most comes first.")
        + " "
        + source.results_note,
    )


def _differing(found: list[ItemSpread], source: Source) -> Part:
    if not found:
        text = _("No statement is seen so differently that it could be shown here.")
        return Words(BODY, fit_paragraphs([Paragraph(text, 18)], BODY), _("Differing views"))
    widths = (430.0, 190.0, 260.0)
    heads = (_("Statement"), _("Building block"), _("People differ"))
    blocks = {stone.code: stone.block for stone in source.page.maturity_model.stones}
    rows = [
        (source.stone(i.stone), source.block(blocks[i.stone]), source.topics.get(i.stone, ""))
        for i in found[:MOST_DIFFERING]
    ]
    return Grid(
        Box(LEFT, TOP, INNER, ROW * (len(rows) + 1)),
        heads,
        tuple(
            tuple(Cell(fit(text, 12, width, 2)) for text, width in zip(row, widths, strict=True))
            for row in rows
        ),
        widths,
        ROW,
        _("Where views differ"),
        _("Statements that people see differently, with their building block and what it is about"),
    )
