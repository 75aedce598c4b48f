"""The waves of an organisation: stored results of its closed assessments, in the order of time."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings

from assessments import models
from assessments.domain.positions import Panorama
from assessments.domain.scorecard import Scorecard
from assessments.domain.waves import Wave, Yardstick, find_yardstick
from assessments.queries.maturity_model import load_maturity_model
from assessments.queries.snapshots import SnapshotAltered, read_results
from assessments.queries.wording import load_wording


@dataclass(frozen=True, slots=True, eq=False)
class HeldWave:
    """A closed assessment and its stored results: None where too few people answered, and where
    what is stored `is_altered`, hence not to be shown."""

    assessment: models.Assessment
    results: Scorecard | Panorama | None
    is_altered: bool = False


def load_waves(organisation: models.Organisation) -> tuple[HeldWave, ...]:
    """All closed assessments of an organisation, the first one first; in one query."""
    snapshots = models.Snapshot.objects.filter(assessment__organisation=organisation)
    joined = snapshots.select_related("assessment__maturity_model")
    order = ("assessment__opens_on", "assessment__closed_on", "taken_on", "pk")
    return tuple(_read(snapshot) for snapshot in joined.order_by(*order))


def _read(snapshot: models.Snapshot) -> HeldWave:
    try:
        return HeldWave(snapshot.assessment, read_results(snapshot))
    except SnapshotAltered:
        return HeldWave(snapshot.assessment, None, is_altered=True)


def load_scored(waves: Sequence[HeldWave]) -> tuple[Wave, ...]:
    """Waves with a scorecard each, together with what they were measured with.

    Texts are read only where versions differ: within a version nothing of them changes.
    """
    differ = len({wave.assessment.maturity_model_id for wave in waves}) > 1
    return tuple(
        Wave(wave.results, _load_yardstick(wave.assessment, texts=differ))
        for wave in waves
        if isinstance(wave.results, Scorecard)
    )


def _load_yardstick(assessment: models.Assessment, *, texts: bool) -> Yardstick:
    row = assessment.maturity_model
    read = _load_texts(row.pk) if texts else {}
    return find_yardstick(load_maturity_model(row), assessment.form, read)


@lru_cache(maxsize=16)
def _load_texts(pk: int) -> dict[str, tuple[str, ...]]:
    """All that people read of each stone of a published version, in all languages, by code."""
    row = models.MaturityModel.objects.get(pk=pk)
    texts: dict[str, tuple[str, ...]] = {}
    for language, _name in settings.LANGUAGES:
        wording = load_wording(row, language)
        for code, stone in wording.stones.items():
            said = [wording.answers[stone.breadth_stem]]
            said += [t for key, t in wording.answers.items() if key.startswith(f"{stone.scale}-")]
            said += [t for key, t in wording.answers.items() if key.startswith("breadth-")]
            texts[code] = (*texts.get(code, ()), stone.question, stone.sign, *said)
    return texts
