"""Texts of a maturity model document are plain: no page, report or file reads tags in them."""

import re
from collections.abc import Iterator
from typing import Any

from cxmaturity.documents.problems import Path, Problem, quote

_TAG = re.compile(r"<[A-Za-z/!?][^<>]{0,20}>?")


def find_tag(text: str) -> str | None:
    """The first thing in a text that looks like a tag of HTML, like `<b>`."""
    found = _TAG.search(text)
    return found[0] if found else None


def check_texts(document: Any) -> Iterator[Problem]:
    """Texts with something in them that looks like a tag."""
    return _walk(document, (), "")


def _walk(value: Any, path: Path, place: str) -> Iterator[Problem]:
    if isinstance(value, dict):
        for name, entry in value.items():
            yield from _walk(entry, (*path, name), f"{place}.{name}" if place else name)
    elif isinstance(value, list):
        for index, entry in enumerate(value):
            code = entry.get("code", index) if isinstance(entry, dict) else index
            yield from _walk(entry, (*path, index), f"{place}.{code}")
    elif isinstance(value, str) and (tag := find_tag(value)):
        message = f"texts are plain, without tags like {quote(tag)}; put a space after a lone ‘<’"
        yield Problem(message, place, path, rule="tag", facts={"tag": tag})
