"""What respondents and readers of a version would miss or stumble over. Pure."""

import re
from collections.abc import Iterator
from typing import Any

from assessments.domain.notices import ALL_OTHERS
from cxmaturity.documents.problems import Path, Problem

MOST_WORDS = 16
_TWO_AT_ONCE = re.compile(r"\b(and\s?/\s?or|et\s?/\s?ou)\b", re.IGNORECASE)
_WORD = re.compile(r"\w[\w’'-]*")


def check_quick_form(document: dict[str, Any]) -> Iterator[Problem]:
    """The quick form must say something of every block and of every condition of the crossing."""
    quick = [stone for stone in document["stones"] if _item(stone).get("quick")]
    asked = {stone["block"] for stone in quick}
    for index, block in enumerate(document["blocks"]):
        if block["code"] not in asked:
            message, place = "has no question in the quick form", f"blocks.{block['code']}"
            yield Problem(message, place, ("blocks", index), rule="quick_block")
    codes = {stone["code"] for stone in quick}
    for index, condition in enumerate((document.get("gate") or {}).get("conditions", [])):
        if condition["stone"] not in codes:
            message = f"{condition['stone']} is not in the quick form"
            place = f"gate.conditions.{condition['code']}"
            path, facts = ("gate", "conditions", index, "stone"), {"stone": condition["stone"]}
            yield Problem(message, place, path, rule="quick_gate", facts=facts)


def check_questions(document: dict[str, Any]) -> Iterator[Problem]:
    """Questions that are long, or that ask two things at once."""
    for index, stone in enumerate(document["stones"]):
        for language, text in _item(stone).get("question", {}).items():
            place = f"stones.{stone['code']}.item.question.{language}"
            path: Path = ("stones", index, "item", "question", language)
            facts: dict[str, Any] = {"language": language, "limit": MOST_WORDS}
            if (words := len(_WORD.findall(text))) > MOST_WORDS:
                told = facts | {"words": words}
                yield Problem(f"has {words} words", place, path, rule="question_long", facts=told)
            if found := _TWO_AT_ONCE.search(text):
                told, message = facts | {"words": found[0]}, f"says '{found[0]}'"
                yield Problem(message, place, path, rule="question_double", facts=told)


def check_coverage(document: dict[str, Any]) -> Iterator[Problem]:
    """Cells of the matrix without text, and notices that can never hold."""
    for index, block in enumerate(document["blocks"]):
        for stage in document["stages"]:
            if stage["code"] not in block.get("descriptors", {}):
                message, place = f"has no text for stage {stage['code']}", f"blocks.{block['code']}"
                path: Path = ("blocks", index, "descriptors", stage["code"])
                facts = {"block": block["code"], "stage": stage["code"]}
                yield Problem(message, place, path, rule="cell_empty", facts=facts)
    known = {row["code"] for part in ("blocks", "stones") for row in document[part]}
    for index, notice in enumerate(document.get("notices") or []):
        for code in sorted(set(_named_by(notice)) - known - {ALL_OTHERS}):
            message, place = f"{code} does not exist", f"notices.{notice['code']}"
            path, facts = ("notices", index), {"code": code}
            yield Problem(message, place, path, rule="notice_unknown", facts=facts)


def _item(stone: dict[str, Any]) -> dict[str, Any]:
    return stone.get("item") or {}


def _named_by(notice: dict[str, Any]) -> list[str]:
    stones = [notice[rule][0] for rule in ("stone_at_least", "stone_below") if notice.get(rule)]
    return [*notice.get("left", []), *notice.get("right", []), *stones]
