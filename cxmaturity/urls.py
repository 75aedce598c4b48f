"""Addresses of the product."""

from django.conf import settings
from django.contrib import admin
from django.contrib.auth import views as auth
from django.urls import include, path

urlpatterns = [
    path("admin/", admin.site.urls),
    path("accounts/login/", auth.LoginView.as_view(redirect_authenticated_user=True), name="login"),
    path("accounts/logout/", auth.LogoutView.as_view(), name="logout"),
    path("accounts/password/", auth.PasswordChangeView.as_view(), name="password_change"),
    path(
        "accounts/password/done/",
        auth.PasswordChangeDoneView.as_view(),
        name="password_change_done",
    ),
    path("language/", include("django.conf.urls.i18n")),
    path("", include("assessments.urls")),
    path("", include("roadmaps.urls")),
]
handler400 = "cxmaturity.errors.bad_request"
if settings.DEBUG:
    from cxmaturity.gallery import gallery

    urlpatterns.append(path("gallery/", gallery, name="gallery"))
