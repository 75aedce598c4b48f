from roadmaps.domain.load import MonthLoad, find_heaviest, find_load
from roadmaps.domain.planning import plan
from roadmaps.domain.schedule import schedule
from tests.roadmaps.domain.cases import CAPACITIES, PHASES, gap, scope_with, worked_scope


def test_find_load_sets_each_month_beside_the_average_of_its_phase():
    placement = plan(worked_scope(), PHASES, CAPACITIES).positions
    loads = find_load(schedule(worked_scope(), PHASES, placement), PHASES, (60.0, 140.0, 200.0))
    assert loads[0] == MonthLoad(0, "crawl", 15.0, 10.0)
    assert loads[6] == MonthLoad(6, "walk", 15.0, 140 / 12)
    above = [load.month for load in loads if load.is_above]
    assert above == [*range(5), *range(6, 12), 15, *range(18, 24)]
    assert find_heaviest(loads) == loads[0]


def test_find_load_outside_every_phase_has_no_average():
    found = schedule(
        scope_with([gap("A-1", effort=30)]), PHASES, {"A-1": "run"}, entered={"A-1": (35, 37)}
    )
    loads = find_load(found, PHASES, CAPACITIES)
    assert loads[35:] == (MonthLoad(35, "run", 15.0, 200 / 18), MonthLoad(36, None, 15.0, None))
    assert (loads[35].is_above, loads[36].is_above) == (True, False)


def test_find_heaviest_of_nothing_is_nothing():
    empty = find_load(schedule(scope_with([gap("A-1")]), PHASES, {}), PHASES, CAPACITIES)
    assert find_heaviest(empty) is None
