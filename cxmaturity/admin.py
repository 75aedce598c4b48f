"""The admin site: stock Django, named as the product."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _


class AdminSite(admin.AdminSite):
    """Where admins keep the maturity model."""

    site_header = _("cxmaturity — maturity model")
    site_title = "cxmaturity"
    index_title = _("What you can edit")
