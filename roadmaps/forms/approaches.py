"""The assumptions of a comparison, to be doubted and changed; nothing of it is stored."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _

from roadmaps.domain.assumptions import Assumptions, Confidence, RiskEvent
from roadmaps.forms.assumptions import (
    EVENT_NAMES,
    PERCENT,
    Entry,
    confidence_entries,
    event_entries,
    half,
    phase_entries,
    plan_entries,
    read_event,
    read_increments,
    share_texts,
    title_field,
)
from roadmaps.queries.approaches import OWN_EFFECT, OWN_EVENTS, Approaches

ROUNDING: Final = 0.5
"""Points by which shares may miss 100 because they are shown in tenths."""
OVERHEAD_TRIED: Final = "20"


@dataclass(frozen=True, slots=True)
class EventRow:
    """An event on the page; `title_field` for one of one's own."""

    event: RiskEvent
    title: str
    title_field: Any
    fields: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class PhaseRow:
    """A phase that delivers, with its shares of time and benefit."""

    name: str
    fields: tuple[Any, ...]


class AssumptionsForm(forms.Form):
    """Every assumption of both approaches. What the address does not name keeps its default;
    `try` in it changes several at once."""

    def __init__(
        self,
        data: Mapping[str, str],
        *,
        approaches: Approaches,
        default: Assumptions,
        phases: Sequence[str],
    ) -> None:
        self.approaches, self.default, self.phase_names = approaches, default, tuple(phases)
        self.own = _own_slots(default)
        listed = (event for event in default.events if event.code not in self.own)
        self.events = (*listed, *self.own.values())
        self.entries = {entry.name: entry for entry in self._entries()}
        self.shown = {name: entry.shown for name, entry in self.entries.items()}
        self.shown |= {f"title-{code}": approaches.own_titles.get(code, "") for code in self.own}
        now = self.shown | {name: data[name] for name in self.shown if name in data}
        super().__init__(now | self._tried(data.get("try", ""), now))
        self.fields |= {name: entry.make() for name, entry in self.entries.items()}
        self.fields |= {f"title-{code}": title_field() for code in self.own}

    def _entries(self) -> Iterator[Entry]:
        yield from plan_entries(self.approaches, self.default)
        yield from confidence_entries(self.default.confidence)
        increments = zip(self.phase_names, self.default.increments, strict=True)
        for number, (name, part) in enumerate(increments):
            yield from phase_entries(number, name, part)
        for event in self.events:
            yield from self._event_entries(event)

    def _event_entries(self, event: RiskEvent) -> Iterator[Entry]:
        return event_entries(event, self.title_of(event.code), is_own=event.code in self.own)

    def title_of(self, code: str) -> str:
        """What an event is called."""
        if code in self.own:
            return self.approaches.own_titles.get(code, "") or _("An event of your own")
        return str(EVENT_NAMES.get(code, code.replace("_", " ")))

    def _tried(self, what: str, now: Mapping[str, str]) -> dict[str, str]:
        """What a button changes at once."""
        if what == "halve":
            return {name: half(text) for name, text in now.items() if name.startswith("rate-")}
        if what == "overhead":
            return {"overhead": OVERHEAD_TRIED}
        if what == "late" and self.may_load_back:
            return share_texts("benefit", self.approaches.model_increments)
        if what == "effort" and self.may_follow_effort:
            return share_texts("effort", self.approaches.increments_by_effort)
        return {}

    @property
    def may_load_back(self) -> bool:
        """Whether the model's benefit shares fit these phases and say anything else."""
        model = [part.benefit for part in self.approaches.model_increments]
        mine = [part.benefit for part in self.default.increments]
        return len(model) == len(mine) > 1 and model != mine

    @property
    def may_follow_effort(self) -> bool:
        """Whether person-days share out the time in another way than dates do."""
        by_effort = [part.effort for part in self.approaches.increments_by_effort]
        return by_effort != [part.effort for part in self.default.increments]

    def clean(self) -> dict[str, Any]:
        sent = self.cleaned_data
        if self.errors:
            return sent
        for name, sentence in (
            ("effort", _("The shares of the time add up to %(sum)s of 100.")),
            ("benefit", _("The shares of the benefit add up to %(sum)s of 100.")),
        ):
            whole = sum(sent[f"{name}-{number}"] for number, _i in enumerate(self.phase_names))
            if abs(whole - PERCENT) > ROUNDING:
                self.add_error(None, sentence % {"sum": f"{whole:g}"})
        if sent["horizon"] < sent["months"]:
            sentence = _("The months looked at have to reach beyond the planned months.")
            self.add_error("horizon", sentence)
        if sent["benefit"] is not None and sent["cost"] is None:
            sentence = _(
                "Enter the cost as well: a benefit in money compares with a cost in money."
            )
            self.add_error("cost", sentence)
        return sent

    def assumptions(self) -> Assumptions:
        """What the page is to compute with: what was sent, as long as it can stand."""
        if not self.is_valid():
            return self.default
        values = {name: e.read(self.cleaned_data[name]) for name, e in self.entries.items()}
        known = {name: value or 0.0 for name, value in values.items()}
        months = round(known["months"])
        cost, benefit = values["cost"] or float(months), values["benefit"]
        events = (read_event(event, known) for event in self.events)
        return Assumptions(
            months=months,
            horizon=round(known["horizon"]),
            cost=cost,
            benefit=known["multiple"] * cost / months if benefit is None else benefit,
            overhead=known["overhead"],
            confidence=Confidence(known["drift"], known["gain"], known["floor"]),
            increments=read_increments(known, len(self.phase_names)),
            events=tuple(e for e in events if e.rate > 0 or e.code not in self.own),
            suppliers=round(known["suppliers"]),
        )

    @property
    def is_changed(self) -> bool:
        """Whether anything differs from the defaults."""
        return any(self.data[name] != shown for name, shown in self.shown.items())

    @property
    def currency(self) -> str:
        """Of the amounts; empty where nobody entered a cost and they count months of work."""
        return self.approaches.currency if self.data["cost"] else ""

    def sentences(self) -> list[str]:
        """What cannot stand, each said once."""
        said = (str(error) for errors in self.errors.values() for error in errors)
        return list(dict.fromkeys(said))

    def plan_fields(self) -> list[Any]:
        """Time and money."""
        return [self[entry.name] for entry in plan_entries(self.approaches, self.default)]

    def confidence_fields(self) -> list[Any]:
        """Confidence."""
        return [self[entry.name] for entry in confidence_entries(self.default.confidence)]

    def phase_rows(self) -> list[PhaseRow]:
        """The phases that deliver."""
        return [
            PhaseRow(name, (self[f"effort-{number}"], self[f"benefit-{number}"]))
            for number, name in enumerate(self.phase_names)
        ]

    def event_rows(self) -> list[EventRow]:
        """The events of the model."""
        return [self._row(event) for event in self.events if event.code not in self.own]

    def own_rows(self) -> list[EventRow]:
        """Events of one's own."""
        return [self._row(event) for event in self.own.values()]

    @property
    def has_own(self) -> bool:
        """Whether somebody filled in an event of one's own, or tried to."""
        names = [f"{part}-{code}" for code in self.own for part in ("title", "rate")]
        return any(self.data[name] for name in names)

    def _row(self, event: RiskEvent) -> EventRow:
        fields = tuple(self[entry.name] for entry in self._event_entries(event))
        title_field = self[f"title-{event.code}"] if event.code in self.own else None
        return EventRow(event, self.title_of(event.code), title_field, fields)


def _own_slots(default: Assumptions) -> dict[str, RiskEvent]:
    """Events of one's own by code: those of the register of risks, and empty places."""
    known = {event.code: event for event in default.events}
    codes = (f"own-{number}" for number in range(1, OWN_EVENTS + 1))
    return {code: known.get(code, replace(OWN_EFFECT, code=code)) for code in codes}
