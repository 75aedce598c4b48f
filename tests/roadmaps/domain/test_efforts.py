"""Person-days as they are told."""

from decimal import Decimal

import pytest

from roadmaps.domain.efforts import told_days


@pytest.mark.parametrize(
    ("days", "told"),
    [(244.5, "244.5"), (245, "245.0"), (0.25, "0.3"), (0.35, "0.4"), (Decimal("2.45"), "2.5")],
)
def test_person_days_are_told_to_a_tenth_halves_up(days, told):
    assert told_days(days) == Decimal(told)
