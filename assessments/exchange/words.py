"""What changed in a text, word by word. Pure."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

_PIECES = re.compile(r"\w[\w’'-]*|\s+|[^\w\s]")


class Change(StrEnum):
    """What became of some words."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Words:
    """Some words in a row that fared alike."""

    change: Change
    text: str


def diff_words(before: str, after: str) -> tuple[Words, ...]:
    """The words of both texts in reading order, what was removed before what was added.

    What is the same and removed makes `before`; what is the same and added makes `after`.
    """
    old, new = _PIECES.findall(before), _PIECES.findall(after)
    told: list[Words] = []
    removed = added = ""
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for kind, old_start, old_end, new_start, new_end in matcher.get_opcodes():
        was, will = "".join(old[old_start:old_end]), "".join(new[new_start:new_end])
        # A mere space or comma between two changes belongs to them: phrases read better whole.
        if kind != "equal" or ((removed or added) and not re.search(r"\w", was)):
            removed, added = removed + was, added + will
        else:
            told += [*_changed(removed, added), Words(Change.SAME, was)]
            removed = added = ""
    return (*told, *_changed(removed, added))


def _changed(removed: str, added: str) -> list[Words]:
    pieces = ((Change.REMOVED, removed), (Change.ADDED, added))
    return [Words(change, text) for change, text in pieces if text]


def exchange_words(before: str, after: str) -> tuple[Words, ...]:
    """All that was there removed, all that is there added: 0.5 and 0.6 have no part in common."""
    pieces = ((Change.REMOVED, before), (Change.ADDED, after))
    return tuple(Words(change, text) for change, text in pieces if text)
