"""What the operational plan says."""

from typing import Any

from roadmaps.queries.reports import load_report
from roadmaps.queries.wording import wording_of_roadmap
from roadmaps.tasks.orders import Order
from roadmaps.tasks.way import read_way


def read(order: Order) -> dict[str, Any]:
    """The context of the operational plan. `report` is None while too few people answered."""
    wording = wording_of_roadmap(order.roadmap)
    return {
        "wording": wording,
        "report": load_report(order.roadmap, order.made_on),
        **read_way(order, wording, compares=False),
    }
