import copy

from hypothesis import given
from hypothesis import strategies as st

from assessments.exchange.differences import Kind, find_changes
from tests.builders import shipped_document

SHIPPED = shipped_document()


def changed(change, **options):
    document = copy.deepcopy(SHIPPED)
    change(document)
    return find_changes(SHIPPED, document, **options)


def listed(changes):
    return [
        (each.part, each.code, each.kind.value, [(f.name, f.language) for f in each.fields])
        for each in changes
    ]


def test_find_changes_finds_nothing_between_equals():
    assert find_changes(SHIPPED, copy.deepcopy(SHIPPED)) == ()


def test_find_changes_names_what_is_there_more_and_less():
    def change(document):
        document["stones"][0]["code"] = "VIS-77"

    gone, new = changed(change)
    assert (gone.part, gone.code, gone.kind) == ("stones", "VIS-1", Kind.REMOVED)
    assert (new.part, new.code, new.kind) == ("stones", "VIS-77", Kind.ADDED)
    assert {field.before for field in new.fields} == {""}


def test_find_changes_names_fields_numbers_and_texts_by_language():
    def change(document):
        document["stones"][0]["title"]["fr"] = "Autre chose"
        document["stones"][0]["impact"] = 4
        document["blocks"][1]["descriptors"]["basic"]["en"] = "Something else"
        document["scoring"]["stage_share"] = 0.8
        document["efforts"]["S"]["range"] = [5, 25]
        document["gate"]["conditions"][0]["name"]["en"] = "Sponsor"
        document["capability_scales"]["practice"][2]["en"] = "Mostly"

    assert listed(changed(change)) == [
        ("gate", "sponsor", "changed", [("name", "en")]),
        ("blocks", "VOC", "changed", [("descriptors.basic", "en")]),
        ("stones", "VIS-1", "changed", [("title", "fr"), ("impact", "")]),
        ("efforts", "S", "changed", [("range", "")]),
        ("capability_scales", "", "changed", [("practice.2", "en")]),
        ("scoring", "", "changed", [("stage_share", "")]),
    ]


def test_find_changes_of_one_language_keeps_what_is_no_text():
    def change(document):
        document["stones"][0]["title"] = {"en": "Another", "fr": "Autre"}
        document["stones"][0]["impact"] = 4
        document["stones"][1]["title"]["fr"] = "Autre"

    assert listed(changed(change, language="en")) == [
        ("stones", "VIS-1", "changed", [("title", "en"), ("impact", "")])
    ]


@given(st.sets(st.integers(0, 62), max_size=8))
def test_find_changes_is_a_mirror(places):
    document = copy.deepcopy(SHIPPED)
    for place in places:
        document["stones"][place]["title"]["en"] += " again"

    there, back = find_changes(SHIPPED, document), find_changes(document, SHIPPED)

    assert len(there) == len(places)
    assert [(f.before, f.after) for c in there for f in c.fields] == [
        (f.after, f.before) for c in back for f in c.fields
    ]
