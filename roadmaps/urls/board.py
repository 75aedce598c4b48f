"""Addresses of the board."""

from django.urls import path

from roadmaps.views import roadmaps

urlpatterns = [
    path("roadmaps/<uuid:pk>/", roadmaps.roadmap, name="roadmap"),
    path(
        "roadmaps/<uuid:pk>/initiatives/<str:stone>/",
        roadmaps.initiative_move,
        name="initiative_move",
    ),
    path("roadmaps/<uuid:pk>/solve/", roadmaps.solve, name="solve"),
]
