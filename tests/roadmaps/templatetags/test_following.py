import datetime as dt
from decimal import Decimal

import pytest
from django.utils import translation

from roadmaps.domain.initiatives import Details, Status
from roadmaps.domain.steps import make_step
from roadmaps.templatetags.following import (
    board_status_words,
    following_headline,
    timing_words,
    told_counts,
)
from roadmaps.templatetags.money import days, measured, money, number
from tests.roadmaps.domain.cases import gap
from tests.roadmaps.domain.followed import TODAY, done, worked
from tests.scorecards import shipped_wording

WORDING = shipped_wording()


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


def step(first, last, **said):
    return make_step(gap("A-1"), "crawl", Details("A-1", **said), (first, last), TODAY)


MARCH = (dt.date(2027, 3, 1), dt.date(2027, 3, 31))
LONG = (dt.date(2027, 3, 1), dt.date(2027, 8, 31))


@pytest.mark.parametrize(
    ("days_", "said", "words"),
    [
        (
            MARCH,
            {"status": Status.RUNNING, "progress": 40},
            "planned until March 2027, under way, 40% done",
        ),
        (MARCH, {"status": Status.PAUSED}, "planned until March 2027, paused"),
        (MARCH, {}, "planned until March 2027, not begun"),
        (LONG, {}, "planned from March 2027 on, not begun"),
        (LONG, {"status": Status.RUNNING}, "March 2027 to August 2027, under way"),
        (MARCH, {"status": Status.DONE}, "March 2027, done"),
    ],
)
def test_timing_is_told_without_judging(days_, said, words):
    assert timing_words(step(*days_, **said)) == words


def test_steps_of_no_phase_have_no_dates_to_tell():
    assert timing_words(make_step(gap("A-1"), None, Details("A-1"), None, TODAY)) == ""


def test_headline_counts():
    assert following_headline(worked(), WORDING) == "9 steps, none begun yet"
    following = worked({"VIS-2": done(), "VOC-4": {"status": Status.RUNNING}})
    assert following_headline(following, WORDING) == (
        "1 of 9 steps done, 1 under way; 4% of what customers would gain is in place"
    )


def test_rare_statuses_are_told_where_there_are_some():
    told = told_counts(worked({"VOC-4": {"status": Status.STOPPED}}).phases[0])
    assert told == [("done", 0), ("under way", 0), ("not begun", 2), ("stopped", 1)]


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (42.5, "%", "42.5%"),
        (42.0, "", "42"),
        (1250.004, "days", "1,250 days"),
        (380, "items/week", "380 a week"),
        (0.0125, "", "0.0125"),
        (-0.00001, "", "0"),
        (None, "%", ""),
    ],
)
def test_values_have_their_unit(value, unit, text):
    assert measured(value, unit) == text


def test_amounts_have_cents_only_where_there_are_some():
    assert money(Decimal("1200.00"), "EUR") == "1,200\u00a0EUR"
    assert money(Decimal("1200.5"), "EUR") == "1,200.50\u00a0EUR"
    assert (money(None, "EUR"), number(None)) == ("", "")
    assert (days(74.625), days(Decimal("292.50"))) == ("74.6", "292.5")


def test_board_counts_cards_by_status_in_words():
    told = [board_status_words(status, 2) for status in ("planned", "not_planned", "running")]
    assert told == ["planned", "not planned", "under way"]
