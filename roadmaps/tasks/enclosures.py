"""The figures that an archived document carries with it, as JSON and as CSV."""

import csv
import io
import json
from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext as _

from assessments.queries.results import load_snapshot_facts
from assessments.queries.snapshots import load_scorecard, to_document
from cxmaturity.documents.cells import defuse
from cxmaturity.pdf import Enclosure
from roadmaps.queries.exports import load_export
from roadmaps.queries.roadmaps import load_roadmap
from roadmaps.queries.wording import wording_of_roadmap
from roadmaps.tasks.orders import NoResults, Order

FORMAT = "cxmaturity-figures/1"
BYTE_ORDER_MARK = "\ufeff"
Row = Sequence[str | float | None]


def enclose_figures(order: Order) -> tuple[Enclosure, ...]:
    """Results and roadmap as one JSON file, and each as a table. Raises NoResults."""
    return (
        Enclosure("figures.json", "application/json", _("Results and roadmap"), _figures(order)),
        Enclosure("results.csv", "text/csv", _("Results, a line for each stone"), _results(order)),
        Enclosure("roadmap.csv", "text/csv", _("Roadmap, a line for each step"), _roadmap(order)),
    )


def _figures(order: Order) -> bytes:
    assessment = order.roadmap.assessment
    scorecard = load_scorecard(assessment)
    if scorecard is None:
        raise NoResults
    document: dict[str, Any] = {
        "format": FORMAT,
        "digest": load_snapshot_facts(assessment).digest,
        "scorecard": to_document(scorecard),
        "plan": load_export(order.roadmap),
    }
    return json.dumps(document, ensure_ascii=False, indent=1).encode()


def _results(order: Order) -> bytes:
    scorecard = load_scorecard(order.roadmap.assessment)
    titles = wording_of_roadmap(order.roadmap).stone_titles
    heads = (_("Code"), _("Stone"), _("Score, 0 to 100"), _("Answers"))
    stones = scorecard.stones if scorecard else ()
    return _to_csv(heads, ((s.stone, titles.get(s.stone, ""), s.score, s.valid) for s in stones))


def _roadmap(order: Order) -> bytes:
    wording, state = wording_of_roadmap(order.roadmap), load_roadmap(order.roadmap)
    heads = (_("Code"), _("Step"), _("Block"), _("Phase"), _("Person-days"))
    rows = (
        (
            each.stone,
            wording.stone_titles.get(each.stone, ""),
            wording.block_names.get(each.gap.block, each.gap.block),
            wording.phases.get(each.phase, each.phase) if each.phase else _("Later"),
            each.gap.effort,
        )
        for each in state.initiatives
    )
    return _to_csv(heads, rows)


def _to_csv(heads: Sequence[str], rows: Iterable[Row]) -> bytes:
    """A table in which numbers are numbers, and no text is a formula."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n")
    for row in (heads, *rows):
        writer.writerow([defuse(cell) if isinstance(cell, str) else cell for cell in row])
    return (BYTE_ORDER_MARK + stream.getvalue()).encode()
