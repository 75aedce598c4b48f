"""How an organisation's documents look: its row as a value."""

from dataclasses import replace

from assessments.models import Organisation
from roadmaps import models
from roadmaps.domain.looks import (
    CLIENT,
    CONSULTANCY,
    HOUSE,
    HOUSE_ACCENT,
    Look,
    correct_accent,
    derive_look,
)


def find_brand(organisation: Organisation) -> models.Brand:
    """The row; one that is not stored yet, with the product's own look, where nobody chose."""
    found = models.Brand.objects.filter(organisation=organisation).first()
    return found or models.Brand(organisation=organisation)


def load_look(organisation: Organisation) -> Look:
    """How documents of an organisation look."""
    brand = find_brand(organisation)
    pictures = {CLIENT: brand.client_logo, CONSULTANCY: brand.consultancy_logo}
    accent = brand.accent and correct_accent(brand.accent)
    return replace(
        derive_look(accent or HOUSE_ACCENT) if accent else HOUSE,
        consultancy=brand.consultancy,
        pictures={name: bytes(content) for name, content in pictures.items() if content},
    )
