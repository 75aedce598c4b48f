"""French as it is printed: spaces before signs where sentences were put together, 1er.

Translations carry their spaces (U+202F before ; ! ? %, U+00A0 before :). What templates put
together from figures, names and signs does not, and dates know no 1er. So both are set right once,
in the page that is about to be printed.
"""

import re
from typing import Final

TEXT: Final = re.compile(r"(?<=>)[^<>]+(?=<)")
"""What stands between two tags."""
ENTITY: Final = r"&#?\w+;"
"""Signs as HTML writes them; their semicolon is none."""
NARROW: Final = re.compile(rf"({ENTITY})|(?<![\s\u00a0\u202f])([;!?](?=\s|$)|(?<=\d)%)")
COLON: Final = re.compile(r"(?<![\s\u00a0\u202f]):(?=\s|$)")
FIRST: Final = re.compile(
    r"(?<!\d)1(?=[ \u00a0](?:jan|fév|mar|avr|mai|juin|juil|aoû|sep|oct|nov|déc)\S*"
    r"[ \u00a0]\d{4})"
)


def set_french(html: str) -> str:
    """A page with the spaces that French puts before signs, and the first of a month as 1er."""
    head, body, rest = html.partition("<body>")  # names in the head are properties of the file
    return head + body + TEXT.sub(lambda found: _set(found[0]), rest)


def _set(text: str) -> str:
    text = NARROW.sub(lambda found: found[1] or f"\u202f{found[2]}", text)
    return FIRST.sub("1er", COLON.sub("\u00a0:", text))
