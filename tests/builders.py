"""Values for tests, built without a database."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from assessments.domain.maturity_model import (
    Gate,
    GateCondition,
    MaturityModel,
    NoticeRule,
    Phase,
    PlanningRules,
    QuickWin,
    ScoringRules,
    Stage,
    Stone,
)
from assessments.domain.responses import DONT_KNOW, Department, Responses, pack, unpack

DOCUMENT = Path(__file__).parents[1] / "fixtures" / "maturity_model.json"


def shipped_document() -> dict[str, Any]:
    """The shipped model as the exchange format has it; tests count its versions from 1."""
    document: dict[str, Any] = json.loads(DOCUMENT.read_text(encoding="utf-8"))
    return document | {"version": 1}


def shipped_maturity_model(**changes: Any) -> MaturityModel:
    """The shipped model as a domain value; `changes` replace fields of `MaturityModel`."""
    return read_maturity_model(shipped_document(), **changes)


def read_maturity_model(document: dict[str, Any], **changes: Any) -> MaturityModel:
    """A document as a domain value, without rows; `changes` replace fields of `MaturityModel`."""
    numbers = {stage["code"]: stage["number"] for stage in document["stages"]}
    fields: dict[str, Any] = {
        "slug": document["slug"],
        "version": document["version"],
        "stages": tuple(
            Stage(s["code"], s["number"], s["orientation"], s["threshold"], s["own_floor"])
            for s in document["stages"]
        ),
        "blocks": tuple(block["code"] for block in document["blocks"]),
        "questionnaire_order": tuple(document["questionnaire_block_order"]),
        "stones": tuple(_stone(s, numbers) for s in document["stones"]),
        "gate": _gate(document["gate"], numbers) if document["gate"] else None,
        "notices": tuple(_notice(n) for n in document["notices"]),
        "scoring": _scoring(document["scoring"]),
        "planning": _planning(document["planning"], numbers),
        "phases": tuple(Phase(p["code"], *p["months"]) for p in document["phases"]),
        "efforts": tuple((code, e["person_days"]) for code, e in document["efforts"].items()),
        "pillars": tuple(p["code"] for p in document["pillars"]),
        "lenses": tuple(p["code"] for p in document["lenses"]),
        "workstreams": tuple(p["code"] for p in document["workstreams"]),
        "vantages": tuple(p["code"] for p in document["vantages"]),
        "horizons": tuple(document["horizons_years"]),
    }
    return MaturityModel(**(fields | changes))


def small_maturity_model(
    *codes: str, blocks: Sequence[str] = (), stages: int = 4, **changes: Any
) -> MaturityModel:
    """Some stones of the shipped model, in their blocks and without a gate; blocks keep the order
    in which `codes` name them."""
    shipped = shipped_maturity_model()
    stones = tuple(shipped.stone_by_code[code] for code in codes)
    named = tuple(blocks) or tuple(dict.fromkeys(stone.block for stone in stones))
    fields = {
        "blocks": named,
        "questionnaire_order": named,
        "stones": stones,
        "stages": shipped.stages[:stages],
        "gate": None,
    }
    return shipped_maturity_model(**(fields | changes))


def responses(
    items: Sequence[str],
    sheets: Sequence[Mapping[str, tuple[int, int]]],
    departments: Sequence[str] = (),
    vantages: Sequence[str] = (),
) -> Responses:
    """Sheets of `stone: (capability, breadth)`; one department and one vantage unless told."""
    capability, breadth = unpack([pack(sheet, items) for sheet in sheets], items)
    return Responses(
        tuple(items),
        tuple(departments) or ("all",) * len(sheets),
        tuple(vantages) or ("manager",) * len(sheets),
        capability,
        breadth,
    )


WORKED_EXAMPLE_ITEMS = ("VOC-1", "VOC-2", "VOC-5", "IMP-1", "IMP-2", "IMP-4")
WORKED_EXAMPLE_DEPARTMENTS = (Department("service", 100), Department("marketing", 25))


def worked_example_maturity_model(**changes: Any) -> MaturityModel:
    """Two blocks of three stones: the yardstick of the method's worked example (D10)."""
    return small_maturity_model(*WORKED_EXAMPLE_ITEMS, **changes)


def worked_example_responses() -> Responses:
    """Three respondents of the method's worked example (D10)."""
    answers = (
        ((3, 3), (2, 2), (1, 1), (2, 1), (0, 0), (0, 0)),
        ((3, 2), (3, 2), (DONT_KNOW, 7), (2, 2), (1, 2), (0, 0)),
        ((4, 4), (3, 4), (2, 3), (3, 2), (3, 3), (2, 2)),
    )
    return responses(
        WORKED_EXAMPLE_ITEMS,
        [dict(zip(WORKED_EXAMPLE_ITEMS, sheet, strict=True)) for sheet in answers],
        ("service", "service", "marketing"),
        ("front_line", "manager", "leader"),
    )


def _stone(data: dict[str, Any], numbers: dict[str, int]) -> Stone:
    return Stone(
        code=data["code"],
        block=data["block"],
        stage=numbers[data["stage"]],
        impact=data["impact"],
        effort=data["effort"],
        pillar=data["pillar"],
        prerequisites=tuple(data["prerequisites"]),
        lens=data["lens"],
        workstream=data["workstream"],
        quick=data["item"]["quick"],
    )


def _gate(data: dict[str, Any], numbers: dict[str, int]) -> Gate:
    conditions = tuple(GateCondition(c["code"], c["stone"]) for c in data["conditions"])
    return Gate(numbers[data["between"][0]], data["minimum_item_score"], conditions)


def _tuples(value: Any) -> Any:
    return tuple(_tuples(v) for v in value) if isinstance(value, list) else value


def _notice(data: dict[str, Any]) -> NoticeRule:
    return NoticeRule(**{k: _tuples(v) for k, v in data.items() if k != "question"})


def _scoring(data: dict[str, Any]) -> ScoringRules:
    known = ScoringRules.__dataclass_fields__
    return ScoringRules(**{k: _tuples(v) for k, v in data.items() if k in known})


def _planning(data: dict[str, Any], numbers: dict[str, int]) -> PlanningRules:
    quick_win = data["quick_win"]
    fields = {k: _tuples(v) for k, v in data.items() if k != "quick_win"}
    return PlanningRules(
        quick_win=QuickWin(
            quick_win["effort"], quick_win["impact"], numbers[quick_win["up_to_stage"]]
        ),
        **fields,
    )
