import pytest

from roadmaps import models
from tests.roadmaps.views.boards import address, messages_of, seen, text_of

FIELDS = {
    "title": "Answer letters by hand",
    "block": "VOC",
    "impact": "5",
    "gain": "20",
    "effort": "10",
    "months": "",
    "running_days": "",
    "workstream": "process",
    "lens": "",
    "serves": "",
    "value_now": "Warm words",
    "prepares_later": "",
}


@pytest.fixture
def consultant(as_user, olive):
    return as_user(olive)


def add(client, roadmap, **changes):
    data = FIELDS | {"revision": "0"} | changes
    return client.post(address(roadmap, "own_new"), data, follow=True)


def test_an_own_initiative_appears_on_the_board(consultant, worked_roadmap):
    assert consultant.get(address(worked_roadmap, "own_new")).status_code == 200
    page = add(consultant, worked_roadmap)
    text = text_of(page)
    assert page.redirect_chain == [(f"{address(worked_roadmap)}#OWN-1", 302)]
    assert messages_of(page) == [
        "Added. Solve again to place it, or move it to where it should stand."
    ]
    assert "Answer letters by hand" in text
    assert "our own" in text
    assert "Edited by hand · solve again to prove it" in text
    row = worked_roadmap.initiatives.get(stone="OWN-1")
    assert (row.title, row.workstream, row.value_now) == (
        "Answer letters by hand",
        "process",
        "Warm words",
    )
    own = consultant.get(address(worked_roadmap, "initiative", "OWN-1"))
    assert "Other ways to get there" not in text_of(own)


def test_an_own_initiative_is_changed(consultant, worked_roadmap):
    add(consultant, worked_roadmap)
    shown = consultant.get(address(worked_roadmap, "own", "OWN-1")).context["form"]
    assert (shown["title"].value(), shown["impact"].value(), shown["workstream"].value()) == (
        "Answer letters by hand",
        5,
        "process",
    )
    data = FIELDS | seen(worked_roadmap, "OWN-1") | {"effort": "44", "title": "All letters"}
    page = consultant.post(address(worked_roadmap, "own", "OWN-1"), data, follow=True)
    assert "44 person-days over 3 months" in text_of(page)
    assert "title: Answer letters by hand → All letters" in text_of(page)
    assert "person-days: 10 → 44; months: 1 → 3" in text_of(page)


def test_two_people_on_an_own_initiative_see_both_versions(consultant, worked_roadmap):
    add(consultant, worked_roadmap)
    before = seen(worked_roadmap, "OWN-1")
    target = address(worked_roadmap, "own", "OWN-1")
    consultant.post(target, FIELDS | before | {"title": "Theirs"})
    page = consultant.post(target, FIELDS | before | {"title": "Mine", "impact": "2"})
    assert page.status_code == 409
    found = {d.label: (d.stored, d.entered) for d in page.context["differences"]}
    assert found["Title"] == ("Theirs", "Mine")
    assert found["Noticed by customers"] == ("5 – at once, by many", "2 – a little")


def test_an_own_initiative_is_removed_and_brought_back(consultant, worked_roadmap):
    add(consultant, worked_roadmap)
    target = address(worked_roadmap, "own_remove", "OWN-1")
    refused = consultant.post(target, {"revision": "7"})
    assert refused.status_code == 409
    assert "You wanted to remove it." in text_of(refused)
    page = consultant.post(target, seen(worked_roadmap, "OWN-1"), follow=True)
    assert messages_of(page) == ["Removed. You can undo it on the board."]
    assert "Undo: removed “Answer letters by hand”" in text_of(page)
    change = models.BoardChange.objects.first()
    page = consultant.post(address(worked_roadmap, "undo"), {"change": change.pk}, follow=True)
    assert worked_roadmap.initiatives.get(stone="OWN-1").title == "Answer letters by hand"


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": " "},
        {"title": "x" * 201},
        {"block": "NOPE"},
        {"impact": "6"},
        {"impact": "0"},
        {"gain": "0"},
        {"gain": "nan"},
        {"gain": "101"},
        {"effort": ""},
        {"effort": "1e9"},
        {"months": "0"},
        {"lens": "nonsense"},
    ],
)
def test_what_cannot_stand_comes_back(consultant, worked_roadmap, wrong):
    page = add(consultant, worked_roadmap, **wrong)
    assert page.status_code == 200
    assert list(page.context["form"].errors) == list(wrong)
    assert not models.BoardChange.objects.exists()


def test_steps_of_the_catalogue_are_no_ones_own(consultant, worked_roadmap):
    for name in ("own", "own_remove"):
        data = FIELDS | {"revision": "0"}
        response = consultant.post(address(worked_roadmap, name, "VOC-4"), data)
        assert response.status_code == 404
    assert worked_roadmap.initiatives.filter(stone="VOC-4").exists()
