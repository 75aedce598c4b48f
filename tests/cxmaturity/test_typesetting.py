"""Text on paper: marks for what fonts cannot show, spaces at which no line ends."""

import io
from xml.etree.ElementTree import tostring

import pypdf
import pytest
import tinyhtml5
from hypothesis import given, settings
from hypothesis import strategies as st

from cxmaturity.pdf import _equipment, render_pdf
from cxmaturity.typesetting import SVG, Typesetter, keep_captions

LATIN = frozenset(range(0x20, 0x250)) | {0x202F, 0x2019, 0x301}
ARABIC = "النص العربي"
FAMILY = "\N{WOMAN}\u200d\N{WOMAN}\u200d\N{GIRL}"


@pytest.fixture
def typesetter():
    """Of a font that has the letters of Europe."""
    return Typesetter(LATIN)


def parse(page):
    """A page as the renderer reads it."""
    return tinyhtml5.parse(page, namespace_html_elements=False)


def set_page(typesetter, page):
    """The page as it is set: its text, with what marks stand for in braces."""
    root = parse(page)
    typesetter.set(root)
    for mark in root.iter(f"{SVG}svg"):
        if mark.get("class") == "unset":
            mark.text = "{" + mark[0].text + "}"
            mark[:] = []
    return "".join(root.itertext())


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("Plain", ["Plain"]),
        (f"A {FAMILY} here", ["A ", FAMILY, " here"]),
        (f"{ARABIC}: a sentence", ["", ARABIC, ": a sentence"]),
        ("漢字", ["", "漢字", ""]),
        ("cafe\u0301", ["café"]),  # the letter that has both is there
        ("x\u0332y", ["", "x\u0332", "y"]),  # a sign goes with the letter it stands on
        ("a\u202egnp.exe\u202c b", ["agnp.exe b"]),  # nothing turns what follows round
        ("wide\u3000space", ["wide space"]),
    ],
)
def test_text_is_split_into_what_can_be_shown_and_what_cannot(typesetter, text, pieces):
    assert typesetter.split(text) == pieces


@given(st.text())
def test_nothing_is_shown_that_the_font_lacks_and_nothing_else_is_lost(text):
    pieces = Typesetter(LATIN).split(text)

    assert len(pieces) % 2 == 1
    assert {ord(sign) for piece in pieces[::2] for sign in piece} <= LATIN | set(b"\t\n\f\r\xad")
    assert all(piece.strip() for piece in pieces[1::2])
    if all(ord(sign) in range(0x20, 0x7F) for sign in text):
        assert pieces == [text]


def test_marks_stand_where_the_words_stood(typesetter):
    page = f"<p>One {ARABIC} two <b>{FAMILY} three</b> 漢 four<i/>five 字 six</p>"

    assert set_page(typesetter, page) == (
        f"One {{{ARABIC}}} two {{{FAMILY}}} three {{漢}} fourfive {{字}} six"
    )


def test_titles_keep_every_sign_and_drawings_have_a_mark_of_letters(typesetter):
    page = parse(
        f"<title>{ARABIC}</title><!-- {ARABIC} --><body>"
        f"<svg><title>{ARABIC}</title><text>a {ARABIC} b</text></svg>"
    )
    typesetter.set(page)

    texts = {each.tag: each.text for each in page.iter() if isinstance(each.tag, str)}
    assert (texts["title"], texts[f"{SVG}title"]) == (ARABIC, ARABIC)
    assert texts[f"{SVG}text"] == "a […] b"


@pytest.mark.parametrize(
    ("text", "spaced"),
    [
        ("Vraiment ? Oui !", "Vraiment\u202f? Oui\u202f!"),
        ("« bien » : 100 % ; fin", "«\u00a0bien\u00a0»\u00a0: 100\u202f%\u202f; fin"),
        ("Sans espace: rien! http://exemple", "Sans espace: rien! http://exemple"),
        ("à 10 :30", "à 10 :30"),
    ],
)
def test_french_lines_never_begin_with_a_sign(typesetter, text, spaced):
    assert set_page(typesetter, f'<p lang="fr">{text}</p>') == spaced
    assert set_page(typesetter, f'<p lang="en">{text}</p>') == text
    assert set_page(typesetter, f'<p lang="fr"><i lang="en">{text}</i></p>') == text


def fonts_of(document):
    return {
        font.get_object()["/BaseFont"].partition("+")[2][:11]
        for page in document.pages
        for font in page["/Resources"]["/Font"].values()
    }


@settings(max_examples=5, deadline=None)
@given(st.lists(st.text(min_size=1, max_size=30), min_size=20, max_size=40))
def test_no_text_brings_another_font_or_an_empty_square(texts):
    paragraphs = "".join(f"<p>{_escape(text)}</p><h3>{_escape(text)}</h3>" for text in texts)
    page = f'<html lang="en"><head><title>T</title></head><body>{paragraphs}</body></html>'
    document = pypdf.PdfReader(io.BytesIO(render_pdf(page)))

    assert fonts_of(document) <= {"Source-Sans", "Source-Seri"}
    shown = _equipment()[3]
    for sheet in document.pages:
        assert shown.split(sheet.extract_text())[1::2] == []


def _escape(text):
    return "".join(f"&#{ord(sign)};" for sign in text)


def test_what_a_mark_stands_for_is_in_its_tag():
    page = f'<html lang="en"><head><title>T</title></head><body><p>Yes {FAMILY}</p></body></html>'
    document = pypdf.PdfReader(io.BytesIO(render_pdf(page)))
    figures = []

    def walk(element):
        if isinstance(element, pypdf.generic.DictionaryObject):
            if element.get("/S") == "/Figure":
                figures.append(element["/Alt"])
            for kid in element.get("/K", []):
                walk(kid.get_object())

    walk(document.root_object["/StructTreeRoot"])

    assert figures == [FAMILY]


def test_tree_of_a_page_is_read_as_it_stands_where_nothing_is_to_be_done(typesetter):
    page = "<p>One <b>two</b>\n <!-- said --> <i>three</i></p>"
    root = parse(page)
    typesetter.set(root)

    assert tostring(root, encoding="unicode") == tostring(parse(page), encoding="unicode")


def test_caption_never_stays_behind_its_table():
    caption = "<table><caption>Lonely</caption>{rows}</table>"
    rows = "<thead><tr><th>Head</th></tr></thead>" + "<tr><td>Row</td></tr>" * 12
    filler = "<p>Before</p>" * 38
    page = f'<html lang="en"><head><title>T</title></head><body>{filler}{caption.format(rows=rows)}'
    document = pypdf.PdfReader(io.BytesIO(render_pdf(page)))

    assert ["Lonely" in sheet.extract_text() for sheet in document.pages] == [False, True]


def test_table_keeps_its_place_among_words():
    root = parse("<body>before<table><caption>c</caption></table>after")
    keep_captions(root)

    body = root.find("body")
    assert (body.text, [(each.tag, each.tail) for each in body]) == ("before", [("div", "after")])
    assert [each.tag for each in body[0]] == ["table"]
