"""Kinds of documents: the one place that says which there are and how each is made.

A kind is offered once it stands here. To add one: a module beside this one with `read`, and a line.
"""

from typing import Final

from cxmaturity.documents.workbooks import MEDIA_TYPE as WORKBOOK
from roadmaps.exchange.slides import MEDIA_TYPE as SLIDES
from roadmaps.exchange.slides import is_installed
from roadmaps.models import Report
from roadmaps.tasks import board, full, handover, plan, slides, workbook
from roadmaps.tasks.enclosures import enclose_figures
from roadmaps.tasks.makers import Built, Maker, Printed

MAKERS: Final[dict[Report.Kind, Maker]] = {
    Report.Kind.BOARD: Printed("report/board.html", board.read, enclose_figures),
    Report.Kind.FULL: Printed("report/report.html", full.read, enclose_figures),
    Report.Kind.PLAN: Printed("report/plan.html", plan.read, enclose_figures),
    Report.Kind.HANDOVER: Printed(
        "roadmaps/registers/handover_print.html", handover.read_printed, enclose_figures
    ),
    Report.Kind.SLIDES: Built(".pptx", SLIDES, slides.read, slides.build),
    Report.Kind.WORKBOOK: Built(".xlsx", WORKBOOK, workbook.read, workbook.build),
}


def kinds_offered() -> list[tuple[str, str]]:
    """Codes and names of the kinds that can be made, in the order in which people are asked. Slides
    need a library of their own."""
    missing = set() if is_installed() else {Report.Kind.SLIDES}
    kinds = [kind for kind in Report.Kind if kind in MAKERS and kind not in missing]
    return [(kind.value, str(kind.label)) for kind in kinds]


def printed_kinds() -> list[str]:
    """Codes of the kinds that are printed: those that have a sheet of paper and an archive."""
    return [kind.value for kind, maker in MAKERS.items() if isinstance(maker, Printed)]
