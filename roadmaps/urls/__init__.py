"""Addresses of roadmaps, a module for each part."""

from roadmaps.urls import (
    agreeing,
    approaches,
    board,
    comparing,
    course,
    following,
    planning,
    registers,
    reports,
    room,
    schedule,
    travel,
)

app_name = "roadmaps"
urlpatterns = [
    *planning.urlpatterns,
    *board.urlpatterns,
    *schedule.urlpatterns,
    *course.urlpatterns,
    *following.urlpatterns,
    *registers.urlpatterns,
    *approaches.urlpatterns,
    *comparing.urlpatterns,
    *reports.urlpatterns,
    *room.urlpatterns,
    *agreeing.urlpatterns,
    *travel.urlpatterns,
]
