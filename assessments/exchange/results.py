"""Published results as tables: what the workbook and the CSV file are written from. Pure."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from assessments.domain.maturity_model import MaturityModel
from assessments.domain.positions import Panorama
from assessments.domain.scorecard import Scorecard, Unseen
from assessments.queries.wording import Wording
from cxmaturity.documents.tables import Column, Kind, Table, Value


@dataclass(frozen=True, slots=True)
class Source:
    """What a file says of where it comes from; `form` and `headline` are in the reader's words.

    `departments`: names by code, as they were at opening.
    """

    organisation: str
    assessment: str
    form: str
    taken_on: dt.date
    digest: str
    headline: str
    maturity_model: MaturityModel
    wording: Wording
    departments: dict[str, str]


def describe(
    source: Source, results: Scorecard | Panorama, edition: int | None
) -> tuple[tuple[str, Value], ...]:
    """What every file says of itself, by heading; counting positions has no `edition`."""
    return (
        (_("Organisation"), source.organisation),
        (_("Assessment"), source.assessment),
        (_("Questionnaire"), source.form),
        (_("Results taken on"), source.taken_on.isoformat()),
        (_("Maturity model"), source.wording.name),
        (_("Version of the maturity model"), results.version),
        (_("Method"), _name_method(results.method, edition)),
        (_("People whose answers count"), results.respondents),
        (_("Smallest group shown"), results.min_group_size),
        (_("Fingerprint of the results"), source.digest),
    )


def _name_method(version: str, edition: int | None) -> str:
    if edition is None:
        return _("version %(version)s") % {"version": version}
    facts = {"version": version, "edition": edition}
    return _("version %(version)s · edition %(edition)s") % facts


def tabulate_facts(name: str, facts: Sequence[tuple[str, Value]]) -> Table:
    """Facts below one another, with their headings on the left."""
    columns = (Column(_("What"), width=44), Column(_("Value"), width=80))
    return Table(name, columns, tuple((what, value) for what, value in facts))


def columns_of(kind: Kind, *headings: str) -> tuple[Column, ...]:
    """Several columns that hold the same."""
    return tuple(Column(heading, kind, max(12, len(heading) // 2 + 4)) for heading in headings)


def name_band(band: str | None) -> str:
    """How close views are, in words; a band that the model invents reads as itself."""
    names = {
        "aligned": _("seen alike"),
        "to_discuss": _("to discuss"),
        "divergent": _("views differ"),
    }
    return names.get(band, band) if band else ""


def explain_unseen(unseen: Unseen | None) -> str:
    """Why there is no figure; empty where there is one."""
    reasons = {
        Unseen.TOO_FEW: _("Too few answers to show a figure"),
        Unseen.NOT_APPLICABLE: _("Most people say that it does not apply"),
        Unseen.NOT_ASKED: _("Not asked in this questionnaire"),
    }
    return reasons[unseen] if unseen else ""
