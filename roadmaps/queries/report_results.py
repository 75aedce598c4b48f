"""What the first half of the report says beside the scorecard, from rows."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import prefetch_related_objects

from assessments.domain.participation import Band, find_band
from assessments.domain.scorecard import Scorecard
from assessments.models import Assessment
from assessments.queries.departments import load_department_names, load_frozen
from assessments.queries.results import load_snapshot_facts
from roadmaps import models
from roadmaps.domain.board_page import Evidence, find_evidence
from roadmaps.domain.claims import Prospect
from roadmaps.domain.report_results import TargetRow, tell_targets
from roadmaps.queries.course import load_prospect
from roadmaps.queries.following import load_deliveries
from roadmaps.queries.initiatives import load_details
from roadmaps.queries.roadmaps import load_asked_targets, load_roadmap
from roadmaps.queries.targets import Standing, fill_targets, load_owners


@dataclass(frozen=True, slots=True)
class ResultsHalf:
    """Conditions of the crossing with the day of their evidence; targets by block and horizon;
    names of departments by code."""

    evidence: tuple[Evidence, ...]
    targets: tuple[TargetRow, ...]
    departments: dict[str, str]


def load_results_half(row: models.Roadmap, standing: Standing) -> ResultsHalf:
    """Of the assessment that a roadmap answers."""
    prefetch_related_objects([row], "initiatives")
    targets = fill_targets(standing, load_asked_targets(row))
    prospect = load_prospect(row, load_roadmap(row), load_details(row))
    return ResultsHalf(
        evidence=load_evidence(row, standing, prospect),
        targets=tell_targets(
            standing.maturity_model, standing.stages, targets, load_owners(row.assessment)
        ),
        departments=load_department_names(row.assessment),
    )


def load_evidence(
    row: models.Roadmap, standing: Standing, prospect: Prospect | None
) -> tuple[Evidence, ...]:
    """How the conditions of the crossing stand, and since when."""
    today = standing.scorecard.gate
    so_far = prospect.so_far.gate if prospect else today
    deliveries = load_deliveries(row.assessment.organisation)
    return find_evidence(today, so_far, deliveries, closing_day(row))


def closing_day(row: models.Roadmap) -> dt.date:
    """The day until which people answered."""
    return row.assessment.closed_on or load_snapshot_facts(row.assessment).taken_on


def load_band(assessment: Assessment, scorecard: Scorecard) -> Band | None:
    """What part of the headcount answered; None where not all of it is known.

    Of counts that members see anyway, hence nothing new about anybody.
    """
    counts = [each.headcount for each in load_frozen(assessment)]
    known = [count for count in counts if count]
    if not counts or len(known) < len(counts):
        return None
    return find_band(scorecard.respondents, sum(known))
