"""From targets to work: which stones have a gap, and what they need (method E2)."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from assessments.domain.maturity_model import MaturityModel, Stone
from roadmaps.domain.efforts import months_for
from roadmaps.domain.scopes import Gap, Kind, Scope, Why
from roadmaps.domain.targets import Intention, Target, driving_targets
from roadmaps.domain.upkeep import find_ahead, find_outlooks, find_reviews, find_stops
from roadmaps.domain.values import StoneValue, ValueState, with_assumptions, with_delivered

TRAINERS = ("INB-2",)
"""The stones that involve and train people, for rule R10; a model may lack them."""


@dataclass(frozen=True, slots=True)
class Edit:
    """What a person entered for a stone: person-days as paid, months; None keeps the default."""

    effort: float | None = None
    months: int | None = None


Aims = dict[str, tuple[float, Why]]


def find_scope(
    maturity_model: MaturityModel,
    values: Mapping[str, StoneValue],
    targets: Sequence[Target],
    *,
    organisation_stage: int | None,
    block_scores: Mapping[str, float | None],
    size_factor: float = 1.0,
    assumptions: Mapping[str, tuple[int, int]] | None = None,
    edits: Mapping[str, Edit] | None = None,
    delivered: Iterable[str] = (),
) -> Scope:
    """The stones to work on, closed under what they need, with aims, efforts and months (E2).

    `values` per stone of the model; `targets`: of any horizons, without a problem that
    `check_targets` finds; the one that drives the plan is used. `block_scores` on 0–100 for R13;
    `assumptions`: capability and breadth (0–4) for what is unknown; `delivered` stones stand at
    their aim and are never planned again. An unknown organisation stage reads as 1.
    """
    known = deliver(maturity_model, with_assumptions(values, assumptions or {}), targets, delivered)
    driving = driving_targets(maturity_model, targets)
    gate = maturity_model.gate
    gaps = tuple(_gaps(maturity_model, known, driving, edits or {}, size_factor))
    return Scope(
        gaps=gaps,
        blocks=maturity_model.blocks,
        organisation_stage=organisation_stage or 1,
        last_stage=len(maturity_model.stages),
        gate_after=gate.after_stage if gate else None,
        gate_minimum=gate.minimum if gate else 0.0,
        rules=maturity_model.planning,
        size_factor=size_factor,
        outlooks=tuple(find_outlooks(maturity_model, driving, known)),
        stops=tuple(find_stops(maturity_model, driving, known, gaps)),
        reviews=tuple(find_reviews(maturity_model, driving, known)),
        ahead=find_ahead(maturity_model, block_scores),
        indicative=any(value.state is ValueState.ASSUMED for value in values.values()),
        trainers=_trainers(maturity_model),
        is_trained=_is_trained(maturity_model, known),
    )


def deliver(
    maturity_model: MaturityModel,
    values: Mapping[str, StoneValue],
    targets: Sequence[Target],
    delivered: Iterable[str],
) -> dict[str, StoneValue]:
    """Values after `delivered` stones: each at max(M, aim), so that none has a gap again (E2).

    The aim is the highest that the targets, the gate or a stone that needs it may ask of it.
    """
    driving = {target.block: target for target in driving_targets(maturity_model, targets)}
    stones = (maturity_model.stone_by_code.get(code) for code in delivered)
    return with_delivered(
        values, {s.code: _highest_aim(maturity_model, driving.get(s.block), s) for s in stones if s}
    )


def _highest_aim(maturity_model: MaturityModel, target: Target | None, stone: Stone) -> float:
    asked = None if target is None else _aim(maturity_model, target, stone)
    gate = maturity_model.gate
    minimum = gate.minimum if gate and stone.code in maturity_model.gate_stones else 0.0
    return max(asked or 0.0, minimum, maturity_model.scoring.prerequisite_satisfied)


def _trainers(maturity_model: MaturityModel) -> tuple[str, ...]:
    return tuple(stone for stone in TRAINERS if stone in maturity_model.stone_by_code)


def _is_trained(maturity_model: MaturityModel, known: Mapping[str, StoneValue]) -> bool:
    acquired = maturity_model.scoring.prerequisite_satisfied
    return any(known[stone].is_at_least(acquired) for stone in _trainers(maturity_model))


def _gaps(
    maturity_model: MaturityModel,
    known: Mapping[str, StoneValue],
    driving: Sequence[Target],
    edits: Mapping[str, Edit],
    size_factor: float,
) -> Iterable[Gap]:
    aims = _close(maturity_model, known, _target_aims(maturity_model, known, driving))
    for stone in maturity_model.stones:
        if stone.code in aims:
            yield _gap(
                maturity_model,
                stone,
                known=known,
                aims=aims,
                edit=edits.get(stone.code, Edit()),
                size_factor=size_factor,
            )


def _target_aims(
    maturity_model: MaturityModel, known: Mapping[str, StoneValue], driving: Iterable[Target]
) -> Aims:
    """Unmet stones that the targets themselves ask for, with what they aim at."""
    return {
        stone.code: (aim, Why.TARGET)
        for target in driving
        for stone in maturity_model.stones_of(target.block)
        if (aim := _aim(maturity_model, target, stone)) is not None
        and not known[stone.code].is_at_least(aim)
    }


def _aim(maturity_model: MaturityModel, target: Target, stone: Stone) -> float | None:
    if target.intention is Intention.HOLD and target.consolidate and stone.stage == 1:
        return maturity_model.planning.consolidate_threshold
    if target.intention is not Intention.ADVANCE or stone.stage > target.stage:
        return None
    threshold = maturity_model.stages[target.stage - 1].threshold
    if maturity_model.gate and stone.code in maturity_model.gate_stones:
        return max(threshold, maturity_model.gate.minimum)
    return threshold


def _close(maturity_model: MaturityModel, known: Mapping[str, StoneValue], aims: Aims) -> Aims:
    """Aims, with the gate where a stone lies beyond the chasm, and all unmet prerequisites."""
    closed = _with_enabling(maturity_model, known, aims)
    gate = maturity_model.gate
    stages = {maturity_model.stone_by_code[code].stage for code in closed}
    if gate is None or max(stages, default=0) <= gate.after_stage:
        return closed
    for code in maturity_model.gate_stones:
        if not known[code].is_at_least(gate.minimum):
            aim, why = closed.get(code, (gate.minimum, Why.GATE))
            source = Why.TARGET if why is Why.TARGET else Why.GATE
            closed[code] = (max(aim, gate.minimum), source)
    return _with_enabling(maturity_model, known, closed)


def _with_enabling(
    maturity_model: MaturityModel, known: Mapping[str, StoneValue], aims: Aims
) -> Aims:
    satisfied = maturity_model.scoring.prerequisite_satisfied
    closed = dict(aims)
    waiting = list(aims)
    while waiting:
        for need in maturity_model.stone_by_code[waiting.pop()].prerequisites:
            if known[need].is_at_least(satisfied):
                continue
            if need not in closed:
                waiting.append(need)
            aim, why = closed.get(need, (satisfied, Why.ENABLING))
            closed[need] = (max(aim, satisfied), why)
    return closed


def _gap(
    maturity_model: MaturityModel,
    stone: Stone,
    *,
    known: Mapping[str, StoneValue],
    aims: Aims,
    edit: Edit,
    size_factor: float,
) -> Gap:
    rules, satisfied = maturity_model.planning, maturity_model.scoring.prerequisite_satisfied
    (aim, why), value = aims[stone.code], known[stone.code]
    kind = Kind.EXTEND if value.is_at_least(satisfied) else Kind.BUILD
    days = maturity_model.effort_days(stone.effort)
    if kind is Kind.EXTEND:
        days *= rules.extend_factor
    if edit.effort is not None:
        days = edit.effort / size_factor
    quick = rules.quick_win
    return Gap(
        stone=stone.code,
        block=stone.block,
        stage=stone.stage,
        impact=stone.impact,
        value=value.score or 0.0,
        aim=aim,
        gap=_tenths_up(aim - (value.score or 0.0)),
        kind=kind,
        effort=round(days * size_factor, 2),
        months=months_for(rules, days) if edit.months is None else edit.months,
        needs=tuple(n for n in stone.prerequisites if not known[n].is_at_least(satisfied)),
        why=why,
        state=value.state,
        is_gate=stone.code in maturity_model.gate_stones,
        quick_win=stone.effort == quick.effort
        and stone.impact >= quick.impact
        and stone.stage <= quick.up_to_stage,
    )


def _tenths_up(points: float) -> float:
    """Points rounded up to a tenth: whole numbers for the solver, and no gap disappears."""
    return max(1, math.ceil(round(points * 10, 6))) / 10
