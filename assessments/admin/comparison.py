"""Two versions side by side: what differs, word by word, and what it does to scores."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import URLPattern
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from assessments import access, models
from assessments.actions.assessments import score_assessment
from assessments.admin.changes import ListedPart, list_changes
from assessments.admin.trial import effect_names
from assessments.admin.version_pages import Admin, NotReadable, choose, frame, reading, version_page
from assessments.domain.effect import Effect, compare_scorecards
from assessments.exchange.differences import find_changes
from assessments.exchange.dumping import dump_maturity_model
from assessments.queries.effects import closed_assessments_of
from assessments.queries.snapshots import digest, to_document

LANGUAGES = tuple(code for code, _name in settings.LANGUAGES)


def urls(admin: Admin) -> list[URLPattern]:
    """The address of the comparison below a version."""
    return [version_page(admin, "compare/", "compare", compare)]


class NotComparable(Exception):
    """No scores can be shown; `reason`: too_few, departments or draft."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@never_cache
@require_safe
def compare(request: HttpRequest, admin: Admin, row: models.MaturityModel) -> HttpResponse:
    """What this version has more, less and otherwise than another one of the same slug."""
    others = models.MaturityModel.objects.filter(slug=row.slug).exclude(pk=row.pk)
    other = _choose_other(request, others, row)
    language = choose(request, "language", ("", *LANGUAGES))
    context = frame(admin, request, row, _("Compare two versions")) | {
        "others": others,
        "other": other,
        "languages": settings.LANGUAGES,
        "language": language,
        "parts": _list(other, row, language or None) if other else (),
        "assessments": closed_assessments_of(request.user, row.slug),
        "assessment": None,
        "effect": None,
        "reason": "",
    }
    if other and request.GET.get("assessment"):
        context |= _effect_of(request, other, row)
    return render(request, "admin/previews/compare.html", context)


def _choose_other(
    request: HttpRequest, others: QuerySet[models.MaturityModel], row: models.MaturityModel
) -> models.MaturityModel | None:
    """The version asked for, else the one before, else any other."""
    asked = request.GET.get("with", "")
    if asked:
        if not asked.isdecimal():
            raise Http404
        return get_object_or_404(others, pk=asked)
    earlier = others.filter(version__lt=row.version)
    return earlier.order_by("-version").first() or others.first()


def _list(
    other: models.MaturityModel, row: models.MaturityModel, language: str | None
) -> tuple[ListedPart, ...]:
    before, after = dump_maturity_model(other), dump_maturity_model(row)
    return list_changes(find_changes(before, after, language=language))


def _effect_of(
    request: HttpRequest, other: models.MaturityModel, row: models.MaturityModel
) -> dict[str, Any]:
    """What the scores of an assessment of the admin's own organisations would be."""
    try:
        assessment = access.get_closed_assessment(request.user, request.GET["assessment"])
    except ValidationError as error:  # no UUID
        raise Http404 from error
    try:
        effect = _score_both(assessment, other, row)
        return {"assessment": assessment, "effect": effect, **effect_names(other, row)}
    except NotReadable:
        return {"assessment": assessment, "reason": "draft"}
    except NotComparable as refusal:
        return {"assessment": assessment, "reason": refusal.reason}


def _score_both(
    assessment: models.Assessment, other: models.MaturityModel, row: models.MaturityModel
) -> Effect:
    """Nothing is stored. The groups must still be those that the results were published with.

    With other groups or weights than those of the snapshot, the differences to it could tell of
    people that the snapshot hides.
    """
    own = score_assessment(assessment)
    if own is None:
        raise NotComparable("too_few")
    if digest(to_document(own)) != models.Snapshot.objects.get(assessment=assessment).digest:
        raise NotComparable("departments")
    with reading():
        before, after = (score_assessment(assessment, by=version) for version in (other, row))
    if before is None or after is None:
        raise NotComparable("too_few")
    return compare_scorecards(before, after)
