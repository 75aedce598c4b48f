"""Organisations and who may see them; assessments to read. Deleting is not done here.

A page that asks before deleting lists what goes too: sheets, which nobody may count.
"""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from assessments import models


class ReadOnly:
    """Mixin: to look at, not to change."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class DepartmentInline(ReadOnly, admin.TabularInline):
    model = models.Department
    fields = ("name", "code", "headcount", "function")


class MembershipInline(admin.TabularInline):
    model = models.Membership
    extra = 1


@admin.register(models.Organisation)
class OrganisationAdmin(admin.ModelAdmin):
    list_display = ("name", "is_demo")
    list_filter = ("is_demo",)
    search_fields = ("name",)
    inlines = (MembershipInline, DepartmentInline)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(models.Membership)
class MembershipAdmin(admin.ModelAdmin):
    list_display = ("organisation", "user", "role")
    list_filter = ("role",)
    list_select_related = ("organisation", "user")
    search_fields = ("organisation__name", "user__username")


@admin.register(models.Assessment)
class AssessmentAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ("name", "organisation", "status", "form", "opens_on", "closes_on")
    list_filter = ("status", "form", "maturity_model")
    list_select_related = ("organisation",)
    search_fields = ("name", "organisation__name")
