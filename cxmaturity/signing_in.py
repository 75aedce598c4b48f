"""Who signs in, and from where."""

from ipaddress import ip_address

from django.conf import settings
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth.forms import AuthenticationForm, UsernameField
from django.contrib.auth.models import User
from django.forms import TextInput
from django.http import HttpRequest

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
