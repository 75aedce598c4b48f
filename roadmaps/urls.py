"""Addresses of roadmaps."""

from django.urls import path

from roadmaps.views import planning, reports, roadmaps, targets

app_name = "roadmaps"
urlpatterns = [
    path("assessments/<uuid:pk>/targets/", targets.targets, name="targets"),
    path("assessments/<uuid:pk>/roadmap/", planning.roadmap_new, name="roadmap_new"),
    path("assessments/<uuid:pk>/roadmap/method/", planning.method, name="method"),
    path("roadmaps/<uuid:pk>/", roadmaps.roadmap, name="roadmap"),
    path(
        "roadmaps/<uuid:pk>/initiatives/<str:stone>/",
        roadmaps.initiative_move,
        name="initiative_move",
    ),
    path("roadmaps/<uuid:pk>/solve/", roadmaps.solve, name="solve"),
    path("assessments/<uuid:pk>/report/", reports.report_latest, name="report_latest"),
    path("roadmaps/<uuid:pk>/report/", reports.report_new, name="report_new"),
    path("reports/<uuid:pk>/", reports.report, name="report"),
    path("reports/<uuid:pk>/download/", reports.report_download, name="report_download"),
]
