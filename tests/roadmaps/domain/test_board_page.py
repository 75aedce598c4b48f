import datetime as dt
from dataclasses import replace
from decimal import Decimal

from assessments.domain.spread import Distribution, ItemSpread, Spread
from roadmaps.domain.board_page import (
    Crosser,
    Evidence,
    find_crossers,
    find_dispute,
    find_evidence,
    find_strengths,
    tell_phases,
)
from roadmaps.domain.costs import CostLine, CostType, Work, find_costs
from roadmaps.domain.phase_notes import PhaseNote
from roadmaps.domain.targets import Intention, Target
from tests.roadmaps.domain.cases import maturity_model
from tests.roadmaps.domain.test_report import worked_report
from tests.scorecards import scorecard_of

CLOSED = dt.date(2026, 11, 21)
DELIVERED = dt.date(2027, 3, 4)
ANSWERS = Distribution((1, 1, 1, 1, 1))
CODES = ("crawl", "walk", "run")


def item(stone, rank, band):
    return ItemSpread(stone, 5, ANSWERS, ANSWERS, band, None, rank)


def costs_of(works=(), lines=(), rate=None):
    return {each.phase: each.cost for each in find_costs(works, lines, rate, CODES).phases}


def test_evidence_is_of_the_day_on_which_answers_ended():
    gate = scorecard_of().gate

    assert [(each.on, each.is_delivered) for each in find_evidence(gate, gate, {}, CLOSED)] == [
        (CLOSED, False)
    ] * 3


def test_a_condition_that_delivered_work_has_met_stands_by_that_day():
    today = scorecard_of().gate
    so_far = scorecard_of({"VIS-2": (4, 4), "VIS-3": (4, 4)}).gate
    found = find_evidence(today, so_far, {"VIS-2": DELIVERED}, CLOSED)

    assert found[0] == Evidence("sponsor", "VIS-2", "met", DELIVERED, is_delivered=True)
    # Met by what is done, yet nobody said when: the answers are all there is.
    assert found[1] == Evidence("change_agent", "VIS-3", "not_met", CLOSED)


def test_a_condition_that_answers_found_in_place_stays_theirs():
    gate = scorecard_of(default=(4, 4)).gate

    assert {each.on for each in find_evidence(gate, gate, {"VIS-2": DELIVERED}, CLOSED)} == {CLOSED}


def test_blocks_are_told_today_and_at_the_nearest_horizon():
    model = maturity_model()
    targets = [Target("IMP", 2, 3, Intention.ADVANCE), Target("VOC", 5, 4, Intention.ADVANCE)]
    found = {c.block: c for c in find_crossers(model, {"IMP": 2, "VOC": 3}, targets)}

    assert list(found) == list(model.blocks)
    assert found["IMP"] == Crosser("IMP", 2, 3)
    assert found["VOC"] == Crosser("VOC", 3, 3)
    assert found["INN"] == Crosser("INN", None, None)


def test_strengths_are_the_two_blocks_that_are_furthest():
    scorecard = scorecard_of({"VOC": (4, 4), "INN": (4, 3)})

    assert [each.block for each in find_strengths(scorecard)] == ["VOC", "INN"]
    assert find_strengths(scorecard_of(default=(0, 0))) == ()


def test_dispute_heads_the_agenda_and_is_never_what_people_see_alike():
    alike = maturity_model().scoring.agreement_bands[-1][0]
    spread = Spread(
        (item("VIS-1", 2, "to_discuss"), item("VOC-1", 1, alike), item("IMP-1", 3, "divergent"))
    )
    found = find_dispute(replace(scorecard_of(), spread=spread), maturity_model())

    assert found is not None
    assert found.stone == "VIS-1"


def test_nothing_that_may_not_be_shown_is_a_dispute():
    for spread in (None, Spread(), Spread((item("VIS-1", 1, None),))):
        assert find_dispute(replace(scorecard_of(), spread=spread), maturity_model()) is None


def test_phases_say_what_will_be_noticed_by_words_of_their_own_else_of_a_step_else_nothing():
    notes = {"walk": PhaseNote("walk", "Fewer calls"), "crawl": PhaseNote("crawl", "")}
    gains = {"IMP-1": "Hours not spent", "EXB-4": "One voice"}
    phases = tell_phases(worked_report().roadmap, notes, costs_of(), gains)

    assert [(each.phase, each.benefit, each.stone) for each in phases] == [
        ("crawl", "Hours not spent", "VOC-4"),  # of the impact of IMP-1, and closes more
        ("walk", "Fewer calls", "EXB-4"),
        ("run", "", "IMP-4"),
    ]
    assert [each.days for each in phases] == [
        each.effort for each in worked_report().roadmap.phases
    ]


def test_costs_are_told_only_where_somebody_entered_them():
    works = [Work("VIS-2", "crawl", Decimal(10))]
    lines = [CostLine(1, "VIS-2", CostType.LICENCE, Decimal(500))]

    def told(**entered):
        phase = tell_phases(worked_report().roadmap, {}, costs_of(**entered), {})[0]
        return phase.cost, phase.is_beside_days

    assert told() == (None, False)
    assert told(works=works) == (None, False)
    assert told(works=works, rate=Decimal(400)) == (Decimal(4_000), False)
    assert told(works=works, rate=Decimal(400), lines=lines) == (Decimal(4_500), False)
    assert told(works=works, lines=lines) == (Decimal(500), True)


def test_only_the_first_cycle_is_told():
    roadmap = worked_report().roadmap
    cycle = replace(roadmap, settings=replace(roadmap.settings, cycle_phases=2))

    assert [each.phase for each in tell_phases(cycle, {}, costs_of(), {})] == ["crawl", "walk"]
