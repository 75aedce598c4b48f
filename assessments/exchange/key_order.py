"""The order of names inside the free numbers of a document. Pure.

PostgreSQL keeps JSON without the order in which it was written, so a document gets it back here.
"""

from typing import Any

_SCORING = (
    *("method", "stage_share", "stone_status", "agreement_bands", "notice_threshold"),
    *("visibility_gap_flag", "perception_gap_flag", "min_group_size", "comment_group_size"),
    *("minimum_for_interval", "sufficient", "complete", "department_weight", "quick_bands"),
    *("lens_bands", "prerequisite_satisfied"),
)
_PLANNING = (
    *("extend_factor", "months", "block_share", "reserve", "course_months", "quick_win"),
    *("effort", "impact", "up_to_stage", "consolidate_threshold", "balance", "size_factors"),
)
_SIMULATION = (
    *("planned_months", "horizon_months", "overhead", "confidence", "drift_per_month"),
    *("gain_per_delivery", "floor", "increments", "benefit", "events", "code", "rate_per_year"),
    *("range", "per", "delay_months", "rework", "confidence_loss"),
)
_NOTICES = (
    *("left", "right", "difference", "balance_below", "stone_at_least", "stone_below"),
    "function_missing",
)
_PLACES = {
    name: place for place, name in enumerate((*_SCORING, *_PLANNING, *_SIMULATION, *_NOTICES))
}


def in_order(value: Any) -> Any:
    """The same data; known names in the order of the shipped model, then all others by name."""
    if isinstance(value, dict):
        return {name: in_order(value[name]) for name in sorted(value, key=_place)}
    return [in_order(entry) for entry in value] if isinstance(value, list) else value


def _place(name: str) -> tuple[int, str]:
    return _PLACES.get(name, len(_PLACES)), name
