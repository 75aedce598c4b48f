"""What stands beside the boxes of the printed form, and is typed when a sheet is entered.

Letters, because digits beside answers look like marks; whoever types may use digits as well.
"""

from typing import Final

from assessments.domain.responses import BLANK, DONT_KNOW, NOT_APPLICABLE

LETTERS: Final = "abcdef"
ASIDE: Final = {DONT_KNOW: "?", NOT_APPLICABLE: "–"}
LEVEL_SIGNS: Final = dict(enumerate(LETTERS[:5])) | ASIDE
"""Sign of every answer to how settled a practice is (0–6)."""
REACH_SIGNS: Final = dict(enumerate(LETTERS[:4], start=1)) | {DONT_KNOW: "?"}
"""Sign of every answer to how far it reaches (1–5)."""
STAGE_SIGNS: Final = dict(enumerate(LETTERS, start=1)) | {0: "?"}
"""Sign of every sentence of the matrix form (1–6); 0 is don't know."""
_ALIKE: Final = {".": "?", ",": "?", "-": "–", "—": "–"}


def read_sign(text: str, signs: dict[int, str]) -> int | None:
    """The answer that a key means: a sign, its digit, or what lies near on a keypad.

    BLANK for nothing; None for a key that means nothing here.
    """
    key = text.strip().lower()
    if not key:
        return BLANK
    key = _ALIKE.get(key, key)
    meanings = {sign: value for value, sign in signs.items()}
    meanings |= {str(value): value for value, sign in signs.items() if sign in LETTERS}
    return meanings.get(key)
