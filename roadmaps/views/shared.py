"""The report for people without an account: one page, read by a link that was shared."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from assessments.access import is_from_here
from assessments.queries.limits import find_wait
from assessments.queries.snapshots import SnapshotAltered
from cxmaturity.signing_in import client_address
from roadmaps import models
from roadmaps.access import find_link_by_token, find_open_link, passphrase_purpose
from roadmaps.actions.sharing import try_passphrase
from roadmaps.domain.looks import CLIENT, CONSULTANCY
from roadmaps.forms.sharing import PassphraseForm
from roadmaps.queries.brands import load_look
from roadmaps.tasks import NoResults, Order
from roadmaps.tasks.full import read
from roadmaps.tasks.makers import frame
from roadmaps.views.downloads import picture
from roadmaps.views.shared_pass import give_pass, read_pass

View = Callable[..., HttpResponse]
LOGOS: Final = {"client": CLIENT, "consultancy": CONSULTANCY}


def seen_by_nobody_else(view: View) -> View:
    """Neither kept by browsers nor found by search engines, in the language that was asked for."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        wished = request.GET.get("language", "")
        known = wished if wished in dict(settings.LANGUAGES) else translation.get_language()
        with translation.override(known):
            response = view(request, *args, **kwargs)
        response["Content-Language"] = str(known)
        response["Cache-Control"] = "no-store, private"
        response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
        return response

    return answer


@require_safe
@seen_by_nobody_else
def shared(request: HttpRequest, token: str) -> HttpResponse:
    """The first step of a link: on to an address that gives nothing away, with a cookie."""
    link = find_link_by_token(token, timezone.localdate())
    if link is None:
        return _closed(request)
    response = redirect("roadmaps:shared_report", link.pk)
    return give_pass(response, link, is_let_in=not link.passphrase)


@require_safe
@seen_by_nobody_else
def shared_report(request: HttpRequest, pk: str) -> HttpResponse:
    """The report; where a passphrase is needed, the page that asks for it."""
    link, is_let_in = find_open_link(pk, timezone.localdate()), read_pass(request, pk)
    if link is None or is_let_in is None:
        return _closed(request)
    if not is_let_in:
        return _ask(request, link, PassphraseForm())
    try:
        return render(request, "roadmaps/shared/report.html", _read(link))
    except (NoResults, SnapshotAltered):
        return _closed(request)


@csrf_exempt  # no cookie of ours is there before; where it comes from is looked at instead
@require_http_methods(["GET", "HEAD", "POST"])
@seen_by_nobody_else
def shared_passphrase(request: HttpRequest, pk: str) -> HttpResponse:
    """Lets whoever knows the passphrase in; wrong ones wear out a budget."""
    if request.method != "POST":
        return redirect("roadmaps:shared_report", pk)
    link, came_by = find_open_link(pk, timezone.localdate()), read_pass(request, pk)
    if link is None or came_by is None or not is_from_here(request):
        return _closed(request)
    address = client_address(request)
    if wait := find_wait(purpose=passphrase_purpose(link), address=address):
        return _ask(request, link, PassphraseForm(), wait=wait)
    form = PassphraseForm(request.POST)
    if not form.is_valid():
        return _ask(request, link, form)
    passphrase = form.cleaned_data["passphrase"]
    if not try_passphrase(link=link, passphrase=passphrase, address=address):
        return _ask(request, link, PassphraseForm(), is_wrong=True)
    return give_pass(redirect("roadmaps:shared_report", link.pk), link, is_let_in=True)


@require_safe
@seen_by_nobody_else
def shared_logo(request: HttpRequest, pk: str, which: str) -> HttpResponse:
    """A logo on the shared page."""
    link = find_open_link(pk, timezone.localdate())
    if link is None or not read_pass(request, pk) or which not in LOGOS:
        return _closed(request)
    look = load_look(link.roadmap.assessment.organisation)
    return picture(look.pictures.get(LOGOS[which]))


@require_safe
@seen_by_nobody_else
def shared_colours(request: HttpRequest, pk: str) -> HttpResponse:
    """The look's colours as a style sheet: pages carry no styles of their own."""
    link = find_open_link(pk, timezone.localdate())
    if link is None or not read_pass(request, pk):
        return _closed(request)
    colours = load_look(link.roadmap.assessment.organisation).colours
    rules = "".join(f"--{name}: {colour};" for name, colour in colours.items())
    return HttpResponse(f":root {{{rules}}}\n", content_type="text/css; charset=utf-8")


def _read(link: models.SharedLink) -> dict[str, Any]:
    """What the report says, as for paper. Raises NoResults."""
    look = load_look(link.roadmap.assessment.organisation)
    order = Order(link.roadmap, timezone.localdate(), translation.get_language(), look=look)
    logos = {
        f"{which}_logo": reverse("roadmaps:shared_logo", args=[link.pk, which])
        for which, name in LOGOS.items()
        if name in look.pictures
    }
    return (
        read(order)
        | frame(order)
        | {"client_logo": "", "consultancy_logo": ""}
        | logos
        | {"link": link, "languages": settings.LANGUAGES}
    )


def _closed(request: HttpRequest) -> HttpResponse:
    """The same for what never was, is over or was revoked."""
    context = {"languages": settings.LANGUAGES}
    return render(request, "roadmaps/shared/closed.html", context, status=404)


def _ask(
    request: HttpRequest,
    link: models.SharedLink,
    form: PassphraseForm,
    *,
    is_wrong: bool = False,
    wait: int = 0,
) -> HttpResponse:
    context = {
        "link": link,
        "form": form,
        "is_wrong": is_wrong,
        "wait": wait,
        "languages": settings.LANGUAGES,
    }
    response = render(
        request, "roadmaps/shared/passphrase.html", context, status=429 if wait else 200
    )
    if wait:
        response["Retry-After"] = str(wait)
    return response
