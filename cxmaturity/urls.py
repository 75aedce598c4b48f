"""Addresses of the product."""

from django.conf import settings
from django.contrib import admin
from django.contrib.auth import views as auth
from django.urls import include, path

from cxmaturity import health
from cxmaturity.signing_in import SignInForm

urlpatterns = [
    path("admin/", admin.site.urls),
    path("-/live", health.live, name="live"),
    path("-/ready", health.ready, name="ready"),
    path(
        "accounts/login/",
        auth.LoginView.as_view(authentication_form=SignInForm, redirect_authenticated_user=True),
        name="login",
    ),
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
handler404 = "cxmaturity.errors.not_found"
if settings.DEBUG:
    from cxmaturity.gallery import gallery

    urlpatterns.append(path("gallery/", gallery, name="gallery"))
