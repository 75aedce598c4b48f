import datetime
import logging
import secrets

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from assessments import models
from assessments.access import ALPHABET
from assessments.actions.limits import save_miss
from assessments.views.limits import JOIN
from tests import factories

START = {"department": "sales", "vantage": "manager"}
ROOM = "192.0.2.7"


def guess() -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(10))


def get(code: str, address: str = ROOM, client: Client | None = None):
    return (client or Client()).get(f"/a/{code}/", REMOTE_ADDR=address)


def wear_out(address: str = ROOM, count: int = 20) -> None:
    for _ in range(count):
        assert get(guess(), address).status_code == 404


@pytest.fixture(autouse=True)
def clock():
    """Stands still, so that no bucket fills while a test runs."""
    with time_machine.travel(timezone.now(), tick=False) as traveller:
        yield traveller


def test_thousand_codes_from_one_address_are_not_looked_at(assessment):
    statuses = [get(guess()).status_code for _ in range(1000)]
    assert statuses == [404] * 20 + [429] * 980
    right, wrong = get(assessment.join_code), get(guess())
    assert (right.status_code, right.content) == (429, wrong.content)
    assert right["Retry-After"] == "30"
    assert b"in half a minute" in right.content
    assert get(assessment.join_code, "192.0.2.8").status_code == 200


def test_refused_address_is_let_in_again_after_half_a_minute(assessment, clock):
    wear_out()
    assert get(assessment.join_code).status_code == 429
    clock.shift(31)
    assert get(assessment.join_code).status_code == 200
    assert get(guess()).status_code == 404
    assert get(guess()).status_code == 429


def test_thousand_addresses_raise_one_alarm_and_keep_five_codes_each(assessment, clock, caplog):
    with caplog.at_level(logging.WARNING, "assessments.actions.limits"):
        # As the page does it; asking a thousand times for the page itself takes seconds.
        for number in range(990):
            miss = {"address": f"10.{number // 250}.{number % 250}.1", "guess": guess()}
            save_miss(purpose=JOIN, **miss)
        for number in range(10):
            assert get(guess(), f"10.8.{number}.1").status_code == 404
    told = [r.levelname for r in caplog.records if r.name == "assessments.actions.limits"]
    assert told == ["WARNING"]
    assert get(assessment.join_code, "10.9.9.9").status_code == 200
    wear_out("10.9.9.9", count=5)
    refused = get(assessment.join_code, "10.9.9.9")
    assert (refused.status_code, refused["Retry-After"]) == (429, "30")
    clock.shift(601)
    assert get(assessment.join_code, "10.9.9.9").status_code == 200


def test_hundred_people_behind_one_address_all_come_in(assessment):
    for number in range(100):
        phone = Client(REMOTE_ADDR=ROOM)
        if number % 7 == 0:
            assert get(guess(), client=phone).status_code == 404
        assert get(assessment.join_code, client=phone).status_code == 200
        phone.post(f"/a/{assessment.join_code}/", START)
    assert models.Sheet.objects.count() == 100


def test_same_wrong_code_again_is_a_reload_and_costs_nothing(assessment):
    factories.close(assessment)
    assert {get(assessment.join_code).status_code for _ in range(50)} == {404}
    assert get(guess()).status_code == 404


def test_success_gives_nothing_back(assessment):
    wear_out(count=19)
    assert get(assessment.join_code).status_code == 200
    assert get(guess()).status_code == 404
    assert get(guess()).status_code == 429


def test_phone_with_a_sheet_is_never_limited(client, assessment):
    client.post(f"/a/{assessment.join_code}/", START)
    wear_out("127.0.0.1")
    assert client.get(f"/a/{assessment.join_code}/").status_code == 302
    assert client.get(f"/a/{assessment.join_code}/review/").status_code == 200
    assert client.get(f"/a/{assessment.join_code}/resume/code/").status_code == 200


def test_sign_in_has_a_budget_of_its_own(client, olive):
    wear_out("127.0.0.1")
    signed_in = client.post(
        "/accounts/login/", {"username": "olive", "password": factories.PASSWORD}
    )
    assert signed_in.status_code == 302
    assert get(guess(), "127.0.0.1").status_code == 429


def test_right_codes_write_nothing(client, assessment, django_assert_num_queries):
    get(assessment.join_code)
    with django_assert_num_queries(3) as asked:
        get(assessment.join_code)
    assert {query["sql"].split()[0] for query in asked.captured_queries} == {"SELECT"}
    assert not models.MissBudget.objects.exists()


def test_budgets_hold_no_address_and_forget_themselves(assessment, clock):
    wear_out()
    kept = list(models.MissBudget.objects.values_list("address", flat=True))
    assert {len(address) for address in kept} == {0, 64}
    assert not [address for address in kept if "192" in address and "." in address]
    clock.shift(1201)
    get(guess(), "192.0.2.9")
    assert models.MissBudget.objects.count() == 3  # this guess, its address and all together


@pytest.mark.parametrize(
    ("former", "now", "status"),
    [
        ("2001:db8::1", "2001:db8::ffff", 429),  # one household
        ("2001:db8::1", "2001:db8:0:1::1", 200),
        ("::ffff:192.0.2.7", "192.0.2.7", 429),
    ],
)
def test_addresses_of_version_six_are_told_by_network(assessment, former, now, status):
    wear_out(former)
    assert get(assessment.join_code, now).status_code == status


def test_site_of_version_six_wears_itself_out_and_nobody_else(assessment, caplog):
    for number in range(600):
        get(guess(), f"2001:db8:7:{number:x}::1")

    assert not [r for r in caplog.records if r.name == "assessments.actions.limits"]
    assert get(assessment.join_code, "2001:db8:7:ffff::1").status_code == 429
    assert get(assessment.join_code, "2001:db8:8::1").status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-dest": "image", "sec-fetch-site": "cross-site"},
        {"sec-fetch-dest": "iframe", "sec-fetch-site": "same-site"},
        {"sec-fetch-dest": "empty", "sec-fetch-site": "cross-site"},
        {"sec-fetch-dest": "document", "sec-purpose": "prefetch;prerender"},
    ],
)
def test_what_a_page_elsewhere_loads_opens_nothing_and_costs_nothing(assessment, headers):
    right = Client().get(f"/a/{assessment.join_code}/", headers=headers)

    assert right.status_code == 404
    for _ in range(25):
        assert Client().get(f"/a/{guess()}/", headers=headers).status_code == 404
    assert not models.MissBudget.objects.exists()


@pytest.mark.parametrize("site", ["cross-site", "same-origin", "none"])
def test_link_from_anywhere_leads_in(assessment, site):
    headers = {"sec-fetch-dest": "document", "sec-fetch-site": site}

    assert Client().get(f"/a/{assessment.join_code}/", headers=headers).status_code == 200


def test_clock_set_back_locks_nobody_out(assessment):
    wear_out()
    models.MissBudget.objects.update(refilled_at=timezone.now() + datetime.timedelta(hours=1))
    assert get(assessment.join_code)["Retry-After"] == "30"
    assert get(assessment.join_code, "192.0.2.8").status_code == 200


def test_wait_speaks_the_language_asked_for_and_keeps_nothing(assessment):
    wear_out()
    response = Client().get(f"/a/{assessment.join_code}/?language=fr", REMOTE_ADDR=ROOM)
    assert b'<html lang="fr"' in response.content
    assert not response.cookies
    assert "no-store" in response["Cache-Control"]
