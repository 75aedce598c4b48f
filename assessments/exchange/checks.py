"""What a maturity model document must satisfy before anything of it is written."""

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

from django.conf import settings
from jsonschema import Draft202012Validator, ValidationError

from assessments.exchange.check_numbers import check_numbers
from assessments.exchange.check_structure import check_structure
from cxmaturity.documents.problems import Path, Problem


@cache
def _validator() -> Draft202012Validator:
    path = settings.BASE_DIR / "docs" / "schemas" / "maturity_model.schema.json"
    return Draft202012Validator(json.loads(path.read_text(encoding="utf-8")))


def check_document(document: Any) -> Iterator[Problem]:
    """Problems of a document: first its shape; if that holds, what its parts say of each other."""
    is_shaped = True
    for error in _validator().iter_errors(document):
        is_shaped = False
        yield _describe(error, document)
    if is_shaped:
        yield from check_structure(document)
        yield from check_numbers(document)


def _describe(error: ValidationError, document: Any) -> Problem:
    path = tuple(error.absolute_path)
    message = " ".join(error.message.split())
    if len(message) > 200:  # it quotes the value first and says what is wrong with it last
        message = f"{message[:60]} … {message[-120:]}"
    return Problem(message, place=_place(document, path), path=path)


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
