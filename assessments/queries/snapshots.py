"""Scorecards as they are stored: written once, read by every page, chart and file."""

import hashlib
import json
from functools import lru_cache
from typing import Any

from cattrs.preconf.json import make_converter

from assessments import models
from assessments.domain.scorecard import Scorecard

_converter = make_converter()


def to_document(scorecard: Scorecard) -> dict[str, Any]:
    """The scorecard as JSON data (schema in docs/schemas/scorecard.schema.json)."""
    document: dict[str, Any] = _converter.unstructure(scorecard)
    return document


def from_document(document: dict[str, Any]) -> Scorecard:
    """The scorecard that `to_document` wrote."""
    return _converter.structure(document, Scorecard)


def digest(document: dict[str, Any] | None) -> str:
    """SHA-256 of the document in its one canonical form."""
    text = json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def load_scorecard(assessment: models.Assessment) -> Scorecard | None:
    """What may be seen of a closed assessment; None when too few people answered."""
    snapshot = models.Snapshot.objects.get(assessment=assessment)
    return _read(snapshot.pk, snapshot.digest) if snapshot.payload is not None else None


@lru_cache(maxsize=64)
def _read(pk: int, digest_of_payload: str) -> Scorecard:
    # The digest is part of the key: a restored database may reuse primary keys.
    return from_document(models.Snapshot.objects.get(pk=pk).payload)
