import pytest

from roadmaps import models
from roadmaps.actions.boards import ChangedSince, NothingToUndo, undo_change
from roadmaps.actions.initiatives import (
    exclude_initiative,
    lock_initiative,
    move_initiative,
    save_details,
    unlock_initiative,
)
from roadmaps.actions.own_initiatives import add_initiative, change_initiative, remove_initiative
from roadmaps.actions.planning import solve_again
from roadmaps.actions.settling import NotLatest
from roadmaps.actions.waivers import restore_rule, waive_rule
from roadmaps.actions.work import add_way, choose_way, save_work
from roadmaps.domain.work import Work

pytestmark = pytest.mark.rows

OWN = {"block": "VOC", "impact": 4, "effort": 10.0, "gain": 20.0, "months": None}


def fresh(roadmap):
    return models.Roadmap.objects.select_related("assessment__organisation").get(pk=roadmap.pk)


def add_own(roadmap, by=None):
    return add_initiative(roadmap=fresh(roadmap), work=OWN, values={"title": "Ours"}, by=by)


def choose_new_way(stone, **which):
    values = {"title": "Buy it", "effort": 8.0, "months": 2, "note": ""}
    row = add_way(roadmap=which["roadmap"], stone=stone, values=values)
    return choose_way(**which, stone=stone, way=row, because="Faster")


def solve(roadmap, by):
    solve_again(roadmap=roadmap, by=by)
    return roadmap.changes.first()


DETAILS = {"owner": "Ada", "progress": 30, "running_days": 1.5}
DEEDS = {
    "move": lambda **which: move_initiative(**which, stone="VOC-4", phase="run"),
    "lock": lambda **which: lock_initiative(**which, stone="VOC-4"),
    "unlock": lambda **which: unlock_initiative(**which, stone="IMP-1"),
    "exclude": lambda **which: exclude_initiative(**which, stone="VOC-4", reason="Bought"),
    "details": lambda **which: save_details(**which, stone="VOC-4", values=DETAILS),
    "work": lambda **which: save_work(
        **which, stone="VOC-4", work=Work(80.0, 5), values={"running_days": 2.0}
    ),
    "waive": lambda **which: waive_rule(**which, stone="VOC-4", rule="capacity", reason="Lent"),
    "restore": lambda **which: restore_rule(**which, stone="VIS-2", rule="share"),
    "way": lambda **which: choose_new_way("VOC-4", **which),
    "add": add_own,
    "change": lambda **which: change_initiative(
        **which, stone="OWN-1", work=OWN | {"effort": 33.0}, values={"title": "Other"}
    ),
    "remove": lambda **which: remove_initiative(**which, stone="OWN-1"),
    "solve": solve,
}


def do(roadmap, kind, by):
    """A change of each kind, on the board that `busy` is."""
    return DEEDS[kind](roadmap=fresh(roadmap), by=by)


@pytest.fixture
def busy(worked_roadmap, olive):
    """A board on which something was done already, by Olive's colleague."""
    move_initiative(roadmap=worked_roadmap, stone="IMP-1", phase="walk")
    waive_rule(roadmap=fresh(worked_roadmap), stone="VIS-2", rule="share", reason="Agreed")
    add_own(worked_roadmap)
    add_own(worked_roadmap)
    return worked_roadmap


def test_undo_after_a_change_of_any_kind_restores_the_board_exactly(busy, olive, board):
    for kind in DEEDS:
        before = board(busy)
        made = do(busy, kind, olive)
        after = board(busy)
        undone = undo_change(roadmap=busy, change=made.pk, by=olive)
        now = board(busy)
        ways = [state.pop("ways") for state in (before, now)]
        assert after != before, kind
        assert now == before, kind
        assert undone.is_undone
        assert not any(way["is_chosen"] for way in ways[-1])


def test_undo_goes_several_steps_back(busy, olive, board):
    states = []
    for kind in ("move", "work", "details", "add", "solve", "waive"):
        states.append(board(busy))
        do(busy, kind, olive)
    for state in reversed(states):
        last = busy.changes.filter(made_by=olive, is_undone=False).first()
        undo_change(roadmap=busy, change=last.pk, by=olive)
        assert board(busy) == state


def test_only_the_last_change_of_ones_own_is_undone(busy, olive, vera, board):
    first = do(busy, "move", olive)
    second = do(busy, "details", olive)
    other = move_initiative(roadmap=fresh(busy), stone="VIS-2", phase="walk", by=vera)
    before = board(busy)
    for change in (first.pk, other.pk, 10**9):
        with pytest.raises(NothingToUndo):
            undo_change(roadmap=busy, change=change, by=olive)
    assert board(busy) == before
    undo_change(roadmap=busy, change=second.pk, by=olive)
    with pytest.raises(NothingToUndo):
        undo_change(roadmap=busy, change=second.pk, by=olive)


@pytest.mark.parametrize("kind", ["move", "work", "add", "solve"])
def test_what_others_changed_since_is_not_undone(busy, olive, vera, board, kind):
    made = do(busy, kind, olive)
    stone = made.stone or "VIS-2"
    if kind == "work":
        save_work(roadmap=fresh(busy), stone=stone, work=Work(90.0, 5), by=vera)
    else:
        move_initiative(roadmap=fresh(busy), stone=stone, phase="walk", by=vera)
        exclude_initiative(roadmap=fresh(busy), stone=stone, reason="Later", by=vera)
    before = board(busy)
    with pytest.raises(ChangedSince) as refused:
        undo_change(roadmap=busy, change=made.pk, by=olive)
    assert refused.value.change == made
    assert board(busy) == before
    assert not models.BoardChange.objects.get(pk=made.pk).is_undone


def test_what_others_changed_and_put_back_can_be_undone(busy, olive, vera, board):
    before = board(busy)
    made = do(busy, "move", olive)
    theirs = move_initiative(roadmap=fresh(busy), stone="VOC-4", phase="walk", by=vera)
    undo_change(roadmap=busy, change=theirs.pk, by=vera)
    undo_change(roadmap=busy, change=made.pk, by=olive)
    assert board(busy) == before


def test_undo_counts_as_a_change_for_those_who_look_at_the_board(busy, olive):
    made = do(busy, "move", olive)
    seen = fresh(busy)
    undo_change(roadmap=busy, change=made.pk, by=olive)
    assert fresh(busy).revision == seen.revision + 1
    assert fresh(busy).initiatives.get(stone="VOC-4").revision == 2


def test_nothing_is_undone_in_a_version_that_was_replaced(plan_worked, olive):
    first = plan_worked()
    made = do(first, "lock", olive)
    plan_worked(capacities=(90, 140, 200))
    with pytest.raises(NotLatest):
        undo_change(roadmap=first, change=made.pk, by=olive)


def test_solving_is_kept_with_what_it_replaced(worked_roadmap, olive):
    move_initiative(roadmap=worked_roadmap, stone="VOC-4", phase="walk")
    solve_again(roadmap=fresh(worked_roadmap), by=olive)
    made = worked_roadmap.changes.first()
    assert (made.kind, made.stone, made.made_by) == ("solved", "", olive)
    assert made.before["phases"]["VOC-4"] == made.after["phases"]["VOC-4"] == "walk"
    changed = {
        stone
        for stone, phase in made.after["phases"].items()
        if made.before["phases"][stone] != phase
    }
    revised = set(worked_roadmap.initiatives.filter(revision__gt=0).values_list("stone", flat=True))
    assert revised == changed | {"VOC-4"}
    count = worked_roadmap.changes.count()
    solve_again(roadmap=fresh(worked_roadmap), by=olive)
    assert worked_roadmap.changes.count() == count
