"""Addresses of documents, of their look, and of what is shared."""

from django.urls import path

from roadmaps.views import looks, reports, shared, sharing

urlpatterns = [
    path("assessments/<uuid:pk>/report/", reports.report_latest, name="report_latest"),
    path("roadmaps/<uuid:pk>/report/", reports.report_new, name="report_new"),
    path("reports/<uuid:pk>/", reports.report, name="report"),
    path("reports/<uuid:pk>/download/", reports.report_download, name="report_download"),
    path("roadmaps/<uuid:pk>/look/", looks.look, name="look"),
    path("roadmaps/<uuid:pk>/look/<slug:which>/", looks.logo, name="logo"),
    path("roadmaps/<uuid:pk>/look/<slug:which>/remove/", looks.logo_remove, name="logo_remove"),
    path("roadmaps/<uuid:pk>/sharing/", sharing.sharing, name="sharing"),
    path("roadmaps/<uuid:pk>/sharing/<uuid:link>/revoke/", sharing.link_revoke, name="link_revoke"),
    path("shared/<str:token>/", shared.shared, name="shared"),
    path("shared/report/<uuid:pk>/", shared.shared_report, name="shared_report"),
    path("shared/report/<uuid:pk>/passphrase/", shared.shared_passphrase, name="shared_passphrase"),
    path("shared/report/<uuid:pk>/logo/<slug:which>/", shared.shared_logo, name="shared_logo"),
    path("shared/report/<uuid:pk>/colours.css", shared.shared_colours, name="shared_colours"),
]
