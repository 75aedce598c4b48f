"""Addresses of reports."""

from django.urls import path

from roadmaps.views import reports

urlpatterns = [
    path("assessments/<uuid:pk>/report/", reports.report_latest, name="report_latest"),
    path("roadmaps/<uuid:pk>/report/", reports.report_new, name="report_new"),
    path("reports/<uuid:pk>/", reports.report, name="report"),
    path("reports/<uuid:pk>/download/", reports.report_download, name="report_download"),
]
