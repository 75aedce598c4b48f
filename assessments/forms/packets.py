"""Reading what a device sends: a packet of answers, positions and comments with order numbers."""

import json
from collections.abc import Callable, Mapping
from typing import Any, Final, TypeGuard, TypeVar

from assessments.actions.saving import AnswerRefused
from assessments.domain.packets import LARGEST_SEQUENCE, Entry, Packet, Pair
from assessments.domain.responses import BLANK, DONT_KNOW, NOT_APPLICABLE, settle

MOST_ENTRIES: Final = 200
"""Entries that one packet may carry."""

T = TypeVar("T")


def read_packet(body: bytes) -> Packet:
    """A packet as it came: `answers`, `positions` and `comments`, one at least.

    Whether these may be asked is not looked at here. Raises AnswerRefused with the reason
    `unreadable`, `level` or `too_big`.
    """
    try:
        data = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise AnswerRefused("unreadable") from error
    if not isinstance(data, dict):
        raise AnswerRefused("unreadable")
    lists = {kind: data.get(kind, []) for kind in ("answers", "positions", "comments")}
    if not all(isinstance(entries, list) for entries in lists.values()):
        raise AnswerRefused("unreadable")
    if sum(map(len, lists.values())) > MOST_ENTRIES:
        raise AnswerRefused("too_big")
    packet = Packet(
        answers=_read(lists["answers"], "item", _pair),
        positions=_read(lists["positions"], "block", _stage),
        comments=_read(lists["comments"], "block", _text),
    )
    if packet.is_empty:
        raise AnswerRefused("unreadable")
    return packet


def _read(
    entries: list[Any], name: str, read: Callable[[Mapping[str, Any]], T]
) -> dict[str, Entry[T]]:
    """Entries by code; of two for one question the higher number stands here as well."""
    found: dict[str, Entry[T]] = {}
    for entry in entries:
        if not isinstance(entry, dict) or not isinstance(entry.get(name), str):
            raise AnswerRefused("unreadable")
        number = entry.get("sequence")
        if not _is_whole(number) or not 1 <= number <= LARGEST_SEQUENCE:
            raise AnswerRefused("unreadable")
        code = entry[name]
        if code not in found or found[code].sequence <= number:
            found[code] = Entry(read(entry), number)
    return found


def _is_whole(value: object) -> TypeGuard[int]:
    return type(value) is int  # true and 2.0 are no numbers of ours


def _pair(entry: Mapping[str, Any]) -> Pair:
    capability, breadth = entry.get("capability"), entry.get("breadth")
    if not _is_whole(capability) or not 0 <= capability <= NOT_APPLICABLE:
        raise AnswerRefused("level")
    if breadth is None:
        return settle(capability, BLANK)
    if not _is_whole(breadth) or not 0 <= breadth <= DONT_KNOW:
        raise AnswerRefused("level")
    return settle(capability, breadth)


def _stage(entry: Mapping[str, Any]) -> int:
    stage = entry.get("stage")
    if not _is_whole(stage):
        raise AnswerRefused("level")
    return stage


def _text(entry: Mapping[str, Any]) -> str:
    text = entry.get("text")
    if not isinstance(text, str):
        raise AnswerRefused("unreadable")
    return text
