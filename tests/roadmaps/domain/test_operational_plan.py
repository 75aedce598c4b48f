import datetime as dt

from roadmaps.domain.course import Service
from roadmaps.domain.initiatives import Details
from roadmaps.domain.operational_plan import Grouping, PlanRow, group_rows, order_rows
from roadmaps.domain.roadmap import InitiativeState
from tests.roadmaps.domain.cases import gap

EARLY, LATE = dt.date(2027, 1, 1), dt.date(2027, 3, 1)


def row(stone, phase, starts_on=None, **details):
    state = InitiativeState(gap(stone), phase, (), (), False, False, "")
    return PlanRow(state, Details(stone, **details), Service(None), starts_on)


ROWS = (
    row("B-1", None, owner="Ann"),
    row("A-2", "walk", EARLY, owner="Bob", workstream="roadmap"),
    row("A-1", "crawl", LATE, department="sales"),
    row("B-2", "crawl", EARLY, owner="Bob"),
)


def codes(groups):
    return [(group.code, [each.stone for each in group.rows]) for group in groups]


def test_rows_stand_in_the_order_of_phases_and_days_later_last():
    ordered = order_rows(ROWS, ["crawl", "walk"])
    assert [each.stone for each in ordered] == ["B-2", "A-1", "A-2", "B-1"]


def test_groups_keep_their_order_and_what_has_none_comes_last():
    assert codes(group_rows(ROWS, Grouping.PHASE, ("crawl", "walk"))) == [
        ("crawl", ["A-1", "B-2"]),
        ("walk", ["A-2"]),
        ("", ["B-1"]),
    ]
    assert codes(group_rows(ROWS, Grouping.OWNER)) == [
        ("Ann", ["B-1"]),
        ("Bob", ["A-2", "B-2"]),
        ("", ["A-1"]),
    ]
    assert codes(group_rows(ROWS, Grouping.BLOCK, ("B", "A")))[0] == ("B", ["B-1", "B-2"])
    assert [c for c, _ in codes(group_rows(ROWS, Grouping.DEPARTMENT))] == ["sales", ""]
    assert [c for c, _ in codes(group_rows(ROWS, Grouping.WORKSTREAM))] == ["roadmap", ""]


def test_group_adds_up_person_days():
    assert group_rows(ROWS, Grouping.PHASE)[0].days == 90.0
