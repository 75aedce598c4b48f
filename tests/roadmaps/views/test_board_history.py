import pytest

from roadmaps import models
from roadmaps.actions.boards import undo_change
from roadmaps.actions.initiatives import lock_initiative, move_initiative, unlock_initiative
from roadmaps.views import board_history
from tests.roadmaps.views.boards import address, text_of


@pytest.fixture
def consultant(as_user, olive):
    return as_user(olive)


def told(page):
    return [each.text for each in page.context["changes"]]


def test_history_tells_the_board_newest_first(consultant, worked_roadmap, olive):
    move_initiative(roadmap=worked_roadmap, stone="VOC-4", phase="walk", by=olive)
    made = lock_initiative(roadmap=worked_roadmap, stone="VIS-2", by=olive)
    undo_change(roadmap=worked_roadmap, change=made.pk, by=olive)
    page = consultant.get(address(worked_roadmap, "history"))
    assert told(page) == [
        "olive locked “Secure an executive sponsor” where it stands.",
        "olive moved “Close the loop with each person” from crawl to walk.",
    ]
    assert text_of(page).count("undone</span>") == 1


def test_history_of_one_stone_leaves_others_out(consultant, worked_roadmap):
    move_initiative(roadmap=worked_roadmap, stone="VOC-4", phase="walk")
    lock_initiative(roadmap=worked_roadmap, stone="VIS-2")
    page = consultant.get(address(worked_roadmap, "initiative_history", "VIS-2"))
    assert told(page) == ["Somebody locked “Secure an executive sponsor” where it stands."]
    assert "History of “Secure an executive sponsor”" in text_of(page)
    missing = consultant.get(address(worked_roadmap, "initiative_history", "NOPE"))
    assert missing.status_code == 404


def test_history_without_changes_says_so(consultant, worked_roadmap):
    assert "Nobody has changed anything yet." in text_of(
        consultant.get(address(worked_roadmap, "history"))
    )


def test_long_history_comes_page_by_page(consultant, worked_roadmap, monkeypatch):
    monkeypatch.setattr(board_history, "SHOWN", 2)
    for _ in range(2):
        lock_initiative(roadmap=worked_roadmap, stone="VIS-2")
        unlock_initiative(roadmap=worked_roadmap, stone="VIS-2")
    first = consultant.get(address(worked_roadmap, "history"))
    older = first.context["older"]
    second = consultant.get(address(worked_roadmap, "history"), {"before": older})
    assert [len(told(first)), len(told(second))] == [2, 2]
    assert second.context["older"] is None
    for nonsense in ("x", "-1", "9" * 60):
        page = consultant.get(address(worked_roadmap, "history"), {"before": nonsense})
        assert told(page) == told(first)


@pytest.mark.parametrize("changes", [1, 3])
def test_history_takes_few_queries(
    consultant, worked_roadmap, django_assert_num_queries, changes, olive
):
    for stone in ("VIS-2", "VIS-3", "VOC-4")[:changes]:
        lock_initiative(roadmap=worked_roadmap, stone=stone, by=olive)
    consultant.get(address(worked_roadmap, "history"))
    with django_assert_num_queries(8):
        consultant.get(address(worked_roadmap, "history"))
    assert models.BoardChange.objects.count() == changes
