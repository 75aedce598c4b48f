import pytest

from roadmaps import models
from roadmaps.actions.own_initiatives import add_initiative, change_initiative, remove_initiative
from roadmaps.actions.planning import solve_again
from roadmaps.actions.revisions import Changed
from roadmaps.actions.settling import UnknownInitiative
from roadmaps.domain.scopes import Why
from roadmaps.queries.roadmaps import load_roadmap
from roadmaps.queries.wording import wording_of_roadmap

pytestmark = pytest.mark.rows

WORK = {"block": "VOC", "impact": 5, "effort": 10.0, "gain": 20.0, "months": None}


def fresh(roadmap):
    return models.Roadmap.objects.select_related("assessment__organisation").get(pk=roadmap.pk)


def add(roadmap, **changes):
    values = {"title": "Answer letters by hand", "value_now": "Warm words", "lens": "loyalty"}
    return add_initiative(roadmap=fresh(roadmap), work=WORK | changes, values=values)


def test_an_own_initiative_comes_later_first_and_solving_places_it(worked_roadmap):
    made = add(worked_roadmap)
    row = fresh(worked_roadmap)
    state = load_roadmap(row)
    own = state.initiatives[-1]
    assert (made.stone, own.stone, own.phase, own.gap.why) == ("OWN-1", "OWN-1", None, Why.OWN)
    assert (own.gap.effort, own.gap.months, own.gap.gap) == (10.0, 1, 20.0)
    assert (state.is_edited, state.proved, row.is_edited) == (True, False, True)
    assert wording_of_roadmap(row).stone_titles["OWN-1"] == "Answer letters by hand"

    solve_again(roadmap=row)

    state = load_roadmap(fresh(worked_roadmap))
    assert state.initiatives[-1].phase == "walk"  # in crawl its block would take too much
    assert (state.proved, state.violations) == (True, ())


def test_an_own_initiative_that_is_sent_twice_is_added_once(worked_roadmap):
    assert [add(worked_roadmap).stone for _ in range(2)] == ["OWN-1", "OWN-1"]
    assert fresh(worked_roadmap).initiatives.filter(stone__startswith="OWN-").count() == 1


def test_codes_are_never_given_twice_in_an_organisation(worked_roadmap):
    assert [add(worked_roadmap, effort=days).stone for days in (5.0, 6.0)] == ["OWN-1", "OWN-2"]
    remove_initiative(roadmap=fresh(worked_roadmap), stone="OWN-2")
    assert add(worked_roadmap).stone == "OWN-3"


def test_an_own_initiative_is_changed_with_its_work(worked_roadmap):
    add(worked_roadmap)
    change_initiative(
        roadmap=fresh(worked_roadmap),
        stone="OWN-1",
        work=WORK | {"effort": 44.0, "months": 2},
        values={"title": "Answer all letters"},
        revision=0,
    )
    row = fresh(worked_roadmap)
    gap = row.scope["gaps"][-1]
    assert (gap["effort"], gap["months"]) == (44.0, 2)
    assert row.initiatives.get(stone="OWN-1").title == "Answer all letters"


def test_who_saw_an_earlier_state_does_not_remove_it(worked_roadmap):
    add(worked_roadmap)
    change_initiative(
        roadmap=fresh(worked_roadmap), stone="OWN-1", work=WORK, values={"title": "New"}
    )
    with pytest.raises(Changed):
        remove_initiative(roadmap=fresh(worked_roadmap), stone="OWN-1", revision=0)
    assert worked_roadmap.initiatives.filter(stone="OWN-1").exists()


def test_removing_it_brings_the_proof_back(worked_roadmap):
    add(worked_roadmap)
    remove_initiative(roadmap=fresh(worked_roadmap), stone="OWN-1", revision=0)
    state = load_roadmap(fresh(worked_roadmap))
    assert (state.proved, state.is_edited) == (True, False)
    assert not worked_roadmap.initiatives.filter(stone="OWN-1").exists()


def test_only_ones_own_is_changed_or_removed(worked_roadmap):
    with pytest.raises(UnknownInitiative):
        remove_initiative(roadmap=fresh(worked_roadmap), stone="VOC-4")
    with pytest.raises(UnknownInitiative):
        change_initiative(roadmap=fresh(worked_roadmap), stone="VOC-4", work=WORK, values={})
    assert worked_roadmap.initiatives.filter(stone="VOC-4").exists()
