"""Answers as packed numbers: one row a respondent, one column an item."""

import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import compress
from typing import Final

import numpy as np
from numpy.typing import NDArray

from assessments.domain.letters import is_seen

DONT_KNOW: Final = 5
NOT_APPLICABLE: Final = 6
BLANK: Final = 7
NOT_ASKED: Final = 8
"""Codes beside the five answer levels 0–4, on both axes (`NOT_APPLICABLE` on capability only).

`NOT_ASKED` stands in packed sheets only, for items that were not put to this respondent."""

COMMENT_LENGTH: Final = 2000
"""Characters that a comment may have."""

Levels = NDArray[np.uint8]
_CONTROL = re.compile(r"[\x01-\x08\x0b-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Department:
    """A department as scoring sees it; headcount None when unknown, function '' when unsaid."""

    code: str
    headcount: int | None = None
    function: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Responses:
    """Packed sheets with at least one answer.

    `items`: stone codes, the columns of `capability` and `breadth` (uint8, respondents × items);
    `departments` and `vantages`: a code per respondent. `entered`: whether somebody else entered
    the sheet, from paper or a file, and so has read it; empty when nobody did.
    """

    items: tuple[str, ...]
    departments: tuple[str, ...]
    vantages: tuple[str, ...]
    capability: Levels
    breadth: Levels
    entered: tuple[bool, ...] = ()


def drop_silent(responses: Responses) -> Responses:
    """The same without the sheets that hold no answer: who says nothing is not a respondent."""
    heard = np.any(responses.capability < BLANK, axis=1)
    if heard.all():
        return responses
    return Responses(
        responses.items,
        tuple(compress(responses.departments, heard)),
        tuple(compress(responses.vantages, heard)),
        responses.capability[heard],
        responses.breadth[heard],
        tuple(compress(responses.entered, heard)),
    )


def keep_items(responses: Responses, kept: NDArray[np.bool_]) -> Responses:
    """The same with some of its items only; `kept` says which, in their order."""
    return Responses(
        tuple(compress(responses.items, kept)),
        responses.departments,
        responses.vantages,
        responses.capability[:, kept],
        responses.breadth[:, kept],
        responses.entered,
    )


def is_consistent(capability: int, breadth: int) -> bool:
    """Whether a pair of answers may stand together (method C2).

    Capability 0 goes with breadth 0 only; 1–4 with 1–4, don't know or nothing yet; no level with
    no breadth.
    """
    if capability == 0:
        return breadth == 0
    if 1 <= capability <= 4:
        return 1 <= breadth <= DONT_KNOW or breadth == BLANK
    return capability in (DONT_KNOW, NOT_APPLICABLE, BLANK) and breadth == BLANK


def settle(capability: int, breadth: int) -> tuple[int, int]:
    """The pair that two choices amount to (method C2).

    What is not done is done nowhere (0, 0); without a level there is no breadth (blank).
    """
    if capability == 0:
        return (0, 0)
    return (capability, breadth) if 1 <= capability <= 4 else (capability, BLANK)


def is_answered(pair: tuple[int, int] | None) -> bool:
    """Whether a question needs nothing more: a level with its breadth, or a reason for none."""
    if pair is None or pair[0] == BLANK:
        return False
    return pair[0] > 4 or pair[1] != BLANK


class CommentRefused(ValueError):
    """The comment cannot be kept; `reason` is `too_long` or `text`."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def clean_comment(text: str) -> str:
    """A comment as it is kept: composed letters, plain line ends, no control characters.

    One without anything to be seen is an empty one. Raises CommentRefused for more than 2,000
    characters and for text that no database keeps.
    """
    if "\0" in text or any("\ud800" <= letter <= "\udfff" for letter in text):
        raise CommentRefused("text")
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    clean = unicodedata.normalize("NFC", _CONTROL.sub(" ", plain)).strip()
    if len(clean) > COMMENT_LENGTH:
        raise CommentRefused("too_long")
    return clean if is_seen(clean) else ""


def pack(
    answers: Mapping[str, tuple[int, int]],
    items: Sequence[str],
    asked: Collection[str] | None = None,
) -> bytes:
    """Pack a sheet: capability of every item in order, then breadth of every item; 2 × n bytes.

    Items that are not among those `asked` (None: all are) hold NOT_ASKED, whatever was answered
    before the respondent's questionnaire became a shorter one.
    """
    blank, aside = (BLANK, BLANK), (NOT_ASKED, NOT_ASKED)
    put = frozenset(items if asked is None else asked)
    pairs = [answers.get(item, blank) if item in put else aside for item in items]
    return bytes([c for c, _ in pairs] + [b for _, b in pairs])


def unpack(sheets: Sequence[bytes], items: Sequence[str]) -> tuple[Levels, Levels]:
    """Packed sheets as two arrays (uint8, sheets × items): capability and breadth.

    Raises ValueError when a sheet was packed for another number of items.
    """
    width = len(items)
    if any(len(sheet) != 2 * width for sheet in sheets):
        raise ValueError(f"packed sheets must hold {2 * width} bytes")
    flat = np.frombuffer(b"".join(sheets), dtype=np.uint8).reshape(len(sheets), 2, width)
    return flat[:, 0, :], flat[:, 1, :]


def pack_positions(positions: Mapping[str, int], blocks: Sequence[str]) -> bytes:
    """Pack a sheet of the matrix form: the stage chosen for every block in order; n bytes.

    0 is don't know, 1–6 a stage by number, BLANK (7) a block without an answer: a maturity model
    has six stages at most. Raises ValueError for any other number.
    """
    if not all(0 <= stage < BLANK for stage in positions.values()):
        raise ValueError(f"a position must be a number from 0 to {BLANK - 1}")
    return bytes(positions.get(block, BLANK) for block in blocks)


def unpack_positions(sheets: Sequence[bytes], blocks: Sequence[str]) -> Levels:
    """Packed sheets of the matrix form as one array (uint8, sheets × blocks).

    Raises ValueError when a sheet was packed for another number of blocks.
    """
    width = len(blocks)
    if any(len(sheet) != width for sheet in sheets):
        raise ValueError(f"packed sheets must hold {width} bytes")
    return np.frombuffer(b"".join(sheets), dtype=np.uint8).reshape(len(sheets), width)
