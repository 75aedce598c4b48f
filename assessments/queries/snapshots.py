"""Results as they are stored: written once, read by every page, chart and file."""

import hashlib
import json
import logging
from functools import lru_cache
from typing import Any, cast

from cattrs.preconf.json import make_converter

from assessments import models
from assessments.domain.positions import Panorama
from assessments.domain.scorecard import Scorecard
from assessments.queries.maturity_model import load_maturity_model

MATRIX = models.Assessment.Form.MATRIX

logger = logging.getLogger(__name__)
_converter = make_converter()


def to_document(results: Scorecard | Panorama) -> dict[str, Any]:
    """The results as JSON data: `scorecard` of docs/schemas/scorecard.schema.json."""
    document: dict[str, Any] = _converter.unstructure(results)
    return document


def from_document(document: dict[str, Any]) -> Scorecard:
    """The scorecard that `to_document` wrote."""
    return _converter.structure(document, Scorecard)


def digest(document: dict[str, Any] | None) -> str:
    """SHA-256 of the document in its one canonical form."""
    text = json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


class SnapshotAltered(Exception):
    """What is stored does not fit its fingerprint: nothing may be shown of it. `assessment` is
    whose; pages for members come to 409 by it (cxmaturity.errors)."""

    def __init__(self, assessment: models.Assessment) -> None:
        super().__init__(str(assessment.pk))
        self.assessment = assessment


def _load_intact(assessment: models.Assessment) -> models.Snapshot:
    snapshot = models.Snapshot.objects.get(assessment=assessment)
    _check_intact(snapshot)
    return snapshot


def _check_intact(snapshot: models.Snapshot) -> None:
    if digest(snapshot.payload) != snapshot.digest:
        pk = snapshot.assessment_id
        logger.error("The snapshot of assessment %s does not fit its digest.", pk)
        raise SnapshotAltered(snapshot.assessment)


def has_results(assessment: models.Assessment) -> bool:
    """Whether a closed assessment has results that may be shown: enough people answered."""
    return models.Snapshot.objects.filter(assessment=assessment, payload__isnull=False).exists()


def load_scorecard(assessment: models.Assessment) -> Scorecard | None:
    """What may be seen of a closed assessment; None when too few people answered, and for the form
    `matrix`, which has a panorama instead.

    Raises SnapshotAltered when the stored results were changed after closing.
    """
    snapshot = _load_intact(assessment)
    if snapshot.payload is None or assessment.form == MATRIX:
        return None
    return _read(snapshot.pk, snapshot.digest)


def load_panorama(assessment: models.Assessment) -> Panorama | None:
    """What may be seen of a closed assessment with the form `matrix`; None when too few people
    answered, and for the other forms. Raises SnapshotAltered."""
    payload = _load_intact(assessment).payload
    if payload is None or assessment.form != MATRIX:
        return None
    return _converter.structure(payload, Panorama)


def read_results(snapshot: models.Snapshot) -> Scorecard | Panorama | None:
    """The results that a snapshot holds, whichever its form; None when too few people answered.

    For many at once: its row and assessment are loaded already. Raises SnapshotAltered.
    """
    _check_intact(snapshot)
    if snapshot.payload is None:
        return None
    if snapshot.assessment.form == MATRIX:
        return _converter.structure(snapshot.payload, Panorama)
    return from_document(snapshot.payload)


def load_export(assessment: models.Assessment) -> dict[str, Any]:
    """The stored results of a closed assessment for other programs, with what they belong to.

    Format cxmaturity-scorecard/1, schema in docs/schemas/scorecard.schema.json.
    Raises SnapshotAltered.
    """
    snapshot = _load_intact(assessment)
    stages = load_maturity_model(assessment.maturity_model).stages
    return {
        "format": "cxmaturity-scorecard/1",
        "assessment": {
            "id": str(assessment.pk),
            "name": assessment.name,
            "organisation": assessment.organisation.name,
        },
        "taken_on": snapshot.taken_on.isoformat(),
        "digest": snapshot.digest,
        "stages": [{"number": stage.number, "code": stage.code} for stage in stages],
        "scorecard": snapshot.payload,
    }


@lru_cache(maxsize=64)
def _read(pk: int, digest_of_payload: str) -> Scorecard:
    # The digest is part of the key: a restored database may reuse primary keys.
    return from_document(cast("dict[str, Any]", models.Snapshot.objects.get(pk=pk).payload))
