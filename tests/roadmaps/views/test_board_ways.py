import pytest

from roadmaps import models
from roadmaps.actions.work import add_way, choose_way
from tests.roadmaps.views.boards import address, messages_of, seen, send, text_of

FIELDS = {"title": "Buy a service", "effort": "8", "months": "2", "note": "Two were asked"}
TITLE = "Close the loop with each person"


@pytest.fixture
def consultant(as_user, olive):
    return as_user(olive)


@pytest.fixture
def way(worked_roadmap):
    values = {"title": "Buy a service", "effort": 8.0, "months": 2, "note": "Two were asked"}
    return add_way(roadmap=worked_roadmap, stone="VOC-4", values=values)


def choose(client, roadmap, way, reason="Faster"):
    data = {"name": "way_choose", "way": way, "reason": reason}
    return send(client, roadmap, "VOC-4", follow=True, **data)


def test_another_way_is_kept_beside_the_catalogues(consultant, worked_roadmap):
    target = address(worked_roadmap, "way_new", "VOC-4")
    page = consultant.post(target, FIELDS | {"revision": "0"}, follow=True)
    text = text_of(page)
    assert messages_of(page) == ["Kept beside the catalogue’s way. Choose it whenever you like."]
    assert "Buy a service" in text
    assert "8 person-days over 2 months" in text
    assert "45 person-days over 3 months" in text


def test_a_way_is_chosen_with_its_reason_and_the_catalogues_again(consultant, worked_roadmap, way):
    page = choose(consultant, worked_roadmap, way.pk, " ")
    assert messages_of(page) == ["Say why: whoever reads the roadmap will ask."]

    text = text_of(choose(consultant, worked_roadmap, way.pk))
    assert '<h1 dir="auto">Buy a service</h1>' in text
    assert "Chosen because: Faster" in text
    assert "title: nothing → Buy a service" in text
    assert "reason of the choice: nothing → Faster" in text
    assert "Buy a service" in text_of(consultant.get(address(worked_roadmap)))

    text = text_of(choose(consultant, worked_roadmap, ""))
    assert f'<h1 dir="auto">{TITLE}</h1>' in text
    assert "Chosen because" not in text


def test_a_choice_that_comes_late_is_asked_again(consultant, worked_roadmap, way):
    before = seen(worked_roadmap, "VOC-4")
    send(consultant, worked_roadmap, "VOC-4", phase="walk")
    target = address(worked_roadmap, "way_choose", "VOC-4")
    page = consultant.post(target, before | {"way": way.pk, "reason": "Faster"})
    assert page.status_code == 409
    assert "You wanted to choose “Buy a service”." in text_of(page)


def test_a_way_is_changed_and_two_people_see_both_versions(consultant, worked_roadmap, way):
    target = address(worked_roadmap, "way", "VOC-4", way.pk)
    assert consultant.get(target).status_code == 200
    consultant.post(target, FIELDS | {"revision": "0", "title": "Rent it"})
    way.refresh_from_db()
    assert (way.title, way.revision) == ("Rent it", 1)
    page = consultant.post(target, FIELDS | {"revision": "0", "title": "Lend it"})
    assert page.status_code == 409
    assert [(d.stored, d.entered) for d in page.context["differences"]] == [("Rent it", "Lend it")]


def test_only_a_way_that_nobody_chose_is_removed(consultant, worked_roadmap, way):
    target = address(worked_roadmap, "way_remove", "VOC-4", way.pk)
    choose_way(roadmap=worked_roadmap, stone="VOC-4", way=way, because="Faster")
    page = consultant.post(target, follow=True)
    assert messages_of(page) == ["This way is chosen. Choose another one before you remove it."]
    choose(consultant, worked_roadmap, "")
    page = consultant.post(target, follow=True)
    assert "Removed." in messages_of(page)
    assert not models.Alternative.objects.exists()


@pytest.mark.parametrize(
    "wrong", [{"title": ""}, {"effort": "0"}, {"effort": "nan"}, {"months": "0"}, {"months": ""}]
)
def test_a_way_that_cannot_be_comes_back(consultant, worked_roadmap, wrong):
    target = address(worked_roadmap, "way_new", "VOC-4")
    page = consultant.post(target, FIELDS | {"revision": "0"} | wrong)
    assert page.status_code == 200
    assert list(page.context["way_form"].errors) == list(wrong)
    assert not models.Alternative.objects.exists()


def test_ways_that_are_not_there_are_not_found(consultant, worked_roadmap, way):
    data = {"revision": "0", "way": "99", "reason": "Because"}
    for name, more in (
        ("way_choose", ("VOC-4",)),
        ("way", ("VOC-4", 99)),
        ("way", ("VIS-2", way.pk)),
        ("way_remove", ("VOC-4", 99)),
    ):
        response = consultant.post(address(worked_roadmap, name, *more), data)
        assert response.status_code == 404, name
    assert models.Alternative.objects.get() == way
