"""Documents for tests: printed, or as the page that is printed."""

import datetime as dt
from typing import Any

from django.utils import timezone

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
