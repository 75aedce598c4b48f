"""Pages that are alike for many but for a few words: rendered once, and filled in for each."""

import re
from collections.abc import Mapping
from html import escape

_GAP = re.compile("\x02([^\x03]*)\x03")
_RADIO = re.compile(r'type="radio" name="([^"]+)" value="([^"]+)"')


def gap(name: str) -> str:
    """What stands in the context of a template instead of a word that is not known yet."""
    return f"\x02{name}\x03"


def chosen(name: str, value: object) -> tuple[str, str]:
    """That a radio button is chosen, for `Frame.fill`: every button has a gap of its own."""
    return f"{name}={value}", " checked"


class Frame:
    """A rendered page with gaps."""

    def __init__(self, page: str) -> None:
        radio = r"\g<0>" + gap(r"\1=\2")
        self._pieces = _GAP.split(_RADIO.sub(radio, page))  # text, name of a gap, text …

    def fill(self, words: Mapping[str, object]) -> str:
        """The page with words, which are escaped, in its gaps; gaps without any stay empty."""
        pieces = self._pieces.copy()
        names = pieces[1::2]
        pieces[1::2] = [escape(str(words[name])) if name in words else "" for name in names]
        return "".join(pieces)
