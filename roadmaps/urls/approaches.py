"""Addresses of the comparison of Big Bang and crawl, walk, run."""

from django.urls import path

from roadmaps.views import approaches

urlpatterns = [path("roadmaps/<uuid:pk>/approaches/", approaches.approaches, name="approaches")]
