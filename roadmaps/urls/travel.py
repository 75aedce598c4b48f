"""Addresses of engagement files."""

from django.urls import path

from roadmaps.views import travel

urlpatterns = [
    path("roadmaps/<uuid:pk>/engagement/", travel.engagement, name="engagement"),
    path("engagements/import/", travel.engagement_import, name="engagement_import"),
    path("engagements/import/confirm/", travel.engagement_confirm, name="engagement_confirm"),
]
