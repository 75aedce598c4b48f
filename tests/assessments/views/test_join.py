import datetime
import re
import statistics
import time

import pytest
from django.test import Client
from django.utils import timezone

from assessments import models
from assessments.actions.responses import save_answers, submit_sheet
from tests import factories

START = {"department": "sales", "vantage": "manager"}
OWN = {"HTTP_ORIGIN": "http://testserver"}


def address(assessment, rest: str = "") -> str:
    return f"/a/{assessment.join_code}/{rest}"


def cookie(assessment) -> str:
    return f"sheet-{assessment.join_code}"


@pytest.fixture
def joined(client, assessment):
    """A browser that has pressed Start."""
    client.post(address(assessment), START, **OWN)
    return client


def _wide(code: str) -> str:
    return "".join(chr(ord(letter) + 0xFEE0) for letter in code)


def spoken(code: str) -> list[str]:
    return [
        code,
        code.lower(),
        f"{code[:5]} {code[5:]}",
        f" {code[:3]}-{code[3:6]}-{code[6:]} ",
        _wide(code),
    ]


def test_home_offers_a_code_and_an_account_without_a_cookie(client):
    response = client.get("/")
    assert b'name="code"' in response.content
    assert b"/accounts/login/" in response.content
    assert not response.cookies


def test_home_speaks_the_language_asked_for(client):
    assert b'<html lang="fr"' in client.get("/?language=fr").content
    assert b'<html lang="en"' in client.get("/?language=xx").content


def test_join_by_code_takes_a_code_as_people_type_it(client, assessment):
    for text in spoken(assessment.join_code):
        response = client.post("/join/", {"code": text, "language": "fr"})
        assert response["Location"] == address(assessment) + "?language=fr"


@pytest.mark.parametrize("code", ["", "---", "\0", "x" * 41])
def test_join_by_code_without_a_code_goes_back(client, code):
    response = client.post("/join/", {"code": code})
    assert (response.status_code, response["Location"]) == (302, "/")


def notice_of(page: str) -> str:
    notice = re.search(r'<section class="promise".*?<p>(.*?)</p>', page, re.DOTALL)
    assert notice
    return " ".join(re.sub(r"<[^>]+>", "", notice[1]).split())


def test_join_page_says_who_sees_what_before_the_first_question(client, assessment):
    assessment.contact = "Lea Martin, lea.martin@example.org"
    assessment.save()
    page = client.get(address(assessment)).content.decode()
    notice = notice_of(page)
    for told in ("groups of 3 people or more", "pseudonymous", "24 months", "Lea Martin"):
        assert told in notice
    assert [name for name in ("Sales", "Service", "Leadership") if name in page] == [
        "Sales",
        "Service",
        "Leadership",
    ]
    assert page.index("Who sees what") < page.index('name="department"')


@pytest.mark.parametrize("attributed_mode", [False, True])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_notice_has_at_most_eighty_words(client, assessment, language, attributed_mode):
    assessment.contact = "Lea Martin, lea.martin@example.org"
    assessment.time_zone = "America/Argentina/Buenos_Aires"
    assessment.opens_on -= datetime.timedelta(days=1)  # where it may still be yesterday
    assessment.attributed_mode = attributed_mode
    assessment.min_group_size = 1 if attributed_mode else 3
    assessment.save()
    notice = notice_of(client.get(address(assessment, f"?language={language}")).content.decode())
    assert 40 <= len(notice.split()) <= 80
    assert "Buenos Aires" in notice


def test_room_with_names_asks_for_one_and_says_so(client, assessment):
    assessment.attributed_mode, assessment.min_group_size = True, 1
    assessment.save()
    page = client.get(address(assessment)).content.decode()
    assert "Your name stands beside your answers" in notice_of(page)
    assert "no name is asked" not in page
    for name in ("", " \u200b\u2060 ", "x" * 121):
        response = client.post(address(assessment), START | {"name": name}, **OWN)
        assert response.status_code == 400
        assert b'class="errorlist"' in response.content
    client.post(address(assessment), START | {"name": "  Rita\u00a0 Roux "}, **OWN)
    assert models.Sheet.objects.get().name == "Rita Roux"
    client.post(address(assessment), START | {"name": "Rita Rousse"}, **OWN)
    assert models.Sheet.objects.get().name == "Rita Rousse"


def test_name_is_not_kept_where_none_is_asked(client, assessment):
    client.post(address(assessment), START | {"name": "Rita"}, **OWN)
    assert models.Sheet.objects.get().name == ""


def test_link_may_name_the_department_so_that_two_taps_are_left(client, assessment):
    page = client.get(address(assessment, "?department=service")).content.decode()
    assert 'name="department" value="service" checked' in page
    assert '<input type="hidden" name="department" value="service">' in page  # in other languages
    assert page.count("<button") == 3  # two languages and Start
    assert "checked" not in client.get(address(assessment, "?department=nowhere")).content.decode()


def test_join_page_tells_how_many_questions_a_vantage_may_have(client, assessment):
    assert "63 questions." in client.get(address(assessment)).content.decode()
    assessment.short_vantages = ["front_line"]
    assessment.save()
    assert "32 to 63 questions." in client.get(address(assessment)).content.decode()


def test_join_page_sets_no_cookie_and_is_not_kept(client, assessment):
    response = client.get(address(assessment))
    assert not response.cookies
    assert "no-store" in response["Cache-Control"]
    assert response["Referrer-Policy"] == "same-origin"
    assert not models.Sheet.objects.exists()


def test_join_page_counts_its_queries(client, assessment, django_assert_num_queries):
    client.get(address(assessment))
    with django_assert_num_queries(3):  # budget of wrong codes, assessment, departments
        client.get(address(assessment))


def test_join_page_speaks_a_language_of_the_assessment(client, assessment):
    assert b'<html lang="fr"' in client.get(address(assessment, "?language=fr")).content
    assert b'<html lang="fr"' in client.get(address(assessment), HTTP_ACCEPT_LANGUAGE="fr").content
    assessment.languages = ["fr"]
    assessment.save()
    assert b'<html lang="fr"' in client.get(address(assessment, "?language=en")).content


def test_start_makes_a_sheet_and_safe_cookies(client, assessment):
    response = client.post(address(assessment, "?language=fr"), START, **OWN)
    sheet = models.Sheet.objects.get()
    assert response["Location"] == address(assessment, "voice-of-customer/")
    assert (sheet.department.code, sheet.vantage, sheet.language) == ("sales", "manager", "fr")
    assert set(response.cookies) == {cookie(assessment), f"{cookie(assessment)}-begun"}
    for crumb in response.cookies.values():
        assert (crumb["httponly"], crumb["samesite"], crumb["path"]) == (True, "Lax", "/")
        assert crumb["max-age"] == (14 + 30) * 24 * 3600
        assert not crumb["secure"]
    assert re.fullmatch("[A-HJ-KM-NP-Z2-9]{26}", response.cookies[cookie(assessment)].value)


def test_start_over_https_sets_a_secure_cookie(client, assessment, settings):
    settings.HTTPS = True
    response = client.post(address(assessment), START, **OWN)
    assert response.cookies[cookie(assessment)]["secure"]


@pytest.mark.parametrize(
    ("headers", "started"),
    [
        ({}, True),
        ({"HTTP_ORIGIN": "http://testserver"}, True),
        ({"HTTP_REFERER": "http://testserver/a/"}, True),
        ({"HTTP_ORIGIN": "https://elsewhere.example"}, False),
        ({"HTTP_ORIGIN": "null"}, False),
        ({"HTTP_ORIGIN": "http://["}, False),
        ({"HTTP_REFERER": "https://elsewhere.example/testserver"}, False),
    ],
)
def test_start_is_refused_from_another_site(assessment, headers, started):
    response = Client(enforce_csrf_checks=True).post(address(assessment), START, **headers)
    assert models.Sheet.objects.exists() is started
    assert response.status_code == (302 if started else 403)
    assert started or b"sent from another place" in response.content


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"department": "sales"},
        {"department": "nowhere", "vantage": "manager"},
        {"department": "sales", "vantage": "\0"},
    ],
)
def test_start_without_both_choices_says_what_is_missing(client, assessment, fields):
    response = client.post(address(assessment), fields, **OWN)
    assert response.status_code == 400
    assert b'class="errorlist"' in response.content
    assert not models.Sheet.objects.exists()


def test_start_keeps_the_choice_that_was_made(client, assessment):
    page = client.post(address(assessment), {"department": "service"}, **OWN).content.decode()
    assert 'name="department" value="service" checked' in page
    assert "Please choose your position." in page


def test_link_leads_back_to_the_first_open_question(joined, assessment):
    sheet = models.Sheet.objects.get()
    voice = {f"VOC-{n}": (0, 0) for n in range(1, 8)}
    save_answers(sheet=sheet, answers=voice)
    response = joined.get(address(assessment))
    assert response["Location"] == address(assessment, "improvement/")
    save_answers(sheet=sheet, answers=factories.all_items(assessment.maturity_model, 1, 1))
    assert joined.get(address(assessment))["Location"] == address(assessment, "review/")
    submit_sheet(sheet=sheet)
    assert joined.get(address(assessment))["Location"] == address(assessment, "thanks/")


def test_second_start_corrects_the_same_sheet(joined, assessment):
    page = joined.get(address(assessment, "?change=1")).content.decode()
    assert 'name="department" value="sales" checked' in page
    joined.post(address(assessment), {"department": "service", "vantage": "leader"}, **OWN)
    sheet = models.Sheet.objects.get()
    assert (sheet.department.code, sheet.vantage) == ("service", "leader")


def shift(assessment, *, opens: int, closes: int) -> None:
    today = timezone.localdate()
    assessment.opens_on = today + datetime.timedelta(days=opens)
    assessment.closes_on = today + datetime.timedelta(days=closes)
    assessment.save()


def test_unknown_closed_and_early_codes_look_the_same(client, organisation, maturity_model):
    rows = [factories.make_assessment(organisation, maturity_model) for _ in range(3)]
    factories.close(rows[0])
    shift(rows[1], opens=1, closes=3)
    shift(rows[2], opens=-3, closes=-1)
    codes = [row.join_code for row in rows] + ["ABCDEFGHJK"]
    pages = []
    for code in codes:
        response = client.get(f"/a/{code}/")
        assert response.status_code == 404
        assert not response.cookies
        pages.append(response.content.decode().replace(code, "CODE"))
    assert "No questionnaire is open with this code" in pages[0]
    assert len(set(pages)) == 1


def test_start_after_the_last_day_makes_no_sheet(client, assessment):
    shift(assessment, opens=-3, closes=-1)
    response = client.post(address(assessment), START, **OWN)
    assert b"No questionnaire is open with this code" in response.content
    assert not models.Sheet.objects.exists()


def test_phone_with_a_sheet_learns_that_the_last_day_is_over(joined, assessment):
    shift(assessment, opens=-3, closes=-1)
    for rest in ("", "voice-of-customer/", "review/"):
        response = joined.get(address(assessment, rest))
        assert response.status_code == 403
        assert b"What was marked as saved counts" in response.content


def test_right_and_wrong_codes_take_as_long(client, organisation, maturity_model):
    closed, early = (factories.make_assessment(organisation, maturity_model) for _ in range(2))
    factories.close(closed)
    shift(early, opens=1, closes=3)
    times = {code: [] for code in ("ABCDEFGHJK", closed.join_code, early.join_code)}
    for number in range(200):
        for code, taken in times.items():
            started = time.perf_counter()
            client.get(f"/a/{code}/", REMOTE_ADDR=f"10.0.{number}.1")
            taken.append(time.perf_counter() - started)
    medians = [statistics.median(taken) for taken in times.values()]
    assert max(medians) - min(medians) < 0.01


def test_closed_assessment_sends_every_page_to_the_same_words(joined, assessment):
    factories.close(assessment)
    for rest in ("voice-of-customer/", "review/", "thanks/"):
        response = joined.get(address(assessment, rest), follow=True)
        assert response.status_code == 403
        assert b"What was marked as saved counts" in response.content


def test_pages_of_a_sheet_need_its_cookie(client, assessment):
    for rest in ("voice-of-customer/", "review/", "thanks/"):
        assert client.get(address(assessment, rest))["Location"] == address(assessment)


def test_cookie_of_another_assessment_opens_nothing(joined, organisation, maturity_model):
    other = factories.make_assessment(organisation, maturity_model)
    token = next(iter(joined.cookies.values())).value
    joined.cookies[cookie(other)] = token
    assert joined.get(address(other, "review/"))["Location"] == address(other)


def test_sheet_language_is_kept_on_the_sheet(joined, assessment):
    joined.post(address(assessment, "language/"), {"language": "fr"})
    assert models.Sheet.objects.get().language == "fr"
    response = joined.get(address(assessment, "voice-of-customer/"))
    assert "Voix du client" in response.content.decode()
    assert response["Content-Language"] == "fr"
    joined.post(address(assessment, "language/"), {"language": "xx"})
    assert models.Sheet.objects.get().language == "fr"


def test_cookie_of_an_assessment_without_end_lasts_as_long_as_browsers_keep_it(client, assessment):
    models.Assessment.objects.update(closes_on="9999-12-31")
    response = client.post(address(assessment), START, **OWN)

    assert response.status_code == 302
    assert response.cookies[cookie(assessment)]["max-age"] == 400 * 24 * 3600
