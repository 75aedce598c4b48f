import datetime as dt
import json
import time

import pytest
from django.db import InterfaceError, OperationalError, connection
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assessments import models
from assessments.actions.responses import save_answers, submit_sheet
from assessments.domain.responses import BLANK, DONT_KNOW, NOT_APPLICABLE
from assessments.queries.responses import load_answers, load_comments, load_positions
from tests import factories

pytestmark = pytest.mark.rows

START = {"department": "sales", "vantage": "manager"}
TAP = {"item": "VOC-1", "capability": 2, "breadth": 3, "sequence": 1}
NOTE = {"block": "VOC", "text": "Fine", "sequence": 2}


@pytest.fixture
def joined(client, assessment):
    """A browser that has pressed Start."""
    client.post(f"/a/{assessment.join_code}/", START)
    return client


@pytest.fixture
def sheet(joined):
    return models.Sheet.objects.get()


@pytest.fixture
def matrix(organisation, maturity_model):
    """An open assessment with the matrix form."""
    return factories.make_assessment(organisation, maturity_model, form="matrix")


def save(client, assessment, body, **extra):
    text = body if isinstance(body, str | bytes) else json.dumps(body)
    address = f"/a/{assessment.join_code}/save/"
    return client.post(address, text, content_type="application/json", **extra)


def tap(item="VOC-1", capability=2, breadth=3, sequence=1):
    return {"item": item, "capability": capability, "breadth": breadth, "sequence": sequence}


def stored(sheet):
    return load_answers(sheet), load_comments(sheet), load_positions(sheet)


NOTHING = ({}, {}, {})


@pytest.mark.parametrize(
    ("entry", "pair"),
    [
        ({"capability": 2, "breadth": 3}, (2, 3)),
        ({"capability": 2, "breadth": None}, (2, BLANK)),
        ({"capability": 2}, (2, BLANK)),
        ({"capability": 2, "breadth": 5}, (2, DONT_KNOW)),
        ({"capability": 0, "breadth": 3}, (0, 0)),
        ({"capability": 5, "breadth": 3}, (DONT_KNOW, BLANK)),
        ({"capability": 6}, (NOT_APPLICABLE, BLANK)),
    ],
)
def test_save_keeps_a_tap_and_its_repetition(joined, assessment, sheet, entry, pair):
    packet = {"answers": [{"item": "VOC-1", "sequence": 4} | entry]}
    for _ in range(2):
        response = save(joined, assessment, packet)
        assert (response.status_code, response.json()) == (200, {"saved": True, "sequence": 4})
    assert "no-store" in response["Cache-Control"]
    assert load_answers(sheet) == {"VOC-1": pair}


def test_save_keeps_the_taps_of_a_moment_together(joined, assessment, sheet):
    packet = {"answers": [tap(), tap("IMP-2", 0, 0, 3)], "comments": [NOTE]}
    assert save(joined, assessment, packet).json() == {"saved": True, "sequence": 3}
    assert stored(sheet) == ({"VOC-1": (2, 3), "IMP-2": (0, 0)}, {"VOC": "Fine"}, {})


def test_save_of_one_question_twice_in_a_packet_keeps_the_higher_number(joined, assessment, sheet):
    packet = {"answers": [tap(capability=4, sequence=2), tap(capability=1, sequence=1)]}
    assert save(joined, assessment, packet).status_code == 200
    assert load_answers(sheet) == {"VOC-1": (4, 3)}


def test_save_takes_back_a_comment_for_good(joined, assessment, sheet):
    save(joined, assessment, {"comments": [NOTE]})
    save(joined, assessment, {"comments": [NOTE | {"text": " ", "sequence": 3}]})
    response = save(joined, assessment, {"comments": [NOTE]})
    assert response.json()["current"]["comments"] == [{"block": "VOC", "text": "", "sequence": 3}]
    assert load_comments(sheet) == {}


def test_save_tells_what_stands_instead_of_a_late_packet(joined, assessment, sheet):
    save(joined, assessment, {"answers": [tap(sequence=7), tap("VOC-2", 0, 0, 8)]})
    late = {"answers": [tap(capability=4, sequence=6), tap("VOC-3", 5, None, 9)]}
    response = save(joined, assessment, late)
    assert (response.status_code, response.json()) == (
        409,
        {
            "saved": True,
            "sequence": 9,
            "current": {"answers": [tap(sequence=7)], "positions": [], "comments": []},
        },
    )
    assert load_answers(sheet) == {"VOC-1": (2, 3), "VOC-2": (0, 0), "VOC-3": (DONT_KNOW, BLANK)}


def test_two_devices_on_one_sheet_never_harm_each_other(joined, assessment, sheet):
    other = Client()
    other.cookies = joined.cookies
    assert save(joined, assessment, {"answers": [tap()]}).json()["sequence"] == 1
    # Both knew number 1 when they went on.
    assert save(other, assessment, {"answers": [tap("VOC-2", 3, 3, 2)]}).status_code == 200
    assert save(joined, assessment, {"answers": [tap("VOC-3", 4, 4, 2)]}).status_code == 200
    assert save(other, assessment, {"answers": [tap("VOC-1", 4, 1, 3)]}).json()["sequence"] == 3
    refused = save(joined, assessment, {"answers": [tap("VOC-1", 1, 1, 3)]})
    assert refused.json()["current"]["answers"] == [tap("VOC-1", 4, 1, 3)]
    # A device that heard of 3 goes on from there and wins.
    assert save(joined, assessment, {"answers": [tap("VOC-1", 1, 1, 4)]}).status_code == 200
    assert load_answers(sheet) == {"VOC-1": (1, 1), "VOC-2": (3, 3), "VOC-3": (4, 4)}


def test_save_keeps_positions_of_the_matrix_form_and_no_answers(client, matrix):
    client.post(f"/a/{matrix.join_code}/", START)
    positions = [
        {"block": "VOC", "stage": 0, "sequence": 1},
        {"block": "IMP", "stage": 4, "sequence": 2},
    ]
    assert save(client, matrix, {"positions": positions}).json() == {"saved": True, "sequence": 2}
    late = [{"block": "IMP", "stage": 1, "sequence": 1}]
    response = save(client, matrix, {"positions": late})
    assert response.json()["current"]["positions"] == [positions[1]]
    refused = {
        "unknown_item": [{"answers": [tap()]}, {"positions": [positions[0] | {"block": "XYZ"}]}],
        "level": [
            {"positions": [positions[0] | {"stage": stage, "sequence": 9}]}
            for stage in (5, -1, True, None, "1", 1.0)
        ],
    }
    for reason, packets in refused.items():
        assert [save(client, matrix, packet).json()["reason"] for packet in packets] == [
            reason
        ] * len(packets)
    sheet = models.Sheet.objects.get()
    assert stored(sheet) == ({}, {}, {"VOC": 0, "IMP": 4})


def test_save_refuses_positions_where_questions_are_asked(joined, assessment, sheet):
    packet = {"positions": [{"block": "VOC", "stage": 1, "sequence": 1}]}
    assert save(joined, assessment, packet).json()["reason"] == "unknown_item"
    assert stored(sheet) == NOTHING


def test_save_refuses_what_a_vantage_is_not_asked(joined, assessment, sheet):
    models.Assessment.objects.update(short_vantages=["front_line"])
    models.Sheet.objects.update(vantage="front_line")
    asked = assessment.maturity_model.stone_set.filter(block__code="VIS")
    quick = asked.filter(item__quick=True).values_list("code", flat=True)
    long = asked.exclude(item__quick=True).values_list("code", flat=True)
    assert save(joined, assessment, {"answers": [tap(quick[0])]}).status_code == 200
    response = save(joined, assessment, {"answers": [tap(long[0]), tap(quick[0], 4, 4, 2)]})
    assert (response.status_code, response.json()["reason"]) == (400, "unknown_item")
    assert load_answers(sheet) == {quick[0]: (2, 3)}


def test_save_counts_its_queries(joined, assessment, django_assert_num_queries):
    save(joined, assessment, {"answers": [tap()]})
    with django_assert_num_queries(7):  # sheet; savepoint, lock, dates, present, upsert, release
        save(joined, assessment, {"answers": [tap(capability=4, sequence=2), tap("IMP-1")]})


def of(**changes):
    return {"answers": [TAP | changes]}


@pytest.mark.parametrize(
    ("packet", "status", "reason"),
    [
        ("", 415, "not_json"),
        ("{", 400, "unreadable"),
        (b"\xff\xfe", 400, "unreadable"),
        ("[" * 100_000, 400, "unreadable"),
        ("[]", 400, "unreadable"),
        ("null", 400, "unreadable"),
        ("9" * 5000, 400, "unreadable"),
        ({}, 400, "unreadable"),
        ({"answers": [], "comments": []}, 400, "unreadable"),
        ({"answers": {}}, 400, "unreadable"),
        ({"answers": None}, 400, "unreadable"),
        ({"answers": ["VOC-1"]}, 400, "unreadable"),
        (TAP, 400, "unreadable"),
        (of(item=1), 400, "unreadable"),
        (of(item=None), 400, "unreadable"),
        (of(sequence=0), 400, "unreadable"),
        (of(sequence=-1), 400, "unreadable"),
        (of(sequence=None), 400, "unreadable"),
        (of(sequence=True), 400, "unreadable"),
        (of(sequence="1"), 400, "unreadable"),
        (of(sequence=10**30), 400, "unreadable"),
        (of(sequence=10**9), 400, "unreadable"),
        (of(item="VOC-99"), 400, "unknown_item"),
        (of(item="VOC-1\0"), 400, "unknown_item"),
        (of(item="\ud800"), 400, "unknown_item"),
        (of(capability=7), 400, "level"),
        (of(capability=-1), 400, "level"),
        (of(capability=10**30), 400, "level"),
        (of(capability=True), 400, "level"),
        (of(capability="2"), 400, "level"),
        (of(capability=2.0), 400, "level"),
        (of(capability=None), 400, "level"),
        (of(capability=[2]), 400, "level"),
        (of(breadth=0), 400, "level"),
        (of(breadth=6), 400, "level"),
        (of(breadth=False), 400, "level"),
        ({"comments": [NOTE | {"text": 1}]}, 400, "unreadable"),
        ({"comments": [NOTE | {"text": "a\0"}]}, 400, "text"),
        ({"comments": [NOTE | {"text": "\ud800"}]}, 400, "text"),
        ({"comments": [NOTE | {"block": "XYZ"}]}, 400, "unknown_item"),
        ({"comments": [NOTE | {"text": "x" * 2001}]}, 413, "too_long"),
        ({"comments": [NOTE | {"text": "x" * 1_000_000}]}, 413, "too_big"),
        ({"answers": [{}] * 201}, 413, "too_big"),
    ],
)
def test_save_refuses_with_a_sentence_and_keeps_nothing(
    joined, assessment, sheet, packet, status, reason
):
    if isinstance(packet, dict) and "answers" in packet and reason == "level":
        packet = {"answers": [tap("VOC-2"), *packet["answers"]], "comments": [NOTE]}
    response = save(joined, assessment, packet)
    body = response.json()
    assert (response.status_code, body["reason"], body["saved"]) == (status, reason, False)
    assert body["error"].endswith(".")
    assert stored(sheet) == NOTHING


@pytest.mark.parametrize(
    "body",
    ["x" * 10_000_000, json.dumps([0] * 100_000), json.dumps({"answers": [TAP] * 3000})],
    ids=["10 MB", "100,000 elements", "3,000 entries"],
)
def test_save_refuses_what_is_too_much_at_once(joined, assessment, sheet, body):
    save(joined, assessment, {"answers": [TAP | {"capability": 9}]})
    start = time.perf_counter()
    response = save(joined, assessment, body)
    assert time.perf_counter() - start < 0.2
    assert response.status_code in {400, 413}
    assert stored(sheet) == NOTHING


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=5,
)
ENTRIES = VALUES | st.fixed_dictionaries(
    {"sequence": VALUES | st.just(1)},
    optional={
        "item": VALUES | st.just("VOC-1"),
        "block": VALUES | st.just("VOC"),
        "capability": VALUES | st.just(1),
        "breadth": VALUES,
        "stage": VALUES | st.just(1),
        "text": VALUES,
    },
)
LISTS = VALUES | st.lists(ENTRIES, max_size=3)
PACKETS = st.fixed_dictionaries(
    {}, optional={"answers": LISTS, "positions": LISTS, "comments": LISTS}
)


@settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(packet=VALUES | PACKETS)
def test_save_never_breaks(joined, assessment, packet):
    response = save(joined, assessment, packet)
    # Nothing at all has no kind: the test client sends none.
    assert response.status_code in ({200, 400, 409} if packet != "" else {415})
    assert set(models.Answer.objects.values_list("stone__code", flat=True)) <= {"VOC-1"}
    assert not models.Position.objects.exists()


def test_save_refuses_whoever_did_not_join(assessment):
    response = save(Client(), assessment, {"answers": [TAP]})
    assert (response.status_code, response.json()["reason"]) == (403, "unknown_sheet")
    assert not models.Answer.objects.exists()


def test_save_refuses_the_phone_of_another_assessment(joined, assessment, matrix):
    response = save(joined, matrix, {"positions": [{"block": "VOC", "stage": 1, "sequence": 1}]})
    assert (response.status_code, response.json()["reason"]) == (403, "unknown_sheet")
    assert not models.Position.objects.exists()


def test_save_refuses_before_the_first_day_and_after_the_last(joined, assessment, sheet):
    for days in (2, -3):
        day = assessment.opens_on + dt.timedelta(days=days)
        models.Assessment.objects.update(opens_on=day, closes_on=day)
        response = save(joined, assessment, {"answers": [TAP]})
        assert (response.status_code, response.json()["reason"]) == (403, "closed")
    assert stored(sheet) == NOTHING


def test_save_refuses_after_handing_in_and_after_closing(joined, assessment, sheet):
    save_answers(sheet=sheet, answers={"VOC-1": (4, 4)})
    submit_sheet(sheet=sheet)
    response = save(joined, assessment, {"answers": [TAP | {"sequence": 9}]})
    assert (response.status_code, response.json()["reason"]) == (403, "submitted")
    factories.close(assessment)
    response = save(joined, assessment, {"answers": [TAP | {"sequence": 9}]})
    assert (response.status_code, response.json()["reason"]) == (403, "closed")
    assert load_answers(sheet) == {"VOC-1": (4, 4)}


def test_save_answers_in_the_language_of_the_sheet(joined, assessment, sheet):
    models.Sheet.objects.update(language="fr")
    french = save(joined, assessment, of(capability=9)).json()
    models.Sheet.objects.update(language="en")
    english = save(joined, assessment, of(capability=9)).json()
    assert french["reason"] == english["reason"] == "level"
    assert french["error"] != english["error"]


@pytest.mark.parametrize(
    ("error", "status", "after", "reason"),
    [
        (OperationalError("database is locked"), 503, "2", "busy"),
        (InterfaceError("connection already closed"), 503, "2", "busy"),
        (OperationalError("database or disk is full"), 507, "30", "full"),
    ],
)
def test_save_asks_to_try_again_when_the_database_cannot_write(
    joined, assessment, sheet, error, status, after, reason
):
    def broken(execute, sql, params, many, context):
        if sql.startswith("INSERT"):
            raise error
        return execute(sql, params, many, context)

    with connection.execute_wrapper(broken):
        response = save(joined, assessment, {"answers": [TAP]})
    assert (response.status_code, response["Retry-After"]) == (status, after)
    assert response.json()["reason"] == reason
    assert save(joined, assessment, {"answers": [TAP]}).json() == {"saved": True, "sequence": 1}


def test_save_hides_no_mistake_of_ours(joined, assessment):
    def broken(execute, sql, params, many, context):
        raise OperationalError("no such column: wrong")

    with connection.execute_wrapper(broken), pytest.raises(OperationalError, match="wrong"):
        save(joined, assessment, {"answers": [TAP]})


def test_save_takes_posts_only(joined, assessment, sheet):
    assert joined.get(f"/a/{assessment.join_code}/save/").status_code == 405
    assert stored(sheet) == NOTHING


def test_save_of_a_form_is_refused_with_a_sentence(joined, assessment, sheet):
    fields = {f"VOC-{number}": "3" for number in range(900)}
    response = joined.post(f"/a/{assessment.join_code}/save/", fields)
    assert response.status_code == 415
    assert response.json()["error"].endswith(".")
    assert stored(sheet) == NOTHING


def test_save_needs_the_csrf_token(assessment):
    browser = Client(enforce_csrf_checks=True)
    browser.post(f"/a/{assessment.join_code}/", START)
    assert save(browser, assessment, {"answers": [TAP]}).status_code == 403
    assert not models.Answer.objects.exists()
