import hashlib
import io
import json
from dataclasses import fields, is_dataclass
from typing import get_args, get_type_hints

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from jsonschema import Draft202012Validator

from assessments.domain.scorecard import Scorecard
from assessments.queries.snapshots import from_document, load_scorecard
from tests import factories

pytestmark = pytest.mark.rows

SCHEMA = json.loads((settings.BASE_DIR / "docs/schemas/scorecard.schema.json").read_text())


def export(assessment):
    out = io.StringIO()
    call_command("export_scorecard", str(assessment), stdout=out)
    return json.loads(out.getvalue())


def find_errors(document):
    return [error.message for error in Draft202012Validator(SCHEMA).iter_errors(document)]


def test_export_scorecard_prints_the_stored_snapshot(closed_assessment):
    document = export(closed_assessment.pk)
    assert find_errors(document) == []
    assert document["digest"] == closed_assessment.snapshot.digest
    assert document["assessment"]["id"] == str(closed_assessment.pk)
    assert [stage["code"] for stage in document["stages"]] == [
        "basic",
        "functional",
        "integrated",
        "customer_first",
    ]
    assert from_document(document["scorecard"]) == load_scorecard(closed_assessment)


def test_export_scorecard_can_be_checked_by_its_digest(closed_assessment):
    document = export(closed_assessment.join_code)
    text = json.dumps(
        document["scorecard"], sort_keys=True, separators=(",", ":"), ensure_ascii=False
    )
    assert hashlib.sha256(text.encode()).hexdigest() == document["digest"]


def test_export_scorecard_of_a_quick_form_fits_the_schema(organisation, maturity_model):
    assessment = factories.make_assessment(
        organisation, maturity_model, form="quick", min_group_size=3
    )
    quick = maturity_model.stone_set.filter(item__quick=True).values_list("code", flat=True)
    factories.answer(assessment, "sales", dict.fromkeys(quick, (2, 2)), count=4)
    factories.close(assessment)
    document = export(assessment.pk)
    assert find_errors(document) == []
    assert document["scorecard"]["blocks"][0]["indicative"] is True


def test_export_scorecard_of_too_few_answers_says_that_nothing_may_be_shown(assessment):
    factories.answer(assessment, "sales", {"VIS-1": (2, 2)}, count=2)
    factories.close(assessment)
    document = export(assessment.pk)
    assert find_errors(document) == []
    assert document["scorecard"] is None


def test_export_scorecard_needs_a_closed_assessment(assessment):
    with pytest.raises(CommandError, match="is not closed yet: results exist once") as caught:
        export(assessment.pk)
    assert caught.value.returncode == 1


def _dataclasses(kind):
    found = {kind} if is_dataclass(kind) else set()
    hints = get_type_hints(kind).values() if is_dataclass(kind) else get_args(kind)
    return found.union(*(_dataclasses(hint) for hint in hints)) if hints else found


SECOND_EDITION = {"workstreams", "spread", "edition"}
"""Snapshots that were stored before have none of these, and stay as they are."""


def test_scorecard_schema_names_every_field_of_the_scorecard():
    objects = []

    def walk(node):
        if isinstance(node, dict):
            if "properties" in node:
                objects.append(set(node["properties"]))
                assert node["required"]
                assert set(node["required"]) == set(node["properties"]) - SECOND_EDITION
                assert node["additionalProperties"] is False
            for value in node.values():
                walk(value)
        elif isinstance(node, list):
            for value in node:
                walk(value)

    walk(SCHEMA)
    for kind in _dataclasses(Scorecard):
        assert {field.name for field in fields(kind)} in objects, kind


def test_export_scorecard_refuses_altered_results(closed_assessment):
    snapshot = closed_assessment.snapshot
    snapshot.delete()
    snapshot.payload["respondents"] += 1
    snapshot.save(force_insert=True)

    with pytest.raises(CommandError, match="changed after closing"):
        export(closed_assessment.pk)
