"""What is wrong with a file, told so that its author finds the place."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

MOST_PROBLEMS = 50
Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong. `place` names it inside the document, `line` counts from 1.

    `rule` and `facts` say the same without words, for pages that speak the reader's language.
    """

    message: str
    place: str = ""
    path: Path = ()
    line: int | None = None
    rule: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict, hash=False)

    def __str__(self) -> str:
        line = f"line {self.line}" if self.line else ""
        return ": ".join(part for part in (line, self.place, self.message) if part)


class DocumentErrors(Exception):
    """A file that cannot be taken, with the first of its problems; `more` were left out."""

    def __init__(self, problems: Iterable[Problem], more: int = 0) -> None:
        self.problems = tuple(problems)
        self.more = more
        super().__init__("\n".join(self.lines()))

    def lines(self) -> Iterator[str]:
        """A line for each problem, and how many more there are."""
        yield from map(str, self.problems)
        if self.more:
            yield f"and {self.more} more"


def collect(problems: Iterable[Problem]) -> DocumentErrors | None:
    """All problems as one error, the first fifty told; None when there is none."""
    found = iter(problems)
    told = tuple(islice(found, MOST_PROBLEMS))
    return DocumentErrors(told, more=sum(1 for _ in found)) if told else None


def quote(value: object) -> str:
    """A piece of a file in a message: short, in quotes, without control characters."""
    text = str(value)
    short = text if len(text) <= 40 else f"{text[:39]}…"
    return "'" + "".join(c if c.isprintable() else repr(c)[1:-1] for c in short) + "'"
