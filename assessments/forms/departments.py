"""The departments of an organisation, all on one page."""

import unicodedata
from collections.abc import Mapping
from typing import Any, cast

from crispy_forms.layout import Column, Row
from django import forms
from django.utils.translation import gettext_lazy as _

from assessments import models
from assessments.actions.organisations import DepartmentEntry
from assessments.forms.consultants import plain_helper, tidy

MORE_ROWS = 3
MOST_ROWS = 200


class DepartmentForm(forms.Form):
    """One department; `pk` of one that exists already."""

    pk = forms.IntegerField(widget=forms.HiddenInput, required=False)
    name = forms.CharField(label=_("Department"), max_length=120, required=False)
    headcount = forms.IntegerField(
        label=_("People"), required=False, min_value=1, max_value=1_000_000
    )
    function = forms.ChoiceField(
        label=_("Function"),
        choices=[("", _("not stated")), *models.Department.Function.choices],
        required=False,
    )
    remove = forms.BooleanField(label=_("Remove"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        columns = [
            Column("name", css_class="col-md-5"),
            Column("headcount", css_class="col-4 col-md-2"),
            Column("function", css_class="col-8 col-md-3"),
        ]
        if self["pk"].value():
            columns.append(Column("remove", css_class="col-md-2 align-self-end"))
        self.helper = plain_helper("pk", Row(*columns), csrf=False)

    def clean_name(self) -> str:
        return tidy(self.cleaned_data["name"])

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        is_used = data.get("pk") or data.get("headcount")
        if is_used and not data.get("remove") and not data.get("name", "?"):
            self.add_error("name", _("Give the department a name, or leave it out."))
        return data

    @property
    def entry(self) -> DepartmentEntry | None:
        """What is to be kept of this row; None for an empty or removed one."""
        data = self.cleaned_data
        if not data.get("name") or data.get("remove"):
            return None
        return DepartmentEntry(data["name"], data["headcount"], data["function"], data["pk"])


class BaseDepartments(forms.BaseFormSet):
    """Rows of departments; empty rows do not count."""

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        organisation: models.Organisation | None = None,
        **kwargs: Any,
    ) -> None:
        self.existing = list(organisation.departments.all()) if organisation else []
        # Not when bound: a row that nobody changed would count as empty.
        initial = None if data is not None else [_row(each) for each in self.existing]
        kwargs["form_kwargs"] = {"empty_permitted": True, "use_required_attribute": False}
        super().__init__(data, prefix="departments", initial=initial, **kwargs)
        if not self.is_bound and not self.existing:
            self.extra = MORE_ROWS

    def clean(self) -> None:
        entries = [form.entry if form.is_valid() else None for form in self.forms]
        on_page = {form["pk"].value() for form in self.forms}
        # What a colleague or a first click added meanwhile is kept: its name is taken.
        unseen = [each for each in self.existing if str(each.pk) not in on_page]
        taken = {_key(each.name) for each in unseen}
        for form, entry in zip(self.forms, entries, strict=True):
            if entry is None:
                continue
            if _key(entry.name) in taken:
                form.add_error("name", _("Another department has this name."))
            taken.add(_key(entry.name))
        if not any(entries) and not unseen and all(form.is_valid() for form in self.forms):
            raise forms.ValidationError(_("Name at least one department."))

    def entries(self) -> list[DepartmentEntry]:
        """The departments to keep: those of the page, and those the page did not know of."""
        own = {department.pk for department in self.existing}
        on_page = {form.cleaned_data.get("pk") for form in self.forms}
        kept = [form.entry for form in self.forms if form.entry]
        unknown = [d for d in self.existing if d.pk not in on_page]
        return [
            *(
                DepartmentEntry(e.name, e.headcount, e.function, e.pk if e.pk in own else None)
                for e in kept
            ),
            *(DepartmentEntry(d.name, d.headcount, d.function, d.pk) for d in unknown),
        ]


def _key(name: str) -> str:
    """What two names have in common that read alike."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def _row(department: models.Department) -> dict[str, Any]:
    fields = ("pk", "name", "headcount", "function")
    return {field: getattr(department, field) for field in fields}


Departments = cast(
    type[BaseDepartments],
    forms.formset_factory(
        DepartmentForm,
        formset=BaseDepartments,
        extra=1,
        max_num=MOST_ROWS,
        absolute_max=MOST_ROWS,
        validate_max=True,
    ),
)


def with_more_rows(data: Mapping[str, Any]) -> dict[str, Any]:
    """The same form data with room for more departments."""
    total = str(data.get("departments-TOTAL_FORMS", ""))
    count = int(total) if total.isdecimal() and len(total) < 6 else 0
    wanted = min(count + MORE_ROWS, MOST_ROWS)
    return dict(data.items()) | {"departments-TOTAL_FORMS": str(wanted)}
