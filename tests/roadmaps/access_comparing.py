"""Who may open which address: see tests/test_access.py."""

from dataclasses import replace

from tests.access import FORBIDDEN, FOUND, MISSING, OK, Row, of_roadmap, reading, running

WHY = {"trigger": "other", "reason": "Another budget"}

ROWS: dict[str, tuple[Row, ...]] = {
    # a question writes nothing; whoever runs the programme makes a version of it
    "roadmaps:what_if": (
        reading(of_roadmap),
        replace(reading(of_roadmap), data={"later": "2"}),
        running(of_roadmap, OK, later="2"),
        running(of_roadmap, FOUND, later="2", reason="The budget comes later"),
    ),
    "roadmaps:versions": (reading(of_roadmap),),
    "roadmaps:compare": (Row(FOUND, MISSING, FOUND, FOUND, kwargs=of_roadmap),),
    "roadmaps:replan": (
        Row(FOUND, MISSING, FORBIDDEN, OK, kwargs=of_roadmap, right="run"),
        running(of_roadmap, OK, go="stays", **WHY),
    ),
}
