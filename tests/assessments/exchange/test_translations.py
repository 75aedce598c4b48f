import io
import time
import zipfile

import pytest
from openpyxl import Workbook, load_workbook

from assessments import models
from assessments.exchange.spreadsheets import HEADER, render_workbook
from assessments.exchange.texts import read_texts
from assessments.exchange.translations import MOST_ROWS, find_changed_texts, read_workbook
from cxmaturity.documents.problems import DocumentErrors
from tests import factories
from tests.assessments.exchange.workbooks import edited, place_of, repacked, saved

pytestmark = pytest.mark.rows


@pytest.fixture
def draft(db):
    return factories.make_maturity_model(publish=False)


@pytest.fixture
def book(draft):
    return render_workbook(read_texts(draft))


def changes(draft, content):
    return find_changed_texts(read_workbook(content), read_texts(draft))


def refusal(draft, content):
    with pytest.raises(DocumentErrors) as errors:
        changes(draft, content)
    return str(errors.value)


def test_workbook_has_a_row_for_every_text_and_nothing_but_texts(draft, book):
    sheet = load_workbook(io.BytesIO(book)).active
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0] == HEADER
    assert rows[1][:3] == ("maturitymodel", "cx-maturity", "name")
    keys = [row[:3] for row in rows[1:]]
    assert len(keys) == len(set(keys)) == len(read_texts(draft))
    stone = draft.stone_set.get(code="VIS-1")
    assert ("stone", "VIS-1", "title", stone.title_en, stone.title_fr) in rows
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} == {"s"}


def test_workbook_keeps_texts_that_look_like_formulas_as_texts(draft):
    texts = ["=1+1", "+33", "-x", "@sum", "\t=1", "  =cmd", "＝1"]
    for stone, text in zip(draft.stone_set.order_by("position"), texts, strict=False):
        models.Stone.objects.filter(pk=stone.pk).update(title_en=text)

    content = render_workbook(read_texts(draft))

    sheet = load_workbook(io.BytesIO(content)).active
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} == {"s"}
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")
    assert changes(draft, content) == ()


def test_workbook_of_awkward_texts_comes_back_without_a_change(draft):
    awkward = [
        "bell\x07",
        "a\r\nb",
        "a_x0041_b",
        "\ufffe",
        " spaces ",
        "l\u2028l",
        "é\u202f?",
        "&<>\"'",
    ]
    for stone, text in zip(draft.stone_set.order_by("position"), awkward, strict=False):
        models.Stone.objects.filter(pk=stone.pk).update(title_en=text)
    assert changes(draft, render_workbook(read_texts(draft))) == ()


def test_find_changed_texts_finds_what_a_translator_changed(draft, book):
    row = place_of(book, "stone", "VIS-1", "title")
    (changed,) = changes(
        draft, edited(book, **{f"E{row}": " Un _x0041_utre\r\ntitre ", f"D{row}": None})
    )
    assert changed.key == ("stone", "VIS-1", "title")
    english = draft.stone_set.get(code="VIS-1").title_en
    assert changed.texts == (english, "Un Autre\ntitre")


def test_find_changed_texts_takes_a_few_rows_alone(draft):
    book = Workbook()
    for row in (HEADER, ("stone", "VIS-1", "title", "Other", None), (None,) * 5):
        book.active.append(row)
    assert [text.texts[0] for text in changes(draft, saved(book))] == ["Other"]


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({"B2": "nobody"}, "row 2: this version has no text 'maturitymodel nobody name'"),
        ({"A2": "organisation"}, "row 2: this version has no text 'organisation cx-maturity name'"),
        ({"C2": "status"}, "row 2: this version has no text"),
        ({"C4": "name"}, "row 4: 'stage basic name' was in row 3 already"),
        ({"D3": 12}, "row 3, English: must be a text: no formula, number or date"),
        ({"E3": "=1+1"}, "row 3, French: must be a text: no formula, number or date"),
        ({"D3": "<img src=x onerror=alert(1)>"}, "row 3, English: texts are plain, without tags"),
        ({"D3": "bell_x0007_"}, "row 3, English: the text holds a control character"),
        ({"D3": "x" * 61}, "row 3, English: has 61 characters; 60 fit"),
        ({"D4": "x" * 2001}, "row 4, English: has 2001 characters; 2000 fit"),
        ({"A1": "Where"}, "the first row must be: Part | Code | Field | English | French"),
    ],
)
def test_find_changed_texts_refuses_with_the_row(draft, book, cells, expected):
    assert expected in refusal(draft, edited(book, **cells))


def test_find_changed_texts_tells_all_errors_at_once(draft, book):
    told = refusal(draft, edited(book, B2="x", D3=12, D4=True)).splitlines()
    assert [line.partition(":")[0] for line in told] == [
        "row 2",
        "row 3, English",
        "row 4, English",
    ]


@pytest.mark.parametrize(
    "definition",
    [
        b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE x [<!ENTITY e "ha">]>'.encode("utf-16"),
    ],
)
def test_read_workbook_refuses_document_types_and_entities(draft, book, definition):
    def define(name, content):
        return definition + content if name.endswith("sheet1.xml") else content

    told = refusal(draft, repacked(book, define))
    assert told.startswith("holds a document type or entities")


def test_read_workbook_refuses_a_zip_bomb_quickly(draft, book):
    def inflate(name, content):
        return b" " * 300_000_000 if name.endswith("sheet1.xml") else content

    bomb = repacked(book, inflate)
    assert len(bomb) < 2_000_000
    start = time.perf_counter()
    assert refusal(draft, bomb) == "holds far more than its size says"
    assert time.perf_counter() - start < 2


def test_read_workbook_refuses_many_files_in_one(draft):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for number in range(201):
            archive.writestr(f"{number}.xml", "")
    assert refusal(draft, stream.getvalue()) == "holds far more than its size says"


def test_read_workbook_refuses_more_rows_than_a_model_has_texts(draft):
    book = Workbook()
    book.active.append(HEADER)
    book.active.cell(1_048_576, 1).value = "far away"
    assert refusal(draft, saved(book)) == f"has more than {MOST_ROWS} rows"


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 no", b"\xd0\xcf\x11\xe0 old", b"a,b\n1,2\n"])
def test_read_workbook_refuses_what_is_no_workbook(draft, content):
    assert refusal(draft, content) == "is no workbook (.xlsx) that can be read"


def test_read_workbook_refuses_broken_xml_and_archives_without_a_sheet(draft, book):
    def cut(name, content):
        return content[:100] if name.endswith("sheet1.xml") else content

    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("hello.txt", "hello")
    for content in (repacked(book, cut), stream.getvalue()):
        assert refusal(draft, content) == "is no workbook (.xlsx) that can be read"


def test_read_workbook_refuses_more_than_two_megabytes(draft):
    assert refusal(draft, b"PK" + b"\0" * 2_000_000) == "is larger than 2 MB"
