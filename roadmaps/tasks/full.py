"""What the full report says."""

from typing import Any

from assessments import figures
from roadmaps.queries.reports import load_report
from roadmaps.queries.wording import wording_of_roadmap
from roadmaps.tasks.orders import NoResults, Order
from roadmaps.tasks.results import read_results
from roadmaps.tasks.way import read_way


def read(order: Order) -> dict[str, Any]:
    """The context of the report. Raises NoResults."""
    report = load_report(order.roadmap, order.made_on)
    if report is None:
        raise NoResults
    wording = wording_of_roadmap(order.roadmap)
    maturity_model, scorecard = report.maturity_model, report.scorecard
    return {
        "report": report,
        "roadmap": report.roadmap,
        "scorecard": scorecard,
        "maturity_model": maturity_model,
        "wording": wording,
        "stages": figures.crossing(scorecard, wording.stage_names, wording.block_names),
        "conditions": figures.conditions(scorecard, maturity_model, wording.conditions),
        "heatmap": figures.heatmap(scorecard, maturity_model, wording.block_names),
        "legend": figures.heatmap_legend(maturity_model),
        "strong_blocks": figures.strongest_blocks(scorecard),
        "strong_stones": figures.strongest_stones(scorecard, maturity_model),
        "unplaced": figures.unplaced(scorecard),
        **read_results(order, report, wording),
        **read_way(order, wording),
    }
