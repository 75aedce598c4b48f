"""Who may open which address: see tests/test_access.py."""

from tests.access import Row

ROWS: dict[str, tuple[Row, ...]] = {}
