"""HTML in, PDF out; the one place that knows WeasyPrint.

Nothing is fetched: style and fonts come from memory under one fixed scheme, every other address is
refused. The PDF declares PDF/UA-1; tests/cxmaturity/test_pdf.py checks what we hold it to.
"""

import atexit
import gc
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from threading import Lock
from typing import Any, Final

STATIC: Final = Path(__file__).resolve().parents[1] / "static"
STYLES: Final = ("css/report.css", "css/paper.css")
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
SCHEME: Final = "print"
STAND_INS: Final = {0x202F: 0x2009, 0x2010: 0x2D, 0x2011: 0x2D}
"""The narrow space that never breaks, which French is full of, and two hyphens: the fonts lack them
and have their twins."""
_one_at_a_time = Lock()
"""The garbage collector and the fonts are the process's own."""


class NotPrinted(Exception):
    """WeasyPrint could not make a PDF of this."""


def render_pdf(html: str) -> bytes:
    """A page of HTML (with `lang` and `<title>`) as a tagged PDF in the style of reports.

    Addresses in the page are never followed. Raises NotPrinted.
    """
    from weasyprint import HTML

    with _one_at_a_time, _collector_at_rest():
        try:
            fetcher, styles, fonts = _equipment()
            page = HTML(string=html, base_url=None, url_fetcher=fetcher)
            content: bytes = page.write_pdf(
                stylesheets=styles,
                font_config=fonts,
                pdf_variant="pdf/ua-1",
                finisher=_give_headers_scope,
            )
        except Exception as problem:
            raise NotPrinted from problem
    return content


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
def _equipment() -> tuple[Any, Any, Any]:
    """Fetcher, styles and fonts, made once: unpacking the fonts takes longer than ten pages."""
    from weasyprint import CSS
    from weasyprint.text.fonts import FontConfiguration

    fetcher, fonts = _make_fetcher(_read_files()), FontConfiguration()
    styles = [
        CSS(url=f"{SCHEME}:{style}", url_fetcher=fetcher, font_config=fonts) for style in STYLES
    ]
    return fetcher, styles, fonts


# The fonts stand unpacked in a folder of their own, which goes with the process.
atexit.register(_equipment.cache_clear)


def _read_files() -> dict[str, tuple[bytes, str]]:
    """What may be fetched, by its address, with its type."""
    files = {f"{SCHEME}:{style}": ((STATIC / style).read_bytes(), "text/css") for style in STYLES}
    for name in FONTS:
        address = f"{SCHEME}:{name.rpartition('/')[2]}"
        files[address] = (_complete((STATIC / "fonts" / name).read_bytes()), "font/ttf")
    return files


def _complete(content: bytes) -> bytes:
    """A font, unpacked, in which the twins stand in for what it lacks."""
    from fontTools.ttLib import TTFont

    font, file = TTFont(BytesIO(content)), BytesIO()
    for table in font["cmap"].tables:
        for missing, twin in STAND_INS.items():
            if table.isUnicode() and twin in table.cmap:
                table.cmap.setdefault(missing, table.cmap[twin])
    font.flavor = None
    font.save(file)
    return file.getvalue()


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


def _give_headers_scope(_document: Any, pdf: Any) -> None:
    """Tell readers whether a header cell heads its column or its row (PDF/UA-1, 7.5)."""
    elements = {item.number: item for item in pdf.objects if _kind(item)}
    for element in elements.values():
        if _kind(element) == "/TH":
            row = elements[_number(element["P"])]
            head = elements[_number(row["P"])]
            scope = "/Column" if _kind(head) == "/THead" else "/Row"
            element["A"]["Scope"] = scope


def _kind(item: Any) -> str:
    """Kind of a structure element, empty for any other object of the file."""
    is_element = isinstance(item, dict) and item.get("Type") == "/StructElem"
    return str(item["S"]) if is_element else ""


def _number(reference: bytes) -> int:
    """Number of the object that a reference like `12 0 R` means."""
    return int(reference.split()[0])
