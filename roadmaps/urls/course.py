"""Addresses of the course, the operational plan and the next 90 days."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
