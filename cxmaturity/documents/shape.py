"""The shape of a document, checked against one of the published schemas."""

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

from django.conf import settings
from jsonschema import Draft202012Validator, ValidationError

from cxmaturity.documents.problems import Path, Problem


@cache
def _validator(schema: str) -> Draft202012Validator:
    path = settings.BASE_DIR / "docs" / "schemas" / f"{schema}.schema.json"
    return Draft202012Validator(json.loads(path.read_text(encoding="utf-8")))


def check_shape(document: Any, schema: str) -> Iterator[Problem]:
    """Where a document differs from docs/schemas/`schema`.schema.json."""
    for error in _validator(schema).iter_errors(document):
        yield _describe(error, document)


def _describe(error: ValidationError, document: Any) -> Problem:
    path = tuple(error.absolute_path)
    message = " ".join(error.message.split())
    if len(message) > 200:  # it quotes the value first and says what is wrong with it last
        message = f"{message[:60]} … {message[-120:]}"
    facts = {"limit": error.validator_value, "wrong": error.instance, "told": message}
    return Problem(
        message, _place(document, path), path, rule=f"shape_{error.validator}", facts=facts
    )


def _place(document: Any, path: Path) -> str:
    """`stones.VIS-1.impact`: rows of a list by their code where they have one."""
    place = ""
    for key in path:
        document = document[key]
        code = document.get("code") if isinstance(document, dict) else None
        if isinstance(key, str):
            place += f".{key}"
        else:
            place += f".{code}" if isinstance(code, str) and code.isprintable() else f"[{key}]"
    return place.removeprefix(".")[:120]
