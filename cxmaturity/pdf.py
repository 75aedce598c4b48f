"""HTML in, PDF out; the one place that knows WeasyPrint.

Nothing is fetched: style and fonts come from memory under one fixed scheme, every other address is
refused. The PDF declares PDF/UA-1; tests/cxmaturity/test_pdf.py checks what we hold it to.
"""

import atexit
import gc
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from threading import Lock
from typing import Any, Final

from cxmaturity.lettering import STAND_INS
from cxmaturity.tags import mend_tags
from cxmaturity.typesetting import Typesetter, keep_captions

STATIC: Final = Path(__file__).resolve().parents[1] / "static"
STYLES: Final = (
    "css/sheets.css",
    "css/report.css",
    "css/report-plan.css",
    "css/paper.css",
    "css/board-page.css",
)
FONTS: Final = (
    "source-sans-3/source-sans-3-latin-400-normal.woff2",
    "source-sans-3/source-sans-3-latin-400-italic.woff2",
    "source-sans-3/source-sans-3-latin-600-normal.woff2",
    "source-sans-3/source-sans-3-latin-ext-400-normal.woff2",
    "source-sans-3/source-sans-3-latin-ext-400-italic.woff2",
    "source-sans-3/source-sans-3-latin-ext-600-normal.woff2",
    "source-serif-4/source-serif-4-latin-400-normal.woff2",
    "source-serif-4/source-serif-4-latin-600-normal.woff2",
    "source-serif-4/source-serif-4-latin-ext-400-normal.woff2",
    "source-serif-4/source-serif-4-latin-ext-600-normal.woff2",
)
BEHIND: Final = "source-sans-3/"
"""The family that every other one falls back on; its faces show the same signs."""
SCHEME: Final = "print"
_one_at_a_time = Lock()
"""The garbage collector and the fonts are the process's own."""


SIZES: Final = ("A4", "Letter")
COLOUR: Final = re.compile(r"#[0-9a-f]{6}")
NAME: Final = re.compile(r"[a-z][a-z0-9-]*")


class NotPrinted(Exception):
    """WeasyPrint could not make a PDF of this."""


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file inside the PDF. `kind` is its media type; `description` says what it holds."""

    name: str
    kind: str
    description: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Edition:
    """How a page is printed: `size` of the paper (SIZES); `archived` as PDF/A-3a with `enclosures`,
    instead of PDF/UA-1; `pictures`, PNG by name, which the page finds at `print:NAME`; `colours`
    (#rrggbb) by name, which the style finds as `var(--NAME)`.
    """

    size: str = "A4"
    archived: bool = False
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    colours: Mapping[str, str] = field(default_factory=dict)
    enclosures: tuple[Enclosure, ...] = ()


PLAIN: Final = Edition()


def render_pdf(html: str, edition: Edition = PLAIN) -> bytes:
    """A page of HTML (with `lang` and `<title>`) as a tagged PDF in the style of reports.

    Addresses in the page are never followed. Raises NotPrinted.
    """
    from weasyprint import HTML

    with _one_at_a_time, _collector_at_rest():
        try:
            files, styles, fonts, typesetter = _equipment()
            fetcher = _make_fetcher(files | _pictures(edition))
            page = HTML(string=html, base_url=None, url_fetcher=fetcher)
            typesetter.set(page.etree_element)
            keep_captions(page.etree_element)
            options = {
                "stylesheets": [*styles, *_own_style(edition, fetcher)],
                "attachments": [_attach(each, fetcher) for each in edition.enclosures],
                "pdf_variant": "pdf/a-3a" if edition.archived else "pdf/ua-1",
            }
            pages = _lay_out(page, font_config=fonts, **options)
            content: bytes = pages.write_pdf(finisher=mend_tags, **options)
        except Exception as problem:
            raise NotPrinted from problem
    return content


def _lay_out(page: Any, **options: Any) -> Any:
    """The pages. An element that says `data-steps` is to stand on one sheet: as long as it does
    not, its type is set closer, so many steps at most (classes closer-1, closer-2 …)."""
    pages = page.render(**options)
    for sheet in page.etree_element.iterfind(".//*[@data-steps]"):
        own = sheet.get("class", "")
        for step in range(1, int(sheet.get("data-steps")) + 1):
            if len(pages.pages) == 1:
                break
            sheet.set("class", f"{own} closer-{step}")
            pages = page.render(**options)
    return pages


def warm_up() -> None:
    """Load what every page needs, so that the next one is quick."""
    _equipment()


def _pictures(edition: Edition) -> dict[str, tuple[bytes, str]]:
    return {
        f"{SCHEME}:{name}": (content, "image/png")
        for name, content in edition.pictures.items()
        if NAME.fullmatch(name)
    }


def _own_style(edition: Edition, fetcher: Any) -> Iterator[Any]:
    """The sheet of paper and the colours, where they are others than the style's own."""
    from weasyprint import CSS

    if edition.size not in SIZES:
        raise ValueError(f"no such paper: {edition.size}")
    colours = {
        name: colour
        for name, colour in edition.colours.items()
        if NAME.fullmatch(name) and COLOUR.fullmatch(colour)
    }
    rules = "".join(f"--{name}: {colour};" for name, colour in colours.items())
    sheet = "" if edition.size == "A4" else (STATIC / "css/letter.css").read_text(encoding="utf-8")
    if text := sheet + (f":root {{{rules}}}" if rules else ""):
        yield CSS(string=text, url_fetcher=fetcher)


def _attach(enclosure: Enclosure, fetcher: Any) -> Any:
    from weasyprint import Attachment

    return Attachment(
        file_obj=BytesIO(enclosure.content),
        name=enclosure.name,
        description=enclosure.description,
        relationship="Data",
        url_fetcher=fetcher,
    )


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """Rendering makes many small objects that all live to the end: looking through them again and
    again costs a fifth of the time."""
    was_enabled = gc.isenabled()
    gc.freeze()
    gc.disable()
    try:
        yield
    finally:
        gc.unfreeze()
        if was_enabled:
            gc.enable()


@lru_cache(maxsize=1)
def _equipment() -> tuple[Any, Any, Any, Typesetter]:
    """Files, styles, fonts and who sets text in them, made once: unpacking the fonts takes longer
    than ten pages."""
    from weasyprint import CSS
    from weasyprint.text.fonts import FontConfiguration

    (files, shown), fonts = _read_files(), FontConfiguration()
    fetcher = _make_fetcher(files)
    # One sheet: every element is held against each sheet apart.
    rules = "\n".join((STATIC / style).read_text(encoding="utf-8") for style in STYLES)
    styles = [CSS(string=rules, url_fetcher=fetcher, font_config=fonts)]
    return files, styles, fonts, Typesetter(shown)


# The fonts stand unpacked in a folder of their own, which goes with the process.
atexit.register(_equipment.cache_clear)


def _read_files() -> tuple[dict[str, tuple[bytes, str]], frozenset[int]]:
    """What may be fetched, by its address, with its type; and the signs that the sans shows, which
    stands behind the serif."""
    files, shown = dict[str, tuple[bytes, str]](), set[int]()
    for name in FONTS:
        address = f"{SCHEME}:{name.rpartition('/')[2]}"
        content, signs = _complete((STATIC / "fonts" / name).read_bytes())
        files[address] = (content, "font/ttf")
        shown |= signs if name.startswith(BEHIND) else set()
    return files, frozenset(shown)


def _complete(content: bytes) -> tuple[bytes, set[int]]:
    """A font, unpacked, in which the twins stand in for what it lacks, and the signs it shows."""
    from fontTools.ttLib import TTFont

    font, file = TTFont(BytesIO(content)), BytesIO()
    for table in font["cmap"].tables:
        for missing, twin in STAND_INS.items():
            if table.isUnicode() and twin in table.cmap:
                table.cmap.setdefault(missing, table.cmap[twin])
    font.flavor = None
    font.save(file)
    return file.getvalue(), set(font.getBestCmap())


def _make_fetcher(files: dict[str, tuple[bytes, str]]) -> Any:
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class InMemory(URLFetcher):  # type: ignore[misc]  # it ships no types
        """Gives what is in `files` and refuses everything else, data: addresses included."""

        def __init__(self) -> None:
            super().__init__(allowed_protocols=(), allow_redirects=False, timeout=1)

        def fetch(self, url: str, headers: dict[str, str] | None = None) -> Any:
            if url in files:
                content, kind = files[url]
                return URLFetcherResponse(url, content, headers={"Content-Type": kind})
            return super().fetch(url, headers)

    return InMemory()
