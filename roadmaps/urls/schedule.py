"""Addresses of dates, load and calendar."""

from django.urls import path

from roadmaps.views import schedule

urlpatterns = [
    path("roadmaps/<uuid:pk>/schedule/", schedule.schedule, name="schedule"),
    path("roadmaps/<uuid:pk>/schedule/<str:stone>/", schedule.dates_enter, name="dates_enter"),
    path("roadmaps/<uuid:pk>/calendar.ics", schedule.calendar, name="calendar"),
]
