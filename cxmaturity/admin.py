"""The admin site: stock Django, named as the product."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from cxmaturity.signing_in import AdminSignInForm


class AdminSite(admin.AdminSite):
    """Where admins keep the maturity model."""

    site_header = _("cxmaturity — maturity model")
    site_title = "cxmaturity"
    index_title = _("What you can edit")
    login_form = AdminSignInForm
