"""Sharing a report with people who have no account: links, made and revoked."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods

from cxmaturity.signing_in import changes_only
from roadmaps import models
from roadmaps.access import get_link, get_roadmap, get_roadmap_to_record, rights_in
from roadmaps.actions.sharing import revoke_link, share_report
from roadmaps.forms.sharing import SharingForm
from roadmaps.queries.sharing import load_links


@login_required
@require_http_methods(["GET", "POST"])
@cache_control(no_store=True, private=True)
def sharing(request: HttpRequest, pk: str) -> HttpResponse:
    """Links to the report; whoever has any right makes new ones. The address is in the answer to
    the POST alone: nobody can read it again."""
    if request.method != "POST":
        return _page(request, get_roadmap(request.user, pk))
    row = get_roadmap_to_record(request.user, pk)
    form = SharingForm(request.POST, today=timezone.localdate())
    if not form.is_valid():
        return _page(request, row, form)
    wanted = {name: form.cleaned_data[name] for name in ("label", "expires_on", "passphrase")}
    link, token = share_report(roadmap=row, created_by=request.user.get_username(), **wanted)
    # SITE_URL, not the request: a forged Host header must not end up in a message.
    address = settings.SITE_URL + reverse("roadmaps:shared", args=[token])
    return _page(request, row, made=link, address=address)


@login_required
@changes_only("roadmaps:sharing")
def link_revoke(request: HttpRequest, pk: str, link: str) -> HttpResponse:
    """The link opens nothing any more."""
    row = get_roadmap_to_record(request.user, pk)
    if revoke_link(link=get_link(row, link)):
        messages.success(request, _("The link is revoked: it opens nothing any more."))
    return redirect("roadmaps:sharing", row.pk)


def _page(
    request: HttpRequest,
    row: models.Roadmap,
    form: SharingForm | None = None,
    made: models.SharedLink | None = None,
    address: str = "",
) -> HttpResponse:
    today = timezone.localdate()
    context = {
        "roadmap": row,
        "assessment": row.assessment,
        "may_edit": bool(rights_in(request.user, row.assessment.organisation)),
        "form": form or SharingForm(today=today),
        "links": load_links(row),
        "today": today,
        "made": made,
        "address": address,
    }
    return render(request, "roadmaps/documents/sharing.html", context)
