"""Addresses of the comparison of Big Bang and crawl, walk, run."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
