"""What done work is taken to have brought, and what that changes (method E7)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from assessments.domain.maturity_model import MaturityModel, Phase
from assessments.domain.scorecard import BlockResult, ConditionState, Scorecard
from roadmaps.domain.projection import Projection, project
from roadmaps.domain.scopes import Scope
from roadmaps.domain.steps import Step
from roadmaps.domain.values import (
    HIGHEST_LEVEL,
    StoneValue,
    ValueState,
    with_claims,
    with_delivered,
)


@dataclass(frozen=True, slots=True)
class Basis:
    """What projections are made from: the yardstick, the published results, the scope, and the
    values that it was made from."""

    maturity_model: MaturityModel
    scorecard: Scorecard
    scope: Scope
    phases: tuple[Phase, ...]
    values: Mapping[str, StoneValue]


@dataclass(frozen=True, slots=True)
class Prospect:
    """Where the organisation stands by its answers (`today`), with what is done so far, and after
    each phase if what is left of it is done as planned."""

    today: Projection
    so_far: Projection
    after: tuple[Projection, ...]

    @property
    def last(self) -> Projection:
        """If everything planned is done."""
        return self.after[-1] if self.after else self.so_far

    @property
    def columns(self) -> tuple[Projection, ...]:
        """All of them, in the order of time."""
        return (self.today, self.so_far, *self.after)


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What a capability and breadth would change: the stone's score (0–100, None: no value), and
    where everything stands before and after."""

    stone: str
    block: str
    score_before: float | None
    score_after: float | None
    before: Projection
    after: Projection

    @property
    def blocks(self) -> tuple[BlockResult, BlockResult]:
        """Its block before and after."""
        first, second = (
            next(result for result in at.blocks if result.block == self.block)
            for at in (self.before, self.after)
        )
        return first, second

    @property
    def condition(self) -> tuple[str, ConditionState, ConditionState] | None:
        """The condition of the crossing that it feeds, before and after; None: none."""
        states = [
            (each.condition, each.state)
            for at in (self.before, self.after)
            for each in at.gate.conditions
            if each.stone == self.stone
        ]
        return (states[0][0], states[0][1], states[-1][1]) if states else None

    @property
    def changes_nothing(self) -> bool:
        """The stone stands there already: a claim raises and never lowers."""
        return self.score_before == self.score_after


def values_so_far(values: Mapping[str, StoneValue], steps: Iterable[Step]) -> dict[str, StoneValue]:
    """Values with what is done: at what a person confirmed, else at the aim (method E7).

    Nothing falls: what stands higher already stays. One's own initiatives have no value.
    """
    done = [step for step in steps if step.is_done]
    claims = {step.stone: step.claim for step in done if step.claim is not None}
    aims = {step.stone: step.aim for step in done if step.claim is None and step.aim is not None}
    return with_claims(with_delivered(values, aims), claims)


def find_prospect(basis: Basis, steps: Sequence[Step]) -> Prospect:
    """Where the organisation stands today, with what is done, and after each phase (method E7).

    What is done counts as in `values_so_far`, what is left of a phase at its aim.
    """
    known = values_so_far(basis.values, steps)
    left = {step.stone: step.phase for step in steps if not step.is_done}
    so_far, *after = _project(basis, basis.phases, left, known)
    return Prospect(_project(basis, (), {}, basis.values)[0], so_far, tuple(after))


def foresee(basis: Basis, steps: Sequence[Step], stone: str, claim: tuple[int, int]) -> Foreseen:
    """What the claim of capability and breadth (0–4) for a stone would change beside everything
    else that is done so far (method E7). ValueError on a pair that cannot stand."""
    others = [step for step in steps if step.stone != stone]
    before = values_so_far(basis.values, others)
    after = with_claims(before, {stone: claim})
    return Foreseen(
        stone=stone,
        block=basis.maturity_model.stone_by_code[stone].block,
        score_before=before[stone].score,
        score_after=after[stone].score,
        before=_project(basis, (), {}, before)[0],
        after=_project(basis, (), {}, after)[0],
    )


def claim_points(claim: tuple[int, int]) -> float:
    """The score (0–100) of capability and breadth (0–4), as in method D1."""
    return 100 * claim[0] * claim[1] / HIGHEST_LEVEL**2


def _project(
    basis: Basis,
    phases: Sequence[Phase],
    placement: Mapping[str, str | None],
    values: Mapping[str, StoneValue],
) -> tuple[Projection, ...]:
    asked = (basis.maturity_model, basis.scorecard, basis.scope, phases, placement)
    return project(*asked, values=_never_lower(basis.scorecard, values))


def _never_lower(scorecard: Scorecard, values: Mapping[str, StoneValue]) -> dict[str, StoneValue]:
    """Values of done work no lower than what the answers say: a condition that most people do not
    know counts as nothing for plans, and has a score for its block all the same."""
    scores = {result.stone: result.score for result in scorecard.stones}
    return {
        stone: replace(value, score=max(value.score or 0.0, scores.get(stone) or 0.0))
        if value.state in (ValueState.CLAIMED, ValueState.DELIVERED)
        else value
        for stone, value in values.items()
    }
