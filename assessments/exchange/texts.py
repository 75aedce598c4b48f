"""All texts of a version one by one, for those who translate them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models as orm
from modeltranslation.translator import translator

from assessments import models
from assessments.exchange.parts import LANGUAGES
from assessments.models.versions import Part

PARTS: dict[str, type[orm.Model]] = {
    part._meta.model_name or "": part
    for part in (
        *(models.MaturityModel, models.Stage, models.GateCondition, models.Block),
        *(models.Descriptor, models.Stone, models.Item, models.AnswerText, models.Pillar),
        *(models.Lens, models.Workstream, models.Vantage, models.Phase, models.NoticeRule),
        *(models.Indicator, models.SectorPack, models.SectorText),
    )
}
"""What has texts, by the name that sheets know it by, in the order of reading."""
LONGEST = 2000
"""Of a text whose column has no length of its own; the schema says the same."""
Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Text:
    """One text in every language (`texts` in the order of LANGUAGES); `key` is where it stands.

    The key has the part (`stone`), the code of its row and the field (`title`).
    """

    key: Key
    texts: tuple[str, ...]
    longest: int
    pk: int


def read_texts(maturity_model: models.MaturityModel) -> tuple[Text, ...]:
    """Every text of a version, in the order of reading."""
    return tuple(
        text
        for name, part in PARTS.items()
        for row in _rows(part, maturity_model)
        for text in _texts_of(name, part, row)
    )


def _rows(part: type[orm.Model], maturity_model: models.MaturityModel) -> Any:
    rows: Any = orm.QuerySet(part)  # every language, not the reader's
    if issubclass(part, Part):
        return rows.filter(maturity_model=maturity_model).order_by("position", "pk").values()
    return rows.filter(pk=maturity_model.pk).values()


def _texts_of(name: str, part: type[orm.Model], row: dict[str, Any]) -> Iterator[Text]:
    for field in _fields(part):
        texts = tuple(row[f"{field}_{language}"] or "" for language in LANGUAGES)
        longest = getattr(part._meta.get_field(field), "max_length", None) or LONGEST
        code = str(row.get("code", row.get("slug")))
        yield Text((name, code, field), texts, longest, row["id"])


def _fields(part: type[orm.Model]) -> list[str]:
    """What stands in several languages, in the order of the columns."""
    translated = set(translator.get_options_for_model(part).get_field_names())
    return [field.name for field in part._meta.concrete_fields if field.name in translated]
