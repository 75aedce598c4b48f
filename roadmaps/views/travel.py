"""Engagements that travel: taken home as a signed file, and brought in from one."""

from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET, require_http_methods

from assessments.access import may_edit
from cxmaturity.documents.uploads import Upload, drop_upload, find_upload, keep_upload
from roadmaps.access import get_roadmap
from roadmaps.actions.engagement import Taken, preview_engagement, take_engagement
from roadmaps.exchange.engagement import (
    MEDIA_TYPE,
    Engagement,
    EngagementRefused,
    read_engagement,
    render_engagement,
)
from roadmaps.forms.travel import ConfirmForm, EngagementForm
from roadmaps.views.downloads import attachment, name_file

SUFFIX = ".engagement.json"


@login_required
@require_GET
@cache_control(no_store=True, private=True)
def engagement(request: HttpRequest, pk: str) -> HttpResponse:
    """The engagement that a roadmap belongs to, as a file for its consultants."""
    organisation = get_roadmap(request.user, pk).assessment.organisation
    if not may_edit(request.user, organisation):
        raise PermissionDenied
    response = HttpResponse(render_engagement(organisation), content_type=MEDIA_TYPE)
    name = name_file(organisation.name, timezone.localdate(), SUFFIX)
    response["Content-Disposition"] = attachment(name)
    response["X-Content-Type-Options"] = "nosniff"
    return response


@login_required
@require_http_methods(["GET", "POST"])
@cache_control(no_store=True)
def engagement_import(request: HttpRequest) -> HttpResponse:
    """Choose a file and see what it would make; nothing is kept of it but the file, for an hour."""
    form = EngagementForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid() and form.engagement:
        try:
            taken = preview_engagement(
                engagement=form.engagement, user=_person(request), offers=_may_offer(request)
            )
        except EngagementRefused as refused:
            form.add_error("file", str(refused))
        else:
            upload = Upload(form.content, SUFFIX)
            keep_upload(upload, _person(request).pk)
            confirm = ConfirmForm(initial={"digest": upload.digest}, engagement=form.engagement)
            return _ask(request, confirm, form.engagement, taken)
    return render(request, "roadmaps/travel/import.html", {"form": form})


@login_required
@require_http_methods(["GET", "POST"])
@cache_control(no_store=True)
def engagement_confirm(request: HttpRequest) -> HttpResponse:
    """Take a file that was looked at. Said twice, it is taken once."""
    digest = request.POST.get("digest", "")
    upload = find_upload(digest, _person(request).pk)
    if upload is None or request.method == "GET":
        messages.info(request, _("The file is no longer here: choose it again."))
        return redirect("roadmaps:engagement_import")
    try:
        found = read_engagement(upload.content)
        form = ConfirmForm(request.POST, engagement=found)
        if not form.is_valid():
            return _ask(request, form, found, _preview(request, found))
        taken = _take(request, found, digest)
    except EngagementRefused as refused:
        messages.error(request, str(refused))
        return redirect("roadmaps:engagement_import")
    return _welcome(request, taken)


def _take(request: HttpRequest, found: Engagement, digest: str) -> Taken | None:
    """What was taken; None when another click was quicker."""
    if not drop_upload(digest, _person(request).pk):
        return None
    return take_engagement(engagement=found, user=_person(request), offers=_may_offer(request))


def _preview(request: HttpRequest, found: Engagement) -> Taken:
    return preview_engagement(engagement=found, user=_person(request), offers=_may_offer(request))


def _welcome(request: HttpRequest, taken: Taken | None) -> HttpResponse:
    if taken is None:
        return redirect("assessments:organisation_list")
    messages.success(request, _("“%(name)s” is here.") % {"name": taken.organisation.name})
    return redirect("assessments:organisation", pk=taken.organisation.pk)


def _ask(request: HttpRequest, form: ConfirmForm, found: Engagement, taken: Taken) -> HttpResponse:
    context: dict[str, Any] = {"form": form, "engagement": found, "taken": taken}
    return render(request, "roadmaps/travel/confirm.html", context)


def _person(request: HttpRequest) -> User:
    return cast(User, request.user)


def _may_offer(request: HttpRequest) -> bool:
    """Whether a version of the maturity model that comes along may be offered to everybody."""
    return _person(request).has_perm("assessments.add_maturitymodel")
