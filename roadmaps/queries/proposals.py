"""What a new version of a roadmap would be made from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils import timezone

from assessments import models as assessments
from assessments.domain.maturity_model import Phase
from roadmaps import models
from roadmaps.domain.asked import Asked, Measured, scope_for
from roadmaps.domain.dates import first_of_next_month
from roadmaps.domain.gaps import Edit
from roadmaps.domain.planning import propose_capacities
from roadmaps.domain.plans import Balance, PlanSettings
from roadmaps.domain.scopes import Scope
from roadmaps.domain.targets import Target
from roadmaps.queries.asked import find_predecessor, load_next
from roadmaps.queries.scopes import load_measured
from roadmaps.queries.targets import Standing, fill_targets, load_targets


@dataclass(frozen=True, slots=True)
class Entered:
    """What people enter for a version beside targets, person-days, start and balance; None: as in
    the version that it follows. `rule_reasons`: why a rule is off."""

    phases: tuple[Phase, ...] | None = None
    rule_reasons: Mapping[str, str] | None = None
    assumptions: Mapping[str, tuple[int, int]] | None = None
    edits: Mapping[str, Edit] | None = None

    def put_on(self, asked: Asked) -> Asked:
        """What is asked, with what people entered."""
        names = ("phases", "rule_reasons", "assumptions", "edits")
        given = {name: getattr(self, name) for name in names}
        return replace(asked, **{name: v for name, v in given.items() if v is not None})


NOTHING_ENTERED = Entered()


@dataclass(frozen=True, slots=True)
class Proposal:
    """What can be planned today: `asked` as in the version before (None: this is the first), for
    the targets saved; the scope that makes; capacities (person-days a phase) to offer for it.

    `bare` is the scope with nothing assumed, in which stones that nobody answered show.
    """

    measured: Measured
    asked: Asked
    scope: Scope
    bare: Scope
    capacities: tuple[float, ...]
    predecessor: models.Roadmap | None

    @property
    def targets(self) -> tuple[Target, ...]:
        """The targets saved; untouched blocks hold."""
        return self.asked.targets

    @property
    def has_edits(self) -> bool:
        """Whether the version before holds edits of people that could be kept."""
        return any(wish.locked or wish.excluded_because for wish in self.asked.wishes.values())

    def capacities_for(self, phases: Sequence[Phase]) -> tuple[float, ...]:
        """Capacities to offer for other phases."""
        return propose_capacities(self.scope, phases)


def load_proposal(assessment: assessments.Assessment, standing: Standing) -> Proposal:
    """What can be planned today for the targets that are saved; untouched blocks hold."""
    predecessor, measured = find_predecessor(assessment), load_measured(assessment, standing)
    targets = fill_targets(standing, load_targets(assessment))
    asked = replace(find_base(predecessor, measured), targets=targets)
    if predecessor and predecessor.assessment_id != assessment.pk:
        asked = replace(asked, starts_on=first_of_next_month(timezone.localdate()))
    scope = scope_for(measured, asked)
    offered = propose_capacities(scope, asked.phases)
    return Proposal(
        measured=measured,
        asked=asked if predecessor else replace(asked, capacities=offered),
        scope=scope,
        bare=scope_for(measured, replace(asked, assumptions={})),
        capacities=offered,
        predecessor=predecessor,
    )


def find_base(predecessor: models.Roadmap | None, measured: Measured) -> Asked:
    """What a version is asked for before anybody says otherwise: what the one before was, as it is
    carried out so far; without one no more than the model's phases and balance."""
    maturity_model = measured.maturity_model
    phases, balance = maturity_model.phases, Balance(maturity_model.planning.balance)
    if predecessor is None:
        start = first_of_next_month(timezone.localdate())
        return Asked((), phases, tuple(0.0 for _ in phases), PlanSettings(balance), start)
    asked = load_next(predecessor)
    if _is_of(asked.phases, phases):
        return asked
    days = dict(zip((phase.code for phase in asked.phases), asked.capacities, strict=True))
    capacities = tuple(days.get(phase.code, 0.0) for phase in phases)
    settings = replace(asked.settings, cycle_phases=None)
    return replace(asked, phases=phases, capacities=capacities, settings=settings)


def _is_of(phases: Sequence[Phase], model_phases: Sequence[Phase]) -> bool:
    """Whether phases are those of a model, in one cycle or several."""
    first = [phase.code for phase in phases[: len(model_phases)]]
    return first == [phase.code for phase in model_phases]
