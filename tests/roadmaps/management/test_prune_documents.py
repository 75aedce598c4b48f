import datetime as dt
import os

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.utils import timezone

from roadmaps.models import Report
from tests.roadmaps.rows import make_roadmap

pytestmark = pytest.mark.rows
OLD = dt.timedelta(days=91)


@pytest.fixture
def folder(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path
    (tmp_path / "reports").mkdir()
    return tmp_path / "reports"


@pytest.fixture
def make(closed_assessment, folder):
    """A report that was asked for so long ago, with its file."""
    roadmap = make_roadmap(closed_assessment)

    def add(age, status="ready", **fields):
        with time_machine.travel(timezone.now() - age, tick=False):
            row = Report.objects.create(roadmap=roadmap, language="en", status=status, **fields)
        Report.objects.filter(pk=row.pk).update(file=f"reports/{row.pk}.pdf")
        (folder / f"{row.pk}.pdf").write_bytes(b"%PDF")
        return row

    return add


@pytest.fixture
def leave(folder):
    """A file that no report has, written so long ago."""

    def write(name, age):
        path = folder / name
        path.write_bytes(b"rest")
        moment = (timezone.now() - age).timestamp()
        os.utime(path, (moment, moment))
        return path

    return write


def prune(capsys, *arguments):
    call_command("prune_documents", *arguments)
    return capsys.readouterr().out


def names(folder):
    return {path.name for path in folder.iterdir()}


def test_old_documents_and_what_was_left_over_go(
    make, leave, folder, capsys, django_capture_on_commit_callbacks
):
    make(OLD)
    make(OLD, status="failed")
    young, on_its_way = make(dt.timedelta(days=89)), make(OLD, status="running")
    leave("a.part", dt.timedelta(days=2))
    being_written = leave("b.part", dt.timedelta(hours=1))

    with django_capture_on_commit_callbacks(execute=True):
        told = prune(capsys, "--yes")

    assert told == "Deleted: 2 documents and 1 file of no document.\n"
    assert set(Report.objects.all()) == {young, on_its_way}
    assert names(folder) == {f"{young.pk}.pdf", f"{on_its_way.pk}.pdf", being_written.name}


def test_without_yes_it_only_says_what_it_would_do(make, folder, capsys):
    make(OLD)

    told = prune(capsys)
    assert told == (
        "Old enough to go: 1 document and 0 files of no document.\n"
        "Nothing was deleted; --yes deletes them.\n"
    )
    assert Report.objects.count() == 1
    assert len(names(folder)) == 1


def test_days_say_how_old_is_old(make, capsys):
    make(dt.timedelta(days=8))

    assert prune(capsys) == "No document is that old, and no file is left over.\n"
    assert "1 document " in prune(capsys, "--days", "7")
    with pytest.raises(CommandError, match="--days"):
        prune(capsys, "--days", "0")
