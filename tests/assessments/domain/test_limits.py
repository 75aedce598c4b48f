import pytest

from assessments.domain import limits


@pytest.mark.parametrize(
    ("left", "seconds", "filled"),
    [(20, 0, 20), (0, 30, 1), (0, 45, 1.5), (19.5, 300, 20), (5, -3600, 5)],
)
def test_refill_gives_one_each_half_minute_and_never_more_than_the_burst(left, seconds, filled):
    assert limits.refill(limits.ADDRESS, left, seconds) == filled


@pytest.mark.parametrize(("left", "wait"), [(20, 0), (1, 0), (0.5, 15), (0, 30)])
def test_find_wait_is_the_time_until_one_more_is_taken(left, wait):
    assert limits.find_wait(limits.ADDRESS, left) == wait


@pytest.mark.parametrize(("left", "wait"), [(20, 0), (16, 0), (15, 30), (0, 480)])
def test_find_wait_leaves_five_at_once_during_an_alarm(left, wait):
    assert limits.find_wait(limits.STRICT, left) == wait


def test_take_shared_raises_one_alarm_that_lasts_ten_minutes():
    left, alarms = 3.0, 0
    for _ in range(50):
        left, is_alarm = limits.take_shared(left)
        alarms += is_alarm
    assert alarms == 1
    assert limits.refill(limits.GLOBAL, left, limits.ALARM - 1) < 0
    assert limits.refill(limits.GLOBAL, left, limits.ALARM) == 0
    assert limits.take_shared(0.0) == (-limits.ALARM, True)


def test_site_alone_cannot_raise_the_alarm():
    seconds = limits.ALARM
    assert limits.WIDE.burst + seconds / limits.WIDE.seconds < limits.GLOBAL.burst


@pytest.mark.parametrize(
    ("budget", "least"),
    [(limits.ADDRESS, 0.0), (limits.WIDE, 0.0), (limits.GLOBAL, -float(limits.ALARM))],
)
def test_every_bucket_is_full_when_its_row_is_deleted(budget, least):
    assert limits.refill(budget, least, limits.FULL_AGAIN) == budget.burst
