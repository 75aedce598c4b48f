"""What a demo roadmap is followed by: invented, and called so."""

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from typing import Any, Final

from django.utils import timezone

from roadmaps import models
from roadmaps.actions.following import confirm_claim, save_progress
from roadmaps.actions.indicators import add_indicator, save_measurements
from roadmaps.actions.money import add_benefit, add_cost, record_obtained, save_rate
from roadmaps.domain.dates import add_months
from roadmaps.domain.indicator_proposals import FITS
from roadmaps.domain.indicators import Measurement
from roadmaps.domain.initiatives import Status
from roadmaps.domain.steps import Step
from roadmaps.domain.values import propose_claim
from roadmaps.queries.following import load_basis, load_following
from roadmaps.queries.indicators import load_catalogue
from roadmaps.queries.programmes import find_programme

OWNER: Final = "Head of service (demo)"
PROGRESS: Final = (
    (Status.DONE, 100, ""),
    (Status.DONE, 100, ""),
    (Status.RUNNING, 60, ""),
    (Status.RUNNING, 25, ""),
    (Status.PAUSED, 10, "Waits for the new telephone system (demo)"),
)
"""How far the first steps of the first phase are."""
CONFIRMED: Final = 1
"""Steps of which somebody has confirmed what they brought; the other one waits for that."""
MEASURED: Final = {
    "loop_closed": (52.0, 85.0, (52, 55, 58, 57, 63)),
    "perceived_loyalty": (34.0, 45.0, (34, 34, 36)),
    "volume_per_person": (410.0, 250.0, (410, 395, 402, 380)),
    "trained_share": (12.0, 80.0, (12, 20)),
    "participation": (25.0, 60.0, ()),
}
"""Baseline, target and monthly values until today by code."""
MONTHS_TO_TARGET: Final = 18
RATE: Final = {"daily_rate": Decimal(520), "currency": "EUR"}
OBTAINED: Final = ((2, Decimal(9000)), (0, Decimal(12_500)))
"""Months ago and money of what the first benefit has brought."""


def fill(roadmap: models.Roadmap) -> None:
    """Say how far the first steps are, follow some indicators, register benefits and costs; what
    is there already stays."""
    today = timezone.localdate()
    found = load_following(roadmap, today)
    first = [step for step in found.in_plan if step.phase == found.phases[0].phase]
    if found.count(Status.PLANNED) == len(found.in_plan):
        _fill_progress(roadmap, first, today)
    programme = find_programme(roadmap.assessment.organisation)
    if not programme.pk or not programme.indicators.exists():
        _fill_indicators(roadmap, {step.stone for step in found.in_plan}, today)
    if first and (not programme.pk or not programme.benefits.exists()):
        _fill_money(roadmap, first, today)


def _fill_progress(roadmap: models.Roadmap, first: Sequence[Step], today: dt.date) -> None:
    basis = load_basis(roadmap)
    for place, (step, (status, progress, reason)) in enumerate(zip(first, PROGRESS, strict=False)):
        which: dict[str, Any] = {"roadmap": roadmap, "stone": step.stone}
        save_progress(**which, status=status.value, progress=progress, reason=reason)
        if status is Status.DONE:
            is_told = place < CONFIRMED and basis is not None
            claim = propose_claim(step.aim) if is_told and step.aim is not None else None
            confirm_claim(**which, claim=claim, delivered_on=today)


def _fill_indicators(roadmap: models.Roadmap, placed: set[str], today: dt.date) -> None:
    texts = load_catalogue(roadmap.assessment).texts
    for code, (baseline, target, values) in MEASURED.items():
        if code not in texts:
            continue
        fit, text = FITS[code], texts[code]
        indicator = add_indicator(
            organisation=roadmap.assessment.organisation,
            values={
                "code": code,
                "name": text.name,
                "reads": text.reads,
                "unit": text.unit,
                "direction": fit.direction.value,
                "rhythm": fit.rhythm.value,
                "stone": next((stone for stone in fit.stones if stone in placed), ""),
                "is_customer_reaction": fit.is_customer_reaction,
                "baseline": baseline,
                "target": target,
                "target_on": add_months(today.replace(day=1), MONTHS_TO_TARGET),
                "owner": OWNER,
            },
        )
        months = range(1 - len(values), 1)
        measured = [
            Measurement(add_months(today, month), float(value), "Demo")
            for month, value in zip(months, values, strict=True)
        ]
        save_measurements(indicator=indicator, measurements=measured)


def _fill_money(roadmap: models.Roadmap, first: Sequence[Step], today: dt.date) -> None:
    organisation = roadmap.assessment.organisation
    save_rate(
        organisation=organisation, values=RATE, revision=find_programme(organisation).revision
    )
    pilot = add_benefit(
        organisation=organisation,
        values={
            "stone": first[0].stone,
            "title": "Fewer repeated calls, since the pilot (demo)",
            "family": "cost",
            "low": Decimal(40_000),
            "likely": Decimal(60_000),
            "high": Decimal(90_000),
            "starts_on": add_months(today.replace(day=1), -5),
            "owner": OWNER,
        },
    )
    for months, amount in OBTAINED:
        day = add_months(today, -months)
        record_obtained(benefit=pilot, obtained_on=day, amount=amount, note="Demo figure")
    for values in _more_benefits(first):
        add_benefit(organisation=organisation, values=values)
    for values in _costs(first):
        add_cost(organisation=organisation, values=values)


def _more_benefits(first: Sequence[Step]) -> tuple[dict[str, Any], ...]:
    return (
        {
            "stone": first[-1].stone,
            "title": "Customers who stay (demo)",
            "family": "revenue",
            "low": Decimal(50_000),
            "likely": Decimal(120_000),
            "owner": OWNER,
        },
        {
            "stone": first[0].stone,
            "title": "Hours that customers no longer spend on the telephone (demo)",
            "family": "cost",
            "beneficiary": "customers",
            "likely": Decimal(25_000),
            "owner": OWNER,
        },
    )


def _costs(first: Sequence[Step]) -> tuple[dict[str, Any], ...]:
    once = {"cost_type": "training", "amount": Decimal(6500), "note": "Offer of the academy (demo)"}
    yearly = {"cost_type": "licence", "amount": Decimal(9600), "is_yearly": True, "note": "Demo"}
    return ({"stone": first[0].stone, **once}, {"stone": first[-1].stone, **yearly})
