"""Which letters anybody can see."""

import unicodedata
from typing import Final

BLANKS: Final = "\u115f\u1160\u2800\u3164\uffa0"
"""Letters and symbols that look like nothing."""


def is_seen(text: str) -> bool:
    """Whether there is anything in a text that can be seen."""
    return any(
        letter not in BLANKS and unicodedata.category(letter)[0] in "LNPS" for letter in text
    )
