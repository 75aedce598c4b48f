"""Who may open which address: see tests/test_access.py."""

from tests.access import Row, of_roadmap, reading

ROWS: dict[str, tuple[Row, ...]] = {"roadmaps:approaches": (reading(of_roadmap),)}
