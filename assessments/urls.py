"""Addresses of assessments."""

from django.urls import path

from assessments.views import home

app_name = "assessments"
urlpatterns = [
    path("", home.home, name="home"),
]
