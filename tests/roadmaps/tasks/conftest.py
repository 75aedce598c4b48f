"""Documents of organisations usual and not, each printed once for all tests."""

from dataclasses import dataclass, field
from typing import Any

import pypdf
import pytest
from django.db import transaction
from django.utils import timezone, translation

from cxmaturity.pdf import Edition, render_pdf
from roadmaps.queries.board_page import BoardPage, load_board_page
from roadmaps.queries.reports import load_report
from roadmaps.queries.wording import wording_of_roadmap
from roadmaps.tasks import MAKERS, Order, printed_kinds
from tests.conftest import forget
from tests.roadmaps import extremes
from tests.roadmaps.documents import Piece, pieces_of, read, text_of

LANGUAGES = ("en", "fr")


@dataclass
class Facts:
    """What documents on a roadmap are made from."""

    report: Any
    page: BoardPage
    wordings: dict[str, Any]


@dataclass
class Library:
    """Rows are made, read and thrown away; what was written is printed when first asked for."""

    blocker: Any
    drafts: dict[tuple[str, str, str, str], tuple[str, Edition]] = field(default_factory=dict)
    facts: dict[str, Facts] = field(default_factory=dict)
    printed: dict[tuple[str, str, str, str], pypdf.PdfReader] = field(default_factory=dict)
    texts: dict[tuple[str, str, str], str] = field(default_factory=dict)
    placed: dict[tuple[str, str, str], list[list[Piece]]] = field(default_factory=dict)

    def document(
        self, which: str, kind: str, language: str = "en", size: str = "A4"
    ) -> pypdf.PdfReader:
        """A document of `extremes.make_<which>`."""
        key = (which, kind, language, size)
        if key not in self.printed:
            self.facts_of(which)
            self.printed[key] = read(render_pdf(*self.drafts[key]))
        return self.printed[key]

    def text(self, which: str, kind: str, language: str = "en") -> str:
        """Its words."""
        key = (which, kind, language)
        if key not in self.texts:
            self.texts[key] = text_of(self.document(*key))
        return self.texts[key]

    def pieces(self, which: str, kind: str, language: str = "en") -> list[list[Piece]]:
        """Where its words stand, page by page."""
        key = (which, kind, language)
        if key not in self.placed:
            self.placed[key] = [pieces_of(page) for page in self.document(*key).pages]
        return self.placed[key]

    def facts_of(self, which: str) -> Facts:
        """What its documents are made from."""
        if which not in self.facts:
            forget()
            with self.blocker.unblock(), transaction.atomic():
                self._write(which)
                transaction.set_rollback(True)
            forget()
        return self.facts[which]

    def _write(self, which: str) -> None:
        roadmap, today = getattr(extremes, f"make_{which}")(), timezone.localdate()
        for kind in printed_kinds():
            for language in LANGUAGES:
                with translation.override(language):
                    self._draft(which, Order(roadmap, today, language), kind)
        self._draft(which, Order(roadmap, today, "en", "Letter"), "board")
        report, page = load_report(roadmap, today), load_board_page(roadmap, today)
        assert page is not None
        wordings = {each: wording_of_roadmap(roadmap, each) for each in LANGUAGES}
        self.facts[which] = Facts(report, page, wordings)

    def _draft(self, which: str, order: Order, kind: str) -> None:
        maker: Any = MAKERS[kind]  # type: ignore[index]
        draft = maker.write(maker.read(order), order)
        self.drafts[which, str(kind), order.language, order.size] = draft


@pytest.fixture(scope="session")
def library(django_db_setup, django_db_blocker):
    """The documents."""
    return Library(django_db_blocker)


def _reads_documents(item):
    return "library" in getattr(item, "fixturenames", ())


@pytest.hookimpl(wrapper=True)
def pytest_collection_modifyitems(items):
    """Documents are printed by one process only, which begins with them."""
    for item in filter(_reads_documents, items):
        item.add_marker(pytest.mark.xdist_group("documents"))
    yield
    items.sort(key=lambda item: not _reads_documents(item))
