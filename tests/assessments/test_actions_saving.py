"""Order numbers, days of the assessment, and what is packed in the end."""

import datetime as dt
import os
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
import time_machine
from django.db import connection
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from assessments import models
from assessments.actions import responses as actions
from assessments.actions.saving import AnswerRefused, save_packet
from assessments.domain.packets import FURTHEST_AHEAD, Entry, Packet, weigh
from assessments.domain.responses import BLANK, NOT_ASKED, unpack, unpack_positions
from assessments.queries.responses import load_answers, load_comments, load_present
from tests import factories

pytestmark = pytest.mark.rows

DEVICES = 50


@pytest.fixture
def sheet(assessment):
    """A sheet of Sales, nothing answered."""
    return factories.answer(assessment, "sales", {}, submit=False)[0]


def tap(pair, sequence, item="VOC-1"):
    return Packet(answers={item: Entry(pair, sequence)})


def refusal(sheet, packet) -> str:
    with pytest.raises(AnswerRefused) as refused:
        save_packet(sheet=sheet, packet=packet)
    return refused.value.reason


TAPS = st.lists(st.tuples(st.integers(0, 2), st.integers(1, 6)), max_size=8)


@given(first=TAPS, second=TAPS)
def test_two_devices_end_alike_in_whatever_order_their_packets_come(first, second):
    """A device gives a number once; the higher one stands for each question."""

    def end(packets):
        stands = Packet(answers={})
        for packet in packets:
            written, _ = weigh(packet, stands)
            stands = Packet(answers={**stands.answers, **written.answers})
        return stands

    packets = [
        tap((level, device), 2 * number + device, item="VOC-1")
        for device, taps in enumerate((first, second))
        for level, number in dict(reversed(taps)).items()
    ]
    unique = list({packet.sequence: packet for packet in packets}.values())
    assert end(unique) == end(list(reversed(unique))) == end(unique + unique)


def test_save_packet_is_one_write_however_often_it_comes(sheet):
    packet = Packet(
        answers={"VOC-1": Entry((2, 3), 4)}, comments={"VOC": Entry("Fine\r\nindeed", 5)}
    )
    for _ in range(3):
        outcome = save_packet(sheet=sheet, packet=packet)
        assert (outcome.sequence, outcome.outdated.is_empty) == (5, True)
    assert load_present(sheet) == Packet(
        answers={"VOC-1": Entry((2, 3), 4)}, comments={"VOC": Entry("Fine\nindeed", 5)}
    )


def test_save_packet_tells_the_highest_number_of_the_sheet(sheet):
    save_packet(sheet=sheet, packet=tap((1, 1), 40))
    outcome = save_packet(sheet=sheet, packet=tap((2, 2), 7, item="IMP-1"))
    assert (outcome.sequence, outcome.outdated.is_empty) == (40, True)


def test_numbers_far_ahead_of_the_sheet_are_refused_and_others_still_stand(sheet):
    furthest = FURTHEST_AHEAD
    with pytest.raises(AnswerRefused, match="unreadable"):
        save_packet(sheet=sheet, packet=tap((2, 2), furthest + 1))
    assert load_present(sheet).is_empty
    assert save_packet(sheet=sheet, packet=tap((2, 2), furthest)).sequence == furthest
    assert save_packet(sheet=sheet, packet=tap((1, 1), furthest + 1)).outdated.is_empty


def test_same_number_with_another_choice_is_outdated(sheet):
    save_packet(sheet=sheet, packet=tap((1, 1), 3))
    outcome = save_packet(sheet=sheet, packet=tap((2, 2), 3))
    assert outcome.outdated.answers == {"VOC-1": Entry((1, 1), 3)}
    assert load_answers(sheet) == {"VOC-1": (1, 1)}


def test_save_answers_is_newer_than_all_and_writes_what_differs(sheet):
    save_packet(sheet=sheet, packet=tap((1, 1), 9))
    answers = {"VOC-1": (1, 1), "VOC-2": (0, 0)}
    actions.save_answers(sheet=sheet, answers=answers, comments={"VOC": " ", "IMP": "Fine"})
    assert load_present(sheet) == Packet(
        answers={"VOC-1": Entry((1, 1), 9), "VOC-2": Entry((0, 0), 10)},
        comments={"IMP": Entry("Fine", 10)},
    )


def test_what_is_asked_no_more_stays_and_is_not_packed(sheet, assessment, maturity_model):
    models.Assessment.objects.update(short_vantages=["front_line"])
    sheet.assessment.refresh_from_db()
    actions.save_answers(sheet=sheet, answers=factories.all_items(maturity_model, 2, 3))
    department = assessment.organisation.departments.get(code="sales")
    actions.change_respondent(sheet=sheet, department=department, vantage="front_line")
    sheet.refresh_from_db()
    actions.submit_sheet(sheet=sheet)
    sheet.refresh_from_db()
    capability, breadth = unpack([bytes(sheet.packed)], range(63))
    assert sheet.answers.count() == 63
    assert (capability == 2).sum() == (breadth == 3).sum() == 32
    assert (capability == NOT_ASKED).sum() == (breadth == NOT_ASKED).sum() == 31


def test_submit_sheet_packs_positions_of_the_matrix_form(organisation, maturity_model):
    matrix = factories.make_assessment(organisation, maturity_model, form="matrix")
    sheet, silent = factories.answer(matrix, "sales", {}, submit=False, count=2)
    actions.save_answers(sheet=sheet, answers={}, positions={"VOC": 4, "IMP": 0})
    for row in (sheet, silent):
        actions.submit_sheet(sheet=row)
        row.refresh_from_db()
    (packed,) = unpack_positions([bytes(sheet.packed)], range(8)).tolist()
    assert packed[:2] == [4, 0]
    assert packed[2:] == [BLANK] * 6
    assert silent.packed is None


# The assessment lasts from 28 to 29 March 2026 in Paris: its last night is an hour shorter.
@pytest.mark.parametrize(
    ("zone", "days", "instant", "may_start", "takes"),
    [
        ("Europe/Paris", ("2026-03-28", "2026-03-29"), "2026-03-27T22:59:59", False, False),
        ("Europe/Paris", ("2026-03-28", "2026-03-29"), "2026-03-27T23:00:00", True, True),
        ("Europe/Paris", ("2026-03-28", "2026-03-29"), "2026-03-29T01:30:00", True, True),
        ("Europe/Paris", ("2026-03-28", "2026-03-29"), "2026-03-29T21:59:59", True, True),
        ("Europe/Paris", ("2026-03-28", "2026-03-29"), "2026-03-29T22:00:00", False, True),
        ("Europe/Paris", ("2026-03-28", "2026-03-29"), "2026-03-29T22:00:59", False, True),
        ("Europe/Paris", ("2026-03-28", "2026-03-29"), "2026-03-29T22:01:00", False, False),
        ("Europe/Paris", ("2026-10-25", "2026-10-25"), "2026-10-24T21:59:59", False, False),
        ("Europe/Paris", ("2026-10-25", "2026-10-25"), "2026-10-24T22:00:00", True, True),
        ("Europe/Paris", ("2026-10-25", "2026-10-25"), "2026-10-25T22:59:59", True, True),
        ("Europe/Paris", ("2026-10-25", "2026-10-25"), "2026-10-25T23:00:00", False, True),
        ("UTC", ("2028-02-29", "2028-02-29"), "2028-02-29T00:00:00", True, True),
        ("UTC", ("2028-02-29", "2028-02-29"), "2028-02-29T23:59:59", True, True),
        ("UTC", ("2028-02-29", "2028-02-29"), "2028-03-01T00:01:00", False, False),
        ("Pacific/Auckland", ("2026-03-28", "2026-03-28"), "2026-03-27T11:00:00", True, True),
        ("Pacific/Auckland", ("2026-03-28", "2026-03-28"), "2026-03-28T11:01:00", False, False),
    ],
)
def test_days_begin_and_end_where_the_assessment_is(zone, days, instant, may_start, takes):
    opens_on, closes_on = map(dt.date.fromisoformat, days)
    assessment = models.Assessment(
        status="open", opens_on=opens_on, closes_on=closes_on, time_zone=zone
    )
    now = dt.datetime.fromisoformat(f"{instant}+00:00")
    with time_machine.travel(now, tick=False):
        assert (assessment.is_answerable, assessment.takes_answers) == (may_start, takes)
    assert may_start == (assessment.opens_at <= now < assessment.closes_at)
    assert assessment.opens_at.utcoffset() == assessment.closes_at.utcoffset() == dt.timedelta(0)


def test_what_was_under_way_at_the_end_is_saved_for_a_minute(sheet, assessment):
    end = assessment.closes_at
    with time_machine.travel(end + dt.timedelta(seconds=59), tick=False):
        save_packet(sheet=sheet, packet=tap((1, 1), 1))
    with time_machine.travel(end + dt.timedelta(seconds=60), tick=False):
        packet = Packet(answers={"VOC-1": Entry((4, 4), 2), "VOC-2": Entry((4, 4), 3)})
        assert refusal(sheet, packet) == "closed"
    assert load_answers(sheet) == {"VOC-1": (1, 1)}


def test_order_never_depends_on_the_clock(sheet, assessment):
    noon = assessment.opens_at + dt.timedelta(days=2, hours=12)
    jumps = (dt.timedelta(), dt.timedelta(hours=-1), dt.timedelta(days=1))
    for number, jump in enumerate(jumps, start=1):
        with time_machine.travel(noon + jump, tick=False):
            save_packet(sheet=sheet, packet=tap((number, 1), number))
    with time_machine.travel(noon + dt.timedelta(days=1), tick=False):
        assert save_packet(sheet=sheet, packet=tap((4, 4), 2)).outdated.answers
    assert load_answers(sheet) == {"VOC-1": (3, 1)}


@pytest.mark.skipif(
    not os.environ.get("DATABASE_URL", "").startswith("postgres"),
    reason="SQLite in memory has no writers that wait; the live site has (tests/browser)",
)
@pytest.mark.django_db(transaction=True)
def test_one_packet_from_fifty_threads_is_one_answer(assessment):
    phone = Client()
    phone.post(f"/a/{assessment.join_code}/", {"department": "sales", "vantage": "manager"})
    address = f"/a/{assessment.join_code}/save/"
    entry = {"item": "VOC-1", "capability": 2, "breadth": 3, "sequence": 1}
    together = threading.Barrier(DEVICES)

    def post(_: int) -> tuple[int, bytes]:
        device = Client()
        device.cookies = phone.cookies
        together.wait(30)
        try:
            body = {"answers": [entry]}
            response = device.post(address, body, content_type="application/json")
            return response.status_code, response.content
        finally:
            connection.close()

    with ThreadPoolExecutor(DEVICES) as pool:
        replies = set(pool.map(post, range(DEVICES)))
    assert replies == {(200, b'{"saved": true, "sequence": 1}')}
    sheet = models.Sheet.objects.get()
    assert load_present(sheet) == Packet(answers={"VOC-1": Entry((2, 3), 1)})


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Tre\u0301s \U0001f469\u200d\U0001f469\u200d\U0001f467", "Trés 👩‍👩‍👧"),
        ("\u202eabc\u202c مرحبا \u2066שלום\u2069", "\u202eabc\u202c مرحبا \u2066שלום\u2069"),
        ("a\x0bb\x1fc\x7f", "a b c"),
        ("'\"<>&{{}}%s\\", "'\"<>&{{}}%s\\"),
    ],
)
def test_comments_come_back_as_composed_text(sheet, text, kept):
    for number in (1, 2):
        save_packet(sheet=sheet, packet=Packet(comments={"VOC": Entry(text, number)}))
        assert load_comments(sheet) == {"VOC": kept}


@pytest.mark.parametrize("text", ["a\0b", "a\ud800", "\udfff"])
def test_comments_that_no_database_keeps_are_refused(sheet, text):
    packet = Packet(answers={"VOC-1": Entry((1, 1), 1)}, comments={"VOC": Entry(text, 1)})
    assert refusal(sheet, packet) == "text"
    assert load_present(sheet).is_empty
