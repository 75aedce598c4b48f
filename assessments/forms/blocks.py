"""What a page of questions posts as a whole: what its person changed, and nothing else."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.domain.responses import BLANK, CommentRefused, clean_comment, settle
from assessments.forms.respondents import REFUSALS
from assessments.queries.questionnaire import Section

Pair = tuple[int, int]

CAPABILITIES: Final = {str(level): level for level in range(7)}
BREADTHS: Final = {str(level): level for level in range(1, 6)}
NOTHING: Final = (BLANK, BLANK)
SHOWN: Final = "shown"
"""Field that says what the page showed when it was made: another device may have changed it since.
What is posted as it was shown is not written."""


@dataclass(frozen=True, slots=True)
class Changes:
    """Answers by item, positions and comments by block."""

    answers: dict[str, Pair]
    positions: dict[str, int]
    comments: dict[str, str]

    @property
    def exist(self) -> bool:
        """Whether there is anything to save."""
        return bool(self.answers or self.positions or self.comments)


class BlockForm(forms.Form):
    """The answers, positions and comments of a page, as they were chosen, and sentences by code.

    Fields: `<item>-capability`, `<item>-breadth`, `<block>-position`, `comment` (where a page holds
    several blocks `<block>-comment`). They are read by hand: twenty fields would cost more than
    saving them.
    """

    def __init__(self, *args: Any, sections: tuple[Section, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sections = sections
        self.pairs: dict[str, Pair] = {}
        self.positions: dict[str, int] = {}
        self.comments: dict[str, str] = {}
        self.item_errors: dict[str, Any] = {}
        self.comment_errors: dict[str, Any] = {}
        self.shown: dict[str, str] = {}

    def clean(self) -> None:
        self.shown = self._read_shown()
        for section in self.sections:
            for item in section.items:
                self._read_pair(item)
            if section.positions:
                self._read_position(section)
            self._read_comment(section.code)
        if self.item_errors:
            self.add_error(None, _("One answer needs another look."))
        elif self.comment_errors:
            self.add_error(None, _("One comment needs another look."))

    @property
    def shown_text(self) -> str:
        """What the page showed, for the page that comes back."""
        return json.dumps(self.shown, separators=(",", ":"))

    def _read_shown(self) -> dict[str, str]:
        try:
            shown = json.loads(self.data.get(SHOWN) or "{}")
        except (ValueError, RecursionError):
            shown = None
        if not isinstance(shown, dict) or not all(isinstance(v, str) for v in shown.values()):
            self.add_error(None, REFUSALS["unreadable"])
            return {}
        return shown

    def _read_pair(self, item: str) -> None:
        if self.data.get(f"{item}-capability") == "":  # chosen: an answer is taken back
            if item in self.shown:
                self.pairs[item] = NOTHING
            return
        capability = self._level(item, "capability", CAPABILITIES)
        breadth = self._level(item, "breadth", BREADTHS)
        if (capability, breadth) != (BLANK, BLANK):
            self.pairs[item] = (capability, breadth)
        if capability == BLANK != breadth and item not in self.item_errors:
            self.item_errors[item] = REFUSALS["first"]

    def _level(self, code: str, axis: str, levels: Mapping[str, int]) -> int:
        value = self.data.get(f"{code}-{axis}", "")
        if value and value not in levels:
            self.item_errors[code] = REFUSALS["level"]
        return levels.get(value, BLANK)

    def _read_position(self, section: Section) -> None:
        stages = {str(choice.value): choice.value for choice in section.positions}
        stage = self._level(section.code, "position", stages)
        if stage != BLANK:
            self.positions[section.code] = stage

    def _read_comment(self, block: str) -> None:
        text = self.data.get("comment" if len(self.sections) == 1 else f"{block}-comment")
        if text is None:
            return
        self.comments[block] = text
        try:
            self.comments[block] = clean_comment(text)
        except CommentRefused as refused:
            self.comment_errors[block] = REFUSALS[refused.reason]

    def changes(self) -> Changes:
        """What differs from what the page showed."""
        answers = {item: settle(*pair) for item, pair in self.pairs.items()}
        was = self.shown
        return Changes(
            answers={code: pair for code, pair in answers.items() if was.get(code) != mark(pair)},
            positions={
                c: stage for c, stage in self.positions.items() if was.get(c) != mark(stage)
            },
            comments={
                block: text
                for block, text in self.comments.items()
                if was.get(f"{block}-comment", "") != mark(text)
            },
        )


def describe_shown(
    answers: Mapping[str, Pair], positions: Mapping[str, int], comments: Mapping[str, str]
) -> str:
    """What a page shows, short enough for a hidden field: levels, and digests of comments."""
    shown = {item: mark(pair) for item, pair in answers.items()}
    shown |= {block: mark(stage) for block, stage in positions.items()}
    shown |= {f"{block}-comment": mark(text) for block, text in comments.items() if text}
    return json.dumps(shown, separators=(",", ":"))


def mark(value: Pair | int | str) -> str:
    """A choice in few letters, alike for alike choices only."""
    if isinstance(value, str):
        return hashlib.sha256(value.encode()).hexdigest()[:16] if value else ""
    return str(value) if isinstance(value, int) else f"{value[0]}{value[1]}"
