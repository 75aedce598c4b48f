import gc
import io
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pypdf
import pytest

from cxmaturity.pdf import Edition, Enclosure, NotPrinted, render_pdf

PAGE = '<html lang="en"><head><title>T</title>{head}</head><body><h1>Here</h1>{body}</body></html>'
CANARY = "canary-in-the-mine"


@pytest.fixture
def canary():
    """A server of our own that counts who asks it for anything; it also redirects to a file."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_response(302 if "redirect" in self.path else 200)
            self.send_header("Location", "file:///etc/passwd")
            self.end_headers()
            self.wfile.write(CANARY.encode())

        def log_message(self, *_args):
            """Keep quiet."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", asked
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def secret(tmp_path):
    """A file on this machine that no PDF may hold."""
    path = tmp_path / "secret.txt"
    path.write_text(CANARY)
    return path


def read(content: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(content))


ATTACKS = [
    ("", '<img src="{url}">'),
    ("", '<img src="{url}/redirect">'),
    ('<link rel="attachment" href="{url}">', ""),
    ('<link rel="stylesheet" href="{url}">', ""),
    ('<base href="{url}">', '<img src="secret.txt"><a rel="attachment" href="secret.txt">x</a>'),
    ('<style>@import url("{url}");</style>', ""),
    ('<style>body {{ background: url("{url}"); content: url("{url}") }}</style>', ""),
    (
        '<style>@font-face {{ font-family: x; src: url("{url}") }} p {{ font-family: x }}</style>',
        "<p>x",
    ),
    ('<style>@page {{ background: url("{url}") }}</style>', ""),
    ("", '<p style="list-style-image: url({url}); display: list-item">x</p>'),
    ("", '<svg><title>t</title><image href="{url}" width="9" height="9"/></svg>'),
    ("", '<svg><title>t</title><use href="{url}#x"/></svg>'),
    ("", '<svg><title>t</title><style>@import url("{url}");</style><text>x</text></svg>'),
    ("", '<object data="{url}"></object><embed src="{url}"><iframe src="{url}"></iframe>'),
    ("", '<a rel="attachment" href="{url}">x</a><video poster="{url}"></video>'),
    ("", '<input type="image" src="{url}"><table background="{url}"><tr><td>x</table>'),
]


@pytest.mark.parametrize(("head", "body"), ATTACKS)
def test_nothing_is_fetched_and_nothing_is_attached(canary, secret, head, body):
    address, asked = canary
    for url in (address, secret.as_uri(), str(secret), "data:text/plain,canary-in-the-mine"):
        page = PAGE.format(head=head.format(url=url), body=body.format(url=url))
        try:
            content = render_pdf(page)
        except NotPrinted:  # a path in @import: refused as a whole
            assert (asked, head.startswith("<style>@import")) == ([], True)
            continue
        document = read(content)

        assert asked == []
        assert not document.attachments
        assert CANARY not in "".join(page.extract_text() for page in document.pages)
        assert CANARY.encode() not in content
        assert not any(list(page.images) for page in document.pages)
        assert "Here" in document.pages[0].extract_text()


def test_pdf_declares_what_readers_rely_on():
    table = (
        "<table><thead><tr><th scope='col'>Head</th><th scope='col'>b</th></tr></thead>"
        "<tbody><tr><th scope='row'>Row</th><td>1</td></tr></tbody></table>"
    )
    document = read(render_pdf(PAGE.format(head="", body=table)))
    root = document.root_object

    assert root["/Lang"] == "en"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert document.metadata.title == "T"
    assert 'pdfuaid:part="1"' in root["/Metadata"].get_data().decode()


def find(document: pypdf.PdfReader, kind: str) -> list:
    """Structure elements of one kind, in reading order."""
    found = []

    def walk(element):
        if not isinstance(element, pypdf.generic.DictionaryObject):
            return
        if element.get("/S") == kind:
            found.append(element)
        for kid in element.get("/K", []):
            walk(kid.get_object())

    for kid in document.root_object["/StructTreeRoot"]["/K"]:
        walk(kid.get_object())
    return found


def test_the_fonts_are_ours_in_spite_of_what_the_machine_has():
    document = read(
        render_pdf(
            PAGE.format(head="", body="<p>Über 12 % – “quoted” … œuvre, Łódź, non‑stop : 1 000</p>")
        )
    )
    names = {
        font.get_object()["/BaseFont"].partition("+")[2]
        for page in document.pages
        for font in page["/Resources"]["/Font"].values()
    }

    # Ł comes from a font under a name of its own: under one name, the glyphs would be mixed.
    assert {name.rstrip(",") for name in names} == {
        "Source-Sans-3", "Source-Sans-3-Extended", "Source-Serif-4-Semi-Bold",
    }  # fmt: skip


def test_the_garbage_collector_is_given_back():
    render_pdf(PAGE.format(head="", body=""))

    assert gc.isenabled()
    assert gc.get_freeze_count() == 0


PICTURE = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x02\x00\x00\x00\x90wS\xde"
    b"\x00\x00\x00\x0cIDATx\x9cc\xf8\xcf\xc0\x00\x00\x03\x01\x01\x00\xc9\xfe\x92\xef"
    b"\x00\x00\x00\x00IEND\xaeB`\x82"
)


def test_an_edition_has_its_paper_its_pictures_and_its_colours():
    page = PAGE.format(
        head="", body='<p style="color: var(--accent)">x</p><img src="print:logo" alt="L">'
    )
    plain, own = (
        read(render_pdf(page, edition))
        for edition in (
            Edition(),
            Edition(size="Letter", pictures={"logo": PICTURE}, colours={"accent": "#ff0000"}),
        )
    )

    assert [float(side) for side in own.pages[0].mediabox[2:]] == [612, 792]
    assert [round(float(side)) for side in plain.pages[0].mediabox[2:]] == [595, 842]
    assert (len(list(plain.pages[0].images)), len(list(own.pages[0].images))) == (0, 1)
    assert b"1 0 0 rg" in own.pages[0].get_contents().get_data()


@pytest.mark.parametrize(
    "edition",
    [
        Edition(pictures={"../secret": PICTURE, "file:///etc/passwd": PICTURE}),
        Edition(colours={"accent": "red; } body { display: none", "x}": "#112233"}),
    ],
)
def test_an_edition_takes_only_plain_names_and_colours(edition):
    page = PAGE.format(
        head="", body='<img src="print:../secret" alt=""><img src="file:///etc/passwd">'
    )
    document = read(render_pdf(page, edition))

    assert "Here" in document.pages[0].extract_text()
    assert not list(document.pages[0].images)


def test_an_archived_edition_is_pdf_a_and_carries_its_files():
    edition = Edition(
        archived=True, enclosures=(Enclosure("f.json", "application/json", "Figures", b"{}"),)
    )
    document = read(render_pdf(PAGE.format(head="", body=""), edition))
    metadata = document.root_object["/Metadata"].get_data().decode()

    assert document.attachments == {"f.json": [b"{}"]}
    assert 'pdfaid:part="3"' in metadata
    assert 'pdfaid:conformance="A"' in metadata
    assert document.root_object["/MarkInfo"]["/Marked"]
    assert document.root_object["/AF"]


def test_paper_that_does_not_exist_is_refused():
    with pytest.raises(NotPrinted):
        render_pdf(PAGE.format(head="", body=""), Edition(size="A2"))
