"""What takes longer than a page may: documents."""

from roadmaps.tasks.kinds import MAKERS, kinds_offered, printed_kinds
from roadmaps.tasks.making import (
    Finished,
    find_digest,
    follow_report,
    follow_reports,
    make_document,
    make_report,
    order_of,
    order_report,
    still_stands,
)
from roadmaps.tasks.orders import NoResults, NotInstalled, Order

__all__ = [
    "MAKERS",
    "Finished",
    "NoResults",
    "NotInstalled",
    "Order",
    "find_digest",
    "follow_report",
    "follow_reports",
    "kinds_offered",
    "make_document",
    "make_report",
    "order_of",
    "order_report",
    "printed_kinds",
    "still_stands",
]
