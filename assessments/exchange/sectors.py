"""Every text of a maturity model document by its key, and the document in a sector's words. Pure.

The key of a text is what the sheet of translators says of it, with dots: `stone.VAL-6.title`.
"""

import copy
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from assessments.domain.sector_words import WORDS, SectorWords
from cxmaturity.documents.problems import Path

Document = dict[str, Any]
LANGUAGES = ("en", "fr")
_STAGE = ("name", "definition", "signs", "good_about_being_here", "usual_next_move", "caption")
_NAME = {"name": "name"}
_PARTS: dict[str, tuple[str, dict[str, str]]] = {
    "stages": ("stage", {name: name for name in _STAGE}),
    "blocks": ("block", {name: name for name in ("name", "definition", "why")}),
    "lenses": ("lens", {"name": "name", "from": "managing", "to": "leading"}),
    "workstreams": ("workstream", {"name": "name", "purpose": "purpose"}),
    "pillars": ("pillar", _NAME),
    "stones": ("stone", {"title": "title", "description": "description"}),
    "phases": ("phase", _NAME),
    "notices": ("noticerule", {"question": "question"}),
    "indicators": ("indicator", {"name": "name", "reads": "reads"}),
}
"""Parts of the document: the name of their table, and its columns by their names here."""


@dataclass(frozen=True, slots=True)
class Place:
    """A text of a document where it stands; `texts` is the document's own, by language."""

    key: str
    path: Path
    texts: dict[str, str]


def find_places(document: Document) -> Iterator[Place]:
    """Every text but those of sector packs, in the order of the parts."""
    root = ("name",)
    yield Place(f"maturitymodel.{document['slug']}.name", root, document["name"])
    for part, (table, columns) in _PARTS.items():
        for index, row in enumerate(document.get(part) or []):
            for name, column in columns.items():
                if isinstance(row.get(name), dict):
                    key = f"{table}.{row['code']}.{column}"
                    yield Place(key, (part, index, name), row[name])
            yield from _inside(part, index, row)
    for index, row in enumerate(document["vantages"]):
        yield Place(f"vantage.{row['code']}.name", ("vantages", index), row)
    for index, row in enumerate((document.get("gate") or {"conditions": []})["conditions"]):
        path = ("gate", "conditions", index, "name")
        yield Place(f"gatecondition.{row['code']}.name", path, row["name"])
    yield from _answers(document)


def _inside(part: str, index: int, row: dict[str, Any]) -> Iterator[Place]:
    """Cells of the matrix and questions, which have tables of their own."""
    path: Path = (part, index)
    if part == "blocks":
        for stage, texts in row.get("descriptors", {}).items():
            key = f"descriptor.{row['code']}-{stage}.text"
            yield Place(key, (*path, "descriptors", stage), texts)
    if part == "stones":
        for name in ("question", "sign"):
            if texts := (row.get("item") or {}).get(name):
                yield Place(f"item.{row['code']}.{name}", (*path, "item", name), texts)


def _answers(document: Document) -> Iterator[Place]:
    scales: dict[Path, Any] = {
        (name,): document.get(name) or [] for name in ("breadth_scale", "breadth_help")
    }
    for name, levels in document["capability_scales"].items():
        scales["capability_scales", name] = levels
    for path, levels in scales.items():
        for index, level in enumerate(levels):
            scale = "breadth" if path[-1] == "breadth_scale" else path[-1]
            yield Place(f"answertext.{scale}-{level['value']}.text", (*path, index), level)
    for part in ("breadth_stems", "no_answer"):
        for code, texts in document[part].items():
            yield Place(f"answertext.{code}.text", (part, code), texts)


def read_sector_words(document: Document, sector: str, language: str) -> SectorWords:
    """How a pack speaks in a language; an unknown one as the first, and nothing without packs."""
    packs = document.get("sector_packs") or []
    pack = next((pack for pack in packs if pack["code"] == sector), packs[0] if packs else None)
    if pack is None:
        return SectorWords()
    forms = {word: pack[word] for word in WORDS} | pack.get("forms", {})
    return SectorWords(_in(forms, language), _in(pack.get("texts", {}), language))


def _in(texts: dict[str, dict[str, str]], language: str) -> dict[str, str]:
    return {key: text.get(language, "") for key, text in texts.items()}


def speak(document: Document, sector: str = "") -> Document:
    """The document as a sector reads it: no text of it has a token any more."""
    spoken = copy.deepcopy(document)
    words = {language: read_sector_words(document, sector, language) for language in LANGUAGES}
    for place in find_places(spoken):
        for language in LANGUAGES:
            if language in place.texts:
                text = place.texts[language]
                place.texts[language] = words[language].say(place.key, text)
    return spoken
