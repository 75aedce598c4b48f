"""Addresses of dates, load and calendar."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
