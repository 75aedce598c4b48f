"""What the parts of an assessment's set-up ask of one another."""

import zoneinfo
from typing import Final

from django.conf import settings

from assessments import models
from assessments.queries.maturity_model import load_maturity_model
from assessments.queries.wording import load_wording

GROUP_SIZES: Final = range(3, 21)
NO_PLACES: Final = frozenset({"Factory", "localtime"})
"""In the time zone database, but what they mean depends on the machine."""
FULL, MATRIX = models.Assessment.Form.FULL, models.Assessment.Form.MATRIX


class SetUpRefused(Exception):
    """Parts of the set-up do not fit; `reasons` are codes by field (`find_refusals`)."""

    def __init__(self, reasons: dict[str, str]) -> None:
        super().__init__(", ".join(f"{field}: {reason}" for field, reason in reasons.items()))
        self.reasons = reasons


def check_set_up(assessment: models.Assessment) -> None:
    """Raises SetUpRefused when the parts of a set-up do not fit one another."""
    if reasons := find_refusals(assessment):
        raise SetUpRefused(reasons)


def find_refusals(assessment: models.Assessment) -> dict[str, str]:
    """Why fields of a set-up cannot stand, a code each; empty when they can.

    form: `no_questions`, `no_descriptors` · short_vantages: `unknown`, `not_full`, `everybody` ·
    sector_pack, time_zone: `unknown` · min_group_size: `size`.
    """
    found = {
        "form": _find_form(assessment),
        "short_vantages": _find_short_vantages(assessment),
        "sector_pack": _find_sector_pack(assessment),
        "time_zone": "" if assessment.time_zone in time_zones() else "unknown",
        "min_group_size": _find_size(assessment),
    }
    return {field: reason for field, reason in found.items() if reason}


def time_zones() -> list[str]:
    """Names of the time zones that this server knows, in order; without those that are no place."""
    return sorted(zoneinfo.available_timezones() - NO_PLACES | {settings.TIME_ZONE})


def _find_form(assessment: models.Assessment) -> str:
    row = assessment.maturity_model
    maturity_model = load_maturity_model(row)
    if assessment.form != MATRIX:
        return "" if maturity_model.items(assessment.form) else "no_questions"
    texts = load_wording(row, "en").descriptors
    numbers = [stage.number for stage in maturity_model.stages]
    cells = [(block, number) for block in maturity_model.blocks for number in numbers]
    return "" if all(texts.get(cell) for cell in cells) else "no_descriptors"


def _find_short_vantages(assessment: models.Assessment) -> str:
    short, known = set(assessment.short_vantages), load_maturity_model(assessment.maturity_model)
    if not short:
        return ""
    if assessment.form != FULL:
        return "not_full"
    if not short.issubset(known.vantages):
        return "unknown"
    # Without anybody who is asked everything, most stones would have no figure.
    return "everybody" if short.issuperset(known.vantages) else ""


def _find_sector_pack(assessment: models.Assessment) -> str:
    code = assessment.sector_pack
    packs = models.SectorPack.objects.filter(maturity_model=assessment.maturity_model)
    return "unknown" if code and not packs.filter(code=code).exists() else ""


def _find_size(assessment: models.Assessment) -> str:
    if assessment.attributed_mode:
        return "" if assessment.min_group_size == 1 else "size"
    return "" if assessment.min_group_size in GROUP_SIZES else "size"
