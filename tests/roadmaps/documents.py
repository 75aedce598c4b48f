"""Documents for tests: printed, or as the page that is printed; and what is held of every one."""

import datetime as dt
import io
import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pypdf
from django.utils import timezone
from pypdf.generic import NameObject

from cxmaturity.lettering import width_of
from roadmaps.models import Report, Roadmap
from roadmaps.tasks import MAKERS, Order, make_document

FULL = Report.Kind.FULL


def print_document(
    roadmap: Roadmap, language: str = "en", kind: Report.Kind = FULL, **asked: Any
) -> bytes:
    """The file."""
    order = Order(roadmap, timezone.localdate(), language, **asked)
    return make_document(order, kind).content


def write_document(roadmap: Roadmap, made_on: dt.date, kind: Report.Kind = FULL) -> str:
    """The page that is printed, in the language that is active."""
    order, maker = Order(roadmap, made_on), MAKERS[kind]
    page: str = maker.write(maker.read(order), order)[0]
    return page


@dataclass(frozen=True, slots=True)
class Piece:
    """Letters of one font, on the line `y`: from `x`, where their line or a change of place began,
    to `end`, in points."""

    x: float
    end: float
    y: float
    text: str


def read(content: bytes) -> pypdf.PdfReader:
    """A file as its readers find it."""
    return pypdf.PdfReader(io.BytesIO(content))


def text_of(document: pypdf.PdfReader) -> str:
    """All its words, in a row."""
    return squeeze(" ".join(page.extract_text() for page in document.pages))


def squeeze(text: str) -> str:
    """With plain single spaces only."""
    return re.sub(r"\s+", " ", text)


def elements(document: pypdf.PdfReader) -> list[tuple[str, Any]]:
    """Structure elements in reading order: kind and element."""

    def walk(element: Any) -> Iterator[tuple[str, Any]]:
        if isinstance(element, pypdf.generic.DictionaryObject):
            if "/S" in element:
                yield str(element["/S"]), element
            kids = element.get("/K", [])
            for kid in kids if isinstance(kids, list) else [kids]:
                yield from walk(kid.get_object())

    roots = document.root_object["/StructTreeRoot"]["/K"]
    return [pair for kid in roots for pair in walk(kid.get_object())]


def pieces_of(page: pypdf.PageObject) -> list[Piece]:
    """Where every text of a page stands, but for that inside drawings, which have measures of
    their own."""
    found: list[Piece] = []
    resources = page["/Resources"]
    drawings = resources.pop("/XObject", None)

    def visit(text: str, cm: Any, tm: Any, font: Any, size: float) -> None:
        if text.strip():
            scale, x, y = tm[0] * cm[0], tm[4] * cm[0] + cm[4], tm[5] * cm[3] + cm[5]
            is_strong = "Semi" in str((font or {}).get("/BaseFont", ""))
            width = width_of(text.strip("\n"), size * abs(scale), strong=is_strong)
            found.append(Piece(x, x + width, y, text))

    page.extract_text(visitor_text=visit)
    if drawings is not None:
        resources[NameObject("/XObject")] = drawings
    return found


def check_structure(document: pypdf.PdfReader, language: str, owner: str) -> None:
    """What PDF/UA asks of every document, as far as a program can tell: language, title, one tree
    of headings, figures told, tables with heads and their scope, lists of items, bookmarks, our
    fonts inside, no picture but logos, nothing enclosed."""
    root, found = document.root_object, elements(document)
    levels = [int(kind[2]) for kind, _ in found if re.fullmatch(r"/H\d", kind)]
    figures = [element for kind, element in found if kind == "/Figure"]
    heads = [element for kind, element in found if kind == "/TH"]

    assert root["/Lang"] == language
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert owner in document.metadata.title
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
    assert [each for each in figures if not each.get("/Alt", "").strip()] == []
    assert {each["/A"]["/Scope"] for each in heads} <= {"/Column", "/Row"}
    for _kind, element in (pair for pair in found if pair[0] == "/L"):
        assert {kid.get_object()["/S"] for kid in element["/K"]} <= {"/LI", "/Caption", "/L"}
    for _kind, element in (pair for pair in found if pair[0] == "/Table"):
        assert "/THead" in {part.get_object()["/S"] for part in element["/K"]}
    assert len(document.outline) > 0
    assert not document.attachments
    assert not any(list(page.images) for page in document.pages)
    check_fonts(document)


def check_fonts(document: pypdf.PdfReader) -> None:
    """Every font is ours, and inside the file."""
    for page in document.pages:
        for entry in page["/Resources"].get("/Font", {}).values():
            font = entry.get_object()
            inner = font["/DescendantFonts"][0].get_object()
            name = font["/BaseFont"].partition("+")[2]
            assert name.startswith(("Source-Sans-3", "Source-Serif-4")), name
            assert {"/FontFile2", "/FontFile3"} & inner["/FontDescriptor"].get_object().keys()


def check_margins(
    document: pypdf.PdfReader, pages: list[list[Piece]], margin: float, *, cover: bool = False
) -> None:
    """No text stands outside its page's margins; a cover is printed to its edges."""
    for number, (page, pieces) in enumerate(zip(document.pages, pages, strict=True)):
        width, height = (float(each) for each in page.mediabox[2:])
        least = 8.0 if cover and number == 0 else margin
        beside = [
            piece
            for piece in pieces
            if not (
                least - 1 <= piece.x
                and piece.end <= width - least + 4
                and 12 <= piece.y <= height - 20
            )
        ]
        assert beside == [], f"page {number + 1}"
