import datetime as dt
import html
import re

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.html import strip_tags

from roadmaps import models
from roadmaps.actions.brands import save_logo
from roadmaps.actions.sharing import revoke_link, share_report
from roadmaps.domain.looks import CLIENT
from tests import factories
from tests.roadmaps.documents import write_document
from tests.roadmaps.rows import make_roadmap

PASSPHRASE = "correct horse"


@pytest.fixture
def roadmap(closed_assessment):
    return make_roadmap(closed_assessment)


@pytest.fixture
def share(roadmap):
    """Shares the report; gives the link and the address of its first step."""

    def make(**changes):
        until = timezone.localdate() + dt.timedelta(days=30)
        values = {"label": "Board canary", "expires_on": until} | changes
        link, token = share_report(roadmap=roadmap, **values)
        return link, reverse("roadmaps:shared", args=[token])

    return make


@pytest.fixture
def reader():
    """A browser without an account, which says where its posts come from as browsers do."""
    return Client(headers={"origin": "http://testserver"}, enforce_csrf_checks=True)


def address(name, link, *more):
    return reverse(f"roadmaps:{name}", args=[link.pk, *more])


def words(page):
    main = page.partition("<main")[2] or page
    return re.sub(r"\s+", " ", html.unescape(strip_tags(f"<main{main}")))


def check_closed(response):
    """The page of links that open nothing: the same whatever the reason."""
    page = response.content.decode()
    assert response.status_code == 404
    assert "This link opens nothing" in page
    assert "noindex" in response.headers["X-Robots-Tag"]
    assert "no-store" in response.headers["Cache-Control"]
    assert not response.cookies
    return re.sub(r"\s+", " ", page)


def test_link_leads_to_the_report_by_an_address_that_gives_nothing_away(reader, share):
    link, first = share()
    hop = reader.get(first)

    assert hop.headers["Location"] == address("shared_report", link)
    assert first.split("/")[2] not in hop.headers["Location"]
    cookie = hop.cookies[f"shared-{link.pk.hex}"]
    assert cookie["path"] == address("shared_report", link)
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")
    assert first.split("/")[2] not in cookie.value
    page = reader.get(hop.headers["Location"])
    assert page.status_code == 200
    assert "Customer experience maturity report" in words(page.content.decode())
    assert set(reader.cookies) == {f"shared-{link.pk.hex}"}


def test_report_is_neither_found_nor_kept_by_anybody(reader, share):
    _link, first = share()
    page = reader.get(first, follow=True)

    assert page.headers["X-Robots-Tag"] == "noindex, nofollow, noarchive"
    assert page.headers["Cache-Control"] == "no-store, private"
    assert '<meta name="robots" content="noindex, nofollow, noarchive">' in page.content.decode()


def test_shared_page_says_nothing_that_the_printed_report_does_not(reader, share, roadmap):
    _link, first = share()
    shared = words(reader.get(first, follow=True).content.decode())
    with translation.override("en"):
        printed = set(words(write_document(roadmap, timezone.localdate())).split())

    said = re.sub(r"Shared with you to read until \d+ \w+ \d{4}\.", "", shared)
    assert len(said) < len(shared)
    assert set(said.split()) - printed == set()
    assert "canary" not in shared


def test_shared_page_leads_nowhere_else(reader, share):
    link, first = share()
    page = reader.get(first, follow=True).content.decode()

    body = page.partition("<body")[2]
    links = re.findall(r'(?:href|action|src)="([^"#][^"]*)"', body)
    assert set(links) == {address("shared_report", link)}


def test_language_is_switched_without_another_cookie(reader, share):
    link, first = share()
    reader.get(first)
    page = reader.get(address("shared_report", link), {"language": "fr"})

    assert '<html lang="fr">' in page.content.decode()
    assert page.headers["Content-Language"] == "fr"
    assert "Expérience client" in page.content.decode()
    assert len(reader.cookies) == 1


@pytest.mark.parametrize("case", ["unknown", "over", "revoked", "withheld", "no cookie", "altered"])
def test_link_that_opens_nothing_does_not_say_why(reader, share, roadmap, case):
    link, first = share()
    reader.get(first)
    usual = check_closed(Client().get(reverse("roadmaps:shared", args=["0" * 43])))
    where, who = address("shared_report", link), reader
    if case == "unknown":
        models.SharedLink.objects.all().delete()
    elif case == "over":
        models.SharedLink.objects.update(expires_on=timezone.localdate() - dt.timedelta(days=1))
    elif case == "revoked":
        revoke_link(link=link)
    elif case == "withheld":
        factories.withhold_results(roadmap.assessment)
    elif case == "no cookie":
        who = Client()
    else:
        who.cookies[f"shared-{link.pk.hex}"] = "WyJhIix0cnVlXQ:1xXP88:abc"

    assert check_closed(who.get(where)) == usual
    if case in {"unknown", "over", "revoked"}:
        assert check_closed(Client().get(first)) == usual


def test_cookie_of_one_link_opens_no_other_one_and_none_for_ever(reader, share):
    (one, first), (other, _second) = share(), share()
    reader.get(first)
    cookie = reader.cookies[f"shared-{one.pk.hex}"].value
    reader.cookies[f"shared-{other.pk.hex}"] = cookie

    check_closed(reader.get(address("shared_report", other)))
    with time_machine.travel(timezone.now() + dt.timedelta(hours=13), tick=False):
        check_closed(reader.get(address("shared_report", one)))
    assert reader.get(address("shared_report", one)).status_code == 200


def test_passphrase_is_asked_for_and_lets_in(reader, share):
    link, first = share(passphrase=PASSPHRASE)
    asked = reader.get(first, follow=True)

    assert "It opens with the passphrase" in words(asked.content.decode())
    assert "maturity report" not in asked.content.decode()
    check_closed(reader.get(address("shared_colours", link)))
    wrong = reader.post(address("shared_passphrase", link), {"passphrase": "battery staple"})
    assert "This is not the passphrase of this link." in words(wrong.content.decode())
    assert not wrong.cookies
    empty = reader.post(address("shared_passphrase", link), {"passphrase": ""})
    assert "This field is required" in words(empty.content.decode())
    right = reader.post(address("shared_passphrase", link), {"passphrase": PASSPHRASE}, follow=True)
    assert "Customer experience maturity report" in words(right.content.decode())


def test_passphrase_cannot_be_guessed_for_long(reader, share):
    link, first = share(passphrase=PASSPHRASE)
    reader.get(first)
    tried = [
        reader.post(address("shared_passphrase", link), {"passphrase": f"guess {number}"})
        for number in range(21)
    ]

    assert [response.status_code for response in tried] == [200] * 20 + [429]
    assert int(tried[-1].headers["Retry-After"]) <= 30
    assert "That was tried too often." in words(tried[-1].content.decode())
    locked = reader.post(address("shared_passphrase", link), {"passphrase": PASSPHRASE})
    assert locked.status_code == 429
    other, second = share(passphrase=PASSPHRASE)
    reader.get(second)
    opened = reader.post(address("shared_passphrase", other), {"passphrase": PASSPHRASE})
    assert opened.headers["Location"] == address("shared_report", other)


def test_passphrase_from_a_page_elsewhere_is_not_looked_at(share):
    link, first = share(passphrase=PASSPHRASE)
    elsewhere = Client(headers={"origin": "https://evil.example"})
    elsewhere.get(first)

    check_closed(elsewhere.post(address("shared_passphrase", link), {"passphrase": PASSPHRASE}))


def test_logo_and_colours_come_with_the_report_alone(reader, share, roadmap):
    save_logo(organisation=roadmap.assessment.organisation, which=CLIENT, content=b"picture")
    models.Brand.objects.update(accent="#003189")
    link, first = share()
    logo, colours = address("shared_logo", link, "client"), address("shared_colours", link)
    check_closed(Client().get(logo))
    check_closed(Client().get(colours))
    page = reader.get(first, follow=True).content.decode()

    assert f'src="{logo}"' in page
    assert f'href="{colours}"' in page
    assert reader.get(logo).content == b"picture"
    assert reader.get(logo).headers["X-Content-Type-Options"] == "nosniff"
    style = reader.get(colours)
    assert "--accent: #003189;" in style.content.decode()
    assert style.headers["Content-Type"] == "text/css; charset=utf-8"
    assert reader.get(address("shared_logo", link, "consultancy")).status_code == 404
    assert reader.get(address("shared_logo", link, "other")).status_code == 404


def test_account_opens_no_more_than_the_link(as_user, olive, share):
    link, _first = share()
    check_closed(as_user(olive).get(address("shared_report", link)))


def test_cookie_goes_over_an_encrypted_connection_alone_where_there_is_one(reader, share, settings):
    settings.HTTPS = True
    link, first = share()
    cookie = reader.get(first).cookies[f"__Secure-shared-{link.pk.hex}"]

    assert cookie["secure"]
    assert reader.get(address("shared_report", link)).status_code == 200
