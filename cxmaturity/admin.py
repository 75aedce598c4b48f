"""The admin site: stock Django, named as the product."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from cxmaturity.signing_in import AdminSignInForm


class Autocomplete(AutocompleteJsonView):
    """What is found while typing, by code and name."""

    def serialize_result(self, obj: Any, to_field_name: str) -> dict[str, str]:
        text = str(getattr(obj, "label", obj))
        return {"id": str(getattr(obj, to_field_name)), "text": text}


class AdminSite(admin.AdminSite):
    """Where admins keep the maturity model."""

    site_header = _("cxmaturity — maturity model")
    site_title = "cxmaturity"
    index_title = _("What you can edit")
    login_form = AdminSignInForm

    def autocomplete_view(self, request: HttpRequest) -> HttpResponse:
        found: HttpResponse = Autocomplete.as_view(admin_site=self)(request)  # type: ignore[assignment]
        return found
