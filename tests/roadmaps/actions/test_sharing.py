import datetime as dt
import hashlib
import time

import pytest
from django.utils import timezone

from assessments.models import MissBudget
from roadmaps.access import find_link_by_token, find_open_link
from roadmaps.actions.sharing import revoke_link, share_report, try_passphrase
from roadmaps.queries.sharing import load_links
from tests.roadmaps.rows import make_roadmap

pytestmark = pytest.mark.rows
TODAY = dt.date(2026, 11, 28)


@pytest.fixture
def share(closed_assessment):
    roadmap = make_roadmap(closed_assessment)

    def make(**changes):
        values = {"label": "Board", "expires_on": TODAY + dt.timedelta(days=30)}
        return share_report(roadmap=roadmap, **(values | changes))

    return make


def test_token_has_256_bits_and_only_its_digest_is_kept(share):
    (link, token), (other, another) = share(), share()

    assert len(token) == 43
    assert token != another
    assert link.token_digest == hashlib.sha256(token.encode()).hexdigest()
    row = type(link).objects.filter(pk=link.pk).values_list().get()
    assert not any(token in str(value) for value in row)
    assert find_link_by_token(another, TODAY) == other


def test_links_of_one_day_are_listed_newest_first(share):
    made = []
    for label in ("first", "second", "third"):
        made.append(share(label=label)[0])
        time.sleep(0.002)

    assert load_links(made[0].roadmap) == made[::-1]


def test_passphrase_is_kept_as_passwords_are(share):
    link, _token = share(passphrase="correct horse")

    assert "horse" not in link.passphrase
    assert try_passphrase(link=link, passphrase=" correct horse ", address="192.0.2.1")
    assert not MissBudget.objects.exists()


def test_wrong_passphrase_is_counted_for_its_link_alone(share):
    link, _token = share(passphrase="correct horse")

    assert not try_passphrase(link=link, passphrase="battery staple", address="192.0.2.1")
    purposes = set(MissBudget.objects.values_list("purpose", flat=True))
    assert purposes == {f"share-{link.pk.hex[-12:]}"}


def test_passphrase_is_the_same_however_a_keyboard_writes_its_accents(share):
    link, _token = share(passphrase="de\u0301te\u0301")
    assert try_passphrase(link=link, passphrase="d\u00e9t\u00e9", address=None)


def test_link_opens_until_its_day_is_over(share):
    link, token = share(expires_on=TODAY)

    assert find_link_by_token(token, TODAY) == link
    assert find_open_link(link.pk, TODAY) == link
    assert find_link_by_token(token, TODAY + dt.timedelta(days=1)) is None
    assert find_open_link(link.pk, TODAY + dt.timedelta(days=1)) is None


def test_link_that_is_revoked_opens_nothing_and_is_revoked_once(share):
    link, token = share()

    assert revoke_link(link=link)
    assert not revoke_link(link=link)
    assert find_link_by_token(token, TODAY) is None
    assert find_open_link(link.pk, TODAY) is None
    link.refresh_from_db()
    assert link.revoked_on == timezone.localdate()


@pytest.mark.parametrize("token", ["", "x", "\u0000", "é" * 300])
def test_token_that_never_was_opens_nothing(share, token):
    share()
    assert find_link_by_token(token, TODAY) is None
