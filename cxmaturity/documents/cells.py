"""Texts as spreadsheets take them: what cannot be held is left out, and nothing is a formula."""

import re
from typing import Final

UNFIT: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
"""What XML or the database cannot hold."""
_LINE_BREAK: Final = re.compile(r"\r\n?|\u2028|\u2029")
_ESCAPE: Final = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_ESCAPED: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")
_FORMULA: Final = re.compile(r"(^|[;,\t\n|])(\s*)(?=[=+\-@＝＋－＠])")
_BREAKS: Final = re.compile(r"[\t\n]+")


def settle(text: str) -> str:
    """A text as a workbook can hold it: without control characters and spaces around it."""
    return UNFIT.sub(" ", _LINE_BREAK.sub("\n", text)).strip()


def defuse(text: str) -> str:
    """A text that no spreadsheet takes for a formula: an apostrophe stands before what would be."""
    return _FORMULA.sub(r"\1\2'", _BREAKS.sub(" ", settle(text)))


def escape(text: str) -> str:
    """A settled text as a cell of a workbook writes it: what reads as an escaped character stays
    what it is."""
    return _ESCAPE.sub("_x005F_", text)


def decode_cell(text: str) -> str:
    """What a cell says: workbooks write some characters as `_x000D_`."""
    return _LINE_BREAK.sub("\n", _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)).strip()
