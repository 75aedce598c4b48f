import datetime as dt

import pytest
from django.urls import reverse

from roadmaps import models
from tests.roadmaps.register_rows import make_decision
from tests.roadmaps.views.registers.conftest import TODAY, words_of

SENT = {
    "title": "One number for all calls",
    "decided_on": "2027-03-01",
    "decided_by": "Board",
    "context": "",
    "options": "",
    "reason": "Customers call five numbers.",
    "consequence": "",
    "review_on": "",
}


@pytest.mark.parametrize("who", ["lead", "steering"])
def test_both_rights_record_a_decision(as_user, request, to, who, organisation):
    client = as_user(request.getfixturevalue(who))
    response = client.post(to("decision_new"), SENT)

    row = models.Decision.objects.get()
    assert response.headers["Location"] == to("decision", 1)
    assert (row.title, row.recorded_by, row.recorded_on) == (SENT["title"], who, TODAY)


def test_decision_is_read_and_replaced_and_stays_readable(as_user, vera, olive, organisation, to):
    former = make_decision(organisation, consequence="Ring once.", decided_on=dt.date(2027, 1, 5))
    form = as_user(olive).get(to("decision_replace", 1))
    sent = SENT | {"title": "Two numbers", "review_on": "2028-03-01"}
    as_user(olive).post(to("decision_replace", 1), sent)

    page = words_of(as_user(vera).get(to("decision", 1)))
    later = words_of(as_user(vera).get(to("decision", 2)))
    held = words_of(as_user(vera).get(to("decisions")))
    assert "Ring once." in form.content.decode()
    assert "Decision 2 has replaced this one. It stays here as it was recorded." in page
    assert former.reason in page
    assert "Replaces decision 1" in later
    assert "Review on 1 March 2028" in held
    assert "Replaced by decision 2" in held
    assert [d.supersedes_id for d in models.Decision.objects.order_by("number")] == [
        None,
        former.pk,
    ]


def test_decision_that_was_replaced_meanwhile_keeps_what_was_entered(
    as_user, olive, organisation, to
):
    former = make_decision(organisation, decided_on=dt.date(2027, 1, 5))
    make_decision(organisation, replaces=former, title="Two numbers")

    late = as_user(olive).post(to("decision_replace", 1), SENT | {"title": "Three numbers"})
    again = as_user(olive).get(to("decision_replace", 1))

    assert late.status_code == 409
    assert "Decision 2 has replaced this one already." in words_of(late)
    assert "Three numbers" in late.content.decode()
    assert again.headers["Location"] == to("decision", 2)
    assert models.Decision.objects.count() == 2


CANNOT_BE_RECORDED = [
    ({"reason": ""}, "Say why: it is what those who come later will ask."),
    ({"title": ""}, "Say what was decided."),
    ({"decided_by": " "}, "Say who decided."),
    ({"decided_on": ""}, "Say when it was decided."),
    ({"decided_on": "2027-03-16"}, "Choose today or a day that has passed."),
    ({"decided_on": "1890-01-01"}, "Choose a day of this century."),
    ({"review_on": "2027-03-01"}, "The review comes after the decision."),
    ({"review_on": "9999-12-31"}, "Choose a day of this century."),
    ({"review_on": "tomorrow"}, "Enter a valid date."),
    ({"reason": "x" * 2001}, "at most 2000 characters"),
    ({"title": "a\0b"}, "Null characters are not allowed."),
]


def test_what_cannot_be_recorded_is_told_and_nothing_is_lost(as_user, olive, to):
    client = as_user(olive)
    for changes, sentence in CANNOT_BE_RECORDED:
        response = client.post(to("decision_new"), SENT | {"context": "Kept"} | changes)

        assert (response.status_code, sentence in words_of(response)) == (200, True), sentence
        assert "Kept" in response.content.decode()
    assert models.Decision.objects.count() == 0


def test_decision_cannot_be_older_than_what_it_replaces(as_user, olive, organisation, to):
    make_decision(organisation, decided_on=dt.date(2027, 3, 2))
    response = as_user(olive).post(to("decision_replace", 1), SENT)

    assert "It cannot be older than the decision that it replaces." in words_of(response)


def test_two_thousand_characters_in_lines_and_any_script_fit(as_user, olive, to, vera):
    """Browsers send two signs for the end of a line, and count one."""
    reason, context = "\r\n".join(["x" * 99] * 20), "سلام 👩‍👩‍👧‍👦 <b>&amp;"
    sent = SENT | {"reason": reason, "context": context}
    response = as_user(olive).post(to("decision_new"), sent)

    assert (len(reason), response.status_code) == (2018, 302)
    row = models.Decision.objects.get()
    assert (row.reason, row.context) == (reason.replace("\r\n", "\n"), context)
    page = as_user(vera).get(to("decision", 1)).content.decode()
    assert "سلام 👩‍👩‍👧‍👦 &lt;b&gt;&amp;amp;" in page


def test_no_address_changes_a_decision(as_user, olive, organisation, roadmap, to):
    """Whatever is sent to any address of decisions, those that are there stay as they are."""
    make_decision(organisation, decided_on=dt.date(2027, 1, 5))
    before = models.Decision.objects.values().get()
    client = as_user(olive)
    for name, keys in (("decisions", ()), ("decision", (1,)), ("decision_replace", (1,))):
        address = reverse(f"roadmaps:{name}", args=[roadmap.pk, *keys])
        for method in ("post", "put", "patch", "delete"):
            getattr(client, method)(address, SENT | {"title": "Changed"})

    assert models.Decision.objects.filter(number=1).values().get() == before
    assert models.Decision.objects.get(number=2).supersedes_id == before["id"]


@pytest.mark.parametrize("count", [1, 3])
def test_list_takes_as_many_queries_for_three_as_for_one(
    as_user, vera, organisation, to, count, django_assert_num_queries
):
    for number in range(count):
        make_decision(organisation, title=f"Decision {number}")
    client = as_user(vera)
    client.get(to("decisions"))

    with django_assert_num_queries(9):
        assert client.get(to("decisions")).content.decode().count("<li>\n        <div") == count


def test_number_beyond_any_is_not_found(as_user, olive, to):
    assert as_user(olive).get(to("decision", 10**30)).status_code == 404
