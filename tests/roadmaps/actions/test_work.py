import pytest

from roadmaps import models
from roadmaps.actions.own_initiatives import add_initiative
from roadmaps.actions.planning import solve_again
from roadmaps.actions.revisions import Changed
from roadmaps.actions.settling import NotLatest, UnknownInitiative
from roadmaps.actions.work import ChosenWay, add_way, change_way, choose_way, remove_way, save_work
from roadmaps.domain.work import Work
from roadmaps.queries.roadmaps import load_roadmap
from roadmaps.queries.wording import wording_of_roadmap

pytestmark = pytest.mark.rows

WAY = {"title": "Buy a service", "effort": 8.0, "months": 2, "note": "Two suppliers asked"}


def fresh(roadmap):
    return models.Roadmap.objects.select_related("assessment__organisation").get(pk=roadmap.pk)


def gap_of(roadmap, stone="VOC-4"):
    return load_roadmap(fresh(roadmap)).scope.gap_by_stone[stone]


def test_entered_work_counts_at_once_and_breaks_the_proof(worked_roadmap):
    save_work(roadmap=fresh(worked_roadmap), stone="VOC-4", work=Work(90.0, 5), revision=0)
    row = fresh(worked_roadmap)
    state = load_roadmap(row)
    assert row.edits == {"VOC-4": {"effort": 90.0, "months": 5}}
    assert (gap_of(row).effort, gap_of(row).months, state.phases[0].effort) == (90.0, 5, 120.0)
    assert (state.proved, state.is_edited) == (False, True)
    assert {violation.rule for violation in state.violations} == {"capacity", "share"}


def test_back_to_the_default_brings_the_proof_back(worked_roadmap):
    save_work(roadmap=fresh(worked_roadmap), stone="VOC-4", work=Work(90.0, 5))
    save_work(roadmap=fresh(worked_roadmap), stone="VOC-4", work=None)
    row = fresh(worked_roadmap)
    assert (row.edits, gap_of(row).effort, load_roadmap(row).proved) == ({}, 45.0, True)
    assert "as_solved" not in row.plan


def test_solving_again_keeps_the_entered_work(worked_roadmap):
    save_work(roadmap=fresh(worked_roadmap), stone="VOC-4", work=Work(20.0, 1))
    solve_again(roadmap=fresh(worked_roadmap))
    row = fresh(worked_roadmap)
    assert (gap_of(row).effort, load_roadmap(row).proved) == (20.0, True)
    assert row.edits == {"VOC-4": {"effort": 20.0, "months": 1}}


def test_running_days_go_with_the_work(worked_roadmap):
    save_work(
        roadmap=fresh(worked_roadmap),
        stone="VOC-4",
        work=Work(45.0, 3),
        values={"running_days": 2.5},
    )
    row = fresh(worked_roadmap)
    assert (row.edits, row.is_edited) == ({}, False)
    assert float(row.initiatives.get(stone="VOC-4").running_days) == 2.5


def test_another_way_is_kept_and_chosen_with_its_reason(worked_roadmap, olive):
    way = add_way(roadmap=fresh(worked_roadmap), stone="VOC-4", values=WAY)
    assert gap_of(worked_roadmap).effort == 45.0

    choose_way(roadmap=fresh(worked_roadmap), stone="VOC-4", way=way, because="Faster", by=olive)

    row = fresh(worked_roadmap)
    way.refresh_from_db()
    assert (way.is_chosen, way.chosen_because) == (True, "Faster")
    assert wording_of_roadmap(row).stone_titles["VOC-4"] == "Buy a service"
    assert (gap_of(row).effort, gap_of(row).months) == (8.0, 2)
    assert row.edits == {"VOC-4": {"effort": 8.0, "months": 2}}
    with pytest.raises(ChosenWay):
        remove_way(roadmap=row, way=way)


def test_the_catalogues_way_again_restores_everything(worked_roadmap, board):
    way = add_way(roadmap=fresh(worked_roadmap), stone="VOC-4", values=WAY)
    before = board(worked_roadmap)
    choose_way(roadmap=fresh(worked_roadmap), stone="VOC-4", way=way, because="Faster")
    choose_way(roadmap=fresh(worked_roadmap), stone="VOC-4", way=None)
    assert board(worked_roadmap) == before
    remove_way(roadmap=fresh(worked_roadmap), way=way)
    assert not models.Alternative.objects.exists()


def test_one_way_is_chosen_at_a_time(worked_roadmap):
    ways = [
        add_way(roadmap=fresh(worked_roadmap), stone="VOC-4", values=WAY | {"title": title})
        for title in ("One", "Two")
    ]
    for way in ways:
        choose_way(roadmap=fresh(worked_roadmap), stone="VOC-4", way=way, because="Better")
    assert list(models.Alternative.objects.values_list("title", "is_chosen")) == [
        ("One", False),
        ("Two", True),
    ]


def test_changing_the_chosen_way_changes_the_plan(worked_roadmap):
    way = add_way(roadmap=fresh(worked_roadmap), stone="VOC-4", values=WAY)
    choose_way(roadmap=fresh(worked_roadmap), stone="VOC-4", way=way, because="Faster")
    values = WAY | {"title": "Rent it", "effort": 12.0}
    change_way(roadmap=fresh(worked_roadmap), way=way, values=values, revision=0)
    row = fresh(worked_roadmap)
    assert gap_of(row).effort == 12.0
    assert wording_of_roadmap(row).stone_titles["VOC-4"] == "Rent it"
    with pytest.raises(Changed):
        change_way(roadmap=row, way=way, values=WAY, revision=0)


def test_own_initiatives_have_no_other_way_and_no_default(worked_roadmap):
    work = {"block": "VOC", "impact": 5, "effort": 10.0}
    add_initiative(roadmap=fresh(worked_roadmap), work=work, values={"title": "Ours"})
    row = fresh(worked_roadmap)
    with pytest.raises(UnknownInitiative):
        save_work(roadmap=row, stone="OWN-1", work=None)
    with pytest.raises(UnknownInitiative):
        add_way(roadmap=row, stone="OWN-1", values=WAY)
    assert not models.Alternative.objects.exists()


def test_a_replaced_version_keeps_its_ways(plan_worked):
    first = plan_worked()
    plan_worked(capacities=(90, 140, 200))
    with pytest.raises(NotLatest):
        add_way(roadmap=fresh(first), stone="VOC-4", values=WAY)
    assert not models.Programme.objects.exists()
