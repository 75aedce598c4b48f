"""What a maturity model document must satisfy before anything of it is written."""

from collections.abc import Iterator
from typing import Any

from assessments.exchange.check_numbers import check_numbers
from assessments.exchange.check_sectors import check_sectors
from assessments.exchange.check_structure import check_structure
from assessments.exchange.check_texts import check_texts
from cxmaturity.documents.problems import Problem
from cxmaturity.documents.shape import check_shape


def check_document(document: Any) -> Iterator[Problem]:
    """Problems of a document: first its shape; if that holds, what its parts say of each other."""
    is_shaped = True
    for problem in check_shape(document, "maturity_model"):
        is_shaped = False
        yield problem
    if is_shaped:
        yield from check_structure(document)
        yield from check_numbers(document)
        yield from check_texts(document)
        yield from check_sectors(document)
