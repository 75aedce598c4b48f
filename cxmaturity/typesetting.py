"""Text as it is set on paper: marks for what our fonts cannot show, spaces that never break.

People write what they like: emoji, Arabic, signs of any script. A font that lacks a sign shows an
empty square, and no other font may be used. So a small drawn mark stands for it, whose alternative
text is what was written: whoever has the page read aloud hears it.
"""

import re
import unicodedata
from collections.abc import Set as AbstractSet
from itertools import pairwise
from typing import Final
from xml.etree.ElementTree import Element, SubElement

SVG: Final = "{http://www.w3.org/2000/svg}"
UNSEEN: Final = frozenset({"head", "style", f"{SVG}title", f"{SVG}desc"})
"""Elements whose text is never drawn."""
MARK_IN_DRAWINGS: Final = "[…]"
"""Inside a drawing, where a line of text holds letters alone."""
SPACES: Final = frozenset("\t\n\f\r\u00ad")
"""Shown in their own way, whatever the font: spaces, and the hyphen that only ends a line."""
GREY: Final = "#8a8478"
PICTURELESS: Final = re.compile(
    "[\0-\x08\x0b\x0e-\x1f\x7f-\x9f\u061c\u180e\u200c-\u200f\u2028-\u202e\u2060-\u206f"
    "\ufe00-\ufe0f\ufeff\ufff9-\ufffb\U000e0000-\U000e01ef]"
)
"""Signs that order or join others. Alone they are left out: some turn round what follows."""
FRENCH: Final = (
    (re.compile(r"[ \t\n]+(?=[;!?%])"), "\u202f"),
    (re.compile(r"[ \t\n]+(?=:(?:\s|$))|(?<=«)[ \t\n]+|[ \t\n]+(?=»)"), "\u00a0"),
)
"""Spaces at which no line may end, by what stands beside them, and what stands for them."""


class Typesetter:
    """Sets pages in fonts that show the code points `shown`."""

    def __init__(self, shown: AbstractSet[int]) -> None:
        lacking = f"[^{_as_class(shown | {ord(sign) for sign in SPACES})}]"
        self._lacking = re.compile(rf"{lacking}+(?:\s+{lacking}+)*")

    def set(self, element: Element, language: str = "") -> None:
        """Prepare an element and all inside it, in place; `language` is the one around it."""
        if callable(element.tag) or element.tag in UNSEEN:  # a comment has a function there
            return
        language = element.get("lang", language)
        element.text, inside = self._prepare(element.text, element.tag, language)
        for child in list(element):
            self.set(child, language)
            child.tail, marks = self._prepare(child.tail, element.tag, language)
            inside += [child, *marks]
        element[:] = inside

    def split(self, text: str) -> list[str]:
        """A text as what can be shown, what cannot, what can, and so on, in turn; the first and the
        last can be. What stands close together and cannot be shown is one."""
        text, pieces, end = unicodedata.normalize("NFC", text), [""], 0
        for found in self._lacking.finditer(text):
            start, stop = found.span()
            without = PICTURELESS.sub("", found[0])
            if not without or without.isspace():
                pieces[-1] += text[end:start] + (without and " ")
            else:
                start = _find_letter(text, start, end)
                pieces[-1] += text[end:start]
                pieces += [text[start:stop], ""]
            end = stop
        pieces[-1] += text[end:]
        return pieces

    def _prepare(
        self, text: str | None, tag: str, language: str
    ) -> tuple[str | None, list[Element]]:
        """What stands first of a text inside `tag`, and the marks after it with what follows."""
        if not text or text.isspace():
            return text, []
        pieces = self.split(_space(text) if language.startswith("fr") else text)
        if tag.startswith(SVG):
            return MARK_IN_DRAWINGS.join(pieces[::2]), []
        lost = zip(pieces[1::2], pieces[2::2], strict=True)
        return pieces[0], [_mark(words, after) for words, after in lost]


def keep_captions(root: Element) -> None:
    """Put tables that hold their caption into boxes that do not break: otherwise the caption may
    stay behind alone at the end of a page. In place."""
    for parent in list(root.iter()):
        for place, table in enumerate(parent):
            if table.tag == "table" and table.find("caption") is not None:
                box = Element("div", {"class": "keep"})
                box.tail, table.tail = table.tail, None
                parent[place] = box
                box.append(table)


def _space(text: str) -> str:
    for pattern, space in FRENCH:
        text = pattern.sub(space, text)
    return text


def _find_letter(text: str, start: int, end: int) -> int:
    """Where the letter begins that a sign at `start` stands on, not before `end`."""
    while start > end and unicodedata.combining(text[start]) and not text[start - 1].isspace():
        start -= 1
    return start


def _mark(words: str, after: str) -> Element:
    """The mark for `words`: three points in a ring, like what is left out of a sentence."""
    mark = Element(f"{SVG}svg", {"class": "unset", "viewBox": "0 0 24 12"})
    SubElement(mark, f"{SVG}title").text = words
    ring = {"x": "0.5", "y": "0.5", "width": "23", "height": "11", "rx": "5.5"}
    SubElement(mark, f"{SVG}rect", ring | {"fill": "none", "stroke": GREY})
    for place in ("7", "12", "17"):
        SubElement(mark, f"{SVG}circle", {"cx": place, "cy": "6", "r": "1.2", "fill": GREY})
    mark.tail = after
    return mark


def _as_class(points: AbstractSet[int]) -> str:
    """Code points as ranges of a class of a regular expression."""
    ordered = sorted(points)
    starts = [ordered[0], *(b for a, b in pairwise(ordered) if b - a > 1)]
    ends = [*(a for a, b in pairwise(ordered) if b - a > 1), ordered[-1]]
    return "".join(f"\\U{a:08x}-\\U{b:08x}" for a, b in zip(starts, ends, strict=True))
