"""What pages about one version share: fetched, allowed, in the frame of the admin."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.contrib.admin import ModelAdmin
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path

from assessments import models

Admin = ModelAdmin[models.MaturityModel]
Allowed = Callable[[Admin, HttpRequest, models.MaturityModel], bool]
PUBLISH = "assessments.publish_maturitymodel"


class NotReadable(Exception):
    """The draft is not far enough for what a page shows; its findings say what it lacks."""


def may_view(admin: Admin, request: HttpRequest, row: models.MaturityModel) -> bool:
    """Whether somebody may read a version."""
    return admin.has_view_permission(request, row)


def may_publish(admin: Admin, request: HttpRequest, row: models.MaturityModel) -> bool:
    """Whether somebody may publish and retire versions."""
    return may_view(admin, request, row) and request.user.has_perm(PUBLISH)


def version_page(
    admin: Admin,
    route: str,
    name: str,
    view: Callable[..., HttpResponseBase],
    *,
    allowed: Allowed = may_view,
) -> URLPattern:
    """An address below a version: the view gets request, admin and version."""

    def page(request: HttpRequest, pk: int) -> HttpResponseBase:
        row = get_object_or_404(models.MaturityModel, pk=pk)
        if not allowed(admin, request, row):
            raise PermissionDenied
        return view(request, admin, row)

    full_name = f"assessments_maturitymodel_{name}"
    return path(f"<int:pk>/{route}", admin.admin_site.admin_view(page), name=full_name)


def frame(
    admin: Admin, request: HttpRequest, row: models.MaturityModel, title: str
) -> dict[str, Any]:
    """What the admin's own templates need around a page."""
    return {
        **admin.admin_site.each_context(request),
        "opts": admin.opts,
        "title": title,
        "version": row,
    }


@contextmanager
def reading() -> Iterator[None]:
    """Read a draft as a value. Raises NotReadable where parts or numbers are missing."""
    try:
        yield
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
        raise NotReadable from error
    except ObjectDoesNotExist as error:
        raise NotReadable from error


def choose(request: HttpRequest, name: str, known: tuple[str, ...]) -> str:
    """What an address asks for among what there is; the first where it asks for nothing."""
    asked = request.GET.get(name, "")
    return asked if asked in known else known[0]
