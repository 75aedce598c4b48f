"""What the page of one initiative tells beside its card."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from assessments.queries.maturity_model import load_maturity_model
from roadmaps import models
from roadmaps.domain.work import Work, default_work, months_of_effort
from roadmaps.queries.cards import Card


@dataclass(frozen=True, slots=True)
class Need:
    """What a stone of the catalogue needs: in place already, or work of this version."""

    stone: str
    is_met: bool


@dataclass(frozen=True, slots=True)
class StonePage:
    """What a stone needs by the catalogue, the gate that it waits for, the work it takes unless
    somebody says otherwise (None: one's own), other ways to reach it, and which is chosen."""

    needs: tuple[Need, ...]
    gate: tuple[str, ...]
    default: Work | None
    ways: Sequence[models.Alternative]

    @property
    def chosen(self) -> models.Alternative | None:
        """The way that is chosen; None: the catalogue's."""
        return next((way for way in self.ways if way.is_chosen), None)


def load_stone_page(row: models.Roadmap, card: Card) -> StonePage:
    """What is told of the stone of a card."""
    maturity_model = load_maturity_model(row.assessment.maturity_model)
    stone = maturity_model.stone_by_code.get(card.stone)
    before = stone.prerequisites if stone else ()
    unmet = set(card.gap.needs)
    size_factor = row.scope.get("size_factor", 1.0)
    return StonePage(
        needs=tuple(Need(code, code not in unmet) for code in before),
        gate=_gate(row, card),
        default=default_work(maturity_model, card.gap, size_factor) if stone else None,
        ways=load_ways(row, card.stone),
    )


def _gate(row: models.Roadmap, card: Card) -> tuple[str, ...]:
    """The stones of the crossing that a stone beyond it waits for."""
    scope = row.scope
    if scope["gate_after"] is None or card.gap.stage <= scope["gate_after"]:
        return ()
    minimum = scope["gate_minimum"]
    gaps = (gap for gap in scope["gaps"] if gap["is_gate"] and gap["value"] < minimum)
    return tuple(gap["stone"] for gap in gaps if gap["stone"] not in card.gap.needs)


def load_ways(row: models.Roadmap, stone: str) -> list[models.Alternative]:
    """Other ways to reach a stone, of all versions of the organisation's roadmaps."""
    organisation = row.assessment.organisation_id
    rows = models.Alternative.objects.filter(programme__organisation=organisation, stone=stone)
    return list(rows)


def find_way(row: models.Roadmap, stone: str, pk: int) -> models.Alternative | None:
    """Another way to reach a stone; None where there is no such way."""
    return next((way for way in load_ways(row, stone) if way.pk == pk), None)


@dataclass(frozen=True, slots=True)
class Stored:
    """The work of an initiative as it stands: values by the names of a form's fields, which read
    as attributes too."""

    revision: int
    facts: Mapping[str, Any]

    def __getattr__(self, name: str) -> Any:
        try:
            return self.facts[name]
        except KeyError as unknown:
            raise AttributeError(name) from unknown


def find_stored(row: models.Roadmap, initiative: models.Initiative) -> Stored:
    """What the scope of a version and the row of an initiative say of the work."""
    gap = next(each for each in row.scope["gaps"] if each["stone"] == initiative.stone)
    columns = ("title", "running_days", "value_now", "prepares_later")
    facts = {name: getattr(initiative, name) for name in (*columns, "workstream", "lens", "serves")}
    facts |= {name: gap[name] for name in ("block", "impact", "months")}
    facts |= {"effort": _decimal(gap["effort"]), "gain": gap["gap"]}
    return Stored(initiative.revision, facts)


def _decimal(number: float) -> Decimal:
    """A number without zeros that say nothing."""
    return Decimal(f"{number:.2f}".rstrip("0").rstrip("."))


def find_months(row: models.Roadmap, effort: float) -> int:
    """Months that an entered effort lasts where none are entered."""
    maturity_model = load_maturity_model(row.assessment.maturity_model)
    return months_of_effort(maturity_model, effort, row.scope.get("size_factor", 1.0))
