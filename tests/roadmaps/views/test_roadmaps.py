import re
import uuid

import pytest
from django.urls import reverse

from roadmaps import models
from roadmaps.actions.initiatives import move_initiative, save_details
from roadmaps.queries.roadmaps import load_roadmap
from tests.roadmaps.domain.test_planning import WORKED_PLAN
from tests.roadmaps.views.boards import address, places, send, text_of


def solve_address(roadmap):
    return address(roadmap, "solve")


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


def shown_in(page):
    """Stones on the page with the phase of their column."""
    return {
        (card.stone, column.phase.phase if column.phase else None)
        for column in page.context["columns"]
        for lane in column.lanes
        for card in lane.cards
    }


def test_page_tells_the_worked_roadmap(consultant, worked_roadmap):
    page = consultant.get(address(worked_roadmap))
    text = text_of(page)
    assert "Nine steps. The crossing opens in walk; 55% of what customers would gain" in text
    assert "Best plan within your rules, proved · keeping every block moving costs 4 points" in text
    assert "Jan 2027 – Jun 2027 · 75 of 100 days" in text
    assert "Jul 2028 – Dec 2029 · 90 of 200 days" in text
    assert "External branding and engagement rests in crawl" in text
    assert "<b>9</b> planned" in text
    assert shown_in(page) == set(WORKED_PLAN.items())
    assert [lane.block for lane in page.context["columns"][0].lanes] == ["VIS", "VOC", "IMP", "EXB"]


def card_of(text, stone):
    return text.split(f'id="{stone}" tabindex="-1"')[1].split("</article>")[0]


def test_card_says_who_carries_it_out_when_and_how_far(consultant, worked_roadmap):
    values = {"owner": "Head of service (demo)", "department": "service", "status": "running"}
    details = values | {"progress": 40, "starts_month": 1, "ends_month": 3, "notes": "Ask Ada"}
    save_details(roadmap=worked_roadmap, stone="VOC-4", values=details)
    text = text_of(consultant.get(address(worked_roadmap)))
    card = card_of(text, "VOC-4")
    assert "45 d · 3 months" in card
    assert "Feb 2027 – Apr 2027 · set by hand" in card
    assert "Head of service (demo) · Service" in card
    assert "Under way" in card
    assert '<progress max="100" value="40"' in card
    assert "Ask Ada" in card
    assert "<b>1</b> under way" in text


@pytest.mark.parametrize("versions", [1, 3])
def test_page_is_made_with_few_queries(
    consultant, plan_worked, django_assert_num_queries, versions
):
    for number in range(versions):
        latest = plan_worked(capacities=(100, 140, 200 + number))
    consultant.get(address(latest))
    with django_assert_num_queries(18):
        consultant.get(address(latest))


def test_page_with_few_cards_takes_as_many_queries(
    consultant, worked_roadmap, django_assert_num_queries
):
    row = models.Roadmap.objects.get()
    row.scope["gaps"] = row.scope["gaps"][:3]
    row.save()
    row.initiatives.exclude(stone__in=[gap["stone"] for gap in row.scope["gaps"]]).delete()
    consultant.get(address(worked_roadmap))
    with django_assert_num_queries(18):
        page = consultant.get(address(worked_roadmap))
    assert len(page.context["cards"]) == 3


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ({"block": "IMP"}, {"IMP-1", "IMP-2", "IMP-4", "IMP-5"}),
        ({"owner": "Ada"}, {"VOC-4", "IMP-1"}),
        ({"owner": "Ada", "block": "IMP"}, {"IMP-1"}),
        ({"department": "sales"}, {"VOC-4"}),
        ({"status": "done"}, {"IMP-1"}),
        ({"workstream": "technology"}, {"EXB-4"}),
        ({"lens": "loyalty_to_customers"}, {"VOC-4"}),
        ({"owner": "Nobody", "status": "nonsense", "page": "2"}, set(WORKED_PLAN)),
    ],
)
def test_filters_show_what_has_all_that_is_asked(consultant, worked_roadmap, asked, shown):
    for stone, values in {
        "VOC-4": {"owner": "Ada", "department": "sales"},
        "IMP-1": {"owner": "Ada", "status": "done"},
    }.items():
        save_details(roadmap=worked_roadmap, stone=stone, values=values)
    page = consultant.get(address(worked_roadmap), asked)
    assert {stone for stone, _ in shown_in(page)} == shown


def test_filter_that_matches_nothing_says_so(consultant, worked_roadmap):
    save_details(roadmap=worked_roadmap, stone="VOC-4", values={"owner": "Ada"})
    page = consultant.get(address(worked_roadmap), {"owner": "Ada", "block": "IMP"})
    assert "Nothing on the board matches." in text_of(page)
    assert "0 of 10 shown" in text_of(page)


def test_moving_locks_and_says_what_breaks(consultant, worked_roadmap):
    response = send(consultant, worked_roadmap, "VIS-3", phase="run")
    moved = f"{address(worked_roadmap)}?moved=VIS-3"
    assert response.headers["Location"] == f"{moved}#VIS-3"
    text = text_of(consultant.get(moved))
    assert "“Mandate a change agent and local relays” is moved and locked." in text
    assert "This breaks" in text
    assert "Undo: moved “Mandate a change agent and local relays” to run" in text
    assert "Undo the move" in card_of(text, "VIS-3")
    assert "Edited by hand · solve again to prove it" in text
    assert (
        "Order: “Set one prescribed system of engagement” stands in walk but needs “Mandate a "
        "change agent and local relays” first."
    ) in text
    assert places(worked_roadmap) == WORKED_PLAN | {"VIS-3": "run"}


def test_moved_card_says_itself_what_it_breaks(consultant, worked_roadmap):
    moved = send(consultant, worked_roadmap, "VIS-3", phase="run")
    text = text_of(consultant.get(moved.headers["Location"]))
    card = card_of(text, "VIS-3")
    assert "stands in walk but needs “Mandate a change agent" in card
    assert "Keep “Set one prescribed system of engagement” there all the same" in card
    assert "#violations-title" in card
    assert text.count('class="item-broken"') == 1


def test_what_was_put_off_is_named_as_put_off(consultant, worked_roadmap):
    send(consultant, worked_roadmap, "VIS-2", phase="later")
    text = text_of(consultant.get(address(worked_roadmap)))
    assert "which is put off" in text


def test_change_after_signing_in_again_is_asked_for_again(consultant, worked_roadmap):
    for name in ("solve", "undo"):
        target = address(worked_roadmap, name)
        page = consultant.get(target, headers={"referer": "http://testserver/accounts/login/"})
        assert page.headers["Location"] == address(worked_roadmap)
        assert "you had to sign in first" in text_of(consultant.get(address(worked_roadmap)))
    assert places(worked_roadmap) == WORKED_PLAN


def test_solving_again_keeps_what_was_moved(consultant, worked_roadmap):
    send(consultant, worked_roadmap, "VOC-4", phase="later")
    response = consultant.post(solve_address(worked_roadmap))
    assert response.headers["Location"] == address(worked_roadmap)
    text = text_of(consultant.get(address(worked_roadmap)))
    assert "Best plan within your rules, proved" in text
    assert "Put off by hand" in text
    assert "Undo: solved the plan again" in text
    assert places(worked_roadmap)["VOC-4"] is None


def test_solving_twice_is_solving_once(consultant, worked_roadmap):
    before = load_roadmap(worked_roadmap)
    for _ in range(2):
        assert consultant.post(solve_address(worked_roadmap)).status_code == 302
    assert load_roadmap(models.Roadmap.objects.get()) == before
    assert not models.BoardChange.objects.exists()


def test_impossible_locks_are_named_and_can_be_overridden_at_once(consultant, worked_roadmap):
    send(consultant, worked_roadmap, "IMP-5", phase="run")
    before = places(worked_roadmap)
    page = consultant.post(solve_address(worked_roadmap))
    assert page.status_code == 409
    text = text_of(page)
    assert "No roadmap can keep all that is locked. Nothing was changed." in text
    assert (
        "Share of a block: one block may use 100 person-days of run; “Redesign journeys across "
        "entities” take 120."
    ) in text
    assert "Keep “Redesign journeys across entities” there all the same" in text
    assert places(worked_roadmap) == before

    back = consultant.get(solve_address(worked_roadmap))
    assert back.headers["Location"] == address(worked_roadmap)


def test_earlier_versions_are_for_reading_and_lead_to_the_latest(consultant, plan_worked):
    first = plan_worked()
    second = plan_worked(capacities=(90, 140, 200))
    text = text_of(consultant.get(address(first)))
    assert "This is an earlier version: it is for reading." in text
    assert address(second) in text
    assert "Move and lock" not in text
    refused = consultant.post(solve_address(first))
    assert refused.status_code == 409
    assert "Version 1 was replaced by a later one and stays as it was." in text_of(refused)
    assert address(second) in text_of(refused)


def test_page_says_when_targets_have_changed(consultant, worked_roadmap, worked_targets):
    assert "The targets have changed" not in text_of(consultant.get(address(worked_roadmap)))
    models.Target.objects.filter(block="VOC").update(stage=4)
    assert "The targets have changed" in text_of(consultant.get(address(worked_roadmap)))


def test_viewers_read_and_change_nothing(as_user, vera, worked_roadmap):
    client = as_user(vera)
    text = text_of(client.get(address(worked_roadmap)))
    assert "Nine steps." in text
    assert "Move and lock" not in text
    assert "board.js" not in text
    assert send(client, worked_roadmap, "VIS-2", lock="1").status_code == 403
    assert client.post(solve_address(worked_roadmap)).status_code == 403
    assert not worked_roadmap.initiatives.filter(is_locked=True).exists()


def test_strangers_find_nothing(as_user, stan, worked_roadmap):
    client = as_user(stan)
    assert client.get(address(worked_roadmap)).status_code == 404
    assert send(client, worked_roadmap, "VIS-2", lock="1").status_code == 404
    assert client.post(solve_address(worked_roadmap)).status_code == 404
    missing = reverse("roadmaps:roadmap", args=[uuid.uuid4()])
    assert client.get(missing).status_code == 404
    assert not worked_roadmap.initiatives.filter(is_locked=True).exists()


def test_names_people_typed_are_not_markup(consultant, worked_roadmap):
    evil = "<script>alert(1)</script>"
    values = {"owner": evil, "notes": evil, "value_now": evil}
    save_details(roadmap=worked_roadmap, stone="IMP-1", values=values)
    data = {"exclude": "1", "reason": evil}
    page = send(consultant, worked_roadmap, "VOC-4", follow=True, **data)
    assert "<script>alert" not in page.content.decode()


def test_page_of_a_long_chain_of_moves_still_opens(consultant, worked_roadmap):
    for stone in WORKED_PLAN:
        move_initiative(roadmap=worked_roadmap, stone=stone, phase="crawl")
    text = text_of(consultant.get(address(worked_roadmap)))
    assert "What the changes bring into conflict" in text
    assert "412.5 of 100 days" in text


def test_ids_of_a_page_full_of_conflicts_are_unique(consultant, worked_roadmap):
    for stone in WORKED_PLAN:
        move_initiative(roadmap=worked_roadmap, stone=stone, phase="crawl")
    found = re.findall(r'\bid="([^"]+)"', consultant.get(address(worked_roadmap)).content.decode())
    assert sorted(found) == sorted(set(found))
