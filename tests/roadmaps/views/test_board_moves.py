import pytest

from roadmaps import models
from roadmaps.actions.initiatives import move_initiative
from tests.roadmaps.domain.test_planning import WORKED_PLAN
from tests.roadmaps.views.boards import address, messages_of, places, seen, send, text_of


@pytest.fixture
def consultant(as_user, olive):
    return as_user(olive)


@pytest.fixture
def colleague(as_user, organisation_member):
    return as_user(organisation_member)


@pytest.fixture
def organisation_member(worked_roadmap):
    from tests import factories

    member = factories.make_user("petra", first_name="Petra", last_name="Lead")
    organisation = worked_roadmap.assessment.organisation
    organisation.memberships.create(user=member, role="programme")
    return member


def undo(client, roadmap, change=None):
    last = change or models.BoardChange.objects.filter(is_undone=False).first()
    return client.post(address(roadmap, "undo"), {"change": last.pk}, follow=True)


def test_locking_and_unlocking_stay_in_place(consultant, worked_roadmap):
    send(consultant, worked_roadmap, "VIS-2", lock="1")
    assert worked_roadmap.initiatives.get(stone="VIS-2").is_locked
    send(consultant, worked_roadmap, "VIS-2", unlock="1")
    assert not worked_roadmap.initiatives.get(stone="VIS-2").is_locked
    assert places(worked_roadmap) == WORKED_PLAN


def test_leaving_out_needs_a_reason(consultant, worked_roadmap):
    for reason, sentence in (
        (" ", "Say why it is left out: whoever reads the roadmap will ask."),
        ("x" * 301, "Say it in at most 300 characters."),
    ):
        data = {"exclude": "1", "reason": reason, "follow": True}
        page = send(consultant, worked_roadmap, "VOC-4", **data)
        assert messages_of(page) == [sentence]
    assert places(worked_roadmap) == WORKED_PLAN

    data = {"exclude": "1", "reason": "The group does it", "follow": True}
    page = send(consultant, worked_roadmap, "VOC-4", **data)
    assert "Left out by hand: The group does it" in text_of(page)


@pytest.mark.parametrize(
    ("stone", "data"),
    [("NOPE-1", {"phase": "walk"}), ("VIS-2", {"phase": "sprint"}), ("VIS-2", {})],
)
def test_moving_what_is_not_there_is_not_found(consultant, worked_roadmap, stone, data):
    sent = {"revision": 0} | data
    response = consultant.post(address(worked_roadmap, "initiative_move", stone), sent)
    assert response.status_code == 404
    assert places(worked_roadmap) == WORKED_PLAN


def test_two_people_on_one_card_lose_nothing(consultant, colleague, worked_roadmap):
    before = seen(worked_roadmap, "VOC-4")
    send(colleague, worked_roadmap, "VOC-4", phase="walk")

    target = address(worked_roadmap, "initiative_move", "VOC-4")
    page = consultant.post(target, before | {"phase": "run"})

    text = text_of(page)
    assert page.status_code == 409
    assert "Petra Lead moved “Close the loop with each person” from crawl to walk." in text
    assert "<dd>in walk, locked</dd>" in text
    assert "You wanted to move it to run." in text
    assert places(worked_roadmap)["VOC-4"] == "walk"

    again = consultant.post(target, dict(page.context["sent"]))
    assert again.headers["Location"] == f"{address(worked_roadmap)}?moved=VOC-4#VOC-4"
    assert places(worked_roadmap)["VOC-4"] == "run"


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"lock": "1"}, "You wanted to lock it where it stood."),
        ({"unlock": "1"}, "You wanted to leave it to the planner."),
        ({"exclude": "1", "reason": "Bought"}, "You wanted to leave it out: Bought"),
        ({"phase": "later"}, "You wanted to move it to later."),
    ],
)
def test_what_was_wanted_is_told_whatever_it_was(consultant, worked_roadmap, data, sentence):
    move_initiative(roadmap=worked_roadmap, stone="VOC-4", phase="walk")
    if "lock" in data:  # it is locked already: nothing would change
        models.Initiative.objects.filter(stone="VOC-4").update(is_locked=False)
    for revision in ({}, {"revision": "0"}, {"revision": "many"}, {"revision": "9" * 40}):
        page = consultant.post(address(worked_roadmap, "initiative_move", "VOC-4"), data | revision)
        assert page.status_code == 409
        assert sentence in text_of(page)
        assert "Somebody moved “Close the loop" in text_of(page)
    assert places(worked_roadmap)["VOC-4"] == "walk"


def test_who_moves_another_card_meanwhile_is_told_that_the_board_changed(
    consultant, colleague, worked_roadmap
):
    before = seen(worked_roadmap, "VOC-4")
    send(colleague, worked_roadmap, "IMP-1", lock="1")
    target = address(worked_roadmap, "initiative_move", "VOC-4")
    page = consultant.post(target, before | {"phase": "walk"}, follow=True)
    assert messages_of(page) == [
        "Others have changed the board meanwhile. This is how it stands now."
    ]
    assert places(worked_roadmap)["VOC-4"] == "walk"


def test_a_replaced_version_takes_no_change_and_leads_to_the_latest(consultant, plan_worked):
    first = plan_worked()
    second = plan_worked(capacities=(90, 140, 200))
    changes = [
        ("initiative_move", ("VOC-4",), {"phase": "run"}),
        ("waive", ("VOC-4",), {"rule": "share", "reason": "Agreed"}),
        ("undo", (), {"change": "1"}),
        ("initiative_work", ("VOC-4",), {"effort": "12", "months": "1"}),
        ("initiative", ("VOC-4",), {"status": "done", "progress": "0"}),
        ("way_new", ("VOC-4",), {"title": "Buy", "effort": "12", "months": "1"}),
        ("own_new", (), {"title": "x", "block": "VOC", "impact": 3, "gain": 20, "effort": 5}),
    ]
    for name, more, data in changes:
        page = consultant.post(address(first, name, *more), {"revision": "0"} | data)
        assert page.status_code == 409, name
        assert "This version is for reading" in text_of(page)
        assert address(second) in text_of(page)
    assert places(first) == WORKED_PLAN
    assert not models.BoardChange.objects.exists()


def test_undo_brings_the_plan_back(consultant, worked_roadmap):
    send(consultant, worked_roadmap, "VIS-3", phase="run")
    page = undo(consultant, worked_roadmap)
    assert page.redirect_chain == [(f"{address(worked_roadmap)}#VIS-3", 302)]
    assert messages_of(page) == ["Undone. All is as it was before that change."]
    assert places(worked_roadmap) == WORKED_PLAN
    assert not worked_roadmap.initiatives.filter(is_locked=True).exists()
    assert "Best plan within your rules, proved" in text_of(page)
    assert "Undo:" not in text_of(page)


def test_undo_is_refused_with_a_sentence(consultant, colleague, worked_roadmap):
    send(consultant, worked_roadmap, "VIS-3", phase="run")
    mine = models.BoardChange.objects.get()
    send(colleague, worked_roadmap, "VIS-3", phase="crawl")

    page = undo(consultant, worked_roadmap, mine)
    title = "Mandate a change agent and local relays"
    assert messages_of(page) == [f"Nothing was undone: “{title}” was changed since."]
    page = undo(colleague, worked_roadmap, mine)
    assert messages_of(page) == ["Nothing was undone: that is no longer your last change."]
    for nonsense in ("", "many", "9" * 40):
        page = consultant.post(address(worked_roadmap, "undo"), {"change": nonsense}, follow=True)
        assert messages_of(page) == ["Nothing was undone: that is no longer your last change."]
    assert places(worked_roadmap)["VIS-3"] == "crawl"


def test_undoing_a_solving_is_refused_after_other_changes(consultant, colleague, worked_roadmap):
    send(consultant, worked_roadmap, "VOC-4", phase="walk")
    consultant.post(address(worked_roadmap, "solve"))
    solved = models.BoardChange.objects.first()
    send(colleague, worked_roadmap, "VOC-5", phase="later")
    page = undo(consultant, worked_roadmap, solved)
    assert messages_of(page) == [
        "Nothing was undone: the board was changed since the plan was solved again."
    ]


def test_a_rule_is_overridden_with_a_reason_and_restored(consultant, worked_roadmap):
    send(consultant, worked_roadmap, "VIS-3", phase="run")
    data = {"name": "waive", "rule": "prerequisite"}
    page = send(consultant, worked_roadmap, "EXB-4", follow=True, reason=" ", **data)
    assert messages_of(page) == ["Say why: whoever reads the roadmap will ask."]

    reason = "Its contract is signed"
    page = send(consultant, worked_roadmap, "EXB-4", follow=True, reason=reason, **data)
    text = text_of(page)
    assert "By agreement, it does not wait for what it needs" in text
    assert "Its contract is signed" in text
    assert "What the changes bring into conflict" not in text
    assert "Undo: overrode “Order” for “Set one prescribed system of engagement”" in text

    page = send(consultant, worked_roadmap, "EXB-4", follow=True, restore="1", **data)
    assert "What the changes bring into conflict" in text_of(page)
    assert "By agreement" not in text_of(page)


def test_overriding_what_was_changed_meanwhile_is_asked_again(consultant, worked_roadmap):
    before = seen(worked_roadmap, "EXB-4")
    move_initiative(roadmap=worked_roadmap, stone="EXB-4", phase="run")
    target = address(worked_roadmap, "waive", "EXB-4")
    data = before | {"rule": "gate", "reason": "Agreed"}
    page = consultant.post(target, data)
    assert page.status_code == 409
    assert "You wanted to override “Crossing”: Agreed" in text_of(page)
    assert models.Roadmap.objects.get().waivers == []


@pytest.mark.parametrize(("stone", "rule"), [("NOPE", "gate"), ("EXB-4", "balance"), ("EXB-4", "")])
def test_overriding_what_is_not_there_is_not_found(consultant, worked_roadmap, stone, rule):
    data = {"revision": "0", "rule": rule, "reason": "Agreed"}
    assert consultant.post(address(worked_roadmap, "waive", stone), data).status_code == 404
    assert models.Roadmap.objects.get().waivers == []
