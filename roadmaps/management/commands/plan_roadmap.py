"""Plan a roadmap from a file of targets and print it as JSON."""

import datetime as dt
import json
import math
import os
import sys
from argparse import ArgumentParser
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from django.core.management.base import BaseCommand, CommandError, OutputWrapper
from django.utils import timezone

from assessments.access import find_assessment
from assessments.domain.maturity_model import Phase
from assessments.queries.set_up import has_stages
from cxmaturity.documents.problems import DocumentErrors
from cxmaturity.documents.reading import read_document
from roadmaps.actions.planning import ONE_BLOCK, NothingToPlan, OneBlockFirst, generate_roadmap
from roadmaps.actions.targets import save_targets
from roadmaps.domain.cycles import most_cycles, propose_phases
from roadmaps.domain.dates import add_months, first_of_next_month
from roadmaps.domain.planning import propose_capacities
from roadmaps.domain.plans import Balance, InfeasiblePlan, NoPlanInTime, PlanSettings
from roadmaps.domain.targets import Target
from roadmaps.exchange import read_targets
from roadmaps.forms.comparing import LATEST_START
from roadmaps.forms.plans import EARLIEST, LATEST, MOST_DAYS
from roadmaps.forms.rules import RULES
from roadmaps.queries.exports import load_export
from roadmaps.queries.proposals import Entered
from roadmaps.queries.scopes import load_scope
from roadmaps.queries.targets import Standing, load_standing

OFF: Final = (*RULES, ONE_BLOCK)
"""What may be planned without, for a reason."""


class Command(BaseCommand):
    """The targets of the file become the assessment's, the plan its newest roadmap."""

    help = "Plan a roadmap for a closed assessment and print it (format cxmaturity-plan/1, JSON)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("assessment", metavar="ASSESSMENT", help="its id or join code")
        parser.add_argument(
            "--targets", metavar="FILE", type=Path, required=True, help="JSON or YAML"
        )
        parser.add_argument(
            "--capacities",
            metavar="DAYS,DAYS,…",
            help="person-days of each phase; without it, what the form would propose",
        )
        parser.add_argument(
            "--start",
            metavar="YYYY-MM-DD",
            help="first day; without it, the first day of the next month",
        )
        parser.add_argument(
            "--balance",
            choices=[balance.value for balance in Balance],
            help="without it, the balance of the maturity model",
        )
        self._add_changes(parser)

    def _add_changes(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--cycles",
            metavar="N",
            type=int,
            default=1,
            help="how often the phases are gone through until the horizon of the course",
        )
        parser.add_argument(
            "--without",
            metavar="RULE=REASON",
            action="append",
            default=[],
            help=f"plan without a rule ({', '.join(OFF)}); may be given several times",
        )
        parser.add_argument(
            "--later", metavar="MONTHS", type=int, default=0, help="start so many months later"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not options.get("stdout") and sys.stdout is sys.__stdout__:
            self.stdout = _keep_stdout()
        assessment, standing = _find(options["assessment"])
        targets = _read(options["targets"], standing)
        phases = _phases(options["cycles"], standing)
        reasons = _reasons(options["without"])
        scope = load_scope(assessment, standing, targets)
        try:
            roadmap = generate_roadmap(
                assessment=assessment,
                standing=standing,
                targets=targets,
                capacities=_capacities(options["capacities"], phases)
                or propose_capacities(scope, phases),
                settings=_settings(options["balance"] or scope.rules.balance, reasons),
                starts_on=_start(options["start"], options["later"]),
                keep_edits=False,
                entered=Entered(phases=phases, rule_reasons=reasons),
            )
        except (NothingToPlan, OneBlockFirst, InfeasiblePlan, NoPlanInTime) as refusal:
            raise CommandError(f"{_tell(refusal)} Nothing was written.") from refusal
        save_targets(assessment=assessment, targets=targets)
        self.stdout.write(json.dumps(load_export(roadmap), ensure_ascii=False, indent=1))


def _keep_stdout() -> OutputWrapper:
    """Standard output for the JSON alone. The solver's library prints a line of its own at times,
    although it is told to be silent: from here on that goes where errors go."""
    kept = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    return OutputWrapper(kept)


def _tell(refusal: Exception) -> str:
    """Why there is no roadmap."""
    if isinstance(refusal, NothingToPlan):
        return "Every block stays where it is: there is nothing to plan."
    if isinstance(refusal, OneBlockFirst):
        return (
            f"The first phase would hold steps of {refusal.block} alone. Give it more person-days, "
            f"or say why this start is right: --without {ONE_BLOCK}=REASON."
        )
    if isinstance(refusal, InfeasiblePlan):
        return f"Work that has begun cannot be kept where it is: {refusal}."
    return "No plan was found in time."


def _phases(cycles: int, standing: Standing) -> tuple[Phase, ...]:
    model = standing.maturity_model
    months = model.planning.course_months
    most = most_cycles(model.phases, months)
    if not 1 <= cycles <= most:
        raise CommandError(f"--cycles needs a number from 1 to {most}, not {cycles}.")
    return propose_phases(model.phases, months, cycles)


def _reasons(given: Sequence[str]) -> dict[str, str]:
    """Why each rule is off, from `RULE=REASON`."""
    reasons = {}
    for text in given:
        rule, _equals, reason = (part.strip() for part in text.partition("="))
        if rule not in OFF or not reason:
            raise CommandError(
                f"--without needs a rule of {', '.join(OFF)} and the reason, such as "
                f"gate='A pilot', not {text!r}."
            )
        reasons[rule] = reason
    return reasons


def _settings(balance: str, reasons: Mapping[str, str]) -> PlanSettings:
    return PlanSettings(
        Balance(balance),
        stage_limit="stage_limit" not in reasons,
        gate="gate" not in reasons,
        block_share="block_share" not in reasons,
    )


def _find(text: str) -> tuple[Any, Standing]:
    assessment = find_assessment(text)
    if assessment is None:
        raise CommandError(f"No assessment has the id or join code {text!r}.")
    if not assessment.is_closed:
        raise CommandError(
            f"{assessment} is not closed yet: a roadmap starts from results, which exist once "
            "answering has ended."
        )
    if not has_stages(assessment):
        raise CommandError(
            f"{assessment} asked for positions in the matrix: a roadmap starts from the full form."
        )
    standing = load_standing(assessment)
    if standing is None:
        raise CommandError(f"{assessment} closed with too few answers to plan from.")
    return assessment, standing


def _read(file: Path, standing: Standing) -> tuple[Target, ...]:
    try:
        return read_targets(read_document(file), standing.maturity_model)
    except DocumentErrors as errors:
        raise CommandError("\n".join(f"{file}: {line}" for line in errors.lines())) from errors


def _capacities(text: str | None, phases: Sequence[Phase]) -> tuple[float, ...]:
    """Person-days from `100,140,200`; none when nothing was said."""
    if text is None:
        return ()
    codes = ", ".join(phase.code for phase in phases)
    wanted = f"--capacities needs a number from 0 to {MOST_DAYS} for each of {codes}"
    try:
        days = tuple(float(part) for part in text.split(","))
    except ValueError as error:
        raise CommandError(f"{wanted}, not {text!r}.") from error
    if len(days) != len(phases) or not all(math.isfinite(d) and 0 <= d <= MOST_DAYS for d in days):
        raise CommandError(f"{wanted}, not {text!r}.")
    return days


def _start(text: str | None, later: int) -> dt.date:
    if not 0 <= later <= LATEST_START:
        raise CommandError(f"--later needs a number from 0 to {LATEST_START}, not {later}.")
    if text is None:
        return add_months(first_of_next_month(timezone.localdate()), later)
    try:
        day = dt.date.fromisoformat(text)
    except ValueError as error:
        raise CommandError(f"--start needs a day such as 2027-01-31, not {text!r}.") from error
    if not EARLIEST <= day <= LATEST:
        raise CommandError(f"--start needs a day of this century, not {text!r}.")
    return add_months(day, later)
