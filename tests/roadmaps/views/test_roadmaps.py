import uuid

import pytest
from django.urls import reverse

from roadmaps import models
from roadmaps.actions.initiatives import move_initiative
from roadmaps.queries.roadmaps import load_roadmap
from tests.roadmaps.domain.test_planning import WORKED_PLAN


def address(roadmap):
    return reverse("roadmaps:roadmap", args=[roadmap.pk])


def move_address(roadmap, stone):
    return reverse("roadmaps:initiative_move", args=[roadmap.pk, stone])


def solve_address(roadmap):
    return reverse("roadmaps:solve", args=[roadmap.pk])


def text_of(page):
    return " ".join(page.content.decode().split())


def places(roadmap):
    return {i.stone: i.phase or None for i in roadmap.initiatives.all()}


@pytest.fixture
def consultant(as_user, olive):
    return as_user(olive)


@pytest.mark.parametrize(
    ("name", "is_of_roadmap"), [("targets", False), ("roadmap_new", False), ("roadmap", True)]
)
def test_altered_results_are_told_and_not_shown(consultant, worked_roadmap, name, is_of_roadmap):
    snapshot = worked_roadmap.assessment.snapshot
    snapshot.delete()
    snapshot.digest = "0" * 64
    snapshot.save(force_insert=True)
    row = worked_roadmap if is_of_roadmap else worked_roadmap.assessment
    page = consultant.get(reverse(f"roadmaps:{name}", args=[row.pk]), {"new": "1"})

    assert page.status_code == 409
    assert "The stored results were altered" in text_of(page)


def test_page_tells_the_worked_roadmap(consultant, worked_roadmap):
    page = consultant.get(address(worked_roadmap))
    text = text_of(page)
    assert "Nine steps. The crossing opens in walk; 55% of what customers would gain" in text
    assert "Best plan within your rules, proved · keeping every block moving costs 4 points" in text
    assert "Jan 2027 – Jun 2027 · 75 of 100 days" in text
    assert "Jul 2028 – Dec 2029 · 90 of 200 days" in text
    assert "External branding and engagement rests in crawl" in text
    shown = {
        (initiative.stone, column.phase.phase if column.phase else None)
        for column in page.context["columns"]
        for lane in column.lanes
        for initiative in lane.initiatives
    }
    assert shown == set(WORKED_PLAN.items())
    assert [lane.block for lane in page.context["columns"][0].lanes] == ["VIS", "VOC", "IMP", "EXB"]


@pytest.mark.parametrize("versions", [1, 3])
def test_page_is_made_with_few_queries(
    consultant, plan_worked, django_assert_num_queries, versions
):
    for number in range(versions):
        latest = plan_worked(capacities=(100, 140, 200 + number))
    consultant.get(address(latest))
    with django_assert_num_queries(11):
        consultant.get(address(latest))


def test_moving_locks_and_says_what_breaks(consultant, worked_roadmap):
    response = consultant.post(move_address(worked_roadmap, "VIS-3"), {"phase": "run"})
    moved = f"{address(worked_roadmap)}?moved=VIS-3&from=walk"
    assert response.headers["Location"] == f"{moved}#VIS-3"
    text = text_of(consultant.get(moved))
    assert "“Mandate a change agent and local relays” is moved and locked." in text
    assert "This breaks" in text
    assert "Edited by hand · solve again to prove it" in text
    assert (
        "Order: “Set one prescribed system of engagement” stands in walk but needs “Mandate a "
        "change agent and local relays” first."
    ) in text
    assert places(worked_roadmap) == WORKED_PLAN | {"VIS-3": "run"}


def test_moved_card_says_itself_what_it_breaks(consultant, worked_roadmap):
    moved = consultant.post(move_address(worked_roadmap, "VIS-3"), {"phase": "run"})
    text = text_of(consultant.get(moved.headers["Location"]))
    card = text.split('id="VIS-3" tabindex="-1">')[1].split("</article>")[0]
    assert "stands in walk but needs “Mandate a change agent" in card
    assert 'href="#violations-title"' in card
    assert text.count('class="item-broken"') == 1


def test_undoing_a_move_brings_the_plan_back(consultant, worked_roadmap):
    consultant.post(move_address(worked_roadmap, "VIS-3"), {"phase": "run"})
    data = {"phase": "walk", "leave": "1"}
    back = consultant.post(move_address(worked_roadmap, "VIS-3"), data)
    assert back.headers["Location"] == f"{address(worked_roadmap)}#VIS-3"
    assert places(worked_roadmap) == WORKED_PLAN
    assert not worked_roadmap.initiatives.filter(is_locked=True).exists()
    page = consultant.get(f"{address(worked_roadmap)}?moved=VIS-3&from=walk")
    assert page.context["moved"] is None


def test_what_was_put_off_is_named_as_put_off(consultant, worked_roadmap):
    consultant.post(move_address(worked_roadmap, "VIS-2"), {"phase": "later"})
    text = text_of(consultant.get(address(worked_roadmap)))
    assert "which is put off" in text


def test_change_after_signing_in_again_is_asked_for_again(consultant, worked_roadmap):
    for target in (move_address(worked_roadmap, "VIS-3"), solve_address(worked_roadmap)):
        page = consultant.get(target, headers={"referer": "http://testserver/accounts/login/"})
        assert page.headers["Location"] == address(worked_roadmap)
        assert "you had to sign in first" in text_of(consultant.get(address(worked_roadmap)))
    assert places(worked_roadmap) == WORKED_PLAN


def test_solving_again_keeps_what_was_moved(consultant, worked_roadmap):
    consultant.post(move_address(worked_roadmap, "VOC-4"), {"phase": "later"})
    response = consultant.post(solve_address(worked_roadmap))
    assert response.headers["Location"] == address(worked_roadmap)
    text = text_of(consultant.get(address(worked_roadmap)))
    assert "Best plan within your rules, proved" in text
    assert "Put off by hand" in text
    assert places(worked_roadmap)["VOC-4"] is None


def test_solving_twice_is_solving_once(consultant, worked_roadmap):
    before = load_roadmap(worked_roadmap)
    for _ in range(2):
        assert consultant.post(solve_address(worked_roadmap)).status_code == 302
    assert load_roadmap(models.Roadmap.objects.get()) == before


def test_impossible_locks_are_named_and_nothing_changes(consultant, worked_roadmap):
    consultant.post(move_address(worked_roadmap, "IMP-5"), {"phase": "run"})
    before = places(worked_roadmap)
    page = consultant.post(solve_address(worked_roadmap))
    assert page.status_code == 409
    text = text_of(page)
    assert "No roadmap can keep all that is locked. Nothing was changed." in text
    assert (
        "Share of a block: one block may use 100 person-days of run; “Redesign journeys across "
        "entities” take 120."
    ) in text
    assert places(worked_roadmap) == before

    back = consultant.get(solve_address(worked_roadmap))
    assert back.headers["Location"] == address(worked_roadmap)


def test_locking_and_unlocking_stay_in_place(consultant, worked_roadmap):
    consultant.post(move_address(worked_roadmap, "VIS-2"), {"lock": "1"})
    assert worked_roadmap.initiatives.get(stone="VIS-2").is_locked
    consultant.post(move_address(worked_roadmap, "VIS-2"), {"unlock": "1"})
    assert not worked_roadmap.initiatives.get(stone="VIS-2").is_locked
    assert places(worked_roadmap) == WORKED_PLAN


def test_leaving_out_needs_a_reason(consultant, worked_roadmap):
    for reason, sentence in (
        (" ", "Say why it is left out: whoever reads the roadmap will ask."),
        ("x" * 301, "Say it in at most 300 characters."),
    ):
        data = {"exclude": "1", "reason": reason}
        page = consultant.post(move_address(worked_roadmap, "VOC-4"), data, follow=True)
        assert [str(message) for message in page.context["messages"]] == [sentence]
    assert places(worked_roadmap) == WORKED_PLAN

    data = {"exclude": "1", "reason": "The group does it"}
    page = consultant.post(move_address(worked_roadmap, "VOC-4"), data, follow=True)
    assert "Left out by hand: The group does it" in text_of(page)


@pytest.mark.parametrize(
    ("stone", "data"),
    [("NOPE-1", {"phase": "walk"}), ("VIS-2", {"phase": "sprint"}), ("VIS-2", {})],
)
def test_moving_what_is_not_there_is_not_found(consultant, worked_roadmap, stone, data):
    assert consultant.post(move_address(worked_roadmap, stone), data).status_code == 404
    assert places(worked_roadmap) == WORKED_PLAN


def test_earlier_versions_lead_to_the_latest(consultant, plan_worked):
    first = plan_worked()
    second = plan_worked(capacities=(90, 140, 200))
    text = text_of(consultant.get(address(first)))
    assert "This is an earlier version." in text
    assert address(second) in text


def test_page_says_when_targets_have_changed(consultant, worked_roadmap, worked_targets):
    assert "The targets have changed" not in text_of(consultant.get(address(worked_roadmap)))
    models.Target.objects.filter(block="VOC").update(stage=4)
    assert "The targets have changed" in text_of(consultant.get(address(worked_roadmap)))


def test_viewers_read_and_change_nothing(as_user, vera, worked_roadmap):
    client = as_user(vera)
    text = text_of(client.get(address(worked_roadmap)))
    assert "Nine steps." in text
    assert "Move and lock" not in text
    assert client.post(move_address(worked_roadmap, "VIS-2"), {"lock": "1"}).status_code == 403
    assert client.post(solve_address(worked_roadmap)).status_code == 403
    assert not worked_roadmap.initiatives.filter(is_locked=True).exists()


def test_strangers_find_nothing(as_user, stan, worked_roadmap):
    client = as_user(stan)
    assert client.get(address(worked_roadmap)).status_code == 404
    assert client.post(move_address(worked_roadmap, "VIS-2"), {"lock": "1"}).status_code == 404
    assert client.post(solve_address(worked_roadmap)).status_code == 404
    missing = reverse("roadmaps:roadmap", args=[uuid.uuid4()])
    assert client.get(missing).status_code == 404
    assert not worked_roadmap.initiatives.filter(is_locked=True).exists()


def test_names_people_typed_are_not_markup(consultant, worked_roadmap):
    data = {"exclude": "1", "reason": "<script>alert(1)</script>"}
    page = consultant.post(move_address(worked_roadmap, "VOC-4"), data, follow=True)
    assert "<script>alert" not in page.content.decode()


def test_page_of_a_long_chain_of_moves_still_opens(consultant, worked_roadmap):
    for stone in WORKED_PLAN:
        move_initiative(roadmap=worked_roadmap, stone=stone, phase="crawl")
    text = text_of(consultant.get(address(worked_roadmap)))
    assert "What the changes bring into conflict" in text
    assert "413 of 100 days" in text
