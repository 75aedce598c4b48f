"""Addresses of the registers and the hand-over file."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
