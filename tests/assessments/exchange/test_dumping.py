import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments import models
from assessments.exchange.checks import check_document
from assessments.exchange.comparing import compare
from assessments.exchange.dumping import dump_maturity_model
from assessments.exchange.formats import FORMATS, render_document, to_json, to_yaml
from assessments.exchange.writing import load_maturity_model
from cxmaturity.documents.reading import parse_document, read_document
from tests import factories
from tests.builders import shipped_document

pytestmark = pytest.mark.rows

SHIPPED = Path(__file__).parents[3] / "fixtures" / "maturity_model.json"


def test_the_shipped_model_is_such_a_file(maturity_model):
    dumped = dump_maturity_model(maturity_model) | {"version": 2}
    assert to_json(dumped) == SHIPPED.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", FORMATS)
def test_export_import_export_is_byte_identical(draft, tmp_path, name):
    first = render_document(dump_maturity_model(draft), name)
    file = tmp_path / f"model.{name}"
    file.write_text(first, encoding="utf-8")
    draft.delete()

    row = load_maturity_model(read_document(file).data)

    assert render_document(dump_maturity_model(row), name) == first


def test_dump_maturity_model_leaves_out_what_is_not_there(db):
    bare = shipped_document() | {"simulation": {}, "indicators": [], "notices": []}
    for part in ("gate", "lenses", "sector_packs", "breadth_help", "workstreams"):
        del bare[part]
    bare["stones"] = [
        stone | {"gate": False, "lens": None, "workstream": None} for stone in bare["stones"]
    ]
    document = dump_maturity_model(load_maturity_model(bare))
    assert document.keys() == bare.keys() - {"simulation", "indicators", "notices"}
    assert list(check_document(document)) == []


def test_dump_maturity_model_tells_numbers_in_the_order_of_the_format(draft):
    """PostgreSQL gives the names of JSON back in an order of its own."""
    numbers = {
        name: dict(reversed(getattr(draft, name).items())) for name in ("scoring", "planning")
    }
    numbers["simulation"] = {"zeta": 1, "alpha": {"y": 2, "floor": 1}} | dict(
        reversed(draft.simulation.items())
    )
    models.MaturityModel.objects.update(**numbers)

    document = dump_maturity_model(draft)

    shipped = shipped_document()
    assert list(document["scoring"]) == list(shipped["scoring"])
    assert list(document["planning"]) == list(shipped["planning"])
    assert list(document["simulation"]) == [*shipped["simulation"], "alpha", "zeta"]
    assert list(document["simulation"]["alpha"]) == ["floor", "y"]


def test_dump_maturity_model_tells_an_unfinished_draft_as_it_is(draft):
    models.Item.objects.filter(code="VIS-1").delete()
    models.Stage.objects.filter(position=2).update(name_fr="")
    draft.chasm_after = 9
    draft.save()

    document = dump_maturity_model(draft)

    told = "\n".join(map(str, check_document(document)))
    assert "stones.VIS-1: 'item' is a required property" in told
    assert "stages.functional.name.fr: '' should be non-empty" in told
    assert "gate.between: [] is too short" in told


def test_dump_maturity_model_asks_the_database_once_a_part(draft, django_assert_num_queries):
    with django_assert_num_queries(21):
        dump_maturity_model(draft)


def test_to_yaml_quotes_what_another_reader_would_misread(tmp_path):
    texts = [
        "no",
        "Y",
        "1.0",
        "-",
        "",
        "~",
        "2026-01-01",
        "a: b",
        "line\nline",
        "tab\t",
        "\u202f",
        "x",
    ]
    file = tmp_path / "texts.yaml"
    file.write_text(to_yaml({"texts": texts}), encoding="utf-8")
    assert read_document(file).data == {"texts": texts}
    assert file.read_text(encoding="utf-8").splitlines()[1:3] == ['- "no"', '- "Y"']


def test_to_json_ends_with_a_line_break_and_keeps_accents():
    assert to_json({"name": "café"}) == '{\n "name": "café"\n}\n'
    assert json.loads(to_json({"a": [1.0]})) == {"a": [1]}


def test_compare_finds_nothing_between_a_version_and_its_document(draft):
    assert compare(draft, dump_maturity_model(draft)) == ()


@pytest.fixture
def draft(db):
    return factories.make_maturity_model(publish=False)


@given(st.recursive(
    st.none() | st.booleans() | st.integers(-10**12, 10**12)
    | st.floats(-1e12, 1e12).map(lambda value: value + 0.0)
    | st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\n\t")),
    lambda part: st.lists(part, max_size=4)
    | st.dictionaries(st.text(st.characters(exclude_categories=["Cs", "Cc"])), part, max_size=4),
    max_leaves=12,
))  # fmt: skip
def test_whatever_is_written_is_read_the_same(data):
    for name, suffix in (("json", ".json"), ("yaml", ".yaml")):
        text = render_document({"data": data}, name)
        read = parse_document(text.encode(), suffix).data
        assert read == {"data": data}
        assert render_document(read, name) == text
