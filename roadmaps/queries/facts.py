"""What people said that the alerts of a plan read (rules R7 to R11)."""

from assessments.domain.scorecard import GateResult
from assessments.queries.maturity_model import load_maturity_model
from roadmaps import models
from roadmaps.domain.course import CROSSING, OWN, advancing_targets, find_services, leads_over
from roadmaps.domain.facts import Facts
from roadmaps.domain.phase_notes import PhaseNote, phases_covered, phases_with_benefit
from roadmaps.domain.roadmap import Solved
from roadmaps.domain.targets import Target, driving_targets


def load_facts(
    row: models.Roadmap, solved: Solved, targets: tuple[Target, ...], gate: GateResult | None
) -> Facts:
    """Facts of a version for `describe_roadmap`. What nobody began to say is not said: without any
    note of a phase, any tool or any word on teams, their rules report nothing."""
    notes = load_phase_notes(row)
    return Facts(
        suppliers=_load_suppliers(row) or None,
        teams_ready=_load_teams_ready(row),
        covered=phases_covered(notes) if notes else None,
        benefits=phases_with_benefit(notes) if notes else None,
        served=_find_served(row, solved, targets, gate),
    )


def load_phase_notes(row: models.Roadmap) -> tuple[PhaseNote, ...]:
    """What people said of the phases of a version, those of which they said something."""
    return tuple(
        PhaseNote(each.phase, each.benefit, each.proof, each.sponsor, each.deputy, each.revision)
        for each in row.phase_notes.all()
    )


def _load_suppliers(row: models.Roadmap) -> dict[str, tuple[str, ...]]:
    """Suppliers of the tools that each stone needs."""
    found: dict[str, tuple[str, ...]] = {}
    tools = models.Tool.objects.filter(programme__organisation=row.assessment.organisation_id)
    for tool in tools.exclude(supplier=""):
        for stone in tool.stones:
            found[stone] = (*found.get(stone, ()), tool.supplier)
    return found


def _load_teams_ready(row: models.Roadmap) -> frozenset[str] | None:
    said = [each for each in row.initiatives.all() if each.teams_ready is not None]
    return frozenset(each.stone for each in said if each.teams_ready) if said else None


def _find_served(
    row: models.Roadmap, solved: Solved, targets: tuple[Target, ...], gate: GateResult | None
) -> frozenset[str]:
    """Stones that serve a line of the course (R8)."""
    maturity_model = load_maturity_model(row.assessment.maturity_model)
    advancing = advancing_targets(driving_targets(maturity_model, targets))
    codes = {target.block for target in advancing}
    codes |= {CROSSING} if gate and leads_over(advancing, gate) else set()
    codes |= {line.code for line in row.course_lines.all() if line.code.startswith(OWN)}
    services = find_services(
        solved.scope.gaps,
        {placed.stone: placed.unlocks for placed in solved.plan.placements},
        {each.stone: each.serves for each in row.initiatives.all()},
        codes,
    )
    return frozenset(stone for stone, service in services.items() if service.line is not None)
