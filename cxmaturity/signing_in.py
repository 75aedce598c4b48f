"""Who signs in, from where, and back to what."""

from collections.abc import Callable
from functools import wraps
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth.forms import AuthenticationForm, UsernameField
from django.contrib.auth.models import User
from django.forms import TextInput
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseNotAllowed
from django.shortcuts import redirect, resolve_url
from django.utils.translation import gettext as _

LONGEST_NAME = User._meta.get_field("username").max_length


def _name_field() -> UsernameField:
    """Django's forms ask the browser alone to keep to the length; what is longer than any name
    there can be does not fit into the table of failures either."""
    return UsernameField(max_length=LONGEST_NAME, widget=TextInput(attrs={"autofocus": True}))


class SignInForm(AuthenticationForm):
    """Name and password."""

    username = _name_field()


class AdminSignInForm(AdminAuthenticationForm):
    """Name and password of somebody who may use the admin."""

    username = _name_field()


def client_address(request: HttpRequest) -> str | None:
    """The address a request comes from. Behind our proxy it is the last one of X-Forwarded-For:
    that is the one the proxy wrote, all before it came with the request."""
    direct = request.META.get("REMOTE_ADDR", "")
    last = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
    if settings.BEHIND_PROXY and _is_address(last):
        return last
    return direct if _is_address(direct) else None


def _is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True


def changes_only(page: str) -> Callable[..., Callable[..., HttpResponse]]:
    """For a view that only takes a POST: asked to show itself, it leads to `page`, the name of an
    address with the same `pk`. So it goes after a session ended: signing in leads to the address
    of the request, and what it carried is gone."""

    def decorate(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def answer(request: HttpRequest, pk: Any, **facts: Any) -> HttpResponse:
            if request.method == "POST":
                return view(request, pk=pk, **facts)
            if request.method not in {"GET", "HEAD"}:
                return HttpResponseNotAllowed(["GET", "POST"])
            say_nothing_changed(request)
            return redirect(page, pk=pk)

        return answer

    return decorate


def say_nothing_changed(request: HttpRequest) -> None:
    """Tell those who come straight from signing in that their change was not made."""
    before = urlsplit(request.headers.get("Referer", "")).path
    if before == resolve_url(settings.LOGIN_URL):
        messages.warning(
            request, _("Please do that again: you had to sign in first, nothing was changed.")
        )
