import datetime as dt

import pytest

from roadmaps.domain.initiatives import Details, Status
from roadmaps.domain.steps import Timing, find_timing, gain_obtained, make_step, share_done
from tests.roadmaps.domain.cases import gap
from tests.roadmaps.domain.followed import TODAY

MARCH = (dt.date(2027, 3, 1), dt.date(2027, 3, 31))
MAY = (dt.date(2027, 5, 1), dt.date(2027, 5, 31))
JUNE = (dt.date(2027, 6, 1), dt.date(2027, 6, 30))


@pytest.mark.parametrize(
    ("status", "progress", "share"),
    [
        (Status.PLANNED, 40, 0),
        (Status.RUNNING, 40, 0.4),
        (Status.PAUSED, 40, 0.4),
        (Status.STOPPED, 40, 0.4),
        (Status.DONE, 40, 1),
        (Status.NOT_PLANNED, 40, 0),
    ],
)
def test_share_done_follows_the_status(status, progress, share):
    assert share_done(status, progress) == share


@pytest.mark.parametrize(
    ("status", "days", "timing"),
    [
        (Status.PLANNED, JUNE, Timing.NONE),
        (Status.PLANNED, MAY, Timing.TO_BEGIN),
        (Status.PLANNED, MARCH, Timing.PAST_END),
        (Status.RUNNING, MAY, Timing.NONE),
        (Status.RUNNING, MARCH, Timing.PAST_END),
        (Status.PAUSED, MARCH, Timing.PAST_END),
        (Status.DONE, MARCH, Timing.NONE),
        (Status.STOPPED, MARCH, Timing.NONE),
        (Status.PLANNED, None, Timing.NONE),
    ],
)
def test_timing_says_what_dates_say(status, days, timing):
    assert find_timing(status, days, TODAY) is timing


def test_last_day_is_not_past():
    assert find_timing(Status.RUNNING, (TODAY, TODAY), TODAY) is Timing.NONE
    tomorrow = TODAY + dt.timedelta(days=1)
    assert find_timing(Status.RUNNING, (TODAY, TODAY), tomorrow) is Timing.PAST_END


@pytest.mark.parametrize(
    ("status", "claim", "obtained"),
    [
        (Status.RUNNING, None, 0),
        (Status.RUNNING, (4, 4), 0),
        (Status.DONE, None, 4 * 45),
        (Status.DONE, (3, 3), 4 * 45),
        (Status.DONE, (4, 4), 4 * 45),
        (Status.DONE, (3, 2), 4 * 27.5),
        (Status.DONE, (1, 1), 0),
    ],
)
def test_gain_obtained_goes_as_far_as_was_confirmed(status, claim, obtained):
    assert gain_obtained(4, 10, 45, status, claim) == obtained


def test_claim_and_delivery_count_only_of_what_is_done():
    said = {"claim": (3, 3), "delivered_on": TODAY}
    taken_up_again = make_step(
        gap("A-1"), "crawl", Details("A-1", status=Status.RUNNING, progress=50, **said), MAY, TODAY
    )
    assert (taken_up_again.claim, taken_up_again.delivered_on) == (None, None)
    assert (taken_up_again.days_done, taken_up_again.obtained) == (22.5, 0)
    over = make_step(gap("A-1"), "crawl", Details("A-1", status=Status.DONE, **said), MAY, TODAY)
    assert (over.claim, over.delivered_on, over.days_done) == ((3, 3), TODAY, 45)
