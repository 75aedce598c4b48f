"""What pages about uploaded files share: their names, why one was refused, that one is gone."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file that was not taken, and why: a line for each error."""

    name: str
    lines: tuple[str, ...]


def sender(request: HttpRequest) -> int:
    """Who sends a file: its key, since nobody gets here without signing in."""
    return int(request.user.pk or 0)


def name_of(file: UploadedFile) -> str:
    """What its owner calls a file, short and printable: only ever shown, never a path."""
    name = "".join(c for c in file.name or "" if c.isprintable())
    return name[-80:] or _("The file")


def say_gone(request: HttpRequest, page: str, *args: Any) -> HttpResponse:
    """The file was taken already, or waited for more than an hour."""
    messages.warning(
        request, _("That file was taken in already, or has waited too long: choose it again.")
    )
    return redirect(page, *args)
