import datetime as dt

import pytest
from django.utils import translation

from assessments.domain.maturity_model import Phase
from roadmaps.domain.timetable import DatedPhase
from roadmaps.templatetags.timeline import month, span


def dated(first, last):
    return DatedPhase(Phase("walk", 0, 1), dt.date(*first), dt.date(*last))


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ((2027, 3, 1), (2027, 3, 31), "Mar 2027"),
        ((2027, 1, 1), (2027, 3, 31), "Jan – Mar 2027"),
        ((2027, 11, 1), (2028, 2, 29), "Nov 2027 – Feb 2028"),
    ],
)
def test_span_says_a_year_no_oftener_than_needed(first, last, words):
    with translation.override("en"):
        assert span(dated(first, last)) == words


def test_month_finds_what_a_month_carries():
    assert month((1.5, 2.5), 1) == 2.5
