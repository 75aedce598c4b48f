"""How people come in: the link, the code and its picture, on the page and on the wall."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.views.decorators.http import require_GET

from assessments import access, models
from assessments.queries.departments import load_department_choices
from cxmaturity.qr import draw_qr


@dataclass(frozen=True, slots=True)
class Invitation:
    """What people need to join: `code` as it is read aloud, `url` with the code in it."""

    code: str
    url: str
    address: str
    qr_svg: SafeString

    @property
    def url_text(self) -> str:
        """The link as people type it."""
        return self.url.split("://", 1)[1]


def invite(assessment: models.Assessment, department: str = "") -> Invitation | None:
    """The invitation to an assessment; None before it opens.

    `department` (a code) is chosen already for whoever comes in by it.
    """
    code = assessment.join_code
    if code is None:
        return None
    # SITE_URL, not the request: a forged Host header must not end up on a wall.
    url = settings.SITE_URL + reverse("assessments:join", args=[code])
    url += f"?{urlencode({'department': department})}" if department else ""
    address = settings.SITE_URL.split("://", 1)[1]
    return Invitation(f"{code[:5]} {code[5:]}", url, address, draw_qr(url, border=1))


def invite_departments(assessment: models.Assessment) -> list[tuple[str, str, Invitation]]:
    """Code, name and invitation of each department, where there are several."""
    departments = load_department_choices(assessment)
    if len(departments) < 2:
        return []
    made = [(code, name, invite(assessment, code)) for code, name in departments]
    return [(code, name, each) for code, name, each in made if each]


@login_required
@require_GET
def wall(request: HttpRequest, pk: str) -> HttpResponse:
    """Code, link and picture, large enough for a room."""
    assessment = access.get_assessment(request.user, pk)
    if not assessment.is_open:
        return redirect("assessments:assessment", pk=assessment.pk)
    context = {"assessment": assessment, "invitation": invite(assessment)}
    return render(request, "assessments/wall.html", context)


@login_required
@require_GET
def qr(request: HttpRequest, pk: str) -> HttpResponse:
    """The picture as a file, for slides and posters; of one department when it is asked for."""
    assessment = access.get_assessment(request.user, pk)
    department = request.GET.get("department", "")
    invitation = invite(assessment, department)
    if invitation is None or (
        department and department not in dict(load_department_choices(assessment))
    ):
        raise Http404
    return HttpResponse(draw_qr(invitation.url, border=4), content_type="image/svg+xml")
