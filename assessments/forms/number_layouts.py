"""Which numbers the method, the planner and the simulation have, and what each decides."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from assessments import models
from assessments.forms.numbers import Number, Numbers, Section


def scoring(numbers: Numbers) -> tuple[Section, ...]:
    """Numbers of the scoring method (docs/method.md, D1 to D9)."""
    return (
        Section(
            _("Stages"),
            _("Thresholds of the stages themselves stand on the pages of the stages."),
            tuple(
                _shares(
                    numbers, ("stage_share", _("Share of a stage’s stones that must be acquired"))
                )
            ),
        ),
        _bands(
            numbers,
            "stone_status",
            _("States of a stone"),
            _("From which score each begins; the first begins at 0."),
        ),
        _bands(
            numbers,
            "agreement_bands",
            _("Agreement"),
            _("From which agreement each begins; the first begins at 0."),
            1,
        ),
        _plain_bands(numbers, "quick_bands", _("Bands of the quick form")),
        _plain_bands(numbers, "lens_bands", _("Bands of the leadership lenses")),
        Section(_("Signals"), "", tuple(_signals(numbers))),
        Section(_("What protects people"), "", tuple(_protection(numbers))),
    )


def _shares(numbers: Numbers, *shown: tuple[str, Any]) -> Iterator[Number]:
    for name, label in shown:
        if name in numbers:
            yield Number((name,), label, _("A share."), high=1)


def _bands(numbers: Numbers, name: str, title: Any, hint: Any, high: float = 100) -> Section:
    rows = tuple(
        Number(
            (name, index, 1), BANDS[code]() if code in BANDS else code, low=high / 100, high=high
        )
        for index, (code, _start) in enumerate(numbers.get(name, []))
        if index  # the first begins at 0
    )
    return Section(title, hint, rows, rises=True)


# Functions, because a language is known only when a page is asked for.
BANDS = {
    "absent": lambda: _("Absent"),
    "started": lambda: _("Started"),
    "acquired": lambda: _("Acquired"),
    "established": lambda: _("Established"),
    "embedded": lambda: _("Embedded"),
    "divergent": lambda: _("Divergent"),
    "to_discuss": lambda: _("To discuss"),
    "aligned": lambda: _("Aligned"),
}


def _plain_bands(numbers: Numbers, name: str, title: Any) -> Section:
    rows = tuple(
        Number((name, index), _("Band %(number)s begins at") % {"number": index + 2}, high=100)
        for index, _start in enumerate(numbers.get(name, []))
    )
    return Section(title, _("The first band begins at 0."), rows, rises=True)


def _signals(numbers: Numbers) -> Iterator[Number]:
    shown = {
        "prerequisite_satisfied": (_("A prerequisite counts as there from score"), 100),
        "notice_threshold": (_("Usual difference of profile notices, in points"), 100),
        "perception_gap_flag": (_("Perception gap worth a flag, in points"), 100),
        "visibility_gap_flag": (_("Share of “I don’t know” worth a flag"), 1),
    }
    for name, (label, high) in shown.items():
        if name in numbers:
            yield Number((name,), label, high=high)


def _protection(numbers: Numbers) -> Iterator[Number]:
    whole = {
        "min_group_size": (_("Usual smallest group that is shown"), 3, 20),
        "comment_group_size": (_("Smallest group whose comments are shown"), 3, 50),
        "minimum_for_interval": (_("Respondents from which a range is given"), 2, 50),
    }
    for name, (label, low, high) in whole.items():
        if name in numbers:
            yield Number((name,), label, low=low, high=high, whole=True)
    yield from _shares(
        numbers,
        ("sufficient", _("Coverage from which a figure is shown")),
        ("complete", _("Coverage from which a figure is complete")),
    )
    if "department_weight" in numbers:
        weights = tuple(models.Assessment.Weight.choices)
        yield Number(("department_weight",), _("Usual weight of departments"), choices=weights)


def planning(numbers: Numbers) -> tuple[Section, ...]:
    """Numbers of the planner (docs/method.md, E1 to E3)."""
    return (
        Section(_("Capacity"), "", tuple(_capacity(numbers))),
        Section(
            _("Duration"),
            _("How many months a stone takes, by its person-days."),
            tuple(_steps(numbers, "months", _("person-days"), _("months"))),
        ),
        Section(
            _("Size of the organisation"),
            _("Person-days are multiplied by a factor that depends on the headcount."),
            tuple(_steps(numbers, "size_factors", _("people"), _("factor"))),
        ),
        Section(_("Quick wins"), "", tuple(_quick_win(numbers))),
    )


def _capacity(numbers: Numbers) -> Iterator[Number]:
    yield from _shares(
        numbers,
        ("reserve", _("Share of the capacity kept in reserve")),
        ("block_share", _("Share of a phase that one block may take at most")),
        ("extend_factor", _("Share of the effort when a started stone is extended")),
    )
    if "consolidate_threshold" in numbers:
        label = _("A block this far ahead may be consolidated, in points")
        yield Number(("consolidate_threshold",), label, high=100)
    if "course_months" in numbers:
        yield Number(("course_months",), _("Months of the course"), low=1, high=240, whole=True)


def _steps(numbers: Numbers, name: str, bound: Any, value: Any) -> Iterator[Number]:
    for index, (limit, _value) in enumerate(numbers.get(name, [])):
        row = {"number": index + 1, "bound": bound, "value": value}
        if limit is not None:
            label = _("Step %(number)s: up to (%(bound)s)") % row
            yield Number((name, index, 0), label, high=1_000_000)
            yield Number((name, index, 1), _("Step %(number)s: %(value)s") % row, high=1000)
        else:
            yield Number((name, index, 1), _("Above: %(value)s") % row, high=1000)


def _quick_win(numbers: Numbers) -> Iterator[Number]:
    rule = numbers.get("quick_win", {})
    if "impact" in rule:
        label = _("Effect customers notice, at least")
        yield Number(("quick_win", "impact"), label, low=1, high=5, whole=True)
    if "up_to_stage" in rule:
        label = _("Up to the stage with the number")
        yield Number(("quick_win", "up_to_stage"), label, low=1, high=20, whole=True)


def simulation(numbers: Numbers) -> tuple[Section, ...]:
    """Numbers that the simulation starts from."""
    return (
        Section(_("Time and confidence"), "", tuple(_time(numbers))),
        Section(
            _("Increments"),
            _("What part of the benefit is there after each part of the effort."),
            tuple(_increments(numbers)),
        ),
        *(_event(index, event) for index, event in enumerate(numbers.get("events", []))),
    )


def _time(numbers: Numbers) -> Iterator[Number]:
    months = {"planned_months": _("Planned months"), "horizon_months": _("Months looked at")}
    for name, label in months.items():
        if name in numbers:
            yield Number((name,), label, low=1, high=240, whole=True)
    yield from _shares(numbers, ("overhead", _("Overhead")))
    confidence = {
        "drift_per_month": _("Confidence lost each month"),
        "gain_per_delivery": _("Confidence gained by a delivery"),
        "floor": _("Least confidence"),
    }
    for name, label in confidence.items():
        if name in numbers.get("confidence", {}):
            yield Number(("confidence", name), label, _("A share."), high=1)


def _increments(numbers: Numbers) -> Iterator[Number]:
    for index, row in enumerate(numbers.get("increments", [])):
        label = _("Benefit after %(effort)s of the effort") % {"effort": row["effort"]}
        yield Number(("increments", index, "benefit"), label, _("A share."), high=1)


def _event(index: int, event: dict[str, Any]) -> Section:
    labels = {
        "rate_per_year": (_("How often a year"), 12),
        "delay_months": (_("Delay in months"), 60),
        "rework": (_("Share of work done again"), 1),
        "confidence_loss": (_("Confidence lost"), 1),
    }
    rows = [
        Number(("events", index, name), label, high=high)
        for name, (label, high) in labels.items()
        if name in event
    ]
    bounds = (_("Rate from"), _("Rate to")) if "range" in event else ()
    rows += [
        Number(("events", index, "range", i), label, high=12) for i, label in enumerate(bounds)
    ]
    code = event["code"]
    name = EVENTS[code]() if code in EVENTS else code.replace("_", " ")
    title = _("Event: %(event)s") % {"event": name}
    return Section(title, "", tuple(rows))


EVENTS = {
    "sponsor_leaves": lambda: _("the sponsor leaves"),
    "strategy_change": lambda: _("a change of strategy"),
    "vendor_failure": lambda: _("a vendor fails"),
    "crisis": lambda: _("a crisis"),
    "team_disengagement": lambda: _("the team disengages"),
}

LAYOUTS = {"scoring": scoring, "planning": planning, "simulation": simulation}
