"""What the board page says."""

from typing import Any

from roadmaps.figures import draw_board_crossing
from roadmaps.queries.board_page import load_board_page
from roadmaps.queries.wording import wording_of_roadmap
from roadmaps.tasks.orders import NoResults, Order


def read(order: Order) -> dict[str, Any]:
    """The context of the board page. Raises NoResults."""
    page = load_board_page(order.roadmap, order.made_on)
    if page is None:
        raise NoResults
    wording = wording_of_roadmap(order.roadmap)
    names = (wording.stage_names, wording.block_names)
    return {
        "page": page,
        "wording": wording,
        "drawing": draw_board_crossing(page, *names, order.look),
    }
