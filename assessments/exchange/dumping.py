"""A version of the maturity model as its document, in the one order that documents have.

Rows that the editor has not finished are told as they are: what is missing is missing in the
document too, and `check_document` says so.
"""

from typing import Any

from django.db import models as orm
from django.db.models import F

from assessments import models
from assessments.exchange import parts
from assessments.exchange.key_order import in_order
from assessments.exchange.parts import Row
from assessments.models.versions import Part

_OPTIONAL = {
    *("gate", "lenses", "workstreams", "breadth_help", "notices", "indicators", "simulation"),
    "sector_packs",
}


def dump_maturity_model(row: models.MaturityModel) -> dict[str, Any]:
    """The whole version as plain data; `load_maturity_model` makes the same rows of it."""
    root = orm.QuerySet(models.MaturityModel).filter(pk=row.pk).values()[0]
    stages = _rows(models.Stage, row)
    stage_codes = {stage["position"]: stage["code"] for stage in stages}
    answers = {answer["code"]: answer for answer in _rows(models.AnswerText, row)}
    document = {
        "format": "cxmaturity-model/1",
        "slug": root["slug"],
        "version": root["version"],
        "name": parts.read_texts(root, "name"),
        "stages": [parts.stage_part(stage, number) for number, stage in enumerate(stages, start=1)],
        "gate": _gate(row, root, list(stage_codes.items())),
        **_blocks(row),
        "lenses": [parts.lens_part(lens) for lens in _rows(models.Lens, row)],
        "workstreams": [parts.workstream_part(stream) for stream in _rows(models.Workstream, row)],
        "pillars": [parts.named_part(pillar) for pillar in _rows(models.Pillar, row)],
        "stones": _stones(row),
        "efforts": _efforts(row),
        **parts.answer_parts(answers),
        "vantages": [parts.vantage_part(vantage) for vantage in _rows(models.Vantage, row)],
        "scoring": in_order(root["scoring"]),
        "breadth_help": parts.level_parts("breadth_help", answers),
        "notices": [parts.notice_part(notice) for notice in _rows(models.NoticeRule, row)],
        "indicators": [
            parts.indicator_part(indicator) for indicator in _rows(models.Indicator, row)
        ],
        "planning": in_order(parts.planning_part(root["planning"], stage_codes)),
        "phases": [parts.phase_part(phase) for phase in _rows(models.Phase, row)],
        "horizons_years": root["horizons"],
        "simulation": in_order(root["simulation"]),
        "sector_packs": _sector_packs(row),
    }
    return {part: value for part, value in document.items() if value or part not in _OPTIONAL}


def _rows(part: type[Part], row: models.MaturityModel, *links: str) -> list[Row]:
    """Columns of a part in its order, every language beside the other."""
    columns = [field.attname for field in part._meta.concrete_fields]
    codes = {f"{link}_code": F(f"{link}__code") for link in links}
    found: Any = orm.QuerySet(part).filter(maturity_model=row).order_by("position", "pk")
    return list(found.annotate(**codes).values(*columns, *codes))


def _gate(row: models.MaturityModel, root: Row, stages: list[tuple[int, str]]) -> Row | None:
    conditions = [
        {
            "code": found["code"],
            "stone": found["stone_code"],
            "name": parts.read_texts(found, "name"),
        }
        for found in _rows(models.GateCondition, row, "stone")
    ]
    if root["chasm_after"] is None and not conditions:
        return None
    positions = [position for position, _ in stages]
    chasm = root["chasm_after"]
    before = positions.index(chasm) if chasm in positions else len(positions)
    return {
        "between": [code for _, code in stages[before : before + 2]],
        "minimum_item_score": parts.plain_number(root["gate_minimum"]),
        "conditions": conditions,
    }


def _blocks(row: models.MaturityModel) -> Row:
    """Blocks with the cells of the matrix, and the order in which they are asked about."""
    cells: dict[int, Row] = {}
    stages = {stage["code"]: place for place, stage in enumerate(_rows(models.Stage, row))}
    found = _rows(models.Descriptor, row, "stage")
    for cell in sorted(found, key=lambda cell: stages[cell["stage_code"]]):
        cells.setdefault(cell["block_id"], {})[cell["stage_code"]] = parts.read_texts(cell, "text")
    blocks = _rows(models.Block, row)
    asked = sorted(blocks, key=lambda block: block["questionnaire_position"])
    return {
        "blocks": [parts.block_part(block, cells.get(block["id"], {})) for block in blocks],
        "questionnaire_block_order": [block["code"] for block in asked],
    }


def _stones(row: models.MaturityModel) -> list[Row]:
    links = ("block", "stage", "pillar", "lens", "workstream", "effort")
    stones = _rows(models.Stone, row, *links)
    items = {item["stone_id"]: parts.item_part(item) for item in _rows(models.Item, row)}
    conditions = models.GateCondition.objects.filter(maturity_model=row)
    gate = set(conditions.values_list("stone_id", flat=True))
    needs: dict[int, list[str]] = {}
    found = models.Prerequisite.objects.filter(maturity_model=row).order_by("pk")
    for stone, needed in found.values_list("stone_id", "needs__code"):
        needs.setdefault(stone, []).append(needed)
    return [
        parts.stone_part(stone, needs.get(stone["id"], []), is_gate=stone["id"] in gate)
        | parts.after_stone(stone, items.get(stone["id"]))
        for stone in stones
    ]


def _sector_packs(row: models.MaturityModel) -> list[Row]:
    said: dict[int, list[Row]] = {}
    for text in _rows(models.SectorText, row):
        said.setdefault(text["pack_id"], []).append(text)
    packs = _rows(models.SectorPack, row)
    return [parts.sector_pack_part(pack, said.get(pack["id"], [])) for pack in packs]


def _efforts(row: models.MaturityModel) -> Row:
    """Smallest first, as they are read in: a mapping has no order of its own."""
    efforts = sorted(_rows(models.Effort, row), key=lambda effort: effort["person_days"])
    return {
        effort["code"]: {
            "person_days": parts.plain_number(effort["person_days"]),
            "range": [parts.plain_number(effort["minimum"]), parts.plain_number(effort["maximum"])],
        }
        for effort in efforts
    }
