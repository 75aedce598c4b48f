"""Nothing in scoring, screens or planner may count on the shipped model's numbers."""

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from assessments import figures
from assessments.domain.disclosure import TooFewAnswers, find_groups, publish
from assessments.domain.maturity_model import MaturityModel
from assessments.domain.responses import Department
from assessments.domain.scorecard import Scorecard
from assessments.domain.scoring import score
from assessments.exchange.checks import check_document
from roadmaps.domain.checking import check_placement
from roadmaps.domain.gaps import find_scope
from roadmaps.domain.planning import excluded_by_capacity, plan, propose_capacities
from roadmaps.domain.plans import Balance, Plan, PlanSettings
from roadmaps.domain.projection import project
from roadmaps.domain.scopes import Scope
from roadmaps.domain.targets import Intention, Target, check_targets, find_realism_hint
from roadmaps.domain.values import stone_values
from tests.builders import read_maturity_model, responses
from tests.random_models import documents, make_answers

DEPARTMENTS = (Department("a", 40), Department("b", 7, "product"), Department("c"))
FORMS = st.sampled_from(["full", "quick"])
SEEDS = st.integers(0, 2**32 - 1)


def random_scorecard(
    maturity_model: MaturityModel, form: str, dice: random.Random
) -> Scorecard | None:
    items = maturity_model.items(form)
    people = dice.randint(1, 14)
    sheets = [make_answers(dice, items) for _ in range(people)]
    answers = responses(items, sheets, [dice.choice("abcd") for _ in sheets])
    k = dice.randint(3, 5)
    try:
        return publish(
            score(
                maturity_model,
                answers,
                find_groups(DEPARTMENTS, answers.departments, k),
                form=form,
                departments=DEPARTMENTS,
                min_group_size=k,
                department_weight=dice.choice(("equal", "sqrt_headcount", "headcount")),
            )
        )
    except TooFewAnswers:
        return None


def random_targets(
    maturity_model: MaturityModel, scorecard: Scorecard, dice: random.Random
) -> tuple[Target, ...]:
    years = dice.choice(maturity_model.horizons)
    return tuple(
        Target(
            block.block,
            years,
            dice.randint(1, len(maturity_model.stages)),
            dice.choice((*Intention, Intention.ADVANCE)),
        )
        for block in scorecard.blocks
    )


def keeps_scales(maturity_model: MaturityModel, scorecard: Scorecard) -> None:
    stages, organisation = len(maturity_model.stages), scorecard.organisation
    readings = [reading for block in scorecard.blocks for reading in block.readings]
    scores = [
        *(stone.score for stone in scorecard.stones),
        *(block.score for block in scorecard.blocks),
        *(figure for reading in readings for figure in (reading.cumulative, reading.own)),
        *(reading.score for reading in (*scorecard.lenses, *scorecard.pillars)),
        *(organisation.mean_score, organisation.weakest_score, organisation.systemic_score),
    ]
    assert all(0 <= score <= 100 for score in scores if score is not None)
    assert len(readings) == stages * len(maturity_model.blocks)
    for place in (organisation, *scorecard.blocks):
        assert place.stage is None or 1 <= place.stage <= stages
        if scorecard.form == "quick" and place.stage is not None:
            assert place.stage < stages
    assert len(organisation.blocks_per_stage) == stages
    placed = sum(block.stage is not None for block in scorecard.blocks)
    assert sum(organisation.blocks_per_stage) == placed
    if not placed:
        assert organisation.stage is None
    if maturity_model.gate and not scorecard.gate.is_open:
        assert organisation.stage is None or organisation.stage <= maturity_model.gate.after_stage


def discloses_little(scorecard: Scorecard) -> None:
    k = scorecard.min_group_size
    assert all(group.respondents >= k for group in scorecard.groups)
    for stone in scorecard.stones:
        assert stone.score is None or stone.valid >= k
        assert (stone.score is None) == (stone.unseen is not None)


def keeps_rules(maturity_model: MaturityModel, scope: Scope, found: Plan, capacities) -> None:
    order = [phase.code for phase in maturity_model.phases]
    positions = found.positions
    for gap in scope.gaps:
        for need in gap.needs if positions[gap.stone] else ():
            assert order.index(positions[need]) <= order.index(positions[gap.stone])
    for load, capacity in zip(found.loads, capacities, strict=True):
        assert load.effort <= load.capacity <= capacity
    assert 0 <= found.share <= 1


def projects(
    maturity_model: MaturityModel, scorecard: Scorecard, scope: Scope, found: Plan
) -> None:
    """Today as the scorecard has it; then stages that stay on the model's path."""
    phases, positions = maturity_model.phases, found.positions
    today, *after = project(maturity_model, scorecard, scope, phases, positions)
    assert (today.blocks, today.gate) == (scorecard.blocks, scorecard.gate)
    assert today.stage == scorecard.organisation.stage
    assert len(after) == len(phases)
    for projection in after:
        assert projection.stage is None or 1 <= projection.stage <= len(maturity_model.stages)


def draws(maturity_model: MaturityModel, scorecard: Scorecard) -> None:
    """Every figure, with codes for names."""
    stage_names = {stage.number: stage.code for stage in maturity_model.stages}
    columns = figures.crossing(scorecard, stage_names, {})
    assert len(columns) == len(stage_names)
    steps = [column.intensity for column in columns]
    assert steps == sorted(set(steps)), "each stage has a stronger colour than the one before"
    assert len(figures.conditions(scorecard, maturity_model, {})) == len(maturity_model.gate_stones)
    for row in figures.heatmap(scorecard, maturity_model, {}):
        assert len(row.cells) == len(stage_names)
        assert all(0 <= cell.intensity <= 5 for cell in row.cells)
    for block in scorecard.blocks:
        rungs = figures.climb(scorecard, maturity_model, block.block)
        separation = figures.separation_of(block, rungs, maturity_model)
        assert separation is None or separation.stage == block.stage + 1
        figures.next_steps(rungs, block)
    figures.heatmap_legend(maturity_model)


@settings(deadline=None, max_examples=60)
@given(documents(), FORMS, SEEDS)
def test_any_model_is_taken_scored_and_drawn(document, form, seed):
    assert list(check_document(document)) == []
    maturity_model = read_maturity_model(document)
    if not maturity_model.items(form):
        return
    scorecard = random_scorecard(maturity_model, form, random.Random(seed))
    if scorecard is None:
        return
    keeps_scales(maturity_model, scorecard)
    discloses_little(scorecard)
    draws(maturity_model, scorecard)


@settings(deadline=None, max_examples=40)
@given(documents(most_stones=1), FORMS, SEEDS)
def test_any_model_is_planned(document, form, seed):
    maturity_model, dice = read_maturity_model(document), random.Random(seed)
    scorecard = random_scorecard(maturity_model, form, dice) if maturity_model.items(form) else None
    if scorecard is None:
        return
    stages = {block.block: block.stage for block in scorecard.blocks}
    targets = random_targets(maturity_model, scorecard, dice)
    assert check_targets(maturity_model, targets) == ()
    find_realism_hint(targets, stages)
    scope = find_scope(
        maturity_model,
        stone_values(maturity_model, scorecard),
        targets,
        organisation_stage=scorecard.organisation.stage,
        block_scores={block.block: block.score for block in scorecard.blocks},
        size_factor=dice.choice((0.1, 0.5, 1, 4)),
    )
    offered = propose_capacities(scope, maturity_model.phases)
    capacities = tuple(dice.choice((0, 0.4, 1)) * days for days in offered)
    asked = PlanSettings(balance=Balance(scope.rules.balance), time_limit=0.5)
    found = plan(scope, maturity_model.phases, capacities, asked)
    keeps_rules(maturity_model, scope, found, capacities)
    broken = check_placement(scope, maturity_model.phases, capacities, asked, found.positions)
    assert broken == ()
    excluded_by_capacity(scope, capacities, asked)
    projects(maturity_model, scorecard, scope, found)
