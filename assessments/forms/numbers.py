"""The numbers of a version as forms: each has a label, a range, and what it decides."""

from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django import forms
from django.utils.formats import number_format
from django.utils.translation import gettext as _

Key = tuple[str | int, ...]
Numbers = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Number:
    """One number at `key` of its column; `whole` ones have no decimals, `choices` none at all."""

    key: Key
    label: Any
    help: Any = ""
    low: float | None = 0
    high: float | None = None
    whole: bool = False
    choices: tuple[tuple[str, Any], ...] = ()

    @property
    def name(self) -> str:
        """Name of the form field."""
        return "-".join(map(str, self.key))

    def field(self) -> forms.Field:
        """The form field."""
        if self.choices:
            return forms.ChoiceField(label=self.label, help_text=self.help, choices=self.choices)
        kind: Callable[..., forms.Field] = forms.IntegerField if self.whole else forms.FloatField
        return kind(
            label=self.label, help_text=self._help(), min_value=self.low, max_value=self.high
        )

    def _help(self) -> str:
        if self.low is None or self.high is None:
            return str(self.help)
        values = {"help": self.help, "low": _written(self.low), "high": _written(self.high)}
        return (_("%(help)s From %(low)s to %(high)s.") % values).strip()


def _written(bound: float) -> str:
    """A bound as the reader's language writes it."""
    return number_format(f"{bound:.10g}", force_grouping=True)


@dataclass(frozen=True, slots=True)
class Section:
    """Numbers that are read together; where they `rise`, each must be above the one before."""

    title: Any
    help: Any
    numbers: tuple[Number, ...]
    rises: bool = False


Layout = Callable[[Numbers], tuple[Section, ...]]


def get(numbers: Any, key: Key) -> Any:
    """The value at a key of nested mappings and lists."""
    for step in key:
        numbers = numbers[step]
    return numbers


class NumbersForm(forms.Form):
    """The numbers of one column of a version, section by section."""

    def __init__(self, layout: Layout, numbers: Numbers, data: Any = None) -> None:
        self.numbers = numbers
        self.layout = layout(numbers)
        initial = {number.name: get(numbers, number.key) for number in self._all()}
        super().__init__(data, initial=initial)
        for number in self._all():
            self.fields[number.name] = number.field()

    def _all(self) -> Iterator[Number]:
        return (number for section in self.layout for number in section.numbers)

    @property
    def sections(self) -> list[tuple[Section, list[forms.BoundField]]]:
        """Sections with their fields, for the template."""
        return [
            (section, [self[number.name] for number in section.numbers]) for section in self.layout
        ]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        for section in (section for section in self.layout if section.rises):
            for low, high in pairwise(number.name for number in section.numbers):
                if low in data and high in data and data[low] >= data[high]:
                    self.add_error(high, _("This must be above the one before."))
        return data

    def changed_numbers(self) -> Numbers:
        """The column with what was typed; what has no field stays."""
        changed = deepcopy(self.numbers)
        for number in self._all():
            value = self.cleaned_data[number.name]
            *place, last = number.key
            old = get(changed, number.key)
            # 20 stays 20 and does not become 20.0: the same number is no change.
            get(changed, tuple(place))[last] = old if old == value else _plain(value)
        return changed


def _plain(value: Any) -> Any:
    return int(value) if isinstance(value, float) and value.is_integer() else value


def column_labels(layout: Layout, numbers: Mapping[str, Any]) -> dict[str, str]:
    """Labels of all numbers of a column by the name of their field, for the history."""
    return {
        number.name: str(number.label)
        for section in layout(dict(numbers))
        for number in section.numbers
    }
