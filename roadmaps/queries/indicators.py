"""The shared scorecard, and the indicators that a maturity model delivers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from django.conf import settings
from django.utils import translation

from assessments import models as assessments
from assessments.domain.sector_words import SectorWords
from assessments.models import Organisation
from assessments.queries.wording import wording_of
from roadmaps import models
from roadmaps.domain.indicators import Direction, Indicator, Measurement, Rhythm

KEY = "indicator"
"""How keys of a sector's own texts about indicators begin."""


@dataclass(frozen=True, slots=True)
class IndicatorText:
    """What a model's indicator is called and how it reads, in one language and sector."""

    code: str
    name: str
    reads: str
    unit: str


@dataclass(frozen=True, slots=True)
class Catalogue:
    """A model's indicators in its order, in the reader's language, and what each is called in any
    of the product's languages."""

    texts: dict[str, IndicatorText]
    spoken: Mapping[str, frozenset[tuple[str, str]]]

    def tell(self, indicator: Indicator) -> Indicator:
        """The indicator in the reader's language, as far as it was left as the model has it."""
        text = self.texts.get(indicator.code)
        if text is None or (indicator.name, indicator.reads) not in self.spoken[indicator.code]:
            return indicator
        return replace(indicator, name=text.name, reads=text.reads)


def load_catalogue(assessment: assessments.Assessment) -> Catalogue:
    """The indicators that an assessment's maturity model delivers, in the words of its sector."""
    rows = list(assessment.maturity_model.indicator_set.all())
    said = list(_load_sector_texts(assessment))
    language = translation.get_language() or settings.LANGUAGE_CODE
    codes = dict.fromkeys([*(code for code, _name in settings.LANGUAGES), language])
    by_language = {code: _speak(assessment, rows, said, code) for code in codes}
    spoken = {
        row.code: frozenset(
            (each[row.code].name, each[row.code].reads) for each in by_language.values()
        )
        for row in rows
    }
    return Catalogue(by_language[language], spoken)


def _load_sector_texts(assessment: assessments.Assessment) -> Iterable[assessments.SectorText]:
    packs = assessment.maturity_model.sectorpack_set
    pack = packs.filter(code=assessment.sector_pack).first() or packs.first()
    return pack.sectortext_set.filter(key__startswith=f"{KEY}.") if pack else ()


def _speak(
    assessment: assessments.Assessment,
    rows: Iterable[assessments.Indicator],
    said: Iterable[assessments.SectorText],
    language: str,
) -> dict[str, IndicatorText]:
    with translation.override(language):
        texts = {each.key: each.text for each in said}
        words = SectorWords(wording_of(assessment, language).words, texts)
        return {
            row.code: IndicatorText(
                row.code,
                words.say(f"{KEY}.{row.code}.name", row.name),
                words.say(f"{KEY}.{row.code}.reads", row.reads),
                row.unit,
            )
            for row in rows
        }


def load_indicators(organisation: Organisation) -> tuple[Indicator, ...]:
    """The shared scorecard of an organisation, in its order, with all measurements."""
    rows = models.Indicator.objects.filter(programme__organisation=organisation)
    return tuple(indicator_of(row) for row in rows.prefetch_related("measurements"))


def find_indicator_row(organisation: Organisation, pk: int) -> models.Indicator | None:
    """The row of an indicator of this organisation."""
    rows = models.Indicator.objects.filter(programme__organisation=organisation, pk=pk)
    return rows.prefetch_related("measurements").first()


def indicator_of(row: models.Indicator) -> Indicator:
    """An indicator as a value."""
    measurements = (
        Measurement(each.measured_on, each.value, each.note) for each in row.measurements.all()
    )
    return Indicator(
        pk=row.pk,
        name=row.name,
        code=row.code,
        reads=row.reads,
        unit=row.unit,
        direction=Direction(row.direction),
        stone=row.stone,
        block=row.block,
        baseline=row.baseline,
        target=row.target,
        target_on=row.target_on,
        owner=row.owner,
        rhythm=Rhythm(row.rhythm),
        is_customer_reaction=row.is_customer_reaction,
        measurements=tuple(measurements),
    )
