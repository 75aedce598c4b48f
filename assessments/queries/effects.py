"""Closed assessments whose answers another version may be tried on."""

from django.db.models import QuerySet

from assessments import access, models


def closed_assessments_of(user: access.Person, slug: str) -> QuerySet[models.Assessment]:
    """Closed assessments of a maturity model, with answers to questions, in the organisations that
    a person works for.

    Administering the maturity model opens no organisation's results, not even to a superuser.
    """
    found = models.Assessment.objects.filter(
        status=models.Assessment.Status.CLOSED,
        organisation__in=access.organisations_of(user),
        maturity_model__slug=slug,
    ).exclude(form=models.Assessment.Form.MATRIX)
    return found.select_related("organisation", "maturity_model").order_by("-closed_on", "name")
