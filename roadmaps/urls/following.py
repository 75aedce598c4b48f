"""Addresses of progress, indicators, benefits and costs."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
