"""Values for tests, built without a database."""

import json
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

DOCUMENT = Path(__file__).parents[1] / "fixtures" / "maturity_model.json"


def shipped_document() -> dict[str, Any]:
    """The shipped model as the exchange format has it."""
    document: dict[str, Any] = json.loads(DOCUMENT.read_text(encoding="utf-8"))
    return document


def shipped_maturity_model(**changes: Any) -> MaturityModel:
    """The shipped model as a domain value; `changes` replace fields of `MaturityModel`."""
    document = shipped_document()
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
        "gate": _gate(document["gate"], numbers),
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
