"""A sheet as it is typed from paper: who filled it in, and a key for every box that was ticked."""

import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.actions.paper import PaperSheet
from assessments.domain.paper import LEVEL_SIGNS, REACH_SIGNS, STAGE_SIGNS, read_sign
from assessments.domain.responses import BLANK, CommentRefused, clean_comment, is_consistent
from assessments.forms.joining import JoinForm
from assessments.forms.respondents import REFUSALS
from assessments.queries.questionnaire import Question, Questionnaire

NO_KEY = _("“%(key)s” is none of the keys. Please look at the sheet again.")
CONTRADICTIONS = {
    "nowhere": _("Not done, yet done somewhere: please leave the second cell empty or both."),
    "aside": _("No level, yet a place: please leave the second cell empty or both."),
    "first": _("The second cell has an answer and the first has none."),
    "somewhere": _("Done, yet nowhere: please look at the sheet again."),
}


def find_contradiction(capability: int, breadth: int) -> str | None:
    """Which rule two answers break (a key of CONTRADICTIONS); None when they may stand together."""
    if is_consistent(*_settle(capability, breadth)):
        return None
    if capability == 0:
        return "nowhere"
    if capability == BLANK:
        return "first"
    return "somewhere" if breadth == 0 else "aside"


def _settle(capability: int, breadth: int) -> tuple[int, int]:
    """What is not done is done nowhere, typed or not."""
    return (0, 0) if capability == 0 and breadth == BLANK else (capability, breadth)


class SheetForm(JoinForm):
    """One sheet. `item_errors`: sentences by code of the question or, in the form `matrix`, block.

    Cells are read by hand: a hundred and thirty fields would take longer than the sheet.
    """

    language = forms.ChoiceField(error_messages={"required": _("Please choose the language.")})
    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        questionnaire: Questionnaire,
        languages: Sequence[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = list(languages)  # type: ignore[attr-defined]
        for name in ("department", "vantage"):  # nothing is chosen until somebody chooses
            offered = list(self.fields[name].choices)  # type: ignore[attr-defined]
            if len(offered) > 1:
                self.fields[name].choices = [("", "–"), *offered]  # type: ignore[attr-defined]
        self.questionnaire = questionnaire
        self.item_errors: dict[str, Any] = {}
        self.answers: dict[str, tuple[int, int]] = {}
        self.positions: dict[str, int] = {}
        self.comments: dict[str, str] = {}

    def clean(self) -> None:
        for section in self.questionnaire.sections:
            for question in section.questions:
                self._read_question(question)
            if section.positions:
                self._read_position(section.code, [choice.value for choice in section.positions])
            self._read_comment(section.code)
        if self.item_errors:
            self.add_error(None, _("Nothing is saved yet: please look at the marked lines."))
        elif not self.answers and not self.positions:
            self.add_error(None, _("Nothing is saved: this sheet has no answer yet."))

    def _read_question(self, question: Question) -> None:
        code = question.code
        capability = self._read(code, f"{code}-capability", LEVEL_SIGNS)
        breadth = self._read(code, f"{code}-breadth", {0: "0"} | REACH_SIGNS)
        if code in self.item_errors or (capability, breadth) == (BLANK, BLANK):
            return
        broken = find_contradiction(capability, breadth)
        if broken:
            self.item_errors[code] = CONTRADICTIONS[broken]
        self.answers[code] = _settle(capability, breadth)

    def _read_position(self, code: str, stages: Sequence[int]) -> None:
        signs = {stage: sign for stage, sign in STAGE_SIGNS.items() if stage in stages}
        stage = self._read(code, f"{code}-position", signs)
        if code not in self.item_errors and stage != BLANK:
            self.positions[code] = stage

    def _read_comment(self, code: str) -> None:
        try:
            text = clean_comment(self.data.get(f"{code}-comment", ""))
        except CommentRefused as refused:
            self.item_errors[f"{code}-comment"] = REFUSALS[refused.reason]
            return
        if text:
            self.comments[code] = text

    def _read(self, code: str, name: str, signs: dict[int, str]) -> int:
        text = self.data.get(name, "")
        value = read_sign(text, signs)
        if value is None:
            self.item_errors[code] = NO_KEY % {"key": text.strip()[:5]}
            return BLANK
        return value

    @property
    def form_key(self) -> uuid.UUID:
        """The key of this form, which enters one sheet and no second."""
        key: uuid.UUID = self.cleaned_data["key"]
        return key

    def sheet(self) -> PaperSheet:
        """What stands on the sheet."""
        return PaperSheet(
            department=self.cleaned_data["department"],
            vantage=self.cleaned_data["vantage"],
            language=self.cleaned_data["language"],
            name=self.cleaned_data.get("name", ""),
            answers=self.answers,
            positions=self.positions,
            comments=self.comments,
        )
