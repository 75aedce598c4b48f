"""The admin site under the product's name."""

from django.contrib.admin.apps import AdminConfig as StockAdminConfig


class AdminConfig(StockAdminConfig):
    """Django's admin, with our site."""

    default_site = "cxmaturity.admin.AdminSite"
