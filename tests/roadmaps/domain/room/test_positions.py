import datetime as dt

import pytest

from roadmaps.domain.asked import find_plan, scope_for
from roadmaps.domain.gaps import find_scope
from roadmaps.domain.room.positions import (
    SURVEYED,
    Agreed,
    Basis,
    MadeFrom,
    Positions,
    choose_scores,
    find_bases,
    find_day_change,
    tell_made_from,
    with_positions,
)
from roadmaps.domain.values import stone_values
from tests.roadmaps.agreements import second_round, spread_of
from tests.roadmaps.domain.cases import advance, maturity_model
from tests.roadmaps.domain.test_planning import WORKED_PLAN
from tests.roadmaps.domain.worked import asked, measured
from tests.scorecards import scorecard_of

DAY = dt.date(2026, 5, 4)


def agreed(capability, breadth):
    return Agreed(capability, breadth, "Head of service", "Seen", "", DAY)


KNOWN = (
    Positions("IMP-1", "IMP", 30.0, room=second_round("IMP-1", 50.0), agreed=agreed(3, 3)),
    Positions("IMP-2", "IMP", 30.0, room=second_round("IMP-2", 42.5)),
    Positions("VOC-4", "VOC", 10.0, agreed=agreed(2, 2)),
    Positions("VIS-1", "VIS", 60.0),
)


@pytest.mark.parametrize(
    ("basis", "scores"),
    [
        (Basis.SURVEY, {}),
        (Basis.ROOM, {"IMP-1": 50.0, "IMP-2": 42.5}),
        (Basis.AGREED, {"IMP-1": 56.25, "VOC-4": 25.0}),
    ],
)
def test_each_basis_takes_its_own_scores_and_the_survey_elsewhere(basis, scores):
    assert choose_scores(KNOWN, basis) == scores


def test_only_what_there_is_can_be_chosen():
    assert find_bases(KNOWN) == (Basis.SURVEY, Basis.ROOM, Basis.AGREED)
    assert find_bases(KNOWN[2:]) == (Basis.SURVEY, Basis.AGREED)
    assert find_bases(KNOWN[3:]) == (Basis.SURVEY,)


def test_survey_changes_nothing():
    card = measured().scorecard
    assert with_positions(maturity_model(), card, {}) is card
    assert with_positions(maturity_model(), card, {"NO-SUCH": 50.0}) is card
    assert tell_made_from(Basis.SURVEY, card, {}) == SURVEYED


def test_stages_and_crossing_follow_the_positions():
    card = scorecard_of(default=(2, 2))
    full = {stone.code: 100.0 for stone in maturity_model().stones}
    raised = with_positions(maturity_model(), card, full)
    assert (card.organisation.stage, raised.organisation.stage) == (1, 4)
    assert (card.gate.is_open, raised.gate.is_open) == (False, True)
    assert {block.stage for block in raised.blocks} == {4}
    assert {stone.score for stone in raised.stones} == {100.0}
    assert raised.respondents == card.respondents


def test_same_scores_as_the_survey_give_the_same_scorecard():
    card = scorecard_of({"IMP-1": (1, 2), "VIS-1": (4, 4)}, default=(2, 3))
    own = {stone.stone: stone.score for stone in card.stones}
    again = with_positions(maturity_model(), card, own)
    assert (again.blocks, again.organisation) == (card.blocks, card.organisation)
    assert stone_values(maturity_model(), again) == stone_values(maturity_model(), card)


def test_agreed_position_settles_what_most_did_not_know():
    gate = maturity_model().gate_stones[0]
    card = scorecard_of({gate: None}, default=(2, 3))
    values = stone_values(maturity_model(), with_positions(maturity_model(), card, {gate: 75.0}))
    assert (values[gate].state, values[gate].score) == ("value", 75.0)


def test_gaps_and_stage_limit_follow_the_positions():
    scores = {"IMP-1": 56.25, "VOC-4": 25.0}
    card = with_positions(maturity_model(), scorecard_of(default=(1, 1)), scores)
    scope = find_scope(
        maturity_model(),
        stone_values(maturity_model(), card),
        advance({"IMP": 3, "VOC": 3}),
        organisation_stage=card.organisation.stage,
        block_scores={block.block: block.score for block in card.blocks},
    )
    assert "IMP-1" not in scope.gap_by_stone
    assert scope.gap_by_stone["VOC-4"].value == 25.0
    assert scope.organisation_stage == card.organisation.stage


def test_worked_roadmap_is_exact_on_the_survey():
    found, what = measured(), asked()
    best = find_plan(found, what, scope_for(found, what))
    assert (best.positions, best.benefit) == (WORKED_PLAN, 44_220)


def test_made_from_counts_what_is_used_and_what_differs():
    card = measured().scorecard
    used = {"IMP-1": 30.0, "IMP-2": 42.5}
    assert tell_made_from(Basis.ROOM, card, used) == MadeFrom(Basis.ROOM, used=2, differing=1)
    assert tell_made_from(Basis.ROOM, None, used) == MadeFrom(Basis.ROOM, used=2, differing=2)


def moved(stone, before, after):
    bands = ("divergent", "to_discuss", "aligned")
    first, second = (
        spread_of(stone, band=bands[band], agreement=agreement)
        for band, agreement in (before, after)
    )
    room = second_round(stone, band=second.band, agreement=second.agreement)
    return Positions(stone, "IMP", 50.0, views=first, room=room)


def test_day_is_the_mean_of_items_whose_figures_may_be_told():
    day = find_day_change(
        [
            moved("IMP-1", (0, 0.25), (2, 0.75)),
            moved("IMP-2", (1, 0.55), (1, 0.65)),
            moved("IMP-3", (2, None), (1, None)),
            Positions("IMP-4", "IMP", 10.0, views=spread_of("IMP-4")),
        ]
    )
    assert (day.items, day.nearer, day.farther, day.unchanged) == (3, 1, 1, 1)
    assert (day.counted, day.before) == (2, pytest.approx(0.4))
    assert day.after == pytest.approx(0.7)


def test_day_tells_bands_alone_where_no_figure_may_be_told():
    day = find_day_change([moved("IMP-1", (0, None), (2, None))])
    assert (day.items, day.nearer, day.counted, day.before, day.after) == (1, 1, 0, None, None)
    assert find_day_change(KNOWN) is None


def test_change_needs_a_figure_on_both_sides():
    assert moved("IMP-1", (0, 0.25), (2, 0.75)).change == pytest.approx(0.5)
    assert moved("IMP-1", (0, None), (2, 0.75)).change is None
    assert KNOWN[3].change is None
