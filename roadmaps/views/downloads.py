"""Names of files that people keep: safe, and telling whose they are."""

import datetime as dt
import unicodedata
from urllib.parse import quote

from django.http import Http404, HttpResponse
from django.utils.text import slugify

NAME_LENGTH = 80


def name_file(of: str, day: dt.date, ending: str) -> str:
    """A name made of the letters, digits and spaces of `of`: nothing that could lead anywhere or
    turn the reading direction. `ending` is what follows the day: ` fr.pdf`, `.ics`."""
    name = unicodedata.normalize("NFC", of)
    kept = "".join(c if unicodedata.category(c)[0] in "LMN" else " " for c in name)
    plain = " ".join(kept.split())[:NAME_LENGTH].strip()
    return f"{plain or 'cxmaturity'} {day.isoformat()}{ending}"


def attachment(name: str) -> str:
    """The header of a download with an ASCII name for old readers (RFC 6266)."""
    stem, *endings = name.split(".")
    fallback = ".".join([slugify(stem), *map(slugify, endings)])
    return f"attachment; filename=\"{fallback}\"; filename*=UTF-8''{quote(name, safe='')}"


def picture(content: bytes | None) -> HttpResponse:
    """A PNG of ours, for pages of ours: opened by itself it is a picture in an empty room, and
    nothing else. Raises Http404 where there is none."""
    if content is None:
        raise Http404
    return HttpResponse(
        content,
        content_type="image/png",
        headers={
            "X-Content-Type-Options": "nosniff",
            "Content-Disposition": 'inline; filename="logo.png"',
            "Content-Security-Policy": "default-src 'none'; sandbox",
        },
    )
