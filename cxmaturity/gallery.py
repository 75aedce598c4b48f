"""The components on one page, with samples, in DEBUG only."""

import datetime as dt
from types import SimpleNamespace
from typing import Any

import segno
from crispy_forms.helper import FormHelper
from csp.decorators import csp_update
from django import forms
from django.conf import settings
from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe

STAGES = ("Basic", "Functional", "Integrated", "Customer-first")
ROWS = (
    ("Shared vision", (71, 52, 31, 18)),
    ("Voice of the customer", (82, 64, 57, 24)),
    ("Customer intelligence", (66, 46, 33, 12)),
    ("Lifetime value", (54, 38, 22, 9)),
    ("Improvement", (40, 27, 14, 6)),
    ("Innovation", (58, 41, None, None)),
    ("Internal branding", (64, 47, 30, 12)),
    ("External branding and engagement", (68, 49, 28, 10)),
)
BLOCKS = {
    1: (("Improvement", "1 of 8 in place"),),
    2: (
        ("Shared vision", "5 of 9"),
        ("Customer intelligence", "4 of 8"),
        ("Lifetime value", "3 of 7"),
        ("Innovation", "3 of 7"),
        ("Internal branding", "4 of 7"),
        ("External branding and engagement", "5 of 10"),
    ),
    3: (("Voice of the customer", "6 of 7"),),
    4: (),
}
CONDITIONS = (
    {"name": "Executive sponsorship", "state": "met", "value": "63"},
    {"name": "Change agent", "state": "unknown", "note": "Too few answers to say"},
    {"name": "System of engagement", "state": "not_met", "value": "38 of 50"},
)
ASSESSMENT = SimpleNamespace(
    attributed_mode=False,
    min_group_size=5,
    closes_on=dt.date(2026, 12, 22),
    retention_months=24,
    time_zone=settings.TIME_ZONE,
    contact="",
)
SURE = SimpleNamespace(at=47, low=41, high=55, width=14, is_span=False)
INDICATIVE = SimpleNamespace(at=21, low=10, high=45, width=35, is_span=True)
INTENSITIES = tuple(f"intensity-{number}" for number in range(6))
LEGEND = tuple(
    {"label": label, "intensity": intensity}
    for label, intensity in (("under 20", 0), ("20", 1), ("35", 2), ("50", 4), ("65 and more", 5))
)
CARDS = {
    "Crawl": (
        (
            "Secure an executive sponsor",
            "15 days · General management",
            "gate",
            "First: two others wait for it",
        ),
        (
            "Close the loop with each person",
            "45 days · Service",
            "",
            "Largest benefit that fits crawl",
        ),
        ("Let some teams solve glaring problems", "15 days", "locked", "Kept here by you"),
    ),
    "Walk": (
        ("Mandate a change agent and relays", "45 days", "gate", "Needs the sponsor"),
        ("Match people to volume", "22 days", "", "More places, same practice"),
    ),
    "Run": (("Listen along the whole journey", "45 days", "", "Stage 3: after the gate"),),
    "Later": (
        ("Redesign journeys together", "120 days", "later", "One block may use 100 days of run"),
    ),
}
SAMPLE_SVG = mark_safe(
    '<svg viewBox="0 0 320 90" role="img"><title>Sample bars: 71, 52, 31</title>'
    '<rect class="fill-5" x="90" y="6" width="162" height="20"/>'
    '<rect class="fill-4" x="90" y="35" width="118" height="20"/>'
    '<rect class="fill-2" x="90" y="64" width="70" height="20"/></svg>'
)
SAMPLE_QR = mark_safe(segno.make("SAMPLE", error="m").svg_inline(border=0, omitsize=True))  # noqa: S308  of a literal
SAMPLE_FIGURE = {
    "data": [
        {
            "type": "scatterpolar",
            "r": [45, 61, 42, 33, 24, 38, 41, 43, 45],
            "theta": [name for name, _ in (*ROWS, ROWS[0])],
            "fill": "toself",
            "line": {"color": "var(--accent)"},
        }
    ],
    "layout": {
        "height": 380,
        "margin": {"t": 30, "b": 30, "l": 90, "r": 90},
        "polar": {"radialaxis": {"range": [0, 100]}},
    },
}


class SampleForm(forms.Form):
    """A form with one field of each kind."""

    name = forms.CharField(help_text="As people know it.")
    form = forms.ChoiceField(
        label="Questionnaire",
        choices=[("full", "Full, 63 questions"), ("quick", "Quick, 16 questions")],
    )
    closes_on = forms.DateField(widget=forms.DateInput(attrs={"type": "date"}))
    languages = forms.MultipleChoiceField(
        choices=[("en", "English"), ("fr", "Français")], widget=forms.CheckboxSelectMultiple
    )
    named = forms.BooleanField(required=False, label="Named mode, declared to everybody")
    note = forms.CharField(widget=forms.Textarea(attrs={"rows": 3}), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False


def _intensity(value: int | None) -> int | None:
    steps = ((65, 5), (50, 4), (35, 2), (20, 1), (0, 0))
    return None if value is None else next(step for floor, step in steps if value >= floor)


def _stages() -> list[dict[str, Any]]:
    return [
        {
            "number": number,
            "name": name,
            "intensity": (1, 2, 4, 5)[number - 1],
            "blocks": [{"name": block, "note": note, "url": "#"} for block, note in BLOCKS[number]],
        }
        for number, name in enumerate(STAGES, start=1)
    ]


def _heatmap() -> list[dict[str, Any]]:
    return [
        {
            "name": name,
            "url": "#",
            "cells": [{"value": v, "intensity": _intensity(v)} for v in values],
        }
        for name, values in ROWS
    ]


def _board() -> list[dict[str, Any]]:
    keys = ("title", "meta", "mark", "why")
    used = {"Crawl": (75, 100), "Walk": (67, 140), "Run": (45, 200)}
    return [
        {
            "name": name,
            "load": used.get(name),
            "cards": [dict(zip(keys, card, strict=True)) for card in cards],
        }
        for name, cards in CARDS.items()
    ]


def _choices(*labels: str, checked: int | None = None) -> list[dict[str, Any]]:
    return [{"value": i, "label": label, "checked": i == checked} for i, label in enumerate(labels)]


def _survey() -> dict[str, Any]:
    return {
        "capability": _choices(
            "No, this is not done",
            "Sometimes, depending on people",
            "Mostly, in an agreed way",
            "Always, and somebody answers for it",
            "Always, and it develops by measured results",
            checked=2,
        ),
        "aside": _choices("I don’t know", "Does not apply"),
        "breadth": _choices(
            "One team",
            "Some functions",
            "Most functions",
            "The whole organisation",
            "I don’t know how far",
            checked=1,
        ),
    }


# plotly adds one empty <style>; this is its hash.
@csp_update({"style-src": ["'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"]})
def gallery(request: HttpRequest) -> HttpResponse:
    """Every component, or with ?page=respondent those of people who answer."""
    if request.GET.get("page") == "respondent":
        return render(request, "gallery/respondent.html", _survey())
    context = {
        "stages": _stages(),
        "conditions": CONDITIONS,
        "sure": SURE,
        "indicative": INDICATIVE,
        "columns": STAGES,
        "rows": _heatmap(),
        "legend": LEGEND,
        "board": _board(),
        "intensities": INTENSITIES,
        "form": SampleForm(),
        "plain_form": SampleForm(prefix="plain"),
        "sample_messages": [Message(constants.SUCCESS, "The targets are saved.")],
        "assessment": ASSESSMENT,
        "wrong_form": SampleForm({"name": ""}, prefix="wrong"),
        "figure": SAMPLE_FIGURE,
        "svg": SAMPLE_SVG,
        "qr_svg": SAMPLE_QR,
        "plot_columns": ("Block", "Score"),
        "plot_rows": [{"name": name, "cells": [values[0]]} for name, values in ROWS],
    }
    return render(request, "gallery.html", context)
