from dataclasses import replace

import pytest

from roadmaps.domain.exposure import AtRisk, Struck, chance_within, find_exposures
from tests.roadmaps.domain.futures import WORKED_PHASES, shipped_assumptions

RATE = 0.87


def test_the_shipped_rates_strike_nearly_always_in_42_months_and_one_time_in_three_in_six():
    assert shipped_assumptions().total_rate == pytest.approx(RATE)
    assert round(100 * chance_within(RATE, 42)) == 95
    assert round(100 * chance_within(RATE, 6)) == 35
    assert chance_within(RATE, 0) == chance_within(0, 42) == 0


def test_big_bang_delivers_once_and_the_gradual_approach_with_each_phase():
    found = find_exposures(WORKED_PHASES, RATE, 0)
    assert (found.big_bang.deliveries, found.gradual.deliveries) == ((36,), (6, 18, 36))
    assert (found.big_bang.wait, found.gradual.wait) == (36, 6)
    assert (found.big_bang.longest, found.gradual.longest) == (36, 18)
    assert (found.big_bang.effort, found.gradual.effort) == (292.5, 75)
    assert found.big_bang.chance == chance_within(RATE, 36)
    assert found.gradual.chance == chance_within(RATE, 6)


def test_at_risk_is_the_running_phase_or_the_whole():
    assert find_exposures(WORKED_PHASES, RATE, 12).today == Struck(
        "walk",
        12,
        big_bang=AtRisk(292.5, 75 + 127.5 / 2, 1),
        gradual=AtRisk(127.5, 127.5 / 2, 395 / 1065),
    )


def test_each_phase_is_told_just_before_it_delivers():
    assert find_exposures(WORKED_PHASES, RATE, 0).at_ends == (
        Struck("crawl", 6, AtRisk(292.5, 75, 1), AtRisk(75, 75, 385 / 1065)),
        Struck("walk", 18, AtRisk(292.5, 202.5, 1), AtRisk(127.5, 127.5, 395 / 1065)),
        Struck("run", 36, AtRisk(292.5, 292.5, 1), AtRisk(90, 90, 285 / 1065)),
    )


def test_on_the_first_day_nothing_is_spent():
    today = find_exposures(WORKED_PHASES, RATE, 0).today
    assert today == Struck("crawl", 0, AtRisk(292.5, 0, 1), AtRisk(75, 0, 385 / 1065))


def test_what_a_phase_has_delivered_is_at_risk_no_more():
    today = find_exposures(WORKED_PHASES, RATE, 6).today
    assert today == Struck("walk", 6, AtRisk(292.5, 75, 1), AtRisk(127.5, 0, 395 / 1065))


def test_what_is_done_is_delivered_step_by_step_and_not_yet_all_at_once():
    crawl, *others = WORKED_PHASES
    done = replace(crawl, done_effort=15.0, done_benefit=100.0)
    today = find_exposures((done, *others), RATE, 3).today
    assert today == Struck("crawl", 3, AtRisk(292.5, 37.5, 1), AtRisk(60, 30, 285 / 1065))


@pytest.mark.parametrize("month", [-1, 36, 40])
def test_before_the_start_and_after_the_end_nothing_is_at_risk(month):
    assert find_exposures(WORKED_PHASES, RATE, month).today is None


def test_phases_without_work_deliver_nothing():
    crawl, walk, run = WORKED_PHASES
    empty = replace(crawl, effort=0.0, benefit=0.0)
    found = find_exposures((empty, walk, run), RATE, 0)
    # The work begins with the second phase; until then it is the one to come.
    assert (found.gradual.wait, found.big_bang.wait) == (12, 30)
    assert (found.today.phase, found.today.gradual.spent) == ("walk", 0)
    assert [struck.phase for struck in found.at_ends] == ["walk", "run"]


def test_a_plan_without_work_is_not_exposed():
    assert find_exposures((), RATE, 0) is None
