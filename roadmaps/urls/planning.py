"""Addresses of targets and of new versions."""

from django.urls import path

from roadmaps.views import planning, targets

urlpatterns = [
    path("assessments/<uuid:pk>/targets/", targets.targets, name="targets"),
    path("assessments/<uuid:pk>/roadmap/", planning.roadmap_new, name="roadmap_new"),
    path("assessments/<uuid:pk>/roadmap/method/", planning.method, name="method"),
]
