"""Texts shortened to the room they have, so that none leaves its box."""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Final

from cxmaturity.documents.cells import settle
from cxmaturity.lettering import CUT, break_lines
from roadmaps.exchange.slides.deck import Box, Paragraph

WIDER: Final = 1.16
"""Letters of the fonts that stand in for ours where those are missing are this much wider."""
LEADING: Final = 1.22
INSET: Final = 5.0
"""Points between a box and its text, on each side."""
MANY: Final = 100_000
TURNS: Final = re.compile(r"[\u202a-\u202e\u2066-\u2069\u200e\u200f]")
"""Signs that turn the reading direction of what follows, out of the text they came with."""
JOINS: Final = "\u200d\ufe0f\u0300\u0301\u0308"


def clean(text: str) -> str:
    """A text in one line, without what a file cannot hold."""
    return " ".join(TURNS.sub("", settle(text)).split())


def count_lines(text: str, size: float, width: float, *, strong: bool = False) -> int:
    """Lines that a text takes in a box of this width, in wide letters."""
    inner = max(1.0, width - 2 * INSET)
    return max(1, len(break_lines(text, size * WIDER, inner, MANY, strong=strong)))


def fit(text: str, size: float, width: float, lines: int, *, strong: bool = False) -> str:
    """A text in at most so many lines; its last sign says where something was left out."""
    whole = clean(text)
    if count_lines(whole, size, width, strong=strong) <= lines:
        return whole
    least, most = 0, min(len(whole), lines * int(width))
    while least < most:
        middle = (least + most + 1) // 2
        shorter = whole[:middle].rstrip() + CUT
        if count_lines(shorter, size, width, strong=strong) <= lines:
            least = middle
        else:
            most = middle - 1
    return whole[:least].rstrip().rstrip(JOINS) + CUT


def lines_in(height: float, size: float) -> int:
    """How many lines have room in a height."""
    return max(1, int((height - 2 * INSET) / (size * LEADING)))


def fit_paragraphs(paragraphs: Iterable[Paragraph], box: Box) -> tuple[Paragraph, ...]:
    """Paragraphs as far as the box has room, the last one shortened."""
    left, kept = box.height - 2 * INSET, []
    for each in paragraphs:
        lines = int(left / (each.size * LEADING))
        if lines < 1 or not each.text:
            continue
        text = fit(each.text, each.size, box.width, lines, strong=each.strong)
        taken = count_lines(text, each.size, box.width, strong=each.strong)
        left -= taken * each.size * LEADING
        kept.append(Paragraph(text, each.size, each.strong))
    return tuple(kept)


def fit_list(
    texts: Sequence[str], size: float, box: Box, more: Callable[[int], str], *, lines: int = 2
) -> tuple[Paragraph, ...]:
    """A paragraph for each text, of at most so many lines, as far as the box has room; the last one
    then says how many more there are."""
    room, kept = lines_in(box.height, size), []
    fitted = [fit(text, size, box.width, lines) for text in texts]
    taken = 0
    for place, text in enumerate(fitted):
        needed = count_lines(text, size, box.width)
        is_last = place == len(fitted) - 1
        if taken + needed + (0 if is_last else 1) > room:
            kept.append(Paragraph(fit(more(len(fitted) - place), size, box.width, 1), size))
            break
        taken += needed
        kept.append(Paragraph(text, size))
    return tuple(kept)
