import io

import pytest
from django.core.management import CommandError, call_command

from assessments import models
from assessments.exchange.formats import to_json
from tests import factories
from tests.builders import shipped_document

pytestmark = pytest.mark.rows


def export(*arguments):
    out = io.StringIO()
    call_command("export_model", *arguments, stdout=out)
    return out.getvalue()


def test_export_model_prints_the_document(maturity_model):
    assert export("cx-maturity", "1") == to_json(shipped_document())


@pytest.mark.parametrize("name", ["json", "yaml"])
def test_export_model_and_load_model_give_the_same_bytes(db, tmp_path, name):
    draft = factories.make_maturity_model(publish=False)
    file = tmp_path / f"model.{name}"
    file.write_text(export("cx-maturity", "1", "--format", name), encoding="utf-8")
    draft.delete()

    call_command("load_model", file, stdout=io.StringIO())

    assert export("cx-maturity", "1", "--format", name) == file.read_text(encoding="utf-8")


def test_export_model_tells_which_versions_there_are(maturity_model):
    told = "There is no version 2 of cx-maturity. There is: cx-maturity 1."
    with pytest.raises(CommandError, match=told):
        export("cx-maturity", "2")


def test_export_model_of_an_empty_database_names_the_command_that_fills_it(db):
    assert not models.MaturityModel.objects.exists()
    with pytest.raises(CommandError, match="There is none yet: load_model brings one in"):
        export("cx-maturity", "1")
