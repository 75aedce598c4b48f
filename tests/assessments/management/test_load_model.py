import io
import json

import pytest
from django.core.management import CommandError, call_command
from ruamel.yaml import YAML

from assessments import models
from tests.builders import DOCUMENT, shipped_document

pytestmark = pytest.mark.rows


def load(*args):
    out = io.StringIO()
    call_command("load_model", *map(str, args), stdout=out)
    return out.getvalue()


def write(tmp_path, document, name="model.json"):
    file = tmp_path / name
    file.write_text(json.dumps(document, indent=1), encoding="utf-8")
    return file


def test_load_model_loads_a_draft(db):
    assert load(DOCUMENT) == "cx-maturity 2 is loaded: 4 stages, 8 blocks, 63 stones.\n"
    assert models.MaturityModel.objects.get().status == "draft"


def test_load_model_publishes_at_once_or_later(db):
    assert "cx-maturity 2 is published." in load(DOCUMENT, "--publish")
    assert models.MaturityModel.objects.get().status == "published"
    models.MaturityModel.objects.update(status="retired")
    with pytest.raises(CommandError, match="cx-maturity 2 is retired: it is not offered again"):
        load(DOCUMENT, "--publish")


def test_load_model_meets_the_same_version_again(db, tmp_path):
    load(DOCUMENT)
    with (tmp_path / "m.yaml").open("w", encoding="utf-8") as stream:
        YAML(typ="safe", pure=True).dump(shipped_document() | {"version": 2}, stream)
    told = "cx-maturity 2 is already there (draft) and is the same.\n"
    assert load(tmp_path / "m.yaml") == told
    assert load(DOCUMENT, "--publish") == f"{told}cx-maturity 2 is published.\n"
    assert models.MaturityModel.objects.count() == 1


def test_load_model_refuses_another_content_under_the_same_version(db, tmp_path):
    load(DOCUMENT, "--publish")
    document = json.loads(DOCUMENT.read_text(encoding="utf-8"))
    document["stones"][0]["impact"] = 5
    file = write(tmp_path, document)
    with pytest.raises(CommandError) as caught:
        load(file)
    first, second = str(caught.value).splitlines()
    assert first.startswith(f"{file}: version: cx-maturity 2 is already there (published)")
    assert second == f"{file}: stepping stone: changed VIS-1"
    assert caught.value.returncode == 1


def test_load_model_dry_run_compares_and_writes_nothing(db, tmp_path):
    assert load(DOCUMENT, "--dry-run", "--publish") == (
        "cx-maturity 2 would be new: 4 stages, 8 blocks, 63 stones.\nNothing was written.\n"
    )
    assert not models.MaturityModel.objects.exists()
    load(DOCUMENT)
    document = json.loads(DOCUMENT.read_text(encoding="utf-8"))
    document["version"] = 3
    document["stones"][0]["impact"] = 5
    assert load(write(tmp_path, document), "--dry-run").splitlines() == [
        "cx-maturity 3 would be new: 4 stages, 8 blocks, 63 stones.",
        "Compared with version 2:",
        "  stepping stone: changed VIS-1",
        "Nothing was written.",
    ]
    assert models.MaturityModel.objects.get().status == "draft"


def test_load_model_dry_run_says_when_only_the_number_differs(db, tmp_path):
    load(DOCUMENT)
    document = json.loads(DOCUMENT.read_text(encoding="utf-8")) | {"version": 3}
    assert load(write(tmp_path, document), "--dry-run").splitlines()[1:] == [
        "Compared with version 2:",
        "  no difference",
        "Nothing was written.",
    ]


def test_load_model_tells_file_line_and_place_of_every_error(db, tmp_path):
    text = DOCUMENT.read_text(encoding="utf-8").replace('"impact": 2,', '"impact": 9,', 2)
    file = tmp_path / "model.json"
    file.write_text(text, encoding="utf-8")
    lines = [n for n, line in enumerate(text.splitlines(), 1) if '"impact": 9' in line]
    with pytest.raises(CommandError) as caught:
        load(file)
    assert str(caught.value).splitlines() == [
        f"{file}: line {lines[0]}: stones.VIS-1.impact: 9 is greater than the maximum of 5",
        f"{file}: line {lines[1]}: stones.VIS-2.impact: 9 is greater than the maximum of 5",
    ]
    assert caught.value.returncode == 1
    assert not models.MaturityModel.objects.exists()


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("a: &a [1]\nb: [*a, *a]", "line 1: anchors (&) and aliases (*) are not taken"),
        ("NO: Norge", "line 1: Additional properties are not allowed ('NO' was unexpected)"),
        ("- just\n- a list", "line 1: ['just', 'a list'] is not of type 'object'"),
        ("x" * 1_000_001, "is larger than 1 MB"),
    ],
)
def test_load_model_refuses_what_is_no_maturity_model(db, tmp_path, content, told):
    file = tmp_path / "model.yaml"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(CommandError) as caught:
        load(file)
    assert f"{file}: {told}" in str(caught.value).splitlines()
    assert not models.MaturityModel.objects.exists()
