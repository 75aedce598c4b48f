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
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for kind, old_start, old_end, new_start, new_end in matcher.get_opcodes():
        if kind == "equal":
            told.append(Words(Change.SAME, "".join(old[old_start:old_end])))
            continue
        pieces = ((Change.REMOVED, old[old_start:old_end]), (Change.ADDED, new[new_start:new_end]))
        told += [Words(change, "".join(words)) for change, words in pieces if words]
    return tuple(told)
