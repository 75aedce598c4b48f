"""Addresses of the board and of its initiatives."""

from django.urls import path

from roadmaps.views import (
    board_answers,
    board_history,
    board_moves,
    board_own,
    board_ways,
    initiatives,
    roadmaps,
)

BOARD = "roadmaps/<uuid:pk>"
STONE = f"{BOARD}/initiatives/<str:stone>"
urlpatterns = [
    path(f"{BOARD}/", roadmaps.roadmap, name="roadmap"),
    path(f"{BOARD}/solve/", roadmaps.solve, name="solve"),
    path(f"{BOARD}/undo/", board_moves.undo, name="undo"),
    path(f"{BOARD}/history/", board_history.history, name="history"),
    path(f"{BOARD}/own/", board_own.own_new, name="own_new"),
    path(f"{BOARD}/own/<str:stone>/", board_own.own, name="own"),
    path(f"{BOARD}/own/<str:stone>/remove/", board_own.own_remove, name="own_remove"),
    path(f"{STONE}/", initiatives.initiative, name="initiative"),
    path(f"{STONE}/move/", board_moves.initiative_move, name="initiative_move"),
    path(f"{STONE}/consequences/", board_answers.consequences, name="consequences"),
    path(f"{STONE}/rules/", board_moves.waive, name="waive"),
    path(f"{STONE}/work/", initiatives.initiative_work, name="initiative_work"),
    path(f"{STONE}/history/", board_history.history, name="initiative_history"),
    path(f"{STONE}/ways/", board_ways.way_new, name="way_new"),
    path(f"{STONE}/ways/choose/", board_ways.way_choose, name="way_choose"),
    path(f"{STONE}/ways/<int:way>/", board_ways.way, name="way"),
    path(f"{STONE}/ways/<int:way>/remove/", board_ways.way_remove, name="way_remove"),
]
