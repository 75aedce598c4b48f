import pypdf
import pytest
from django.core.management import CommandError, call_command

from tests import factories
from tests.roadmaps.rows import make_roadmap


@pytest.fixture
def roadmap(closed_assessment):
    return make_roadmap(closed_assessment)


def test_report_is_written_to_a_file(roadmap, tmp_path, capsys, monkeypatch):
    pages = []
    monkeypatch.setattr(
        "roadmaps.tasks.makers.render_apart",
        lambda html, _edition, **_how: pages.append(html) or b"%PDF",
    )
    path = tmp_path / "board.pdf"
    call_command("export_report", str(roadmap.pk), "-o", str(path), "--language", "fr")

    assert path.read_bytes() == b"%PDF"
    assert '<html lang="fr"' in pages[0]
    assert [file.name for file in tmp_path.iterdir()] == ["board.pdf"]
    assert str(path) in capsys.readouterr().out


@pytest.mark.parametrize("text", ["nothing", "9f0c2f5e-6f0e-4e0c-9a37-2f4d0f0b1c11"])
def test_unknown_roadmap_is_named(db, tmp_path, text):
    with pytest.raises(CommandError, match=f"There is no roadmap {text}"):
        call_command("export_report", text, "-o", str(tmp_path / "a.pdf"))


def test_missing_folder_and_missing_results_are_told_and_nothing_is_written(roadmap, tmp_path):
    with pytest.raises(CommandError, match="There is no folder"):
        call_command("export_report", str(roadmap.pk), "-o", str(tmp_path / "no" / "a.pdf"))
    factories.withhold_results(roadmap.assessment)
    with pytest.raises(CommandError, match="Too few people answered"):
        call_command("export_report", str(roadmap.pk), "-o", str(tmp_path / "a.pdf"))

    assert list(tmp_path.iterdir()) == []


def test_each_kind_of_document_may_be_written(roadmap, tmp_path):
    path = tmp_path / "plan.xlsx"
    call_command("export_report", str(roadmap.pk), "-o", str(path), "--kind", "workbook")

    assert path.read_bytes().startswith(b"PK")


def test_paper_and_archive_are_chosen(roadmap, tmp_path):
    path = tmp_path / "handover.pdf"
    call_command(
        *("export_report", str(roadmap.pk), "-o", str(path), "--kind", "handover"),
        *("--size", "Letter", "--archive"),
    )

    document = pypdf.PdfReader(path)
    assert [float(side) for side in document.pages[0].mediabox[2:]] == [612, 792]
    assert set(document.attachments) == {"figures.json", "results.csv", "roadmap.csv"}
