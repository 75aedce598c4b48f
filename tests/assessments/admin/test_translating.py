import re

import pytest
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from assessments import models
from assessments.actions.maturity_model import publish_maturity_model
from assessments.exchange.spreadsheets import render_workbook
from assessments.exchange.texts import read_texts
from tests import factories
from tests.assessments.exchange.workbooks import edited, place_of

HIDDEN = re.compile(r'<input type="hidden" name="(digest|seen|name)" value="([^"]*)">')


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.DATA_DIR = tmp_path


@pytest.fixture
def draft(db):
    return factories.make_maturity_model(publish=False)


@pytest.fixture
def editor(as_user, db):
    eddy = factories.make_user("eddy", is_staff=True)
    eddy.groups.add(Group.objects.get(name="model editors"))
    return as_user(eddy)


@pytest.fixture
def content(draft):
    """The texts of the draft with another French title of VIS-1."""
    book = render_workbook(read_texts(draft))
    row = place_of(book, "stone", "VIS-1", "title")
    return edited(book, **{f"E{row}": "Un autre titre"})


def page_of(row):
    return reverse("admin:assessments_maturitymodel_texts", args=[row.pk])


def look(editor, row, content):
    return editor.post(page_of(row), {"file": SimpleUploadedFile("t.xlsx", content)})


def hidden(response):
    return dict(HIDDEN.findall(response.content.decode()))


def title_of(row):
    return row.stone_set.get(code="VIS-1").title_fr


def test_texts_go_out_as_a_workbook(editor, draft):
    answer = editor.get(page_of(draft), {"format": "xlsx"})
    assert answer["Content-Disposition"] == 'attachment; filename="cx-maturity-1-texts.xlsx"'
    assert place_of(answer.content, "stone", "VIS-1", "title") > 1


def test_texts_are_shown_word_by_word_before_they_are_written(editor, draft, content):
    before = title_of(draft)
    page = look(editor, draft, content).content.decode()
    assert "1 text changes" in page
    assert "<del>Écrire" in page
    assert "autre" in page
    assert title_of(draft) == before


def test_texts_are_written_into_the_draft_after_the_yes(editor, draft, content):
    answer = editor.post(page_of(draft), hidden(look(editor, draft, content)), follow=True)
    assert "1 text is changed in" in answer.content.decode()
    assert title_of(draft) == "Un autre titre"
    english = draft.stone_set.get(code="VIS-1").title_en
    assert english == "Write a shared experience intent"


def test_texts_twice_sent_are_written_once(editor, draft, content):
    said = hidden(look(editor, draft, content))
    editor.post(page_of(draft), said)
    models.Stone.objects.filter(code="VIS-1").update(title_fr="Plus tard")
    answer = editor.post(page_of(draft), said, follow=True)
    assert "That file was taken in already" in answer.content.decode()
    assert title_of(draft) == "Plus tard"


def test_texts_for_a_published_version_make_a_new_draft(editor, draft, content):
    publish_maturity_model(maturity_model=draft)
    before = title_of(draft)
    editor.post(page_of(draft), hidden(look(editor, draft, content)))
    copy = models.MaturityModel.objects.get(version=2)
    assert (copy.status, title_of(copy), title_of(draft)) == ("draft", "Un autre titre", before)


def test_texts_are_shown_again_when_the_draft_changed_since(editor, draft, content):
    said = hidden(look(editor, draft, content))
    models.Stone.objects.filter(code="VIS-1").update(title_fr="Entre-temps")
    answer = editor.post(page_of(draft), said)
    page = answer.content.decode()
    assert "has changed in the meantime" in page
    assert "<del>Entre-temps</del>" in page
    assert title_of(draft) == "Entre-temps"
    editor.post(page_of(draft), hidden(answer))
    assert title_of(draft) == "Un autre titre"


def test_texts_are_refused_when_the_draft_lost_their_rows_since(editor, draft, content):
    said = hidden(look(editor, draft, content))
    models.Item.objects.filter(code="VIS-1").delete()
    page = editor.post(page_of(draft), said).content.decode()
    assert "this version has no text &#x27;item VIS-1 question&#x27;" in page


def test_texts_that_change_nothing_ask_nothing(editor, draft):
    answer = look(editor, draft, render_workbook(read_texts(draft)))
    assert "there is nothing to change" in answer.content.decode()
    assert hidden(answer) == {}


def test_texts_with_errors_write_nothing_at_all(editor, draft, content):
    before = title_of(draft)
    answer = look(editor, draft, edited(content, D3="<b>bold</b>"))
    page = answer.content.decode()
    assert "t.xlsx cannot be taken. Nothing was written." in page
    assert "row 3, English: texts are plain, without tags like &#x27;&lt;b&gt;" in page
    assert title_of(draft) == before


def test_texts_can_be_read_and_not_changed_by_readers(as_user, draft, content):
    rhea = factories.make_user("rhea", is_staff=True)
    rhea.groups.add(Group.objects.get(name="model readers"))
    reader = as_user(rhea)
    assert b'type="file"' not in reader.get(page_of(draft)).content
    assert look(reader, draft, content).status_code == 403
    assert place_of(
        reader.get(page_of(draft), {"format": "xlsx"}).content, "stone", "VIS-1", "title"
    )


def test_texts_of_more_than_two_megabytes_are_refused(editor, draft):
    answer = look(editor, draft, b"PK" + b"\0" * 2_000_001)
    assert "The file is larger than 2 MB." in answer.content.decode()
