"""What documents say of results and targets: the first half of the full report."""

from typing import Any

from assessments.domain.spread import CutKind, Spread
from assessments.queries.wording import Wording
from roadmaps.domain.report import Report
from roadmaps.domain.targets import driving_horizon
from roadmaps.figures.differing import dividing_rows, lay_cut, lay_gaps
from roadmaps.figures.profile import draw_profile
from roadmaps.figures.report import block_sections
from roadmaps.queries.report_results import load_results_half
from roadmaps.queries.targets import Standing
from roadmaps.tasks.orders import Order


def read_results(order: Order, report: Report, wording: Wording) -> dict[str, Any]:
    """The context of templates/report/results_half.html."""
    maturity_model, scorecard = report.maturity_model, report.scorecard
    half = load_results_half(order.roadmap, Standing(maturity_model, scorecard))
    spread, years = scorecard.spread or Spread(), driving_horizon(maturity_model)
    orders = {CutKind.DEPARTMENT: half.departments, CutKind.VANTAGE: wording.vantages}
    cuts = (lay_cut(spread, kind, tuple(at), maturity_model) for kind, at in orders.items())
    return {
        "evidence": half.evidence,
        "target_rows": half.targets,
        "target_years": years,
        "profile": draw_profile(half.targets, years, wording.stage_names, wording.block_names),
        "dividing": dividing_rows(spread, maturity_model),
        "cuts": tuple(cut for cut in cuts if cut),
        "gaps": lay_gaps(spread, maturity_model),
        "group_names": half.departments | wording.vantages,
        "blocks": block_sections(report),
    }
