"""What the hand-over file says."""

from typing import Any

from roadmaps.domain.risks import OTHER
from roadmaps.queries.events import event_texts
from roadmaps.queries.handover import load_handover
from roadmaps.queries.programmes import load_departments
from roadmaps.queries.reports import load_report
from roadmaps.queries.wording import wording_of_roadmap
from roadmaps.tasks.orders import Order


def read(order: Order) -> dict[str, Any]:
    """The context of the hand-over file, on paper and as a page."""
    row = order.roadmap
    file, wording = load_handover(row, order.made_on), wording_of_roadmap(row)
    departments = load_departments(row.assessment.organisation)
    codes = dict.fromkeys([*(risk.event for risk, _exposed in file.risks), OTHER])
    return {
        "file": file,
        "wording": wording,
        "departments": departments,
        "names": {**departments, **wording.phases},
        "events": event_texts(tuple(codes)),
    }


def read_printed(order: Order) -> dict[str, Any]:
    """The same with what the foot of each page names. `report` is None while too few answered."""
    report = load_report(order.roadmap, order.made_on)
    return {**read(order), "report": report, "roadmap": order.roadmap}
