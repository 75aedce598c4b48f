"""Thresholds, bands, phases and notice rules of a maturity model document."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from assessments.domain.notices import ALL_OTHERS
from assessments.models import Department
from cxmaturity.documents.problems import Path, Problem

NOTICE_KINDS = (
    {"left", "right", "difference"},
    {"balance_below"},
    {"stone_at_least", "stone_below"},
    {"function_missing"},
)


def check_numbers(document: dict[str, Any]) -> Iterator[Problem]:
    """Numbers of a document whose shape is right that do not go together."""
    yield from _stages(document)
    yield from _scoring(document["scoring"])
    yield from _answers(document)
    yield from _notices(document)
    yield from _efforts(document)
    yield from _planning(document["planning"])
    yield from _phases(document)


def _problem(rule: str, message: str, *path: str | int) -> Problem:
    place = ".".join(str(key) for key in path if isinstance(key, str))
    return Problem(message, place, path, rule=rule)


def _rises(values: Sequence[float]) -> bool:
    return all(low < high for low, high in pairwise(values))


def _stages(document: dict[str, Any]) -> Iterator[Problem]:
    stages = document["stages"]
    if [stage["number"] for stage in stages] != list(range(1, len(stages) + 1)):
        yield _problem("stage_numbers", "numbers must be 1, 2, 3 … in order", "stages")
    for name in ("threshold", "own_floor"):
        values = [stage[name] for stage in stages]
        for index, (low, high) in enumerate(pairwise(values), start=1):
            if low > high:
                message = f"{name} must not fall from a stage to the next ({low:g}, then {high:g})"
                place = f"stages.{stages[index]['code']}"
                path = ("stages", index, name)
                facts = {"low": high, "high": low}
                yield Problem(message, place, path, rule="falls", facts=facts)
    sides = [stage["orientation"] == "customer_centric" for stage in stages]
    if sides != sorted(sides):
        message = "brand-centric stages come before customer-centric ones"
        yield _problem("sides", message, "stages")


def _scoring(scoring: dict[str, Any]) -> Iterator[Problem]:
    for name in ("stone_status", "agreement_bands"):
        starts = [start for _, start in scoring[name]]
        if starts[0] != 0 or not _rises(starts):
            message = "must begin at 0 and rise from band to band"
            yield _problem("bands", message, "scoring", name)
    for name in ("quick_bands", "lens_bands"):
        if not _rises(scoring[name]):
            yield _problem("rises", "must rise from band to band", "scoring", name)
    if scoring["sufficient"] > scoring["complete"]:
        yield _problem("sufficient", "must not be above complete", "scoring", "sufficient")


def _answers(document: dict[str, Any]) -> Iterator[Problem]:
    scales: dict[Path, Any] = {
        ("capability_scales", name): levels
        for name, levels in document["capability_scales"].items()
    }
    for path, levels in (scales | {("breadth_scale",): document["breadth_scale"]}).items():
        if [level["value"] for level in levels] != [0, 1, 2, 3, 4]:
            yield _problem("levels", "must have the levels 0 to 4 in order", *path)
    helps = [level["value"] for level in document.get("breadth_help", [])]
    if not _rises(helps):
        yield _problem("rises", "levels must rise", "breadth_help")


def _notices(document: dict[str, Any]) -> Iterator[Problem]:
    """Rules must be of one kind; blocks and stones that do not exist are allowed (method D8)."""
    for index, notice in enumerate(document.get("notices", [])):
        place, path = f"notices.{notice['code']}", ("notices", index)
        if notice.keys() - {"code", "question"} not in NOTICE_KINDS:
            kinds = "; ".join(" with ".join(sorted(kind)) for kind in NOTICE_KINDS)
            message = f"must have exactly one rule: {kinds}"
            yield Problem(message, place, path, rule="notice_rule", facts={"kinds": kinds})
        named = [*notice.get("left", []), *notice.get("right", [])]
        starred = {code for code in named if code.startswith("*")} - {ALL_OTHERS}
        if starred or ALL_OTHERS in notice.get("left", []):
            message = f"only {ALL_OTHERS}, and only on the right"
            yield Problem(message, place, path, rule="notice_others")
        function = notice.get("function_missing")
        if function is not None and function not in Department.Function.values:
            known = ", ".join(Department.Function.values)
            message = f"function_missing must be one of {known}"
            yield Problem(message, place, path, rule="function", facts={"known": known})


def _efforts(document: dict[str, Any]) -> Iterator[Problem]:
    for code, effort in document["efforts"].items():
        low, high = effort["range"]
        if not low <= effort["person_days"] <= high:
            yield _problem("effort_range", "person_days must lie in the range", "efforts", code)


def _planning(planning: dict[str, Any]) -> Iterator[Problem]:
    for name in ("months", "size_factors"):
        *bounds, last = [bound for bound, _ in planning[name]]
        if last is not None or None in bounds or not _rises(bounds):
            yield _problem("bounds", "bounds must rise; the last one is null", "planning", name)


def _phases(document: dict[str, Any]) -> Iterator[Problem]:
    phases = [phase["months"] for phase in document["phases"]]
    starts = [0, *(end for _, end in phases[:-1])]
    if [start for start, _ in phases] != starts or any(start >= end for start, end in phases):
        message = "each must begin where the one before ends, the first at month 0"
        yield _problem("phases", message, "phases")
    if not _rises(document["horizons_years"]):
        yield _problem("rises", "must rise", "horizons_years")
