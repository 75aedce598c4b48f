"""Which document is wanted."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wanted:
    """A kind of document in a language. `size`: the sheet it is printed on, `is_archived`: as PDF/A
    with its figures enclosed; both say nothing of slides and workbooks."""

    language: str
    kind: str = "full"
    size: str = "A4"
    is_archived: bool = False
