"""Addresses of what-if, re-planning and versions."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
