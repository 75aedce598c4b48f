"""Addresses of what-if, re-planning and versions."""

from django.urls import path

from roadmaps.views import comparing, replanning

ROADMAP = "roadmaps/<uuid:pk>"

urlpatterns = [
    path(f"{ROADMAP}/what-if/", comparing.what_if, name="what_if"),
    path(f"{ROADMAP}/versions/", comparing.versions, name="versions"),
    path(f"{ROADMAP}/compare/", comparing.compare, name="compare"),
    path(f"{ROADMAP}/replan/", replanning.replan, name="replan"),
]
