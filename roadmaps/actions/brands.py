"""How an organisation's documents look: logos; words and colour go through save_revised."""

from assessments.models import Organisation
from roadmaps import models
from roadmaps.domain.looks import CLIENT, CONSULTANCY

COLUMNS = {CLIENT: "client_logo", CONSULTANCY: "consultancy_logo"}


def ensure_brand(*, organisation: Organisation) -> models.Brand:
    """The look of an organisation, made now if there is none."""
    return models.Brand.objects.get_or_create(organisation=organisation)[0]


def save_logo(*, organisation: Organisation, which: str, content: bytes | None) -> None:
    """Keep a logo (CLIENT or CONSULTANCY) as PNG, or none any more. No revision: it replaces
    nothing that somebody else was writing."""
    brand = ensure_brand(organisation=organisation)
    models.Brand.objects.filter(pk=brand.pk).update(**{COLUMNS[which]: content})
