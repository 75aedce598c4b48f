"""Who may open which address: see tests/test_access.py.

Whoever has an account may make an organisation, and so bring one in; consultants take theirs home.
"""

from tests.access import FORBIDDEN, FOUND, MISSING, OK, Row, of_roadmap

ROWS: dict[str, tuple[Row, ...]] = {
    "roadmaps:engagement": (Row(FOUND, MISSING, FORBIDDEN, OK, kwargs=of_roadmap),),
    "roadmaps:engagement_import": (
        Row(FOUND, OK, OK, OK),
        Row(FOUND, OK, OK, OK, method="post"),  # without a file the form comes back
    ),
    "roadmaps:engagement_confirm": (
        Row(FOUND, FOUND, FOUND, FOUND),
        Row(FOUND, FOUND, FOUND, FOUND, method="post", data={"digest": "0" * 64}),
    ),
}
