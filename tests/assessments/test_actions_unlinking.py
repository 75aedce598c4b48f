"""What a closing leaves in the files of the database."""

import logging
from contextlib import closing

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import ConnectionHandler, OperationalError, connection

from assessments import models, tasks
from assessments.actions import unlinking
from assessments.actions.recomputing import Outcome, check_snapshot
from assessments.actions.saving import AnswerRefused
from assessments.actions.withdrawing import withdraw_sheet
from tests import factories

pytestmark = pytest.mark.rows
PLACES = {"sqlite": "rowid", "postgresql": "ctid"}
PARTS = (models.Sheet, models.Answer, models.Position, models.Comment)


def places(model):
    """The rows of a table as they lie in the file."""
    table, place = model._meta.db_table, PLACES[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {table} ORDER BY {place}")  # noqa: S608
        return [tuple(row) for row in cursor.fetchall()]


@pytest.fixture
def answered(assessment):
    """Thirty sheets, each with three answers and a comment."""
    said = {"VIS-1": (3, 2), "VIS-2": (1, 1), "VOC-1": (4, 4)}
    sheets = factories.answer(assessment, "sales", said, count=30)
    block = models.Block.objects.first()
    for number, sheet in enumerate(sheets):
        models.Comment.objects.create(sheet=sheet, block=block, text=f"Remark {number}")
    return assessment


def test_closed_sheets_are_the_same_in_another_order(answered):
    factories.close(answered)
    before = [places(model) for model in PARTS]

    assert unlinking.mix_sheets(pk=answered.pk) == 30

    after = [places(model) for model in PARTS]
    assert [sorted(map(str, rows)) for rows in after] == [sorted(map(str, rows)) for rows in before]
    assert [rows == were for rows, were in zip(after, before, strict=True)] == [
        False, False, True, False,  # nobody placed a block
    ]  # fmt: skip
    assert check_snapshot(models.Snapshot.objects.get()).outcome == Outcome.SAME
    connection.check_constraints()


def test_open_sheets_stay_where_they_are(answered):
    before = places(models.Sheet)

    assert unlinking.mix_sheets(pk=answered.pk) == 0
    assert places(models.Sheet) == before


def test_other_assessments_stay_where_they_are(answered, organisation, maturity_model):
    other = factories.make_assessment(organisation, maturity_model)
    factories.answer(other, "sales", {"VIS-1": (2, 2)}, count=5)
    factories.close(other)
    keys = [key for (key,) in models.Sheet.objects.filter(assessment=answered).values_list("pk")]

    assert unlinking.mix_sheets(pk=other.pk) == 5
    left = [key for (key,) in models.Sheet.objects.filter(assessment=answered).values_list("pk")]
    assert sorted(left) == sorted(keys)


def test_closing_orders_the_mixing(answered, monkeypatch):
    mixed = []
    monkeypatch.setattr(tasks, "mix_sheets", lambda **facts: mixed.append(facts))

    tasks.close(assessment=answered)

    assert mixed == [{"pk": str(answered.pk)}]


def test_sheet_that_is_being_mixed_is_not_taken_for_withdrawn(answered):
    sheet = models.Sheet.objects.first()
    factories.close(answered)
    models.Sheet.objects.filter(pk=sheet.pk).delete()

    with pytest.raises(AnswerRefused, match="closed"):
        withdraw_sheet(sheet=sheet)


@pytest.fixture
def file(tmp_path, django_db_blocker, monkeypatch):
    """A connection as the product has one, to a file with addresses that were deleted."""
    database = settings.SQLITE | {"NAME": tmp_path / "cxmaturity.sqlite3"}
    opened = ConnectionHandler({"default": database})["default"]
    with django_db_blocker.unblock(), closing(opened), opened.cursor() as cursor:
        cursor.execute("CREATE TABLE invitation (email TEXT PRIMARY KEY, sheet TEXT)")
        for number in range(500):
            cursor.execute("INSERT INTO invitation VALUES (%s, %s)", [f"p{number}@x.org", "s"])
        cursor.execute("DELETE FROM invitation WHERE email LIKE %s", ["%x.org"])
        monkeypatch.setattr(unlinking, "connection", opened)
        yield opened


def test_files_hold_nothing_of_what_was_deleted(file, tmp_path):
    def found():
        return b"".join(each.read_bytes() for each in tmp_path.iterdir()).count(b"@x.org")

    assert found()
    assert unlinking.tidy_files()
    assert not found()
    assert (tmp_path / "cxmaturity.sqlite3-wal").stat().st_size == 0


@pytest.mark.parametrize("trouble", [OperationalError("database is locked"), False])
def test_tidying_tries_again_and_says_when_it_gave_up(monkeypatch, caplog, trouble):
    tried = []

    def tidy_files():
        tried.append(1)
        if trouble:
            raise trouble
        return trouble

    monkeypatch.setattr(tasks, "tidy_files", tidy_files)
    monkeypatch.setattr(tasks, "PAUSE", 0)
    with caplog.at_level(logging.WARNING, "assessments.tasks"):
        tasks.tidy()

    assert len(tried) == tasks.TRIES
    assert "run prune --yes" in caplog.text


def test_prune_tidies(monkeypatch, django_capture_on_commit_callbacks, db):
    tidied = []
    monkeypatch.setattr("assessments.management.commands.prune.tidy", lambda: tidied.append(1))

    for options, count in (([], 0), (["--yes"], 1)):
        with django_capture_on_commit_callbacks(execute=True):
            call_command("prune", *options)
        assert len(tidied) == count
