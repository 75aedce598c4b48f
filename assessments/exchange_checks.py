"""What a maturity model document must satisfy before anything of it is written."""

import json
from collections.abc import Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter
from typing import Any

from django.conf import settings
from jsonschema import Draft202012Validator

MOST_ERRORS = 50


class DocumentErrors(Exception):
    """Every problem of a document, each a line `place: what is wrong`."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


@cache
def _validator() -> Draft202012Validator:
    path = settings.BASE_DIR / "docs" / "schemas" / "maturity_model.schema.json"
    return Draft202012Validator(json.loads(path.read_text(encoding="utf-8")))


def check_document(document: Any) -> tuple[str, ...]:
    """Problems of a document: first its shape; if that holds, what its parts say of each other."""
    shape = [
        f"{error.json_path.removeprefix('$.')}: {error.message[:200]}"
        for error in _validator().iter_errors(document)
    ]
    return tuple(shape[:MOST_ERRORS]) or tuple(_structure(document))[:MOST_ERRORS]


def _structure(document: dict[str, Any]) -> Iterator[str]:
    yield from _codes_once(document)
    yield from _stage_numbers(document)
    yield from _links(document)
    yield from _prerequisites(document)
    yield from _gate(document)
    yield from _coverage(document)


def _codes_once(document: dict[str, Any]) -> Iterator[str]:
    for part in ("stages", "blocks", "stones", "pillars", "phases", "vantages"):
        codes = [row["code"] for row in document[part]]
        for code in sorted({code for code in codes if codes.count(code) > 1}):
            yield f"{part}: {code} is there twice"


def _stage_numbers(document: dict[str, Any]) -> Iterator[str]:
    numbers = [stage["number"] for stage in document["stages"]]
    if numbers != list(range(1, len(numbers) + 1)):
        yield "stages: numbers must be 1, 2, 3 … in order"
    thresholds = [stage["threshold"] for stage in document["stages"]]
    if thresholds != sorted(thresholds):
        yield "stages: thresholds must not fall from a stage to the next"


def _links(document: dict[str, Any]) -> Iterator[str]:
    known = {
        "block": _codes(document, "blocks"),
        "stage": _codes(document, "stages"),
        "pillar": _codes(document, "pillars"),
        "lens": _codes(document, "lenses") | {None},
        "workstream": _codes(document, "workstreams") | {None},
        "effort": set(document["efforts"]),
    }
    for stone in document["stones"]:
        for name, codes in known.items():
            if stone.get(name) not in codes:
                yield f"stones.{stone['code']}.{name}: {stone[name]} does not exist"
    if sorted(document["questionnaire_block_order"]) != sorted(known["block"]):
        yield "questionnaire_block_order: must name every block once"
    for block in document["blocks"]:
        for stage in block.get("descriptors", {}):
            if stage not in known["stage"]:
                yield f"blocks.{block['code']}.descriptors: stage {stage} does not exist"


def _codes(document: dict[str, Any], part: str) -> set[str | None]:
    return {row["code"] for row in document.get(part, [])}


def _prerequisites(document: dict[str, Any]) -> Iterator[str]:
    numbers = {stage["code"]: stage["number"] for stage in document["stages"]}
    stage_of = {stone["code"]: numbers.get(stone["stage"], 0) for stone in document["stones"]}
    for stone in document["stones"]:
        for needed in stone["prerequisites"]:
            place = f"stones.{stone['code']}.prerequisites"
            if needed not in stage_of:
                yield f"{place}: {needed} does not exist"
            elif stage_of[needed] > stage_of[stone["code"]]:
                yield f"{place}: {needed} belongs to a later stage"
    graph = {stone["code"]: stone["prerequisites"] for stone in document["stones"]}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        yield f"stones: prerequisites go round in a circle: {' → '.join(error.args[1])}"


def _gate(document: dict[str, Any]) -> Iterator[str]:
    gate = document.get("gate")
    if not gate:
        return
    order = [stage["code"] for stage in document["stages"]]
    before, after = gate["between"]
    if before not in order or order[order.index(before) :][1:2] != [after]:
        yield "gate.between: must name two neighbouring stages"
        return
    stages = {stone["code"]: stone["stage"] for stone in document["stones"]}
    for condition in gate["conditions"]:
        if stages.get(condition["stone"]) != before:
            yield f"gate.conditions.{condition['code']}: its stone must be of stage {before}"


def _coverage(document: dict[str, Any]) -> Iterator[str]:
    first = document["stages"][0]["code"]
    for block in document["blocks"]:
        own = [stone["stage"] for stone in document["stones"] if stone["block"] == block["code"]]
        if own.count(first) != 1:
            yield f"blocks.{block['code']}: needs exactly one stone of the first stage"
    phases = [phase["months"] for phase in document["phases"]]
    starts = [0, *(end for _, end in phases[:-1])]
    if [start for start, _ in phases] != starts or any(start >= end for start, end in phases):
        yield "phases: each must begin where the one before ends, the first at month 0"
