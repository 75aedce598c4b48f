"""The maturity model as a document (JSON or YAML), read in: checked whole, then written whole."""

from collections.abc import Iterator
from typing import Any

from django.db import models as orm
from django.db import transaction

from assessments import models
from assessments.exchange_checks import DocumentErrors, check_document

Texts = dict[str, str]


@transaction.atomic
def load_maturity_model(document: dict[str, Any]) -> models.MaturityModel:
    """Write a checked document as a new draft version, all or nothing.

    Raises DocumentErrors with every problem found, each with its place in the document.
    """
    errors = check_document(document)
    exists = not errors and models.MaturityModel.objects.filter(
        slug=document["slug"], version=document["version"]
    )
    if exists:
        errors = (f"version: {document['slug']} {document['version']} is already there",)
    if errors:
        raise DocumentErrors(errors)
    root = models.MaturityModel.objects.create(**_root(document))
    for part, rows in _parts_without_links(document).items():
        _create(part, root, rows)
    _create_blocks_and_stones(root, document)
    return root


def _texts(field: str, texts: Texts | None) -> dict[str, str]:
    return {f"{field}_{language}": text for language, text in (texts or {}).items()}


def _all_texts(data: dict[str, Any], **fields: str) -> dict[str, str]:
    """Columns of several texts: `fields` maps a column's name to the document's."""
    return {
        column: text
        for field, key in fields.items()
        for column, text in _texts(field, data.get(key)).items()
    }


def _named(data: dict[str, Any]) -> dict[str, Any]:
    return {"code": data["code"], **_texts("name", data["name"])}


def _root(document: dict[str, Any]) -> dict[str, Any]:
    numbers = {stage["code"]: stage["number"] for stage in document["stages"]}
    gate = document.get("gate")
    planning = document["planning"]
    quick_win = planning["quick_win"]
    return {
        "slug": document["slug"],
        "version": document["version"],
        **_texts("name", document["name"]),
        "chasm_after": numbers[gate["between"][0]] if gate else None,
        "gate_minimum": gate["minimum_item_score"] if gate else 0,
        "horizons": document["horizons_years"],
        "scoring": document["scoring"],
        "planning": planning
        | {"quick_win": quick_win | {"up_to_stage": numbers[quick_win["up_to_stage"]]}},
        "simulation": document.get("simulation", {}),
    }


def _parts_without_links(
    document: dict[str, Any],
) -> dict[type[models.maturity_model.Part], list[dict[str, Any]]]:
    """Rows of every part that points to nothing but the maturity model."""
    return {
        models.Stage: [_stage(stage) for stage in document["stages"]],
        models.Pillar: [_named(pillar) for pillar in document["pillars"]],
        models.Lens: [
            _named(lens) | _all_texts(lens, managing="from", leading="to")
            for lens in document.get("lenses", [])
        ],
        models.Workstream: [
            _named(stream) | _all_texts(stream, purpose="purpose")
            for stream in document.get("workstreams", [])
        ],
        models.Effort: [
            {
                "code": code,
                "person_days": effort["person_days"],
                "minimum": effort["range"][0],
                "maximum": effort["range"][1],
            }
            for code, effort in document["efforts"].items()
        ],
        models.Phase: [
            _named(phase) | {"start_month": phase["months"][0], "end_month": phase["months"][1]}
            for phase in document["phases"]
        ],
        models.Vantage: [
            {"code": vantage["code"], "name_en": vantage["en"], "name_fr": vantage["fr"]}
            for vantage in document["vantages"]
        ],
        models.SectorPack: [
            {"code": pack["code"]}
            | _all_texts(pack, one="one", many="many", experience="experience", brand="brand")
            for pack in document.get("sector_packs", [])
        ],
        models.Indicator: [
            _named(indicator) | {"unit": indicator["unit"]} | _texts("reads", indicator["reads"])
            for indicator in document.get("indicators", [])
        ],
        models.NoticeRule: [
            {
                "code": notice["code"],
                "rule": {k: v for k, v in notice.items() if k not in {"code", "question"}},
                **_texts("question", notice["question"]),
            }
            for notice in document.get("notices", [])
        ],
        models.AnswerText: list(_answer_texts(document)),
    }


def _stage(stage: dict[str, Any]) -> dict[str, Any]:
    texts = ("definition", "signs", "good_about_being_here", "usual_next_move", "caption")
    return {
        **_named(stage),
        "orientation": stage["orientation"],
        "threshold": stage["threshold"],
        "own_floor": stage["own_floor"],
        **_all_texts(stage, **{text: text for text in texts}),
    }


def _answer_texts(document: dict[str, Any]) -> Iterator[dict[str, Any]]:
    scales = document["capability_scales"] | {
        "breadth": document["breadth_scale"],
        "breadth_help": document.get("breadth_help", []),
    }
    for scale, levels in scales.items():
        for level in levels:
            yield {
                "code": f"{scale}-{level['value']}",
                "text_en": level["en"],
                "text_fr": level["fr"],
            }
    for code, texts in (document["breadth_stems"] | document["no_answer"]).items():
        yield {"code": code, **_texts("text", texts)}


def _create(
    part: type[models.maturity_model.Part],
    root: models.MaturityModel,
    rows: list[dict[str, Any]],
) -> dict[str, Any]:
    """Insert parts in order; returns them by code."""
    made = part.objects.bulk_create(
        part(maturity_model=root, position=position, **row)
        for position, row in enumerate(rows, start=1)
    )
    return {row.code: row for row in made}


def _by_code(part: type[orm.Model], root: models.MaturityModel) -> dict[str, Any]:
    return {row.code: row for row in part._default_manager.filter(maturity_model=root)}


def _create_blocks_and_stones(root: models.MaturityModel, document: dict[str, Any]) -> None:
    stages = _by_code(models.Stage, root)
    order = document["questionnaire_block_order"]
    blocks = _create(
        models.Block, root, [_block(block, order) for block in document["blocks"]]
    )
    descriptors = [
        {
            "code": f"{block['code']}-{stage}",
            "block": blocks[block["code"]],
            "stage": stages[stage],
            **_texts("text", texts),
        }
        for block in document["blocks"]
        for stage, texts in block.get("descriptors", {}).items()
    ]
    _create(models.Descriptor, root, descriptors)
    links = {
        "block": blocks,
        "stage": stages,
        "pillar": _by_code(models.Pillar, root),
        "lens": _by_code(models.Lens, root),
        "workstream": _by_code(models.Workstream, root),
        "effort": _by_code(models.Effort, root),
    }
    stones = _create(models.Stone, root, [_stone(stone, links) for stone in document["stones"]])
    _create(models.Item, root, [_item(stone, stones) for stone in document["stones"]])
    models.Prerequisite.objects.bulk_create(
        models.Prerequisite(
            maturity_model=root, stone=stones[stone["code"]], needs=stones[needed]
        )
        for stone in document["stones"]
        for needed in stone["prerequisites"]
    )
    conditions = (document.get("gate") or {"conditions": []})["conditions"]
    rows = [_named(c) | {"stone": stones[c["stone"]]} for c in conditions]
    _create(models.GateCondition, root, rows)


def _block(block: dict[str, Any], order: list[str]) -> dict[str, Any]:
    return {
        **_named(block),
        "slug": block["slug"].replace("_", "-"),
        "questionnaire_position": order.index(block["code"]) + 1,
        **_all_texts(block, definition="definition", why="why"),
    }


def _stone(stone: dict[str, Any], links: dict[str, dict[str, Any]]) -> dict[str, Any]:
    return {
        "code": stone["code"],
        **{name: parts.get(stone.get(name)) for name, parts in links.items()},
        "impact": stone["impact"],
        "cost_type": stone.get("cost_type", ""),
        "value_family": stone.get("value_family", ""),
        "seeds": stone.get("seeds", []),
        **_all_texts(stone, title="title", description="description"),
    }


def _item(stone: dict[str, Any], stones: dict[str, Any]) -> dict[str, Any]:
    item = stone["item"]
    return {
        "code": stone["code"],
        "stone": stones[stone["code"]],
        "scale": item["scale"],
        "breadth_stem": item["breadth_stem"],
        "quick": item["quick"],
        **_all_texts(item, question="question", sign="sign"),
    }
