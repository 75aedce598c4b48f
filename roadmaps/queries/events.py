"""Events that may strike a programme, as the maturity model counts them and as people name them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext_lazy as _

from roadmaps import models
from roadmaps.domain.assumptions import RiskEvent, UnreadableNumbers, read_assumptions
from roadmaps.domain.risks import OTHER


@dataclass(frozen=True, slots=True)
class EventText:
    """What an event is called, and a sentence that says what it is."""

    name: str
    sentence: str


TEXTS: Final[Mapping[str, tuple[object, object]]] = {
    "sponsor_leaves": (
        _("The sponsor leaves"),
        _("Whoever carries the programme moves on, and what was agreed leaves with them."),
    ),
    "strategy_change": (
        _("The strategy changes"),
        _("The organisation takes another direction before everything is delivered."),
    ),
    "vendor_failure": (
        _("A supplier closes down"),
        _("A supplier that steps rest on closes down or gives its product up."),
    ),
    "crisis": (
        _("A crisis strikes"),
        _("Something inside or outside the organisation takes all hands for a while."),
    ),
    "team_disengagement": (
        _("Teams let go"),
        _("Teams that were not involved or equipped enough stop carrying the change."),
    ),
    OTHER: (_("Another event"), _("Something of your own that may strike the programme.")),
}


def event_texts(codes: tuple[str, ...]) -> dict[str, EventText]:
    """Names and sentences of events in the reader's language; a code of the model that has no text
    here reads as itself."""
    return {code: EventText(*map(str, TEXTS.get(code, (code, "")))) for code in codes}


def load_events(row: models.Roadmap) -> tuple[RiskEvent, ...]:
    """Events of the simulation of the roadmap's maturity model; none where it has no numbers."""
    try:
        return read_assumptions(row.assessment.maturity_model.simulation).events
    except UnreadableNumbers:
        return ()
