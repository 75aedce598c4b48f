"""Whether every sector can say every text: tokens, forms of words, texts of its own. Pure."""

from collections.abc import Iterator
from typing import Any

from assessments.domain.sector_words import WORDS, find_tokens, has_lone_brace
from assessments.exchange.sectors import LANGUAGES, Document, Place, find_places
from cxmaturity.documents.problems import Path, Problem, quote

Pack = dict[str, Any]


def check_sectors(document: Document) -> Iterator[Problem]:
    """What readers of some sector would see in braces, and texts of sectors that replace none."""
    packs = document.get("sector_packs") or []
    if not packs:
        return
    known = {name for pack in packs for name in _forms(pack)}
    places = tuple(find_places(document))
    for place in places:
        yield from _check_text(place, known)
        yield from _check_packs(place, packs, known)
    keys = {place.key for place in places}
    for index, pack in enumerate(packs):
        yield from _check_pack(pack, ("sector_packs", index), keys)


def check_tokens_without_packs(document: Document) -> Iterator[Problem]:
    """Texts with tokens in a version without sector packs: readers would see the braces."""
    for place in () if document.get("sector_packs") else find_places(document):
        for language in LANGUAGES:
            for name in set(find_tokens(place.texts.get(language, ""))):
                yield _problem("token_without_packs", place.path, language, name)


def _forms(pack: Pack) -> set[str]:
    return {*WORDS, *pack.get("forms", {})}


def _check_text(place: Place, known: set[str]) -> Iterator[Problem]:
    for language in LANGUAGES:
        text = place.texts.get(language, "")
        if has_lone_brace(text):
            yield _problem("token_open", place.path, language, text[:40])
        for name in sorted(set(find_tokens(text)) - known):
            yield _problem("token_unknown", place.path, language, name)


def _check_packs(place: Place, packs: list[Pack], known: set[str]) -> Iterator[Problem]:
    """Forms that a text needs and a pack lacks, unless it says something else there."""
    needed = {name for language in LANGUAGES for name in find_tokens(place.texts.get(language, ""))}
    for index, pack in enumerate(packs):
        if place.key not in pack.get("texts", {}):
            for name in sorted((needed & known) - _forms(pack)):
                path = ("sector_packs", index, "forms", name)
                yield _problem("form_missing", path, "", name, text=place.key)


def _check_pack(pack: Pack, path: Path, keys: set[str]) -> Iterator[Problem]:
    own = _forms(pack)
    for word in WORDS:
        yield from _check_text(Place(word, (*path, word), pack[word]), set())
    for name, texts in pack.get("forms", {}).items():
        yield from _check_text(Place(name, (*path, "forms", name), texts), set())
    for key, texts in pack.get("texts", {}).items():
        where = (*path, "texts", key)
        if key not in keys:
            yield _problem("override_unknown", where, "", key)
        yield from _check_text(Place(key, where, texts), own)


MESSAGES = {
    "token_open": "has a brace that belongs to no token, near {told}",
    "token_unknown": "no sector pack knows the token {told}",
    "token_without_packs": "has the token {told}, and there is no sector pack to fill it",
    "form_missing": "has no form {told}, which {text} needs",
    "override_unknown": "there is no text {told}",
}


def _problem(rule: str, path: Path, language: str, told: str, *, text: str = "") -> Problem:
    at = (*path, language) if language else path
    place = ".".join(str(key) for key in at if isinstance(key, str))
    facts = {"code": told, "text": text}
    message = MESSAGES[rule].format(told=quote(told), text=text)
    return Problem(message, place, at, rule=rule, facts=facts)
