"""The roadmap in one sentence, and how sure it is."""

import datetime as dt
from dataclasses import replace

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from roadmaps.domain.crossing import Crossing
from roadmaps.domain.planning import plan
from roadmaps.domain.plans import Balance, PlanSettings
from roadmaps.domain.roadmap import Solved, describe_roadmap
from roadmaps.domain.wishes import Wish
from tests.roadmaps.domain.cases import CAPACITIES, PHASES, worked_scope
from tests.scorecards import shipped_wording


@pytest.fixture(scope="module")
def state():
    scope, settings = worked_scope(), PlanSettings()
    best = plan(scope, PHASES, CAPACITIES, settings)
    described = describe_roadmap(
        Solved(scope, PHASES, CAPACITIES, settings, best, 0.588),
        {stone: Wish(phase) for stone, phase in best.positions.items()},
        None,
        number=1,
        created_on=dt.date(2026, 12, 1),
        starts_on=dt.date(2027, 1, 1),
        targets=(),
    )
    return replace(described, crossing=Crossing.OPENS, crossing_phase="walk")


def say(template, state, language="en"):
    with translation.override(language):
        context = {"state": state, "wording": shipped_wording(language)}
        return " ".join(render_to_string(f"roadmaps/{template}.html", context).split())


def test_headline_tells_the_worked_roadmap(state):
    assert say("headline", state) == (
        "Nine steps. The crossing opens in walk; 55% of what customers would gain"
    )


@pytest.mark.parametrize(
    ("crossing", "sentence"),
    [
        (Crossing.AHEAD, "Nine steps. The crossing stays ahead; 55% of what customers would gain"),
        (Crossing.OPEN, "Nine steps. They bring 55% of what customers would gain"),
        (Crossing.NONE, "Nine steps. They bring 55% of what customers would gain"),
    ],
)
def test_headline_speaks_of_the_crossing_where_it_opens(state, crossing, sentence):
    assert say("headline", replace(state, crossing=crossing, crossing_phase=None)) == sentence


def only(state, *stones):
    """The same roadmap with these steps in their phases and the others later."""
    return replace(
        state,
        initiatives=tuple(
            i if i.stone in stones else replace(i, phase=None) for i in state.initiatives
        ),
    )


def test_headline_of_one_step_is_in_the_singular(state):
    assert say("headline", only(state, "VIS-2")).startswith("One step. The crossing")


def test_headline_without_steps_says_so(state):
    assert say("headline", only(state)) == "No step fits these person-days yet"


def without_balance(state, share, balance=Balance.EVERY_PHASE):
    settings = replace(state.settings, balance=balance)
    return replace(state, settings=settings, share_without_balance=share)


@pytest.mark.parametrize(
    ("share", "balance", "sentence"),
    [
        (0.588, Balance.EVERY_PHASE, "keeping every block moving costs 4 points"),
        (0.56, Balance.EVERY_PHASE, "keeping every block moving costs 1 point"),
        (0.55, Balance.EVERY_PHASE, "keeping every block moving costs nothing"),
        (
            0.588,
            Balance.BY_SECOND_PHASE,
            "letting every block begin by the second phase costs 4 points",
        ),
        (
            0.55,
            Balance.BY_SECOND_PHASE,
            "letting every block begin by the second phase costs nothing",
        ),
    ],
)
def test_proof_says_what_balance_costs(state, share, balance, sentence):
    said = say("proof", without_balance(state, share, balance))
    assert said == f"Best plan within your rules, proved · {sentence}"


def test_proof_is_silent_on_a_cost_that_is_not_known(state):
    assert say("proof", without_balance(state, None)) == "Best plan within your rules, proved"


def test_proof_of_a_plan_found_in_time_gives_the_bound(state):
    found = replace(state.plan, proved=False, bound_gap=0.031)
    assert say("proof", without_balance(replace(state, plan=found), None)) == (
        "Best plan found in the time given; a better one would bring at most 3% more"
    )


def test_proof_of_an_edited_roadmap_asks_to_solve_again(state):
    assert say("proof", replace(state, is_edited=True)) == (
        "Edited by hand · solve again to prove it"
    )
