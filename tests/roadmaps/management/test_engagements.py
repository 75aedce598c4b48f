import json

import pytest
from django.core.management import CommandError, call_command

from assessments.models import Organisation
from tests.roadmaps.rows import make_roadmap

pytestmark = pytest.mark.rows


@pytest.fixture
def file(closed_assessment, tmp_path):
    make_roadmap(closed_assessment)
    path = tmp_path / "engagement.json"
    call_command("export_engagement", str(closed_assessment.organisation_id), output=path)
    return path


def test_engagement_goes_out_and_comes_in(file, stan, capsys):
    call_command("import_engagement", str(file), consultant="stan")

    told = capsys.readouterr().out
    assert "(this instance); signature and results hold." in told
    assert "1 assessments, 1 roadmaps, 0 entries of registers" in told
    assert Organisation.objects.get(name="Acme (demo) (imported)").memberships.get().user == stan


def test_dry_run_writes_nothing(file, stan, capsys):
    call_command("import_engagement", str(file), consultant="stan", dry_run=True)

    assert "Nothing was written." in capsys.readouterr().out
    assert Organisation.objects.count() == 1


def test_unknown_signer_needs_its_fingerprint(file, stan, settings, tmp_path):
    settings.DATA_DIR = tmp_path
    fingerprint = json.loads(file.read_text())["seal"]["fingerprint"]

    with pytest.raises(CommandError, match="--trust FINGERPRINT"):
        call_command("import_engagement", str(file), consultant="stan")
    with pytest.raises(CommandError, match="--trust FINGERPRINT"):
        call_command("import_engagement", str(file), consultant="stan", trust="0" * 64)
    assert Organisation.objects.count() == 1
    call_command("import_engagement", str(file), consultant="stan", trust=fingerprint.upper())

    assert Organisation.objects.count() == 2


def test_commands_say_in_one_line_what_is_missing(file, tmp_path, stan):
    with pytest.raises(CommandError, match="There is nobody called nora"):
        call_command("import_engagement", str(file), consultant="nora")
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("import_engagement", str(tmp_path / "none.json"), consultant="stan")
    with pytest.raises(CommandError, match="There is no organisation x"):
        call_command("export_engagement", "x", output=tmp_path / "y")
    with pytest.raises(CommandError, match="There is no folder"):
        call_command(
            "export_engagement", str(Organisation.objects.get().pk), output=tmp_path / "a" / "y"
        )
