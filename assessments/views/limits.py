"""Wrong codes wear a budget out; whoever has none left is asked to wait, right code or wrong."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext, ngettext

from assessments.actions.limits import save_miss
from assessments.queries.limits import find_wait
from assessments.views.respondents import NAMES, nothing_open, wished_language
from cxmaturity.signing_in import client_address

JOIN, RESUME = "join", "resume"


def refusal(request: HttpRequest, purpose: str) -> HttpResponse | None:
    """The page that asks to wait; None while the address may go on. To be asked before the code is
    looked up: the answer is then the same for right and wrong ones.

    What a page elsewhere loads, to wear out the budget of whoever looks at it, opens nothing and
    costs nothing.
    """
    if not _is_visit(request):
        return nothing_open(request, "")
    wait = find_wait(purpose=purpose, address=client_address(request))
    if not wait:
        return None
    with translation.override(wished_language(request, [code for code, _name in NAMES])):
        context = {"wait": wait_words(wait), "languages": NAMES}
        response = render(request, "assessments/respond/wait.html", context, status=429)
    response["Retry-After"] = str(wait)
    return response


def _is_visit(request: HttpRequest) -> bool:
    """Whether somebody goes to a page, or a page of ours asks; a browser that is silent counts."""
    kind = request.headers.get("Sec-Fetch-Dest", "document")
    if request.headers.get("Sec-Purpose", "").startswith("prefetch"):
        return False
    if request.headers.get("Sec-Fetch-Site") == "cross-site":
        return kind == "document"
    return kind in {"document", "empty"}


def count_miss(request: HttpRequest, purpose: str, guess: str) -> None:
    """A code that opened nothing: one less for its address."""
    save_miss(purpose=purpose, address=client_address(request), guess=guess)


def wait_words(seconds: int) -> str:
    """How long, in words that need no watch."""
    if seconds <= 30:
        return gettext("in half a minute")
    minutes = -(-seconds // 60)
    words = ngettext("in %(count)s minute", "in %(count)s minutes", minutes)
    return words % {"count": minutes}
