"""Addresses of roadmaps."""

from django.urls import path

from roadmaps.views import planning, roadmaps, targets

app_name = "roadmaps"
urlpatterns = [
    path("assessments/<uuid:pk>/targets/", targets.targets, name="targets"),
    path("assessments/<uuid:pk>/roadmap/", planning.roadmap_new, name="roadmap_new"),
    path("roadmaps/<uuid:pk>/", roadmaps.roadmap, name="roadmap"),
    path(
        "roadmaps/<uuid:pk>/initiatives/<str:stone>/",
        roadmaps.initiative_move,
        name="initiative_move",
    ),
    path("roadmaps/<uuid:pk>/solve/", roadmaps.solve, name="solve"),
]
