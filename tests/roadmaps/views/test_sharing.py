import datetime as dt
import re

import pytest
from django.urls import reverse
from django.utils import timezone

from roadmaps import models
from tests import factories
from tests.roadmaps.rows import make_roadmap


@pytest.fixture
def roadmap(closed_assessment):
    return make_roadmap(closed_assessment)


@pytest.fixture
def page(roadmap):
    return reverse("roadmaps:sharing", args=[roadmap.pk])


def day(days):
    return (timezone.localdate() + dt.timedelta(days=days)).isoformat()


def text_of(response):
    return re.sub(r"\s+", " ", response.content.decode())


def test_link_is_made_and_shown_once(as_user, olive, roadmap, page):
    client = as_user(olive)
    made = client.post(page, {"label": "Board <b>", "expires_on": day(30)})
    address = re.search(r"http://testserver/shared/[\w-]{43}/", text_of(made)).group()

    link = models.SharedLink.objects.get()
    assert (link.roadmap, link.label, link.created_by) == (roadmap, "Board <b>", "olive")
    assert "Board &lt;b&gt;" in text_of(made)
    assert "no-store" in made.headers["Cache-Control"]
    again = text_of(client.get(page))
    assert address not in again
    assert "Board &lt;b&gt;" in again
    assert "open until" in again


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({"label": ""}, "This field is required"),
        ({"expires_on": day(-1)}, "This day is over"),
        ({"expires_on": day(91)}, "This is more than 90 days away"),
        ({"expires_on": day(367), "is_long": "on"}, "Choose a day within a year"),
        ({"expires_on": "soon"}, "Enter a valid date"),
        ({"passphrase": "short"}, "at least 8 characters"),
        ({"label": "x" * 121}, "at most 120 characters"),
    ],
)
def test_what_cannot_be_shared_so_is_refused_and_nothing_is_made(as_user, olive, page, sent, told):
    response = as_user(olive).post(page, {"label": "Board", "expires_on": day(30)} | sent)

    assert told in text_of(response)
    assert not models.SharedLink.objects.exists()


def test_link_may_last_longer_where_that_is_chosen(as_user, olive, page):
    as_user(olive).post(page, {"label": "Board", "expires_on": day(200), "is_long": "on"})
    assert models.SharedLink.objects.get().expires_on.isoformat() == day(200)


def test_link_is_revoked_and_stays_in_the_list(as_user, olive, roadmap, page):
    client = as_user(olive)
    client.post(page, {"label": "Board", "expires_on": day(30)})
    link = models.SharedLink.objects.get()
    client.post(reverse("roadmaps:link_revoke", args=[roadmap.pk, link.pk]))

    shown = text_of(client.get(page))
    assert "The link is revoked: it opens nothing any more." in shown
    assert "revoked on" in shown
    assert "Revoke the link for" not in shown


def test_link_of_another_roadmap_is_not_found(as_user, olive, roadmap, closed_assessment, page):
    other = make_roadmap(closed_assessment, capacities=(70, 120, 120))
    client = as_user(olive)
    client.post(page, {"label": "Board", "expires_on": day(30)})
    link = models.SharedLink.objects.get()
    foreign = reverse("roadmaps:link_revoke", args=[other.pk, link.pk])

    assert client.post(foreign).status_code == 404
    link.refresh_from_db()
    assert link.revoked_on is None


@pytest.mark.parametrize("role", ["programme", "governance"])
def test_either_right_may_share(as_user, organisation, page, role):
    member = factories.make_user(role)
    organisation.memberships.create(user=member, role=role)
    as_user(member).post(page, {"label": role, "expires_on": day(1)})

    assert models.SharedLink.objects.get().created_by == role


def test_viewer_sees_with_whom_it_is_shared_and_shares_nothing(as_user, olive, vera, page):
    as_user(olive).post(page, {"label": "Board", "expires_on": day(30)})
    client = as_user(vera)
    shown = text_of(client.get(page))

    assert "Board" in shown
    assert "<form method" not in shown.split("<main")[1]
    assert client.post(page, {"label": "Press", "expires_on": day(30)}).status_code == 403
    assert models.SharedLink.objects.count() == 1


def test_page_asks_as_much_for_three_links_as_for_one(
    as_user, olive, page, django_assert_num_queries
):
    client = as_user(olive)
    client.post(page, {"label": "Board", "expires_on": day(30)})
    with django_assert_num_queries(7):
        client.get(page)
    for label in ("Press", "Council"):
        client.post(page, {"label": label, "expires_on": day(30)})
    with django_assert_num_queries(7):
        shown = text_of(client.get(page))
    assert shown.count("Revoke the link for") == 3
