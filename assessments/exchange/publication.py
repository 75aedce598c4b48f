"""Whether a version may be published: what import refuses, and what else readers would meet. Pure.

The document may be that of a draft that nobody has finished: what cannot be judged yet is left out
and told once the rest is mended.
"""

import dataclasses
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import chain
from typing import Any

from assessments.exchange.check_numbers import check_numbers
from assessments.exchange.check_questions import check_coverage, check_questions, check_quick_form
from assessments.exchange.check_sectors import check_sectors, check_tokens_without_packs
from assessments.exchange.check_structure import check_structure
from assessments.exchange.check_texts import check_texts
from cxmaturity.documents.problems import Path, Problem
from cxmaturity.documents.shape import check_shape

Document = dict[str, Any]
LANGUAGES = ("en", "fr")
SHAPES = {
    "shape_minimum": "out_of_range",
    "shape_maximum": "out_of_range",
    "shape_exclusiveMinimum": "out_of_range",
    "shape_minLength": "text_missing",
    "shape_maxLength": "too_long",
    "shape_minItems": "too_few",
    "shape_minProperties": "too_few",
    "shape_maxItems": "too_many",
}
HARMLESS = frozenset(
    (
        *("shape_minLength", "shape_maxLength", "shape_minimum", "shape_maximum"),
        *("shape_exclusiveMinimum", "shape_pattern", "shape_uniqueItems"),
    )
)
"""Rules of shape that leave a document whose parts can still be judged together."""


OPTIONAL = frozenset(("gate", "notices"))
"""Parts that may be left out: the rest can be judged without them."""


class Level(StrEnum):
    """Errors block publishing, warnings ask."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to mend or to accept: the rule, where it fails, and the facts of a sentence.

    `part` is a key of the document (`stones`), `code` the row of it, `field` what of the row
    (`title.fr`); `message` says it in English for those who work on the server.
    """

    level: Level
    rule: str
    part: str
    code: str = ""
    field: str = ""
    facts: Mapping[str, Any] = dataclasses.field(default_factory=dict, hash=False)
    message: str = ""

    def __str__(self) -> str:
        place = ".".join(filter(None, (self.part, self.code, self.field)))
        return f"{place}: {self.message}"


def find_findings(document: Document) -> tuple[Finding, ...]:
    """What stands against publishing a version, errors first, each once, in the model's order."""
    shape = tuple(check_shape(document, "maturity_model"))
    rough = {_part(problem) for problem in shape if not _is_harmless(problem)}
    sound = {part: value for part, value in document.items() if part not in rough & OPTIONAL}
    blocking = chain(shape, _check_together(sound, rough), check_texts(document))
    errors = chain.from_iterable(_tell(problem, document, Level.ERROR) for problem in blocking)
    asking = check_warnings(sound) if not rough & {"blocks", "stones", "stages"} else ()
    warnings = chain.from_iterable(_tell(problem, document, Level.WARNING) for problem in asking)
    return _once(chain(errors, warnings))


def find_errors(document: Document) -> tuple[Finding, ...]:
    """What blocks publishing."""
    return tuple(one for one in find_findings(document) if one.level is Level.ERROR)


def check_warnings(document: Document) -> Iterator[Problem]:
    """What an admin may accept with open eyes."""
    yield from check_quick_form(document)
    yield from check_questions(document)
    yield from check_coverage(document)
    yield from check_tokens_without_packs(document)


def _check_together(document: Document, rough: set[str]) -> Iterator[Problem]:
    """The rules between parts, as far as the parts they read are in shape."""
    if not rough & {"stages", "blocks", "stones", "efforts", "planning", "lenses", "workstreams"}:
        # Whether a stone feeds the crossing is told by the conditions alone here.
        yield from (one for one in check_structure(document) if one.rule != "gate_flag")
    if not rough - {"gate"}:
        yield from check_numbers(document)
        yield from check_sectors(document)


def _part(problem: Problem) -> str:
    """The part of the document that a problem lies in; of a part that is missing, its name."""
    return str(problem.path[0]) if problem.path else "stones"


def _is_harmless(problem: Problem) -> bool:
    if problem.rule == "shape_required":
        return {"item", *LANGUAGES}.issuperset(_missing(problem))
    return problem.rule in HARMLESS


def _missing(problem: Problem) -> tuple[str, ...]:
    return tuple(name for name in problem.facts["limit"] if name not in problem.facts["wrong"])


def _tell(problem: Problem, document: Document, level: Level) -> Iterator[Finding]:
    if problem.rule != "shape_required":
        rule = SHAPES.get(problem.rule, problem.rule)
        is_shape = rule not in SHAPES.values() and rule.startswith("shape_")
        yield _place(problem, "shape" if is_shape else rule, document, level)
        return
    for name in _missing(problem):
        rule = "item_missing" if name == "item" else "missing"
        lacking = replace(problem, path=(*problem.path, name))
        yield _place(lacking, "text_missing" if name in LANGUAGES else rule, document, level)


def _place(problem: Problem, rule: str, document: Document, level: Level) -> Finding:
    part, code, keys = _address(problem.path, document)
    facts = dict(problem.facts)
    facts.pop("wrong", None)  # whole parts of the document
    if keys and keys[-1] in LANGUAGES:
        facts["language"] = keys[-1]
    return Finding(level, rule, part, code, ".".join(keys), facts, problem.message)


def _address(path: Path, document: Document) -> tuple[str, str, list[str]]:
    """Part, code of the row and names inside the row."""
    if not path:
        return "", "", []
    part, rest, value = str(path[0]), list(path[1:]), document.get(str(path[0]))
    if part == "gate" and rest[:1] == ["conditions"] and len(rest) > 1:
        value, rest = document["gate"]["conditions"], rest[1:]
    if rest and isinstance(value, list) and isinstance(rest[0], int):
        row = value[rest[0]]
        rest = rest[1:]
        code = row.get("code", row.get("value", "")) if isinstance(row, dict) else ""
        return part, str(code), _names(rest)
    if part == "efforts" and rest:
        return part, str(rest[0]), _names(rest[1:])
    return part, "", _names(rest)


def _names(keys: list[str | int]) -> list[str]:
    return [str(key) for key in keys]


def _once(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    seen: dict[tuple[str, ...], Finding] = {}
    for one in findings:
        told = str(one.facts.get("code", "")) + str(one.facts.get("stage", ""))
        seen.setdefault((one.rule, one.part, one.code, one.field, told), one)
    return tuple(seen.values())
