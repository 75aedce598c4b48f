"""What parts and fields of a document are called in the editor."""

from typing import Any

from django.conf import settings
from django.core.exceptions import FieldDoesNotExist
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from assessments import models

MODELS: dict[str, type[Any]] = {
    "stages": models.Stage,
    "blocks": models.Block,
    "stones": models.Stone,
    "pillars": models.Pillar,
    "lenses": models.Lens,
    "workstreams": models.Workstream,
    "efforts": models.Effort,
    "phases": models.Phase,
    "vantages": models.Vantage,
    "sector_packs": models.SectorPack,
    "indicators": models.Indicator,
    "notices": models.NoticeRule,
    "gate": models.GateCondition,
    "capability_scales": models.AnswerText,
    "breadth_scale": models.AnswerText,
    "breadth_help": models.AnswerText,
    "breadth_stems": models.AnswerText,
    "no_answer": models.AnswerText,
}
COLUMNS = {"from": "managing", "to": "leading", "range": "minimum", "months": "start_month"}
ROOT_COLUMNS = {
    "name": "name",
    "scoring": "scoring",
    "planning": "planning",
    "simulation": "simulation",
    "horizons_years": "horizons",
}
LANGUAGES = dict(settings.LANGUAGES)


def part_label(part: str) -> str:
    """What a part of the document is called: `stones` is a stepping stone."""
    if part in MODELS:
        return capfirst(str(MODELS[part]._meta.verbose_name))
    if part in ROOT_COLUMNS:
        return capfirst(_column(models.MaturityModel, ROOT_COLUMNS[part]))
    if part == "questionnaire_block_order":
        return capfirst(_column(models.Block, "questionnaire_position"))
    return part


def field_label(part: str, name: str) -> str:
    """What a field is called: `item.question` of `stones` is a question.

    Numbers of the method keep the names that the documentation and the files give them.
    """
    head, _dot, rest = name.partition(".")
    if head in LANGUAGES or not head:
        return ""
    if part == "stones" and head == "item":
        return _column(models.Item, rest.removesuffix(".en").removesuffix(".fr"))
    if part == "stones" and head == "prerequisites":
        return str(models.Prerequisite._meta.verbose_name)
    if head == "descriptors":
        return f"{models.Descriptor._meta.verbose_name} {rest.partition('.')[0]}"
    if part in MODELS:
        return _column(MODELS[part], COLUMNS.get(head, head))
    return name


def language_label(code: str) -> str:
    """A language in the reader's own."""
    return {"en": _("English"), "fr": _("French")}.get(code, "")


def _column(model: type[Any], name: str) -> str:
    try:
        return str(model._meta.get_field(name).verbose_name)
    except FieldDoesNotExist:
        return name
