"""What comes from files: a whole version as a new draft, texts into a draft."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.db import IntegrityError, transaction

from assessments import models
from assessments.actions.history import note_event, save_rows
from assessments.actions.maturity_model import copy_maturity_model
from assessments.exchange.parts import LANGUAGES
from assessments.exchange.texts import PARTS, Text, read_texts
from assessments.exchange.writing import load_maturity_model
from cxmaturity.documents.problems import DocumentErrors, Problem


class NotADraft(Exception):
    """The version was published in the meantime: nothing of it changes any more."""


@transaction.atomic
def import_maturity_model(*, document: dict[str, Any]) -> models.MaturityModel:
    """Write a document as a new draft, all or nothing.

    Raises DocumentErrors with what is wrong with it, a version that is there already included.
    """
    try:
        with transaction.atomic():
            draft = load_maturity_model(document)
    except IntegrityError as error:  # somebody else took the number a moment ago
        message = f"{document['slug']} {document['version']} is already there"
        raise DocumentErrors([Problem(message, "version", ("version",))]) from error
    note_event(maturity_model=draft, reason="imported")
    return draft


@transaction.atomic
def save_texts(*, maturity_model: models.MaturityModel, texts: Sequence[Text]) -> None:
    """Write texts of a draft, each row with an entry in its history. Raises NotADraft."""
    locked = models.MaturityModel.objects.select_for_update().get(pk=maturity_model.pk)
    if locked.status != models.MaturityModel.Status.DRAFT:
        raise NotADraft
    for name, part in PARTS.items():
        of_part = [text for text in texts if text.key[0] == name]
        rows: dict[int, Any] = part._default_manager.in_bulk({text.pk for text in of_part})
        fields = {column for text in of_part for column in _write(text, rows[text.pk])}
        save_rows(rows=list(rows.values()), fields=fields)


@transaction.atomic
def save_texts_of_copy(
    *, maturity_model: models.MaturityModel, texts: Sequence[Text]
) -> models.MaturityModel:
    """A new draft like a version that is published, with these texts instead of its own."""
    draft = copy_maturity_model(maturity_model=maturity_model)
    keys = {text.key: text.pk for text in read_texts(draft)}
    save_texts(maturity_model=draft, texts=[replace(text, pk=keys[text.key]) for text in texts])
    return draft


def _write(text: Text, row: Any) -> list[str]:
    columns = {f"{text.key[2]}_{language}": value
               for language, value in zip(LANGUAGES, text.texts, strict=True)}  # fmt: skip
    for column, value in columns.items():
        setattr(row, column, value)
    return list(columns)
