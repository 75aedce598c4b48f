"""Notices and rates in words."""

import datetime as dt

import pytest
from django.urls import resolve
from django.utils import translation

from roadmaps import models
from roadmaps.domain.staleness import Notice, NoticeCode
from roadmaps.queries.events import event_texts
from roadmaps.templatetags.registers import (
    how_often,
    notice_text,
    notice_url,
    question_of,
    side_by_side,
)

DAY = dt.date(2027, 3, 1)
NAMES = {"sales": "Sales", "crawl": "Crawl"}
FULL = {"key": 7, "title": "X", "names": ("sales",), "day": DAY, "months": 14}


@pytest.fixture(autouse=True)
def english():
    """Whatever a test before has read."""
    with translation.override("en"):
        yield


@pytest.mark.parametrize(
    ("rate", "text"),
    [
        (0.22, "about once in 4.5 years"),
        (0.2, "about once in 5 years"),
        (0.05, "about once in 20 years"),
        (0.087, "about once in 11 years"),
        (0.94, "about once in 1.1 years"),
        (0.95, "about once a year"),
        (1.04, "about once a year"),
        (1.5, "about 1.5 times a year"),
        (12, "about 12 times a year"),
        (0.001, "about once in 1,000 years"),
    ],
)
def test_rate_is_told_as_people_count(rate, text, settings):
    settings.USE_THOUSAND_SEPARATOR = True
    assert how_often(rate) == text


@pytest.mark.parametrize("code", NoticeCode)
def test_every_notice_has_a_sentence_a_question_and_a_page(code):
    names = ("sponsor",) if code is NoticeCode.ISOLATED_AGENT else FULL["names"]
    notice = Notice(code, **(FULL | {"names": names}))
    text = notice_text(notice, NAMES)
    roadmap = models.Roadmap(assessment_id="11111111-1111-1111-1111-111111111111")
    path, _hash, fragment = notice_url(notice, roadmap, may_run=False).partition("#")

    assert text.endswith(".")
    assert "%(" not in text
    assert "None" not in text
    assert question_of(notice).endswith("?")
    page = resolve(path)
    assert page.namespace == "roadmaps"
    assert page.url_name != "replan"
    assert fragment == ("entry-7" if page.url_name in ("factors", "risks") else "")


@pytest.mark.parametrize(
    ("code", "trigger"), [(NoticeCode.RISK_STRUCK, "risk"), (NoticeCode.PHASE_REVIEW_DUE, "review")]
)
def test_who_runs_the_programme_plans_again_where_that_is_asked(code, trigger):
    roadmap = models.Roadmap(assessment_id="11111111-1111-1111-1111-111111111111")
    address = notice_url(Notice(code, **FULL), roadmap, may_run=True)

    assert address == f"/roadmaps/{roadmap.pk}/replan/?trigger={trigger}"


def test_change_agent_alone_is_told_by_what_is_missing():
    def told(*lacks):
        return notice_text(Notice(NoticeCode.ISOLATED_AGENT, 1, "Ann", lacks), {})

    assert [told("sponsor", "relays"), told("sponsor"), told("relays")] == [
        "“Ann” pushes the change alone: no sponsor is named, and no relay.",
        "“Ann” pushes the change, and no sponsor is named.",
        "“Ann” pushes the change, and no relay is named.",
    ]


def test_deputy_who_was_never_briefed_has_no_date():
    notice = Notice(NoticeCode.DEPUTY_NOT_BRIEFED, title="Rob")

    assert notice_text(notice, {}) == "Rob, deputy sponsor, has not been briefed yet."


@pytest.mark.parametrize(
    ("count", "end"),
    [
        (0, "after the plan was made."),
        (1, "after the plan was made. 1 decision in force is older too."),
        (2, "after the plan was made. 2 decisions in force are older too."),
    ],
)
def test_new_sponsor_hears_how_many_decisions_are_older(count, end):
    notice = Notice(NoticeCode.SPONSOR_CHANGED, title="Rob", day=DAY, count=count)

    assert notice_text(notice, {}) == f"Rob became sponsor on 1 March 2027, {end}"


def test_title_with_signs_of_a_template_is_told_as_it_is():
    title = "100 % – %(day)s {{ x }} <b>"

    assert title in notice_text(Notice(NoticeCode.RISK_OLD, 1, title, months=12), {})


def test_event_that_has_no_text_reads_as_its_code():
    texts = event_texts(("crisis", "volcano"))

    assert texts["crisis"].name == "A crisis strikes"
    assert (texts["volcano"].name, texts["volcano"].sentence) == ("volcano", "")
    assert side_by_side(("A", "B"), {"A": "One"}) == "One · B"
