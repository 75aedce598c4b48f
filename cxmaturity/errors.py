"""What is not there yet; what is sent and not taken: more than we read, or a character that no
database keeps; results that were altered; and what has to wait: for the database, or for a file to
be printed."""

from collections.abc import Callable
from typing import Final

from django.core.exceptions import (
    BadRequest,
    RequestDataTooBig,
    TooManyFieldsSent,
    TooManyFilesSent,
)
from django.db import Error
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.log import log_response
from django.views import defaults

from assessments.access import NotClosed
from assessments.queries.snapshots import SnapshotAltered
from cxmaturity import trouble
from cxmaturity.pdf import NotPrinted

PRINT_AGAIN_AFTER: Final = 10
"""Seconds that most files take."""
WAITING: Final = "Asked to come back (%s): %s"
TOO_MUCH = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """413 with what to do for a request that is too large, 400 for any other."""
    if isinstance(exception, TOO_MUCH):
        return render(request, "413.html", status=413)
    return defaults.bad_request(request, exception)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404; members who come too early for results are told when there will be some."""
    if isinstance(exception, NotClosed):
        context = {"assessment": exception.assessment}
        return render(request, "assessments/not_closed.html", context, status=404)
    return defaults.page_not_found(request, exception)


def refuse_nul(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: 400 for a NUL in path, query or cookies, which PostgreSQL cannot look up. What
    forms send is refused by their fields."""

    def middleware(request: HttpRequest) -> HttpResponse:
        query = request.META.get("QUERY_STRING", "")
        if any("\0" in text for text in (request.path, *request.COOKIES.values())):
            raise BadRequest("a NUL in path or cookies")
        if "\0" in query or "%00" in query:
            raise BadRequest("a NUL in the query")
        return get_response(request)

    return middleware


def tell_altered(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: 409, and nothing shown, where stored results do not fit their fingerprint. Views
    ask for results of assessments only that their reader may see. Operators learn of it from the
    error that was logged."""

    def middleware(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    def process_exception(request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, SnapshotAltered):
            return None
        context = {"assessment": exception.assessment}
        return render(request, "assessments/results/altered.html", context, status=409)

    middleware.process_exception = process_exception  # type: ignore[attr-defined]
    return middleware


def ask_to_wait(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: 503 or 507 with `Retry-After` while the database is busy, away or full, and 503
    for a file that could not be printed now. Mistakes of ours stay what they are."""

    def middleware(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    def process_exception(request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, NotPrinted):
            return _wait(request, "print", 503, PRINT_AGAIN_AFTER)
        reason = trouble.find_trouble(exception) if isinstance(exception, Error) else None
        if reason is None:
            return None
        return _wait(request, reason, trouble.STATUSES[reason], trouble.RETRY_AFTER[reason])

    middleware.process_exception = process_exception  # type: ignore[attr-defined]
    return middleware


def _wait(request: HttpRequest, reason: str, status: int, seconds: int) -> HttpResponse:
    """The page that asks to come back, in the reader's language; it asks the database for nothing.

    What passes by itself is a warning in the log; Django would call it an error.
    """
    page = render_to_string("503.html", {"reason": reason})
    response = HttpResponse(page, status=status, headers={"Retry-After": str(seconds)})
    log_response(WAITING, reason, request.path, response=response, request=request, level="warning")
    return response
