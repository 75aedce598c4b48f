"""What documents say of the way from here: half of the full report, all of the operational plan."""

from typing import Any

from assessments.queries.wording import Wording
from roadmaps.domain.report_example import find_example
from roadmaps.figures.course import course_rows, crossing_cells
from roadmaps.figures.gantt import lay_gantt
from roadmaps.queries.events import event_texts
from roadmaps.queries.report_way import load_way
from roadmaps.tasks.orders import Order


def read_way(order: Order, wording: Wording, *, compares: bool = True) -> dict[str, Any]:
    """The context of templates/report/plan; `compares`: with the simulated futures."""
    way = load_way(order.roadmap, order.made_on, compares=compares)
    course, assumed = way.course, way.approaches.assumptions
    horizons = course.maturity_model.horizons
    risks = [risk.event for risk, _exposed in way.registers.risks]
    known = [event.code for event in assumed.events] if assumed else []
    return {
        "way": way,
        "course": course,
        "horizons": horizons,
        "stage_rows": course_rows(
            course.projections, course.state.targets, horizons, len(wording.stages)
        ),
        "crossing_row": crossing_cells(course.projections),
        "gantt": lay_gantt(way.timetable),
        "example": find_example(wording.stones),
        "events": event_texts(tuple(dict.fromkeys([*risks, *known]))),
    }
