"""Stored results against stored answers."""

import io
import re

import pytest
from django.core.management import CommandError, call_command

from assessments import models
from assessments.actions.assessments import score_assessment
from assessments.actions.maturity_model import copy_maturity_model, publish_maturity_model
from assessments.actions.recomputing import find_difference
from assessments.queries.snapshots import digest, to_document
from tests import factories

pytestmark = pytest.mark.rows


def check(*assessments):
    out = io.StringIO()
    call_command("check_snapshots", *assessments, stdout=out)
    return out.getvalue()


def check_alarming(*assessments):
    out = io.StringIO()
    with pytest.raises(CommandError, match="do not agree") as caught:
        call_command("check_snapshots", *assessments, stdout=out)
    assert caught.value.returncode == 1
    return out.getvalue()


def store(assessment, payload, fingerprint=None):
    snapshot = assessment.snapshot
    snapshot.delete()
    snapshot.payload, snapshot.digest = payload, fingerprint or digest(payload)
    snapshot.save(force_insert=True)


def test_recomputing_gives_the_same_bytes(closed_assessment):
    before = models.Snapshot.objects.values().get()

    assert check(closed_assessment.join_code) == (
        f"{closed_assessment.pk} same\n1 checked, 0 not as they should be.\n"
    )
    assert models.Snapshot.objects.values().get() == before


def test_every_closed_assessment_is_checked(closed_assessment, organisation, maturity_model):
    few = factories.make_assessment(organisation, maturity_model)
    factories.answer(few, "sales", {"VIS-1": (2, 2)}, count=2)
    factories.close(few)
    nobody = factories.make_assessment(organisation, maturity_model, form="matrix")
    factories.close(nobody)
    factories.make_assessment(organisation, maturity_model)  # open: nothing is stored yet

    told = check()
    assert told.count(" same\n") == 2
    assert f"{nobody.pk} not recomputable: no answers are stored" in told
    assert "3 checked" in told


def test_a_changed_payload_is_told(closed_assessment):
    payload = closed_assessment.snapshot.payload
    payload["respondents"] += 1
    store(closed_assessment, payload, fingerprint="0" * 64)

    assert "DIGEST BROKEN" in check_alarming()


def test_a_changed_answer_is_told_by_its_first_place_and_not_by_its_value(closed_assessment):
    sheet = closed_assessment.sheets.first()
    packed = bytearray(sheet.packed)
    packed[0] = 4
    models.Sheet.objects.filter(pk=sheet.pk).update(packed=bytes(packed))

    told = check_alarming(str(closed_assessment.pk))
    assert re.search(r" DIFFERS first at blocks\.\d\.readings\.0\.cumulative\n", told)


def test_a_forged_snapshot_with_a_fitting_digest_is_told(closed_assessment):
    payload = closed_assessment.snapshot.payload
    payload["organisation"]["mean_score"] += 1
    store(closed_assessment, payload)

    assert "DIFFERS first at organisation.mean_score" in check_alarming()


def test_what_cannot_be_recomputed_is_no_alarm(closed_assessment):
    payload = dict(closed_assessment.snapshot.payload)
    for name in ("spread", "workstreams", "edition"):
        del payload[name]
    store(closed_assessment, payload)
    assert "same as far as its former edition of the method goes" in check()

    closed_assessment.sheets.all().delete()
    assert "not recomputable: the answers were deleted" in check()


def test_results_that_were_taken_away_with_their_answers_are_not_called_the_same(closed_assessment):
    closed_assessment.sheets.all().delete()
    store(closed_assessment, None)

    assert f"{closed_assessment.pk} not recomputable: no answers are stored" in check()


@pytest.mark.parametrize("edition", [None, 1])
def test_a_forged_snapshot_cannot_hide_behind_a_former_edition(closed_assessment, edition):
    payload = dict(closed_assessment.snapshot.payload)
    for name in ("spread", "workstreams", "edition"):
        del payload[name]
    if edition:
        payload["edition"] = edition
    payload["respondents"] += 1
    store(closed_assessment, payload)

    assert "FORMER EDITION DIFFERS first at respondents" in check_alarming()


@pytest.mark.parametrize("packed", [b"", b"\x01\x02"])
def test_a_broken_sheet_is_told_and_the_others_are_checked(
    closed_assessment, organisation, maturity_model, packed
):
    few = factories.make_assessment(organisation, maturity_model)
    factories.answer(few, "sales", {"VIS-1": (2, 2)}, count=2)
    factories.close(few)
    sheet = closed_assessment.sheets.first()
    models.Sheet.objects.filter(pk=sheet.pk).update(packed=packed)

    told = check_alarming()
    assert f"{few.pk} same" in told
    assert f"{closed_assessment.pk} SHEET BROKEN" in told


def test_a_newer_version_of_the_model_changes_nothing(closed_assessment, maturity_model):
    before = to_document(score_assessment(closed_assessment))
    draft = copy_maturity_model(maturity_model=maturity_model)
    draft.stone_set.filter(code="VIS-1").update(impact=5, title_en="Something else")
    draft.stone_set.exclude(code="VIS-1").update(impact=1)
    publish_maturity_model(maturity_model=draft)

    assert to_document(score_assessment(closed_assessment)) == before
    assert " same\n" in check()


def test_differences_are_found_at_their_place():
    assert find_difference({"a": [1, {"b": 2.0}]}, {"a": [1, {"b": 2.0}]}) == ""
    assert find_difference({"a": [1, {"b": 2}]}, {"a": [1, {"b": 3}]}) == "a.1.b"
    assert find_difference({"a": [1]}, {"a": [1, 2]}) == "a.length"
    assert find_difference({"a": 1}, {"a": 1.0}) == "a"
    assert find_difference(None, {"a": 1}) == "whole"
