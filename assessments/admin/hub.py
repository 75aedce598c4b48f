"""The page of a version: its state, what stands against publishing it, the way to everything."""

from typing import Any

from django.db.models import Count
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from assessments import models
from assessments.admin.choices import VERSION
from assessments.admin.filters import missing_texts
from assessments.queries.uses import find_uses

STRUCTURE = (models.Stage, models.Block, models.Descriptor, models.Stone, models.Item)
CROSSING = (models.GateCondition, models.Prerequisite)
WORDS = (
    *(models.Pillar, models.Lens, models.Workstream, models.AnswerText),
    *(models.SectorPack, models.SectorText),
)
METHOD = (models.Phase, models.Effort, models.NoticeRule, models.Indicator, models.Vantage)
TRANSLATED_NOT = (models.Prerequisite, models.Effort)


def hub_context(row: models.MaturityModel) -> dict[str, Any]:
    """What the page of a version shows beside its form."""
    return {
        "groups": [
            (_("Stages, blocks and stones"), [_part(row, part) for part in STRUCTURE]),
            (_("The way across"), [_part(row, part) for part in CROSSING]),
            (_("Words"), [_part(row, part) for part in WORDS]),
            (_("Plan and patterns"), [_part(row, part) for part in METHOD]),
        ],
        "pages": _pages(row),
        "blocks": _blocks(row),
        "uses": [use for _how, use in find_uses([row])],
        "is_draft": row.status == models.MaturityModel.Status.DRAFT,
        "is_published": row.status == models.MaturityModel.Status.PUBLISHED,
    }


def _part(row: models.MaturityModel, part: type[Any]) -> dict[str, Any]:
    rows = part._default_manager.filter(maturity_model=row)
    missing = 0 if part in TRANSLATED_NOT else rows.filter(missing_texts(part, "fr")).count()
    return {
        "name": part._meta.verbose_name_plural,
        "count": rows.count(),
        "url": list_url(part, row),
        "missing": missing,
        "missing_url": list_url(part, row, texts="fr-missing"),
    }


def list_url(part: type[Any], row: models.MaturityModel, **filters: Any) -> str:
    """The list of the parts of a version."""
    address = reverse(f"admin:assessments_{part._meta.model_name}_changelist")
    return f"{address}?{urlencode({VERSION: row.pk, **filters})}"


def _blocks(row: models.MaturityModel) -> list[dict[str, Any]]:
    """Blocks with the number of their stones, for the way to the stones of one."""
    return [
        {
            "block": block,
            "stones": block.stones,
            "url": list_url(models.Stone, row, block__code=block.code),
        }
        for block in row.block_set.annotate(stones=Count("stone"))
    ]


def _pages(row: models.MaturityModel) -> list[tuple[str, list[tuple[str, str]]]]:
    """Pages about the version as a whole, by what one wants there."""
    return [
        (
            _("Edit"),
            [
                _page(row, "matrix", _("Matrix")),
                _numbers(row, "scoring", _("Numbers of the scoring method")),
                _numbers(row, "planning", _("Numbers of the planner")),
                _numbers(row, "simulation", _("Numbers of the simulation")),
            ],
        ),
        (
            _("See"),
            [
                _page(row, "preview", _("Questionnaire as respondents see it")),
                _page(row, "matrix_print", _("Matrix as printed")),
                _page(row, "graph", _("What needs what")),
                _page(row, "trial", _("Trial with the demo answers")),
            ],
        ),
        (
            _("Compare and exchange"),
            [
                _page(row, "compare", _("Compare with another version")),
                _page(row, "history", _("History")),
                _page(row, "export", _("Export")),
                _page(row, "texts", _("Texts for translators")),
            ],
        ),
    ]


def _page(row: models.MaturityModel, name: str, title: str) -> tuple[str, str]:
    return reverse(f"admin:assessments_maturitymodel_{name}", args=[row.pk]), title


def _numbers(row: models.MaturityModel, column: str, title: str) -> tuple[str, str]:
    return reverse("admin:assessments_maturitymodel_numbers", args=[row.pk, column]), title
