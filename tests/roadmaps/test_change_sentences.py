"""Every kind of change of a board has its sentence, and its button to undo."""

import datetime as dt

import pytest
from django.utils import translation

from roadmaps import models
from roadmaps.domain.plans import WAIVABLE
from roadmaps.forms.changes import RULES, SENTENCES, UNDO, Names, tell_change, tell_undo
from roadmaps.queries.boards import Change
from tests.scorecards import shipped_wording

TITLE = "Close the loop with each person"
SHARE = {"rule": "share", "stone": "VOC-4", "reason": "Agreed by the board"}
GAP = {"effort": 45.0, "months": 3, "impact": 5, "gap": 20.0, "block": "VOC", "aim": 55.0}
NAMES = Names(shipped_wording(), {"service": "Customer service"}, dt.date(2027, 1, 1))
CHANGES = [
    (
        ("moved", {"phase": "walk", "is_locked": False}, {"phase": "", "is_locked": True}),
        f"Olive moved “{TITLE}” from walk to later.",
        f"Undo: moved “{TITLE}” to later",
    ),
    (
        ("moved", {"is_locked": False}, {"is_locked": True}),
        f"Olive locked “{TITLE}” where it stands.",
        f"Undo: locked “{TITLE}”",
    ),
    (
        ("locked", {"is_locked": False}, {"is_locked": True}),
        f"Olive locked “{TITLE}” where it stands.",
        f"Undo: locked “{TITLE}”",
    ),
    (
        ("unlocked", {"is_locked": True}, {"is_locked": False}),
        f"Olive left “{TITLE}” to the planner.",
        f"Undo: left “{TITLE}” to the planner",
    ),
    (
        ("excluded", {"excluded_because": ""}, {"excluded_because": "The group does it"}),
        f"Olive left out “{TITLE}”: The group does it",
        f"Undo: left out “{TITLE}”",
    ),
    (
        (
            "details",
            {"department": "", "ends_month": 3, "notes": "x" * 80, "gap": GAP, "edit": None},
            {
                "department": "service",
                "ends_month": None,
                "notes": "",
                "gap": GAP | {"effort": 22.5, "months": 2},
                "edit": {"effort": 22.5, "months": 2},
            },
        ),
        (
            f"Olive changed “{TITLE}”: department: nothing → Customer service; last month: April "
            f"2027 → as computed; notes: {'x' * 60} … → nothing; person-days: 45 → 22.5; months: "
            "3 → 2."
        ),
        f"Undo: changed “{TITLE}”",
    ),
    (("added", {}, {"title": "Ours"}), f"Olive added “{TITLE}”.", f"Undo: added “{TITLE}”"),
    (("removed", {"title": "Ours"}, {}), f"Olive removed “{TITLE}”.", f"Undo: removed “{TITLE}”"),
    (
        ("waived", {"waivers": []}, {"waivers": [SHARE]}),
        f"Olive overrode “Share of a block” for “{TITLE}”: Agreed by the board",
        f"Undo: overrode “Share of a block” for “{TITLE}”",
    ),
    (
        ("unwaived", {"waivers": [SHARE]}, {"waivers": []}),
        f"Olive restored “Share of a block” for “{TITLE}”.",
        f"Undo: restored “Share of a block” for “{TITLE}”",
    ),
    (("solved", {}, {}), "Olive solved the plan again.", "Undo: solved the plan again"),
]


def change(kind, before, after, stone="VOC-4", who="Olive"):
    made_at = dt.datetime(2027, 2, 1, 14, 5, tzinfo=dt.UTC)
    return Change(1, kind, stone, who, made_at, before, after, is_undone=False)


@pytest.mark.parametrize(("facts", "sentence", "label"), CHANGES)
def test_change_has_a_sentence_and_a_button(facts, sentence, label):
    with translation.override("en"):
        assert tell_change(change(*facts), NAMES) == sentence
        assert tell_undo(change(*facts), NAMES) == label


def test_every_kind_of_change_and_every_rule_has_words():
    kinds = set(models.BoardChange.Kind)
    assert set(SENTENCES) == set(UNDO) == kinds
    assert {facts[0] for facts, _, _ in CHANGES} == kinds
    assert set(RULES) == {rule.value for rule in WAIVABLE}


def test_what_was_removed_keeps_the_name_it_had():
    with translation.override("en"):
        gone = change("removed", {"title": "Ours"}, {}, stone="OWN-1", who="")
        assert tell_change(gone, NAMES) == "Somebody removed “Ours”."
