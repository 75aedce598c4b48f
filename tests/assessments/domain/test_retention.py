import datetime as dt

import pytest

from assessments.domain.retention import last_day_kept


@pytest.mark.parametrize(
    ("closed_on", "months", "last"),
    [
        (dt.date(2026, 1, 31), 1, dt.date(2026, 2, 28)),
        (dt.date(2026, 12, 15), 1, dt.date(2027, 1, 15)),
        (dt.date(2026, 3, 1), 24, dt.date(2028, 3, 1)),
        (dt.date(2024, 2, 29), 12, dt.date(2025, 2, 28)),
    ],
)
def test_answers_are_kept_to_the_same_day(closed_on, months, last):
    assert last_day_kept(closed_on, months) == last
