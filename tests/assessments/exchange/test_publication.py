# ruff: noqa: E501 -- tables of changes read best in one line each
import copy

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessments.exchange.publication import Level, find_errors, find_findings
from tests.builders import shipped_document

SHIPPED = shipped_document()


def findings(change):
    document = copy.deepcopy(SHIPPED)
    change(document)
    return find_findings(document)


def told(change):
    return [(f.level.value, f.rule, f.part, f.code, f.field) for f in findings(change)]


def row(document, part, code):
    return next(each for each in document[part] if each["code"] == code)


def stone(code, **values):
    return lambda document: row(document, "stones", code).update(values)


def item(code, **values):
    return lambda document: row(document, "stones", code)["item"].update(values)


def put(value, *path):
    def change(document):
        for key in path[:-1]:
            document = document[key]
        document[path[-1]] = value

    return change


def test_find_findings_is_content_with_the_shipped_model():
    assert find_findings(SHIPPED) == ()


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (stone("VIS-1", title={"en": "x", "fr": ""}), ("error", "text_missing", "stones", "VIS-1", "title.fr")),
        (stone("VIS-1", title={"en": "x"}), ("error", "text_missing", "stones", "VIS-1", "title.fr")),
        (stone("VIS-1", impact=6), ("error", "out_of_range", "stones", "VIS-1", "impact")),
        (stone("VIS-1", title={"en": "x" * 121, "fr": "x"}), ("error", "too_long", "stones", "VIS-1", "title.en")),
        (lambda d: row(d, "stones", "VIS-1").pop("item"), ("error", "item_missing", "stones", "VIS-1", "item")),
        (stone("VIS-6", stage="basic"), ("error", "starters", "blocks", "VIS", "")),
        (stone("VIS-1", stage="functional"), ("error", "no_stone", "blocks", "VIS", "")),
        (stone("VIS-2", prerequisites=["EXB-7"]), ("error", "later_stage", "stones", "VIS-2", "prerequisites.0")),
        (stone("VIS-2", stage="integrated"), ("error", "gate_stage", "gate", "sponsor", "stone")),
        (put([], "gate", "conditions"), ("error", "too_few", "gate", "", "conditions")),
        (put(101, "stages", 1, "threshold"), ("error", "out_of_range", "stages", "functional", "threshold")),
        (put(30, "stages", 2, "threshold"), ("error", "falls", "stages", "integrated", "threshold")),
        (put(2, "scoring", "stage_share"), ("error", "out_of_range", "scoring", "", "stage_share")),
        (put("x", "scoring", "stage_share"), ("error", "shape", "scoring", "", "stage_share")),
        (put({}, "planning", "quick_win"), ("error", "missing", "planning", "", "quick_win.effort")),
        (put("later", "phases", 2, "code"), ("error", "reserved", "phases", "later", "code")),
        (put("thanks", "blocks", 0, "slug"), ("error", "reserved", "blocks", "VIS", "slug")),
        (put([7, 18], "phases", 1, "months"), ("error", "phases", "phases", "", "")),
        (put([], "stages"), ("error", "too_few", "stages", "", "")),
        (stone("VIS-1", title={"en": "<b>x", "fr": "x"}), ("error", "tag", "stones", "VIS-1", "title.en")),
        (put(0, "efforts", "S", "person_days"), ("error", "out_of_range", "efforts", "S", "person_days")),
        (item("VIS-2", quick=False), ("warning", "quick_gate", "gate", "sponsor", "stone")),
        (item("VIS-1", question={"en": " ".join(["word"] * 17), "fr": "x"}), ("warning", "question_long", "stones", "VIS-1", "item.question.en")),
        (item("VIS-1", question={"en": "x", "fr": "Ceci et/ou cela ?"}), ("warning", "question_double", "stones", "VIS-1", "item.question.fr")),
        (item("VIS-1", question={"en": "This And / Or that?", "fr": "x"}), ("warning", "question_double", "stones", "VIS-1", "item.question.en")),
        (lambda d: d["blocks"][0]["descriptors"].pop("basic"), ("warning", "cell_empty", "blocks", "VIS", "descriptors.basic")),
        (put(["NOWHERE"], "notices", 0, "left"), ("warning", "notice_unknown", "notices", "listening_ahead", "")),
    ],
)  # fmt: skip
def test_find_findings_names_rule_and_place(change, expected):
    assert expected in told(change)


def test_find_findings_misses_blocks_in_the_quick_form():
    def change(document):
        for each in document["stones"]:
            if each["block"] == "INN":
                each["item"]["quick"] = False

    assert told(change) == [("warning", "quick_block", "blocks", "INN", "")]


def test_find_findings_spells_out_a_circle():
    def change(document):
        stone("VIS-2", prerequisites=["VIS-3"])(document)
        stone("VIS-3", prerequisites=["VIS-2"])(document)

    (circle,) = [f.facts["circle"] for f in findings(change) if f.rule == "circle"]
    assert circle in (["VIS-2", "VIS-3", "VIS-2"], ["VIS-3", "VIS-2", "VIS-3"])


def test_find_findings_tells_every_missing_text_once():
    def change(document):
        for part in ("stages", "blocks", "stones"):
            for each in document[part]:
                each.setdefault("name", each.get("title"))
        for each in document["stones"]:
            each.pop("name")
            each["title"]["fr"] = each["description"]["fr"] = ""

    missing = [f for f in findings(change) if f.rule == "text_missing"]
    assert len(missing) == len(set(missing)) == 2 * len(SHIPPED["stones"])
    assert {f.facts["language"] for f in missing} == {"fr"}


def test_find_findings_puts_errors_first():
    def change(document):
        item("VIS-2", quick=False)(document)
        stone("VIS-1", impact=6)(document)

    levels = [f.level for f in findings(change)]
    assert levels == [Level.ERROR, Level.WARNING]
    assert str(findings(change)[0]) == "stones.VIS-1.impact: 6 is greater than the maximum of 5"


@settings(deadline=None, max_examples=25)
@given(st.data())
def test_find_findings_takes_drafts_of_which_anything_is_missing(data):
    document = copy.deepcopy(SHIPPED)
    for _ in range(data.draw(st.integers(1, 3))):
        part = data.draw(st.sampled_from(sorted(document.keys() - {"format"})))
        value = document[part]
        match value:
            case list() if value and data.draw(st.booleans()):
                kept = data.draw(st.integers(0, len(value) - 1))
                del value[kept:]
            case list() if value and isinstance(value[0], dict):
                chosen = data.draw(st.sampled_from(value))
                if chosen.keys() - {"code"}:
                    chosen.pop(data.draw(st.sampled_from(sorted(chosen.keys() - {"code"}))))
            case dict() if value:
                value.pop(data.draw(st.sampled_from(sorted(value))))

    found = find_findings(document)

    assert all(f.message for f in found)
    assert find_errors(document) == tuple(f for f in found if f.level is Level.ERROR)
