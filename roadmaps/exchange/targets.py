"""Targets from a file, checked whole before anything is made of them."""

from collections.abc import Iterator, Mapping
from typing import Any

from assessments.domain.maturity_model import MaturityModel
from cxmaturity.documents.problems import Problem, collect
from cxmaturity.documents.reading import Document
from cxmaturity.documents.shape import check_shape
from roadmaps.domain.targets import (
    Intention,
    Target,
    TargetProblem,
    TargetProblemCode,
    check_targets,
    driving_horizon,
)


def read_targets(document: Document, maturity_model: MaturityModel) -> tuple[Target, ...]:
    """The targets of a document (format cxmaturity-targets/1).

    Raises DocumentErrors with every problem, each with its line.
    """
    errors = collect(map(document.locate, check_shape(document.data, "targets")))
    if errors:
        raise errors
    errors = collect(map(document.locate, _check_stages(document.data, maturity_model)))
    if errors:
        raise errors
    targets = tuple(_target(row, maturity_model) for row in document.data["targets"])
    places = {(target.block, target.years): index for index, target in enumerate(targets)}
    problems = check_targets(maturity_model, targets)
    told = (_tell(problem, places, maturity_model) for problem in problems)
    errors = collect(map(document.locate, told))
    if errors:
        raise errors
    return targets


def _check_stages(data: dict[str, Any], maturity_model: MaturityModel) -> Iterator[Problem]:
    stages = [stage.code for stage in maturity_model.stages]
    for index, row in enumerate(data["targets"]):
        if row["stage"] not in stages:
            message = f"the maturity model has no such stage; it has {', '.join(stages)}"
            path = ("targets", index, "stage")
            yield Problem(message, f"targets.{row['block']}.stage.{row['stage']}"[:120], path)


def _target(row: dict[str, Any], maturity_model: MaturityModel) -> Target:
    numbers = {stage.code: stage.number for stage in maturity_model.stages}
    return Target(
        block=row["block"],
        years=row.get("years", driving_horizon(maturity_model)),
        stage=numbers[row["stage"]],
        intention=Intention(row["intention"]),
        reason=row.get("reason", ""),
        consolidate=row.get("consolidate", False),
    )


def _tell(
    problem: TargetProblem, places: Mapping[tuple[str, int], int], maturity_model: MaturityModel
) -> Problem:
    index = places.get((problem.block, problem.years or 0))
    path = ("targets",) if index is None else ("targets", index)
    return Problem(_message(problem, maturity_model), f"targets.{problem.block}"[:120], path)


def _message(problem: TargetProblem, maturity_model: MaturityModel) -> str:
    names = {stage.number: stage.code for stage in maturity_model.stages}
    horizons = ", ".join(map(str, maturity_model.horizons))
    return {
        TargetProblemCode.MISSING_BLOCK: "has no target; every block needs one",
        TargetProblemCode.UNKNOWN_BLOCK: "the maturity model has no such block; it has "
        + ", ".join(maturity_model.blocks),
        TargetProblemCode.UNKNOWN_HORIZON: f"{problem.years} years is no horizon; "
        f"the maturity model has {horizons}",
        TargetProblemCode.STAGE_OUT_OF_RANGE: f"stage {problem.stage} does not exist",
        TargetProblemCode.DUPLICATE: f"has two targets in {problem.years} years",
        TargetProblemCode.CONTRADICTION: (
            f"asks for {names.get(problem.stage or 0)} in {problem.years} years but for "
            f"{names.get(problem.other_stage or 0)} in {problem.other_years}; "
            "a farther horizon asks at least as much, or scales back"
        ),
    }[problem.code]
