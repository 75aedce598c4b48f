"""What a new version of a roadmap would be made from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils import timezone

from assessments import models as assessments
from assessments.domain.maturity_model import MaturityModel, Phase
from roadmaps import models
from roadmaps.domain.asked import Asked, Measured, scope_for
from roadmaps.domain.dates import first_of_next_month
from roadmaps.domain.gaps import Edit
from roadmaps.domain.planning import propose_capacities
from roadmaps.domain.plans import Balance, PlanSettings
from roadmaps.domain.room.positions import Basis, find_bases
from roadmaps.domain.scopes import Scope
from roadmaps.domain.targets import Target
from roadmaps.queries.asked import find_predecessor, load_next
from roadmaps.queries.room.basis import load_basis_scores
from roadmaps.queries.room.positions import load_positions
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
    basis: Basis | None = None

    def put_on(self, asked: Asked) -> Asked:
        """What is asked, with what people entered."""
        names = ("phases", "rule_reasons", "assumptions", "edits", "basis")
        given = {name: getattr(self, name) for name in names}
        return replace(asked, **{name: v for name, v in given.items() if v is not None})


NOTHING_ENTERED = Entered()


@dataclass(frozen=True, slots=True)
class Proposal:
    """What can be planned today: `asked` as in the version before (None: this is the first), for
    the targets saved; the scope that makes; capacities (person-days a phase) to offer for it.

    `bare` is the scope with nothing assumed, in which stones that nobody answered show. `bases`:
    the positions of stones that there are, of which `asked` takes one.
    """

    measured: Measured
    asked: Asked
    scope: Scope
    bare: Scope
    capacities: tuple[float, ...]
    predecessor: models.Roadmap | None
    bases: tuple[Basis, ...] = (Basis.SURVEY,)

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


def load_proposal(
    assessment: assessments.Assessment, standing: Standing, basis: Basis | None = None
) -> Proposal:
    """What can be planned today for the targets that are saved; untouched blocks hold. `basis`:
    which positions of stones are used (None: those of the version before, as far as there are)."""
    predecessor = find_predecessor(assessment)
    base = find_base(predecessor, standing.maturity_model)
    base = put_on_basis(assessment, replace(base, basis=basis) if basis else base)
    measured = load_measured(assessment, standing, base.positions)
    targets = fill_targets(standing, load_targets(assessment))
    asked = replace(base, targets=targets)
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
        bases=find_bases(load_positions(assessment).values()),
    )


def put_on_basis(assessment: assessments.Assessment, asked: Asked) -> Asked:
    """What is asked, with the positions of its basis as they are today; of an assessment that has
    none of them, on the survey (method G3)."""
    scores = load_basis_scores(assessment, asked.basis)
    return replace(asked, basis=asked.basis if scores else Basis.SURVEY, positions=scores)


def find_base(predecessor: models.Roadmap | None, maturity_model: MaturityModel) -> Asked:
    """What a version is asked for before anybody says otherwise: what the one before was, as it is
    carried out so far; without one no more than the model's phases and balance."""
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
