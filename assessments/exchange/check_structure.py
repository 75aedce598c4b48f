"""Codes, links, prerequisites and the crossing of a maturity model document (method B0)."""

from collections import Counter
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise
from typing import Any

from cxmaturity.documents.problems import Problem

CODED = (
    *("stages", "blocks", "stones", "pillars", "lenses", "workstreams", "phases", "vantages"),
    *("notices", "indicators", "sector_packs"),
)
PAGES = ("language", "result", "resume", "review", "save", "thanks", "withdraw")
RESERVED = {
    "blocks": ("slug", frozenset(PAGES)),  # pages beside the blocks'
    "phases": ("code", frozenset(("later",))),  # what stands in no phase
}
"""Names that mean something else where the product uses them."""


def check_structure(document: dict[str, Any]) -> Iterator[Problem]:
    """Problems between the parts of a document whose shape is right."""
    yield from _codes_once(document)
    yield from _reserved(document)
    yield from _links(document)
    yield from _blocks(document)
    yield from _prerequisites(document)
    yield from _circle(document)
    yield from _gate(document)


def _codes_once(document: dict[str, Any]) -> Iterator[Problem]:
    for part in CODED:
        seen: set[str] = set()
        for index, row in enumerate(document.get(part, [])):
            if row["code"] in seen:
                message, facts = f"{row['code']} is there twice", {"code": row["code"]}
                yield Problem(message, part, (part, index), rule="twice", facts=facts)
            seen.add(row["code"])
    slugs = Counter(block["slug"].replace("_", "-") for block in document["blocks"])
    for slug in (slug for slug, count in slugs.items() if count > 1):
        message = f"two blocks have the slug {slug}"
        yield Problem(message, "blocks", ("blocks",), rule="slug_twice", facts={"slug": slug})


def _reserved(document: dict[str, Any]) -> Iterator[Problem]:
    for part, (key, names) in RESERVED.items():
        for index, row in enumerate(document.get(part, [])):
            if row[key] in names:
                message, facts = f"{row[key]} is reserved for the product", {"code": row[key]}
                place, path = f"{part}.{row['code']}.{key}", (part, index, key)
                yield Problem(message, place, path, rule="reserved", facts=facts)


def _codes(document: dict[str, Any], part: str) -> set[str | None]:
    return {row["code"] for row in document.get(part, [])}


def _links(document: dict[str, Any]) -> Iterator[Problem]:
    known = {
        "block": _codes(document, "blocks"),
        "stage": _codes(document, "stages"),
        "pillar": _codes(document, "pillars"),
        "lens": _codes(document, "lenses") | {None},
        "workstream": _codes(document, "workstreams") | {None},
        "effort": set(document["efforts"]),
    }
    for index, stone in enumerate(document["stones"]):
        for name, codes in known.items():
            if stone.get(name) not in codes:
                message = f"{stone[name]} does not exist"
                place = f"stones.{stone['code']}.{name}"
                facts = {"code": stone[name]}
                path = ("stones", index, name)
                yield Problem(message, place, path, rule="unknown", facts=facts)
    yield from _full_blocks(document)
    quick_win = document["planning"]["quick_win"]
    for key, codes in (("effort", known["effort"]), ("up_to_stage", known["stage"])):
        if quick_win[key] not in codes:
            where = ("planning", "quick_win", key)
            message, facts = f"{quick_win[key]} does not exist", {"code": quick_win[key]}
            yield Problem(message, ".".join(where), where, rule="unknown", facts=facts)


def _full_blocks(document: dict[str, Any]) -> Iterator[Problem]:
    """Blocks that a vantage sees itself must be there."""
    known = _codes(document, "blocks")
    for row, vantage in enumerate(document.get("vantages", [])):
        for index, code in enumerate(vantage.get("full_blocks", [])):
            if code not in known:
                message, facts = f"{code} does not exist", {"code": code}
                place = f"vantages.{vantage['code']}.full_blocks"
                path = ("vantages", row, "full_blocks", index)
                yield Problem(message, place, path, rule="unknown", facts=facts)


def _blocks(document: dict[str, Any]) -> Iterator[Problem]:
    blocks = [block["code"] for block in document["blocks"]]
    stages = [stage["code"] for stage in document["stages"]]
    if sorted(document["questionnaire_block_order"]) != sorted(blocks):
        place = "questionnaire_block_order"
        yield Problem("must name every block once", place, (place,), rule="block_order")
    stones = Counter((stone["block"], stone["stage"]) for stone in document["stones"])
    for index, block in enumerate(document["blocks"]):
        code, path = block["code"], ("blocks", index)
        for stage in block.get("descriptors", {}):
            if stage not in stages:
                message, place = f"stage {stage} does not exist", f"blocks.{code}.descriptors"
                facts = {"code": stage}
                where = (*path, "descriptors", stage)
                yield Problem(message, place, where, rule="unknown", facts=facts)
        for stage in (stage for stage in stages if not stones[code, stage]):
            message, facts = f"has no stone of stage {stage}", {"stage": stage}
            yield Problem(message, f"blocks.{code}", path, rule="no_stone", facts=facts)
        if stones[code, stages[0]] > 1:
            message = f"must have exactly one stone of stage {stages[0]}"
            facts = {"stage": stages[0], "count": stones[code, stages[0]]}
            yield Problem(message, f"blocks.{code}", path, rule="starters", facts=facts)


def _prerequisites(document: dict[str, Any]) -> Iterator[Problem]:
    numbers = {stage["code"]: stage["number"] for stage in document["stages"]}
    stage_of = {stone["code"]: numbers.get(stone["stage"], 0) for stone in document["stones"]}
    for row, stone in enumerate(document["stones"]):
        place = f"stones.{stone['code']}.prerequisites"
        for index, needed in enumerate(stone["prerequisites"]):
            path, facts = ("stones", row, "prerequisites", index), {"code": needed}
            if needed not in stage_of:
                message = f"{needed} does not exist"
                yield Problem(message, place, path, rule="unknown", facts=facts)
            elif stage_of[needed] > stage_of[stone["code"]]:
                message = f"{needed} belongs to a later stage"
                yield Problem(message, place, path, rule="later_stage", facts=facts)


def _circle(document: dict[str, Any]) -> Iterator[Problem]:
    graph = {stone["code"]: stone["prerequisites"] for stone in document["stones"]}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        circle = list(reversed(error.args[1]))  # graphlib goes from what is needed to what needs
        row = next(i for i, stone in enumerate(document["stones"]) if stone["code"] == circle[0])
        shown = circle if len(circle) <= 12 else [*circle[:10], "…", circle[-1]]
        message = f"prerequisites go round in a circle: {' needs '.join(shown)}"
        path = ("stones", row, "prerequisites")
        yield Problem(message, "stones", path, rule="circle", facts={"circle": shown})


def _gate(document: dict[str, Any]) -> Iterator[Problem]:
    gate = document.get("gate")
    conditions = gate["conditions"] if gate else []
    named = Counter(condition["stone"] for condition in conditions)
    for index, stone in enumerate(document["stones"]):
        if "gate" in stone and stone["gate"] != (stone["code"] in named):
            message = f"does not agree with the conditions of the gate: {sorted(named)}"
            place, path = f"stones.{stone['code']}.gate", ("stones", index, "gate")
            yield Problem(message, place, path, rule="gate_flag")
    if not gate:
        return
    order = [stage["code"] for stage in document["stages"]]
    before, after = gate["between"]
    if (before, after) not in pairwise(order):
        message = "must name two stages, one after the other"
        yield Problem(message, "gate.between", ("gate", "between"), rule="gate_between")
    if not conditions or {len(named), len(_codes(gate, "conditions"))} != {len(conditions)}:
        message = "must be conditions with a code and a stone of their own each"
        facts = {"count": len(conditions)}
        where = ("gate", "conditions")
        yield Problem(message, "gate.conditions", where, rule="gate_conditions", facts=facts)
    stages = {stone["code"]: stone["stage"] for stone in document["stones"]}
    for index, condition in enumerate(conditions):
        if stages.get(condition["stone"]) != before:
            message = f"{condition['stone']} is no stone of stage {before}"
            place = f"gate.conditions.{condition['code']}.stone"
            at = ("gate", "conditions", index, "stone")
            facts = {"stone": condition["stone"], "stage": before}
            yield Problem(message, place, at, rule="gate_stage", facts=facts)
