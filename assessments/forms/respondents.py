"""What respondents hand in: who they are, a block of answers."""

from collections.abc import Iterable, Sequence
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.domain.responses import BLANK, CommentRefused, clean_comment, settle

Pair = tuple[int, int]

CAPABILITIES: Final = {str(level): level for level in range(7)}
BREADTHS: Final = {str(level): level for level in range(1, 6)}
REFUSALS: Final = {
    "closed": _("This questionnaire is closed. What was marked as saved counts."),
    "submitted": _("Your answers are handed in already and stay as they are."),
    "unknown_item": _("This question is not part of your questionnaire. Please reload the page."),
    "level": _("This is not one of the answers shown. Please choose again."),
    "first": _("Please say first how settled this is, then how far it reaches."),
    "too_long": _("A comment may have 2,000 characters. Please shorten yours: it is still here."),
    "text": _("Your comment contains characters that cannot be kept. Please type it again."),
    "too_big": _("This is more than the questionnaire can take. Please shorten your comment."),
    "unreadable": _("What was sent could not be read. Please reload the page."),
    "not_json": _("What was sent could not be read. Please reload the page."),
    "unknown_sheet": _("This device is not known here any more. Please open your link again."),
    "busy": _("The server is busy and could not save this yet. Please try again in a moment."),
    "full": _("The server has no room left and could not save this yet. Please try again later."),
}


class CodeForm(forms.Form):
    """A join code as people type it."""

    code = forms.CharField(max_length=40)


class JoinForm(forms.Form):
    """Where a respondent works and sees from."""

    department = forms.ChoiceField(error_messages={"required": _("Please choose your department.")})
    vantage = forms.ChoiceField(error_messages={"required": _("Please choose your position.")})

    def __init__(
        self,
        *args: Any,
        departments: Iterable[tuple[str, str]],
        vantages: Iterable[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (("department", departments), ("vantage", vantages)):
            field = self.fields[name]
            field.choices = list(choices)  # type: ignore[attr-defined]
            field.error_messages["invalid_choice"] = REFUSALS["level"]


class BlockForm(forms.Form):
    """The answers to a block; `pairs` and `item_errors` by item code, as they were chosen.

    Two radio groups an item are read by hand: twenty fields would cost more than saving them.
    """

    comment = forms.Field(required=False)

    def __init__(self, *args: Any, items: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.items = items
        self.pairs: dict[str, Pair] = {}
        self.item_errors: dict[str, Any] = {}

    def clean_comment(self) -> str:
        """The comment as it is kept."""
        try:
            return clean_comment(self.cleaned_data["comment"] or "")
        except CommentRefused as refused:
            raise forms.ValidationError(REFUSALS[refused.reason]) from refused

    def clean(self) -> None:
        for item in self.items:
            capability = self._level(item, "capability", CAPABILITIES)
            breadth = self._level(item, "breadth", BREADTHS)
            self.pairs[item] = (capability, breadth)
            if capability == BLANK != breadth and item not in self.item_errors:
                self.item_errors[item] = REFUSALS["first"]
        if self.item_errors:
            self.add_error(None, _("One answer needs another look."))

    def _level(self, item: str, axis: str, levels: dict[str, int]) -> int:
        value = self.data.get(f"{item}-{axis}", "")
        if value and value not in levels:
            self.item_errors[item] = REFUSALS["level"]
        return levels.get(value, BLANK)

    def answers(self) -> dict[str, Pair]:
        """The items that were answered, as pairs that may stand together."""
        return {item: settle(*pair) for item, pair in self.pairs.items() if pair[0] != BLANK}
