"""An engagement file that comes in: looked at whole before anything is made of it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _

from assessments.queries.snapshots import digest
from cxmaturity.documents.problems import DocumentErrors, Problem, collect
from cxmaturity.documents.reading import parse_document
from cxmaturity.documents.seals import Altered, check_seal, is_known, own_fingerprint
from cxmaturity.documents.shape import check_shape
from roadmaps.exchange.engagement.writing import FORMAT

MOST_BYTES: Final = 5_000_000
SCHEMA: Final = "engagement"


class EngagementRefused(Exception):
    """A file is not taken; its text says why in one sentence of the reader's language."""


@dataclass(frozen=True, slots=True)
class Engagement:
    """A file whose seal and digests hold. `fingerprint` is that of the key that sealed it:
    `is_own`, that of this instance; `is_known`, that or one that operators wrote down."""

    content: dict[str, Any]
    fingerprint: str
    is_known: bool
    is_own: bool

    @property
    def groups(self) -> str:
        """The fingerprint in groups that can be compared by eye."""
        return " ".join(re.findall("....", self.fingerprint))


def read_engagement(content: bytes) -> Engagement:
    """The engagement that a file holds. Raises EngagementRefused."""
    if len(content) > MOST_BYTES:
        raise EngagementRefused(_("The file is larger than 5 MB."))
    try:
        document = parse_document(content, ".json").data
        _check_format(document)
        fingerprint = check_seal(
            {name: document[name] for name in ("format", "content")}, document["seal"]
        )
        errors = collect(check_shape(document, SCHEMA)) or collect(_check_whole(document))
    except Altered as problem:
        raise EngagementRefused(
            _("The file was changed after it was signed, or its signature cannot be read.")
        ) from problem
    except DocumentErrors as problems:
        raise _refuse(problems) from problems
    if errors:
        raise _refuse(errors)
    return Engagement(
        document["content"], fingerprint, is_known(fingerprint), fingerprint == own_fingerprint()
    )


def _refuse(errors: DocumentErrors) -> EngagementRefused:
    first = next(errors.lines())
    return EngagementRefused(_("The file cannot be read: %(problem)s") % {"problem": first})


def _check_format(document: Any) -> None:
    is_ours = isinstance(document, dict) and document.get("format") == FORMAT
    if not is_ours or not isinstance(document.get("seal"), dict) or "content" not in document:
        raise EngagementRefused(_("This is no engagement file of this product."))
    if not all(isinstance(each, str) for each in document["seal"].values()):
        raise Altered


def _check_whole(document: dict[str, Any]) -> Iterator[Problem]:
    """What a schema cannot say: digests hold, and whatever is named is there once."""
    content = document["content"]
    models = [(each["slug"], each["version"]) for each in content["maturity_models"]]
    if len(set(models)) < len(models):
        yield Problem("a version of a maturity model is there twice", "maturity_models")
    for place, each in enumerate(content["assessments"]):
        where = f"assessments[{place}]"
        yield from _check_assessment(each, models, where)
        for roadmap in each["roadmaps"]:
            follows = roadmap["follows"]
            if follows and not _has(content, follows):
                yield Problem("follows a version that is not in the file", f"{where}.roadmaps")


def _check_assessment(
    each: dict[str, Any], models: list[tuple[str, int]], where: str
) -> Iterator[Problem]:
    used, snapshot = each["maturity_model"], each["snapshot"]
    if (used["slug"], used["version"]) not in models:
        yield Problem("names a maturity model that is not in the file", where)
    if digest(snapshot["payload"]) != snapshot["digest"]:
        yield Problem("the results do not fit their fingerprint", f"{where}.snapshot")
    payload = snapshot["payload"] or {}
    stated = (payload.get("maturity_model", used["slug"]), payload.get("version", used["version"]))
    if stated != (used["slug"], used["version"]):
        yield Problem("the results are those of another maturity model", f"{where}.snapshot")


def _has(content: dict[str, Any], follows: dict[str, int]) -> bool:
    assessments, place = content["assessments"], follows["assessment"]
    return place < len(assessments) and follows["number"] in {
        roadmap["number"] for roadmap in assessments[place]["roadmaps"]
    }
