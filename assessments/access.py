"""Who may see and change what. Strangers get 404, people who may only read 403."""

import hashlib
import unicodedata
import uuid
from functools import lru_cache
from typing import Final
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from assessments import models
from assessments.models.rows import Select

Person = AbstractBaseUser | AnonymousUser
ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
CODE_LENGTH = 10
TOKEN_LENGTH = 26
OWN_SHEET: Final = Select(
    models.Sheet,
    models.Department,
    models.Assessment,
    models.Organisation,
    rest="""FROM assessments_sheet
JOIN assessments_department ON assessments_department.id = assessments_sheet.department_id
JOIN assessments_assessment ON assessments_assessment.id = assessments_sheet.assessment_id
JOIN assessments_organisation
  ON assessments_organisation.id = assessments_assessment.organisation_id
WHERE assessments_sheet.token_digest = %s AND assessments_assessment.join_code = %s""",
)
BY_CODE: Final = Select(
    models.Assessment,
    models.Organisation,
    models.MaturityModel,
    rest="""FROM assessments_assessment
JOIN assessments_organisation
  ON assessments_organisation.id = assessments_assessment.organisation_id
JOIN assessments_maturitymodel
  ON assessments_maturitymodel.id = assessments_assessment.maturity_model_id
WHERE assessments_assessment.join_code = %s""",
)


class NotClosed(Http404):
    """A member asks for what exists only once the assessment is closed."""

    def __init__(self, assessment: models.Assessment) -> None:
        super().__init__(str(assessment))
        self.assessment = assessment


def organisations_of(user: Person) -> QuerySet[models.Organisation]:
    """The organisations a person works for."""
    organisations = models.Organisation.objects
    return organisations.filter(memberships__user_id=user.pk) if user.pk else organisations.none()


def role_in(user: Person, organisation: models.Organisation) -> str | None:
    """The role a person has in an organisation; None for strangers."""
    membership = organisation.memberships.filter(user_id=user.pk).first() if user.pk else None
    return membership.role if membership else None


def may_edit(user: Person, organisation: models.Organisation) -> bool:
    """Whether a person may change things for an organisation."""
    return role_in(user, organisation) == models.Membership.Role.CONSULTANT


def _check(user: Person, organisation: models.Organisation, *, edit: bool) -> None:
    role = role_in(user, organisation)
    if role is None:
        raise Http404
    if edit and role != models.Membership.Role.CONSULTANT:
        raise PermissionDenied


def get_organisation(user: Person, pk: object, *, edit: bool = False) -> models.Organisation:
    """An organisation the person may read, or change with `edit`."""
    organisation = get_object_or_404(models.Organisation, pk=pk)
    _check(user, organisation, edit=edit)
    return organisation


def get_assessment(user: Person, pk: object, *, edit: bool = False) -> models.Assessment:
    """An assessment the person may read, or change with `edit`."""
    assessment = get_object_or_404(
        models.Assessment.objects.select_related("organisation", "maturity_model"), pk=pk
    )
    _check(user, assessment.organisation, edit=edit)
    return assessment


def get_closed_assessment(user: Person, pk: object, *, edit: bool = False) -> models.Assessment:
    """An assessment whose results exist. Raises NotClosed while it is in preparation or open."""
    assessment = get_assessment(user, pk, edit=edit)
    if not assessment.is_closed:
        raise NotClosed(assessment)
    return assessment


def normalise_code(text: str) -> str:
    """A join code as it is stored: case, spaces, dashes and full width do not matter."""
    folded = unicodedata.normalize("NFKC", text).upper()
    return "".join(letter for letter in folded if letter.isalnum())


def find_assessment_by_code(code: str) -> models.Assessment | None:
    """The assessment that a join code leads to, whatever its state."""
    row = BY_CODE.first(normalise_code(code))
    if row is None:
        return None
    assessment, assessment.organisation, assessment.maturity_model = row
    return assessment


def find_assessment(text: str) -> models.Assessment | None:
    """The assessment with this id or join code, for those who work on the server."""
    try:
        key = uuid.UUID(text)
    except ValueError:
        return find_assessment_by_code(text)
    rows = models.Assessment.objects.select_related("organisation", "maturity_model")
    return rows.filter(pk=key).first()


def token_digest(token: str) -> str:
    """What the database keeps of a resume token."""
    return hashlib.sha256(token.encode()).hexdigest()


def sheet_cookie(assessment: models.Assessment) -> str:
    """Name of the cookie that holds the resume token of this assessment."""
    return _sheet_cookie(str(assessment.join_code))


def _sheet_cookie(code: str) -> str:
    return f"{settings.SHEET_COOKIE_PREFIX}{code}"


def find_sheet(request: HttpRequest, assessment: models.Assessment) -> models.Sheet | None:
    """The sheet that this phone has in this assessment, if any."""
    return find_own_sheet(request, str(assessment.join_code))


def find_own_sheet(request: HttpRequest, code: str) -> models.Sheet | None:
    """The sheet that this phone has in the assessment of a join code, if any; in one query."""
    join_code = normalise_code(code)
    token = request.COOKIES.get(_sheet_cookie(join_code), "")
    row = OWN_SHEET.first(token_digest(token), join_code) if token else None
    if row is None:
        return None
    sheet, sheet.department, sheet.assessment, organisation = row
    sheet.assessment.organisation = organisation
    sheet.assessment.maturity_model = _load_version(sheet.assessment.maturity_model_id)
    return sheet


@lru_cache(maxsize=32)
def _load_version(pk: int) -> models.MaturityModel:
    """The version that people answer: published, hence read once and not with every tap."""
    return models.MaturityModel.objects.get(pk=pk)


def find_sheet_by_token(code: str, text: str) -> tuple[models.Sheet, str] | None:
    """The sheet of an assessment by its resume token, and the token as a cookie holds it.

    Typed tokens are read like codes; those of former versions come by link only, letter by letter.
    """
    tokens = {token_digest(token): token for token in (normalise_code(text), text.strip())}
    sheets = models.Sheet.objects.select_related("assessment__maturity_model")
    join_code = normalise_code(code)
    found = sheets.filter(token_digest__in=tokens, assessment__join_code=join_code).first()
    return (found, tokens[str(found.token_digest)]) if found else None


def is_from_here(request: HttpRequest) -> bool:
    """Whether a post without a CSRF token comes from our own page.

    Browsers say where a post comes from; a request that says nothing carries nobody's cookies.
    """
    origin = request.headers.get("Origin") or request.headers.get("Referer")
    if origin is None:
        return True
    try:
        host = urlsplit(origin).netloc
    except ValueError:
        return False
    return host in {urlsplit(settings.SITE_URL).netloc, request.get_host()}
