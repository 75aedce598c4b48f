"""The months of a roadmap. Imported once Django is set up."""

from assessments import models
from assessments.queries.maturity_model import load_maturity_model
from benchmarks.timing import Line, time_calls
from roadmaps.domain.planning import plan, propose_capacities
from roadmaps.domain.plans import PlanSettings
from roadmaps.domain.schedule import schedule
from roadmaps.domain.targets import Intention, Target
from roadmaps.queries.scopes import load_scope
from roadmaps.queries.targets import load_standing

COURSE_YEARS = 5


def measure_schedule(assessment: models.Assessment) -> Line:
    """The months of the full model's plan: every block to the last stage."""
    maturity_model = load_maturity_model(assessment.maturity_model)
    last = len(maturity_model.stages)
    targets = tuple(
        Target(block, COURSE_YEARS, last, Intention.ADVANCE) for block in maturity_model.blocks
    )
    scope = load_scope(assessment, load_standing(assessment), targets)
    phases = maturity_model.phases
    found = plan(scope, phases, propose_capacities(scope, phases), PlanSettings())

    def date() -> None:
        assert schedule(scope, phases, found.positions).slots

    return Line(f"dates of {len(found.placements)} stones", time_calls(date, 10), 0.5, 10)
