"""How documents are made, in three steps: read, write, print.

A kind of document (kinds.py) is one of two makers. Both keep what they are made from apart from the
day they are made on, so that the same once more need not be made again.
"""

import hashlib
import json
import re
from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import partial
from typing import Any, Final, Protocol

from cattrs.preconf.json import make_converter
from django.template.loader import render_to_string

from cxmaturity.pdf import Edition, Enclosure
from cxmaturity.press import pack
from cxmaturity.printing import render_apart
from roadmaps.domain.looks import CLIENT, CONSULTANCY
from roadmaps.tasks.french import set_french
from roadmaps.tasks.orders import Order

PATIENCE: Final = 45.0
"""Seconds that a worker waits for the file before: it answers nobody meanwhile."""
PDF: Final = "application/pdf"
MADE_ON: Final = re.compile(
    r'<time class="made-on">.*?</time>|<meta name="dcterms.created" content="[^"]*">', re.DOTALL
)
"""The day of printing as templates write it (templates/report/made_on.html): no reason to print
once more."""

_converter = make_converter(unstruct_collection_overrides={AbstractSet: partial(sorted, key=repr)})


class Maker(Protocol):
    """A kind of document: `read` raises NoResults, `make` NotPrinted or NotInstalled."""

    @property
    def ending(self) -> str:
        """The end of file names, with its point."""

    @property
    def media_type(self) -> str:
        """What browsers are told the file is."""

    def read(self, order: Order) -> Any:
        """Everything the document says, as values."""

    def write(self, values: Any, order: Order) -> Any:
        """The document before it is set."""

    def digest(self, draft: Any, order: Order) -> str:
        """SHA-256 of everything the file is made from, the day apart."""

    def make(self, draft: Any, order: Order) -> bytes:
        """The file."""


@dataclass(frozen=True, slots=True)
class Printed:
    """A PDF: `read` gives the context of `template`, an heir of print.html. `enclose` gives what an
    archived one carries with it."""

    template: str
    read: Callable[[Order], Mapping[str, Any]]
    enclose: Callable[[Order], tuple[Enclosure, ...]]
    ending: str = ".pdf"
    media_type: str = PDF

    def write(self, values: Mapping[str, Any], order: Order) -> tuple[str, Edition]:
        """The page, and how it is printed."""
        enclosures = self.enclose(order) if order.is_archived else ()
        look = order.look
        edition = Edition(order.size, order.is_archived, look.pictures, look.colours, enclosures)
        html = render_to_string(self.template, {**values, **frame(order)})
        return set_french(html) if order.language == "fr" else html, edition

    def digest(self, draft: tuple[str, Edition], order: Order) -> str:
        """That of the page without the day it was written on, and of how it is printed."""
        html, edition = draft
        return hashlib.sha256(pack(MADE_ON.sub("", html), edition)).hexdigest()

    def make(self, draft: tuple[str, Edition], order: Order) -> bytes:
        """The PDF, from a process apart."""
        html, edition = draft
        return render_apart(html, edition, patience=PATIENCE)


@dataclass(frozen=True, slots=True)
class Built:
    """Slides or a workbook: `build` makes the file from the values that `read` gives."""

    ending: str
    media_type: str
    read: Callable[[Order], Any]
    build: Callable[[Any, Order], bytes]

    def write(self, values: Any, order: Order) -> Any:
        """The values as they are."""
        return values

    def digest(self, draft: Any, order: Order) -> str:
        """That of the values, the language and the look."""
        look = [order.language, order.look.colours, order.look.consultancy]
        text = json.dumps([_converter.unstructure(draft), look], sort_keys=True, default=repr)
        found = hashlib.sha256(text.encode())
        for name, picture in sorted(order.look.pictures.items()):
            found.update(name.encode() + picture)
        return found.hexdigest()

    def make(self, draft: Any, order: Order) -> bytes:
        """The file."""
        return self.build(draft, order)


def frame(order: Order) -> dict[str, Any]:
    """What every printed template knows beside its own: the look, addresses of logos on paper
    (empty where there is none), the day, the sheet."""
    logos = {name: f"print:{name}" for name in order.look.pictures}
    return {
        "look": order.look,
        "client_logo": logos.get(CLIENT, ""),
        "consultancy_logo": logos.get(CONSULTANCY, ""),
        "made_on": order.made_on,
        "size": order.size,
    }
