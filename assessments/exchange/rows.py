"""Parts of a maturity model document as the columns of their rows. Pure."""

from collections.abc import Iterator
from typing import Any

from assessments.domain.sector_words import WORDS

Texts = dict[str, str]
Columns = dict[str, Any]


def _texts(field: str, texts: Texts | None) -> dict[str, str]:
    return {f"{field}_{language}": text for language, text in (texts or {}).items()}


def _all_texts(data: dict[str, Any], **fields: str) -> dict[str, str]:
    """Columns of several texts: `fields` maps a column's name to the document's."""
    return {
        column: text
        for field, key in fields.items()
        for column, text in _texts(field, data.get(key)).items()
    }


def named(data: dict[str, Any]) -> Columns:
    """Code and name of a part."""
    return {"code": data["code"], **_texts("name", data["name"])}


def root_columns(document: dict[str, Any]) -> Columns:
    """Columns of the maturity model itself."""
    numbers = {stage["code"]: stage["number"] for stage in document["stages"]}
    gate = document.get("gate")
    return {
        "slug": document["slug"],
        "version": document["version"],
        **_texts("name", document["name"]),
        "chasm_after": next(map(numbers.get, gate["between"]), None) if gate else None,
        "gate_minimum": gate["minimum_item_score"] if gate else 0,
        "horizons": document["horizons_years"],
        "scoring": document["scoring"],
        "planning": _planning(document["planning"], numbers),
        "simulation": document.get("simulation", {}),
    }


def _planning(planning: dict[str, Any], numbers: dict[str, int]) -> dict[str, Any]:
    """Rows know stages by number; a copied draft may have no quick win, or of no stage."""
    quick_win = planning.get("quick_win")
    if not isinstance(quick_win, dict):
        return planning
    return planning | {
        "quick_win": quick_win | {"up_to_stage": numbers.get(quick_win["up_to_stage"])}
    }


def lens_columns(lens: dict[str, Any]) -> Columns:
    """Columns of a leadership lens."""
    return named(lens) | _all_texts(lens, managing="from", leading="to")


def workstream_columns(stream: dict[str, Any]) -> Columns:
    """Columns of a workstream."""
    return named(stream) | _all_texts(stream, purpose="purpose")


def efforts_columns(efforts: dict[str, dict[str, Any]]) -> Iterator[Columns]:
    """Columns of the sizes of work, smallest first: a mapping has no order of its own."""
    for code, effort in sorted(efforts.items(), key=_person_days):
        low, high = effort["range"]
        days = effort["person_days"]
        yield {"code": code, "person_days": days, "minimum": low, "maximum": high}


def phase_columns(phase: dict[str, Any]) -> Columns:
    """Columns of a phase."""
    start, end = phase["months"]
    return named(phase) | {"start_month": start, "end_month": end}


def vantage_columns(vantage: dict[str, Any]) -> Columns:
    """Columns of a vantage."""
    return {
        "code": vantage["code"],
        "name_en": vantage["en"],
        "name_fr": vantage["fr"],
        "full_blocks": vantage.get("full_blocks", []),
    }


def sector_pack_columns(pack: dict[str, Any]) -> Columns:
    """Columns of the words of a sector."""
    return {"code": pack["code"]} | _all_texts(pack, **{word: word for word in WORDS})


def sector_text_columns(pack: dict[str, Any], packs: dict[str, Any]) -> Iterator[Columns]:
    """Columns of what a sector says, forms of words first, by key: a mapping has no order.

    `packs` are rows by code.
    """
    said = (*sorted(pack.get("forms", {}).items()), *sorted(pack.get("texts", {}).items()))
    for key, texts in said:
        yield {
            "code": f"{pack['code']}.{key}",
            "pack": packs[pack["code"]],
            "key": key,
            **_texts("text", texts),
        }


def indicator_columns(indicator: dict[str, Any]) -> Columns:
    """Columns of an indicator."""
    return named(indicator) | {"unit": indicator["unit"]} | _texts("reads", indicator["reads"])


def notice_columns(notice: dict[str, Any]) -> Columns:
    """Columns of a profile notice."""
    rule = {key: value for key, value in notice.items() if key not in {"code", "question"}}
    return {"code": notice["code"], "rule": rule, **_texts("question", notice["question"])}


def _person_days(effort: tuple[str, dict[str, Any]]) -> float:
    return float(effort[1]["person_days"])


def stage_columns(stage: dict[str, Any]) -> Columns:
    """Columns of a stage."""
    texts = ("definition", "signs", "good_about_being_here", "usual_next_move", "caption")
    return {
        **named(stage),
        "orientation": stage["orientation"],
        "threshold": stage["threshold"],
        "own_floor": stage["own_floor"],
        **_all_texts(stage, **{text: text for text in texts}),
    }


def answer_text_columns(document: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Columns of the texts of the answer scales."""
    scales = {
        "practice": document["capability_scales"]["practice"],
        "state": document["capability_scales"]["state"],
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
    for part in ("breadth_stems", "no_answer"):
        for code, texts in sorted(document[part].items()):
            yield {"code": code, **_texts("text", texts)}


def block_columns(block: dict[str, Any], order: list[str]) -> Columns:
    """Columns of a block."""
    return {
        **named(block),
        "slug": block["slug"].replace("_", "-"),
        "questionnaire_position": order.index(block["code"]) + 1,
        **_all_texts(block, definition="definition", why="why"),
    }


def stone_columns(stone: dict[str, Any], links: dict[str, dict[str, Any]]) -> Columns:
    """Columns of a stone; `links` holds the rows it may point to, by code."""
    return {
        "code": stone["code"],
        **{name: parts.get(stone.get(name, "")) for name, parts in links.items()},
        "impact": stone["impact"],
        "cost_type": stone.get("cost_type", ""),
        "value_family": stone.get("value_family", ""),
        "seeds": stone.get("seeds", []),
        **_all_texts(stone, title="title", description="description"),
    }


def item_columns(stone: dict[str, Any], stones: dict[str, Any]) -> Columns:
    """Columns of the question tied to a stone."""
    item = stone["item"]
    return {
        "code": stone["code"],
        "stone": stones[stone["code"]],
        "scale": item["scale"],
        "breadth_stem": item["breadth_stem"],
        "quick": item["quick"],
        **_all_texts(item, question="question", sign="sign"),
    }


def descriptor_columns(
    block: dict[str, Any], stages: dict[str, Any], blocks: dict[str, Any]
) -> Iterator[Columns]:
    """Columns of the cells of a block, in the order of the stages."""
    texts = block.get("descriptors", {})
    for stage in (stage for stage in stages if stage in texts):
        yield {
            "code": f"{block['code']}-{stage}",
            "block": blocks[block["code"]],
            "stage": stages[stage],
            **_texts("text", texts[stage]),
        }
