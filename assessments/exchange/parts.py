"""Columns of rows as the parts of a maturity model document: the way back of `rows`. Pure."""

from typing import Any

from assessments.domain.sector_words import WORDS
from assessments.exchange.key_order import in_order

LANGUAGES = ("en", "fr")
Row = dict[str, Any]


def read_texts(row: Row, column: str) -> dict[str, str]:
    return {language: row[f"{column}_{language}"] or "" for language in LANGUAGES}


def optional_texts(row: Row, *columns: str) -> dict[str, dict[str, str]]:
    """Texts that may be missing altogether, under the names of their columns."""
    texts = {column: read_texts(row, column) for column in columns}
    return {column: text for column, text in texts.items() if any(text.values())}


def plain_number(value: float) -> float:
    """35 rather than 35.0: columns know no whole numbers, people write them so."""
    return int(value) if value == int(value) else value


def named_part(row: Row) -> Row:
    return {"code": row["code"], "name": read_texts(row, "name")}


def stage_part(row: Row, number: int) -> Row:
    return {
        "number": number,
        "code": row["code"],
        "orientation": row["orientation"],
        "name": read_texts(row, "name"),
        "definition": read_texts(row, "definition"),
        **optional_texts(row, "signs", "good_about_being_here", "usual_next_move"),
        "threshold": plain_number(row["threshold"]),
        "own_floor": plain_number(row["own_floor"]),
        **optional_texts(row, "caption"),
    }


def block_part(row: Row, descriptors: Row) -> Row:
    return {
        "code": row["code"],
        "slug": row["slug"].replace("-", "_"),
        "name": read_texts(row, "name"),
        "definition": read_texts(row, "definition"),
        **optional_texts(row, "why"),
        **({"descriptors": descriptors} if descriptors else {}),
    }


def lens_part(row: Row) -> Row:
    return {
        **named_part(row),
        "from": read_texts(row, "managing"),
        "to": read_texts(row, "leading"),
    }


def workstream_part(row: Row) -> Row:
    return {"number": row["position"], **named_part(row), **optional_texts(row, "purpose")}


def stone_part(row: Row, needs: list[str], *, is_gate: bool) -> Row:
    texts = {name: row[name] for name in ("cost_type", "value_family") if row[name]}
    return {
        "code": row["code"],
        "block": row["block_code"],
        "stage": row["stage_code"],
        "gate": is_gate,
        "pillar": row["pillar_code"],
        "title": read_texts(row, "title"),
        "description": read_texts(row, "description"),
        "prerequisites": needs,
        "effort": row["effort_code"],
        "impact": row["impact"],
        **texts,
        "lens": row["lens_code"],
        "workstream": row["workstream_code"],
    }


def after_stone(stone: Row, item: Row | None) -> Row:
    return ({"item": item} if item else {}) | {"seeds": stone["seeds"]}


def item_part(row: Row) -> Row:
    return {
        "scale": row["scale"],
        "question": read_texts(row, "question"),
        **optional_texts(row, "sign"),
        "breadth_stem": row["breadth_stem"],
        "quick": row["quick"],
    }


def answer_parts(answers: dict[str, Row]) -> Row:
    groups = {
        "breadth_stems": ("where", "coverage"),
        "no_answer": ("dont_know", "not_applicable", "dont_know_breadth"),
    }
    return {
        "capability_scales": {
            scale: level_parts(scale, answers) for scale in ("practice", "state")
        },
        "breadth_scale": level_parts("breadth", answers),
        **{
            group: {code: read_texts(answers[code], "text") for code in codes if code in answers}
            for group, codes in groups.items()
        },
    }


def level_parts(scale: str, answers: dict[str, Row]) -> list[Row]:
    coded = ((level, answers.get(f"{scale}-{level}")) for level in range(5))
    return [{"value": level, **read_texts(row, "text")} for level, row in coded if row]


def vantage_part(row: Row) -> Row:
    whole = {"full_blocks": row["full_blocks"]} if row["full_blocks"] else {}
    return {"code": row["code"], **read_texts(row, "name"), **whole}


def notice_part(row: Row) -> Row:
    question = {"question": read_texts(row, "question")}
    return {"code": row["code"], **in_order(row["rule"]), **question}


def indicator_part(row: Row) -> Row:
    return {**named_part(row), "reads": read_texts(row, "reads"), "unit": row["unit"]}


def planning_part(planning: Row, stages: dict[int, str]) -> Row:
    """The numbers of the planner; a quick win is told by the code of its last stage."""
    quick_win = planning.get("quick_win")
    if not isinstance(quick_win, dict):
        return planning
    stage = stages.get(quick_win.get("up_to_stage", 0))
    return planning | {"quick_win": quick_win | {"up_to_stage": stage}}


def phase_part(row: Row) -> Row:
    months = [row["start_month"], row["end_month"]]
    return {"code": row["code"], "months": months, "name": read_texts(row, "name")}


def sector_pack_part(row: Row, said: list[Row]) -> Row:
    """A pack with what it says: forms of its words, and texts under keys with dots."""
    by_key = sorted(said, key=lambda text: str(text["key"]))
    texts = {text["key"]: read_texts(text, "text") for text in by_key}
    forms = {key: text for key, text in texts.items() if "." not in key}
    others = {key: text for key, text in texts.items() if "." in key}
    return {
        "code": row["code"],
        **{word: read_texts(row, word) for word in WORDS},
        **({"forms": forms} if forms else {}),
        **({"texts": others} if others else {}),
    }
