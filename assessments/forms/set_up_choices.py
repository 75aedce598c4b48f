"""What a set-up offers, over all versions of the maturity model that it may use."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from assessments import models
from assessments.queries.maturity_model import load_maturity_model
from assessments.queries.set_up import load_sector_names, load_shares, measure

FULL = models.Assessment.Form.FULL


def name_vantages(versions: Sequence[models.MaturityModel]) -> list[tuple[str, str]]:
    """Vantages of all versions, each by the first that has it, with what it asks of them."""
    names: dict[str, str] = {}
    for row in versions:
        questions, _minutes = measure(row, FULL)
        for share in load_shares(row, FULL, load_maturity_model(row).vantages):
            told = _("%(name)s: %(short)s questions instead of %(all)s, about %(minutes)s min") % {
                "name": share.name,
                "short": share.questions,
                "all": questions,
                "minutes": share.minutes,
            }
            names.setdefault(share.vantage, told)
    return list(names.items())


def name_sectors(versions: Sequence[models.MaturityModel]) -> list[tuple[str, Any]]:
    """Sectors of all versions, by how they call many customers; first that of the model itself."""
    names: dict[str, str] = {}
    for row in versions:
        names = load_sector_names(row) | names
    return [("", _("customers, as the maturity model says")), *names.items()]


def measure_forms(row: models.MaturityModel) -> str:
    """How long the forms of a version are."""
    full, quick, matrix = (measure(row, form) for form in models.Assessment.Form.values)
    return _(
        "%(version)s: the full form has %(full)s questions (about %(full_minutes)s min), "
        "the quick one %(quick)s (about %(quick_minutes)s min), the matrix %(matrix)s "
        "(about %(matrix_minutes)s min)."
    ) % {
        "version": row,
        "full": full[0],
        "full_minutes": full[1],
        "quick": quick[0],
        "quick_minutes": quick[1],
        "matrix": matrix[0],
        "matrix_minutes": matrix[1],
    }
