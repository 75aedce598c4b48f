"""Kinds of documents: the one place that says which there are and how each is made.

A kind is offered once it stands here. To add one: a module beside this one with `read`, and a line.
"""

from typing import Final

from roadmaps.models import Report
from roadmaps.tasks import board, full, handover
from roadmaps.tasks.enclosures import enclose_figures
from roadmaps.tasks.makers import Maker, Printed

MAKERS: Final[dict[Report.Kind, Maker]] = {
    Report.Kind.BOARD: Printed("report/board.html", board.read, enclose_figures),
    Report.Kind.FULL: Printed("report/report.html", full.read, enclose_figures),
    Report.Kind.HANDOVER: Printed(
        "roadmaps/registers/handover_print.html", handover.read, enclose_figures
    ),
}


def kinds_offered() -> list[tuple[str, str]]:
    """Codes and names of the kinds that can be made, in the order in which people are asked."""
    return [(kind.value, str(kind.label)) for kind in Report.Kind if kind in MAKERS]


def printed_kinds() -> list[str]:
    """Codes of the kinds that are printed: those that have a sheet of paper and an archive."""
    return [kind.value for kind, maker in MAKERS.items() if isinstance(maker, Printed)]
