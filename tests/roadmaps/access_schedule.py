"""Who may open which address: see tests/test_access.py."""

from tests.access import Row, leading_back, of_initiative, of_roadmap, reading, running

ROWS: dict[str, tuple[Row, ...]] = {
    "roadmaps:schedule": (reading(of_roadmap),),
    "roadmaps:dates_enter": (
        leading_back(of_initiative),
        running(of_initiative, starts_month="0", ends_month="1", revision="0"),
    ),
    "roadmaps:calendar": (reading(of_roadmap),),
}
