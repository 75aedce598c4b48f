import copy
from functools import reduce
from operator import getitem

import pytest
from django.core.management import call_command

from assessments import models
from assessments.exchange.comparing import Difference, compare
from assessments.exchange.writing import load_maturity_model
from assessments.queries.maturity_model import load_maturity_model as read_maturity_model
from cxmaturity.documents import shape
from cxmaturity.documents.problems import DocumentErrors
from tests import factories
from tests.builders import shipped_document

pytestmark = pytest.mark.rows

PARTS = (*models.maturity_model.Part.__subclasses__(), models.Prerequisite)


@pytest.fixture
def draft(db):
    return factories.make_maturity_model(publish=False)


def test_load_maturity_model_writes_every_part(draft):
    counts = {
        part: part.objects.filter(maturity_model=draft).count()
        for part in (models.Stage, models.Block, models.Stone, models.Item, models.Descriptor)
    }
    assert list(counts.values()) == [4, 8, 63, 63, 32]
    assert draft.status == "draft"
    stone = models.Stone.objects.get(maturity_model=draft, code="VIS-2")
    assert stone.title_en != stone.title_fr
    assert [link.needs.code for link in stone.prerequisites.all()] == ["VIS-1"]


def test_load_maturity_model_writes_nothing_of_a_wrong_document(db):
    document = copy.deepcopy(shipped_document())
    document["stones"][5]["pillar"] = "column"
    with pytest.raises(DocumentErrors, match=r"stones\.VIS-6\.pillar: column does not exist"):
        load_maturity_model(document)
    assert not models.MaturityModel.objects.exists()


def test_load_maturity_model_refuses_a_version_that_is_there(draft):
    with pytest.raises(DocumentErrors, match="version: cx-maturity 1 is already there"):
        load_maturity_model(shipped_document())
    assert models.MaturityModel.objects.count() == 1


def test_the_longest_texts_that_the_schema_allows_fit_their_columns(db):
    document = copy.deepcopy(shipped_document())
    texts = list(_texts(document))
    for text in texts:
        text.update(en="x" * 5000, fr="x" * 5000)
    for error in shape._validator("maturity_model").iter_errors(copy.deepcopy(document)):
        assert error.validator == "maxLength"
        *path, language = error.absolute_path
        reduce(getitem, path, document)[language] = "x" * error.validator_value
    root = load_maturity_model(document)
    rows = [row for part in PARTS for row in part.objects.all()]
    assert len(rows) > 200
    for row in (root, *rows):
        row.full_clean(validate_unique=False)


def _texts(node):
    if isinstance(node, dict):
        if {"en", "fr"} <= node.keys():
            yield node
        node = list(node.values())
    if isinstance(node, list):
        for entry in node:
            yield from _texts(entry)


def test_compare_finds_no_difference_whatever_the_order_of_names(draft):
    document = {key: shipped_document()[key] for key in sorted(shipped_document())}
    document["efforts"] = dict(reversed(document["efforts"].items()))
    assert compare(draft, document) == ()
    assert models.MaturityModel.objects.get() == draft


def test_compare_tells_what_differs_and_writes_nothing(draft):
    document = copy.deepcopy(shipped_document())
    stone = document["stones"][-1]
    document["stones"][0]["impact"] = 5
    document["stones"][1]["prerequisites"] = []
    stone["code"] = "EXB-11"
    document["scoring"]["complete"] = 0.9
    assert compare(draft, document) == (
        Difference("maturity model", (), (), ("scoring",)),
        Difference("stepping stone", ("EXB-11",), ("EXB-10",), ("VIS-1",)),
        Difference("prerequisite", ("EXB-11 → IMP-3",), ("EXB-10 → IMP-3", "VIS-2 → VIS-1"), ()),
        Difference("question", ("EXB-11",), ("EXB-10",), ()),
    )
    assert models.Stone.objects.count() == 63


def test_every_part_survives_a_dump_by_natural_keys(draft, tmp_path):
    before = read_maturity_model(draft)
    file = tmp_path / "dump.json"
    parts = [model._meta.label for model in (models.MaturityModel, *PARTS)]
    options = {"use_natural_primary_keys": True, "use_natural_foreign_keys": True}
    call_command("dumpdata", *parts, output=str(file), verbosity=0, **options)
    assert '"pk"' not in file.read_text()
    draft.delete()
    assert not models.Stone.objects.exists()
    # Another version first, so that primary keys are not what they were.
    factories.make_maturity_model(publish=False, version=9)
    call_command("loaddata", str(file), verbosity=0)
    again = models.MaturityModel.objects.get(version=1)
    assert again.pk != draft.pk
    assert again.status == "draft"
    assert read_maturity_model(again) == before
    assert compare(again, shipped_document()) == ()
