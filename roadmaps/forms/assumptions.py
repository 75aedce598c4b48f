"""One assumption as a field: its bounds, how it is shown, and the exact figure behind it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roadmaps.domain.assumptions import (
    RELATIVE_BENEFIT,
    Assumptions,
    Confidence,
    Increment,
    RiskEvent,
)
from roadmaps.queries.approaches import Approaches

PERCENT: Final = 100
MOST_MONTHS: Final = 240
MOST_MONEY: Final = 1e12
LONGEST_TITLE: Final = 80
EVENT_NAMES: Final = {
    "sponsor_leaves": gettext_lazy("The sponsor leaves"),
    "strategy_change": gettext_lazy("The strategy changes"),
    "vendor_failure": gettext_lazy("A critical supplier fails"),
    "crisis": gettext_lazy("A crisis strikes"),
    "team_disengagement": gettext_lazy("Teams disengage"),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """An assumption on the page: `value` in the unit of the domain (None: left empty), shown
    `scale` times as large with so many `decimals` (0: only whole numbers); bounds as shown.
    `place` names what the label alone does not say."""

    name: str
    label: str
    value: float | None
    low: float = 0
    high: float = PERCENT
    scale: float = 1
    decimals: int = 2
    place: str = ""
    may_be_empty: bool = False

    @property
    def shown(self) -> str:
        """The figure as the page first shows it."""
        if self.value is None:
            return ""
        text = f"{self.value * self.scale:.{self.decimals}f}"
        return text.rstrip("0").rstrip(".") if "." in text else text

    def read(self, sent: float | None) -> float | None:
        """The figure behind what was sent: the exact one as long as nobody changed it."""
        if sent is None:
            return None
        if self.value is not None and sent == float(self.shown):
            return self.value
        return sent / self.scale

    def make(self) -> forms.IntegerField:
        """Its field."""
        text = _("“%(name)s”: enter a number from %(low)s to %(high)s.")
        if not self.decimals:
            text = _("“%(name)s”: enter a whole number from %(low)s to %(high)s.")
        sentence = text % {
            "name": f"{self.place} – {self.label}" if self.place else self.label,
            "low": number_format(self.low, use_l10n=True, force_grouping=True),
            "high": number_format(int(self.high), use_l10n=True, force_grouping=True),
        }
        # Validators of bounds format their sentence once more.
        bounds = dict.fromkeys(("min_value", "max_value"), sentence.replace("%", "%%"))
        facts: dict[str, Any] = {
            "label": self.label,
            "required": not self.may_be_empty,
            "min_value": self.low,
            "max_value": self.high,
            "error_messages": {"required": sentence, "invalid": sentence, **bounds},
        }
        if not self.decimals:
            return forms.IntegerField(**facts)
        widget = forms.NumberInput({"step": "any", "inputmode": "decimal"})
        return NumberField(widget=widget, **facts)


class NumberField(forms.FloatField):
    """A number, with a comma or a point."""

    def to_python(self, value: Any) -> Any:
        return super().to_python(value.replace(",", ".") if isinstance(value, str) else value)


def plan_entries(approaches: Approaches, plan: Assumptions) -> Iterator[Entry]:
    """Time and money."""
    yield Entry("months", _("Planned months"), plan.months, 1, MOST_MONTHS, decimals=0)
    yield Entry("horizon", _("Months looked at"), plan.horizon, 1, MOST_MONTHS, decimals=0)
    yield Entry("overhead", _("Overhead of phasing, %"), plan.overhead, scale=PERCENT)
    yield Entry("suppliers", _("Critical suppliers"), plan.suppliers, 0, 50, decimals=0)
    yield Entry("multiple", _("Benefit of a month, in months of work"), RELATIVE_BENEFIT)
    cost = plan.cost if approaches.has_cost else None
    benefit = plan.benefit if approaches.has_benefits else None
    unit = {"currency": approaches.currency}
    money: dict[str, Any] = {"high": MOST_MONEY, "may_be_empty": True}
    yield Entry("cost", _("Cost of the whole work, %(currency)s") % unit, cost, low=1, **money)
    yield Entry("benefit", _("Benefit of a month, %(currency)s") % unit, benefit, **money)


def confidence_entries(rules: Confidence) -> Iterator[Entry]:
    """How confidence comes and goes, in points of 100."""
    yield Entry("drift", _("Lost each month, points"), rules.drift, high=10, scale=PERCENT)
    yield Entry("gain", _("Won by a delivery, points"), rules.gain, scale=PERCENT)
    yield Entry("floor", _("Abandoned below, points"), rules.floor, high=99, scale=PERCENT)


def phase_entries(number: int, name: str, part: Increment) -> Iterator[Entry]:
    """Shares of a phase that delivers, counted from 0."""
    shares: dict[str, Any] = {"scale": PERCENT, "decimals": 1, "place": name}
    yield Entry(f"effort-{number}", _("Share of the time, %"), part.effort, **shares)
    yield Entry(f"benefit-{number}", _("Share of the benefit, %"), part.benefit, **shares)


def event_entries(event: RiskEvent, title: str, *, is_own: bool) -> Iterator[Entry]:
    """How often an event strikes and what it does. One of one's own may be left without a rate:
    then it is none."""
    code, rate = event.code, (event.rate or None) if is_own else event.rate
    points: dict[str, Any] = {"scale": PERCENT, "place": title}
    often = _("Times a year")
    yield Entry(f"rate-{code}", often, rate, high=12, decimals=4, place=title, may_be_empty=is_own)
    yield Entry(f"delay-{code}", _("Months of delay"), event.delay, high=24, place=title)
    yield Entry(f"rework-{code}", _("Work to do again, %"), event.rework, **points)
    yield Entry(f"loss-{code}", _("Confidence lost, points"), event.loss, **points)


def read_event(event: RiskEvent, known: Mapping[str, float]) -> RiskEvent:
    """The event with what was sent for it."""
    return RiskEvent(
        code=event.code,
        rate=known[f"rate-{event.code}"],
        delay=known[f"delay-{event.code}"],
        rework=known[f"rework-{event.code}"],
        loss=known[f"loss-{event.code}"],
        low=event.low,
        high=event.high,
        per_supplier=event.per_supplier,
    )


def read_increments(known: Mapping[str, float], count: int) -> tuple[Increment, ...]:
    """The phases with the shares that were sent; what rounding left beside 1 is spread."""
    efforts, benefits = (
        _to_one([known[f"{name}-{number}"] for number in range(count)])
        for name in ("effort", "benefit")
    )
    return tuple(map(Increment, efforts, benefits))


def _to_one(shares: Sequence[float]) -> list[float]:
    whole = sum(shares)
    return [share / whole for share in shares]


def half(text: str) -> str:
    """Half of a number as it was sent; anything else stays."""
    try:
        return f"{float(text.replace(',', '.')) / 2:g}"
    except ValueError:
        return text


def share_texts(name: str, increments: Sequence[Increment]) -> dict[str, str]:
    """Shares as the fields show them."""
    return {
        f"{name}-{number}": f"{PERCENT * getattr(part, name):.1f}"
        for number, part in enumerate(increments)
    }


def title_field() -> forms.CharField:
    """What an event of one’s own is called."""
    return forms.CharField(
        label=_("What could strike"),
        max_length=LONGEST_TITLE,
        required=False,
        error_messages={"max_length": _("Name the event in at most 80 characters.")},
    )
