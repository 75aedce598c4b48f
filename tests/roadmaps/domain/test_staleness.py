import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from roadmaps.domain.fact_alerts import CONCENTRATED
from roadmaps.domain.people import Agent
from roadmaps.domain.registers import Decision, Factor
from roadmaps.domain.risks import Risk, RiskState
from roadmaps.domain.staleness import (
    BRIEFING_MONTHS,
    STALE_MONTHS,
    Great,
    Notice,
    NoticeCode,
    PhaseEnd,
    ProgrammeDates,
    find_notices,
)

TODAY = dt.date(2027, 6, 15)
FRESH = dt.date(2027, 6, 1)
CALM = ProgrammeDates(
    begun_on=FRESH,
    planned_on=FRESH,
    targets_on=FRESH,
    sponsor="Board member (demo)",
    sponsor_since=dt.date(2026, 1, 1),
    deputy="Head of service (demo)",
    deputy_briefed_on=FRESH,
)
YEAR_AGO = dt.date(2026, 6, 15)
NEARLY_A_YEAR_AGO = dt.date(2026, 6, 16)


def notices(**changes):
    return find_notices(replace(CALM, **changes), TODAY)


def decision(**changes):
    fields = {"decided_on": FRESH, "decided_by": "Board", "reason": "It helps."}
    return Decision(3, "One number for calls", **(fields | changes))


def factor(**changes):
    return Factor(4, "New rules", **({"review_on": dt.date(2027, 7, 1)} | changes))


def risk(**changes):
    return Risk(5, "crisis", "A crisis", **changes)


def agent(key, name, is_agent=True, **changes):
    return Agent(key, name, is_agent, **({"since": dt.date(2026, 1, 1)} | changes))


def test_nothing_is_said_of_a_programme_that_is_looked_after():
    assert notices() == ()


def test_sponsor_and_deputy_are_asked_for_one_after_the_other():
    assert notices(sponsor="", deputy="", deputy_briefed_on=None) == (
        Notice(NoticeCode.NO_SPONSOR),
    )
    assert notices(deputy="", deputy_briefed_on=None) == (Notice(NoticeCode.NO_DEPUTY),)


@pytest.mark.parametrize(
    ("briefed", "months"), [(None, None), (dt.date(2026, 12, 15), 6), (dt.date(2026, 12, 16), -1)]
)
def test_deputy_is_to_be_briefed_every_six_months(briefed, months):
    name = CALM.deputy
    found = Notice(NoticeCode.DEPUTY_NOT_BRIEFED, title=name, day=briefed, months=months)

    assert notices(deputy_briefed_on=briefed) == (() if months == -1 else (found,))


def test_sponsor_who_came_after_the_plan_is_told_until_the_programme_is_reviewed():
    came = dt.date(2027, 6, 10)
    decided = (decision(), decision(replaced_by=9), decision(decided_on=came))
    told = Notice(NoticeCode.SPONSOR_CHANGED, title=CALM.sponsor, day=came, count=1)

    assert notices(sponsor_since=came, decisions=decided) == (told,)
    assert notices(sponsor_since=came, reviewed_on=FRESH, decisions=decided) == (told,)
    assert notices(sponsor_since=came, reviewed_on=came) == ()
    assert notices(sponsor_since=came, planned_on=came) == ()
    assert notices(sponsor_since=None) == ()


def test_change_agent_alone_is_told_with_what_is_missing():
    alone = agent(1, "Ann")
    relay = agent(2, "Rob", is_agent=False, department="sales")

    def told(*lacks):
        return Notice(NoticeCode.ISOLATED_AGENT, 1, "Ann", lacks)

    assert notices(agents=(alone,)) == (told("relays"),)
    assert notices(agents=(alone, relay)) == ()
    assert notices(agents=(alone, relay), sponsor="", deputy="", deputy_briefed_on=None) == (
        Notice(NoticeCode.NO_SPONSOR),
        told("sponsor"),
    )
    assert notices(agents=(alone, replace(relay, until=FRESH))) == (told("relays"),)
    assert notices(agents=(replace(alone, until=FRESH),)) == ()


def test_departments_without_a_relay_are_told_once_anybody_is_named():
    departments = ("sales", "service")
    relay = agent(2, "Rob", is_agent=False, department="sales")

    assert notices(departments=departments) == ()
    assert notices(departments=departments, agents=(relay,)) == (
        Notice(NoticeCode.NO_RELAY, names=("service",), count=1),
    )


def test_decision_is_due_on_its_day_and_old_without_one():
    def told(code, **facts):
        return (Notice(code, 3, "One number for calls", **facts),)

    assert notices(decisions=(decision(review_on=TODAY),)) == told(
        NoticeCode.DECISION_DUE, day=TODAY
    )
    assert notices(decisions=(decision(review_on=TODAY, replaced_by=4),)) == ()
    assert notices(decisions=(decision(decided_on=YEAR_AGO),)) == told(
        NoticeCode.DECISION_OLD, day=YEAR_AGO, months=12
    )
    assert notices(decisions=(decision(decided_on=NEARLY_A_YEAR_AGO),)) == ()
    later = decision(decided_on=YEAR_AGO, review_on=dt.date(2027, 6, 16))
    assert notices(decisions=(later,)) == ()


def test_great_statement_is_due_or_old_never_both():
    soon = dt.date(2027, 7, 1)

    assert notices(great=Great(2, YEAR_AGO, TODAY)) == (Notice(NoticeCode.GREAT_DUE, 2, day=TODAY),)
    assert notices(great=Great(2, YEAR_AGO, soon)) == (
        Notice(NoticeCode.GREAT_OLD, 2, day=YEAR_AGO, months=12),
    )
    assert notices(great=Great(2, FRESH, soon)) == ()


def test_factor_is_due_or_old_until_it_is_closed():
    assert notices(factors=(factor(review_on=TODAY),)) == (
        Notice(NoticeCode.FACTOR_DUE, 4, "New rules", day=TODAY),
    )
    assert notices(factors=(factor(seen_on=YEAR_AGO),)) == (
        Notice(NoticeCode.FACTOR_OLD, 4, "New rules", day=YEAR_AGO, months=12),
    )
    assert notices(factors=(factor(review_on=TODAY, closed_on=FRESH),)) == ()


def test_risk_is_old_while_it_is_watched():
    assert notices(risks=(risk(reviewed_on=YEAR_AGO),)) == (
        Notice(NoticeCode.RISK_OLD, 5, "A crisis", day=YEAR_AGO, months=12),
    )
    assert notices(risks=(risk(reviewed_on=YEAR_AGO, state=RiskState.CLOSED),)) == ()


@pytest.mark.parametrize(
    ("struck", "is_replanned", "waits"),
    [
        (dt.date(2027, 6, 2), False, True),
        (dt.date(2027, 6, 2), True, True),
        (FRESH, False, True),
        (FRESH, True, False),
        (dt.date(2027, 5, 31), False, False),
    ],
)
def test_event_that_struck_asks_for_a_new_plan_until_there_is_one(struck, is_replanned, waits):
    struck_risk = risk(state=RiskState.STRUCK, struck_on=struck, reviewed_on=FRESH)
    found = notices(risks=(struck_risk,), is_replanned=is_replanned)

    told = (Notice(NoticeCode.RISK_STRUCK, 5, "A crisis", day=struck),)
    assert found == (told if waits else ())


def test_last_phase_that_ended_without_a_review_is_told():
    ended = dt.date(2027, 6, 14)
    phases = (
        PhaseEnd("crawl", dt.date(2027, 1, 31)),
        PhaseEnd("walk", ended),
        PhaseEnd("run", TODAY),
    )
    told = (Notice(NoticeCode.PHASE_REVIEW_DUE, names=("walk",), day=ended),)

    assert notices(phases=phases) == told
    assert notices(phases=(PhaseEnd("crawl", ended, reviewed_on=TODAY),)) == ()


def test_targets_and_programme_age():
    assert notices(targets_on=YEAR_AGO, begun_on=YEAR_AGO) == (
        Notice(NoticeCode.TARGETS_OLD, day=YEAR_AGO, months=12),
        Notice(NoticeCode.YEARLY_REVIEW, day=YEAR_AGO, months=12),
    )
    assert notices(begun_on=YEAR_AGO, reviewed_on=FRESH) == ()


def test_most_pressing_comes_first():
    found = notices(
        sponsor="",
        deputy="",
        deputy_briefed_on=None,
        begun_on=YEAR_AGO,
        decisions=(decision(review_on=TODAY),),
        risks=(risk(state=RiskState.STRUCK, struck_on=TODAY),),
    )

    assert [notice.code for notice in found] == [
        NoticeCode.RISK_STRUCK,
        NoticeCode.NO_SPONSOR,
        NoticeCode.DECISION_DUE,
        NoticeCode.YEARLY_REVIEW,
    ]


def test_method_names_the_months_that_hold():
    method = (Path(__file__).parents[3] / "docs" / "method.md").read_text(encoding="utf-8")
    section = " ".join(method.split("## E8. ")[1].split())

    assert f"looked at for **{STALE_MONTHS} months** is old" in section
    assert f"every **{BRIEFING_MONTHS} months**" in section
    assert f"at least {CONCENTRATED} steps of a phase" in section
