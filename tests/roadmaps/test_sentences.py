"""Every rule, alert and problem has its sentence."""

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from roadmaps.domain.plans import Alert, AlertCode, Balance, IdlePair, Reason, Rule, Violation
from roadmaps.domain.targets import TargetProblem, TargetProblemCode
from roadmaps.forms.plans import BALANCES
from roadmaps.forms.sentences import target_sentence
from tests.scorecards import shipped_wording


def say(template, **context):
    with translation.override("en"):
        context["wording"] = shipped_wording()
        text = render_to_string(f"roadmaps/{template}.html", context)
    return " ".join(text.split()).replace("&quot;", '"').replace("&#x27;", "'")


TWO = ("VIS-2", "VIS-3")
SPONSOR, AGENT = "“Secure an executive sponsor”", "“Mandate a change agent and local relays”"
REASONS = [
    (Reason(Rule.PREREQUISITE, None, TWO), None, f"Waits for {SPONSOR} and {AGENT}: later as well"),
    (Reason(Rule.PREREQUISITE, "crawl", TWO[:1]), "crawl", f"Follows {SPONSOR} in the same phase"),
    (Reason(Rule.PREREQUISITE, "crawl", TWO[:1]), "walk", f"Needs {SPONSOR} from crawl"),
    (
        Reason(Rule.GATE, None, TWO[:1]),
        None,
        f"Lies beyond the crossing, which waits for {SPONSOR}",
    ),
    (
        Reason(Rule.GATE, "walk", TWO[:1]),
        "walk",
        "Lies beyond the crossing, which opens earlier in this phase",
    ),
    (Reason(Rule.GATE, "crawl", TWO[:1]), "walk", "Lies beyond the crossing, which opens in crawl"),
    (
        Reason(Rule.CHAIN, "crawl", TWO, needed=7, allowed=6),
        "walk",
        f"One after the other, {SPONSOR} and {AGENT} take 7 months; crawl has 6",
    ),
    (
        Reason(Rule.STAGE_LIMIT, "crawl", needed=3, allowed=2),
        "walk",
        (
            "Foundations first: crawl takes steps up to “Functional”, "
            "this one belongs to “Integrated”"
        ),
    ),
    (
        Reason(Rule.CAPACITY, "run", needed=120, left=110, allowed=200),
        None,
        "Takes 120 person-days; run has 110 left",
    ),
    (
        Reason(Rule.CAPACITY, "run", needed=22.5, left=-5, allowed=200),
        None,
        "Takes 22.5 person-days; run has none left",
    ),
    (
        Reason(Rule.SHARE, "run", block="IMP", needed=120, left=100, allowed=100),
        None,
        "Takes 120 person-days; one block may use 100 of run",
    ),
    (
        Reason(Rule.SHARE, "run", block="IMP", needed=1200, left=55, allowed=100),
        None,
        "Takes 1,200 person-days; one block may use 100 of run, and 55 are left",
    ),
    (
        Reason(Rule.SHARE, "run", block="IMP", needed=120, left=0, allowed=100),
        None,
        "Takes 120 person-days; one block may use 100 of run, and none are left",
    ),
    (
        Reason(Rule.BALANCE, "walk", block="VOC"),
        "walk",
        "Keeps “Voice of the customer” moving: its only step in this phase",
    ),
    (
        Reason(Rule.PREREQUISITE, None, ("VIS-3",)),
        "walk",
        "Needs “Mandate a change agent and local relays”, which is put off",
    ),
    (Reason(Rule.LOCKED, "walk"), "walk", "Placed here by hand"),
    (Reason(Rule.LOCKED, None), None, "Put off by hand"),
    (Reason(Rule.EXCLUDED, None), None, "Left out by hand"),
    *(
        (Reason(Rule.WAIVED, "walk", waived=rule), "walk", f"By agreement, {sentence}")
        for rule, sentence in {
            Rule.PREREQUISITE: "it does not wait for what it needs",
            Rule.GATE: "it does not wait for the crossing",
            Rule.CHAIN: "its months do not count in the phase",
            Rule.STAGE_LIMIT: "any phase may take it",
            Rule.CAPACITY: "its person-days come on top of the phase’s",
            Rule.SHARE: "its person-days do not count in its block’s share",
        }.items()
    ),
]


@pytest.mark.parametrize(("reason", "phase", "sentence"), REASONS)
def test_reason_has_a_sentence(reason, phase, sentence):
    assert say("reason", reason=reason, phase=phase) == sentence


def test_reason_of_what_is_left_out_is_what_the_person_wrote():
    said = say("reason", reason=Reason(Rule.EXCLUDED, None), phase=None, because="Bought in")
    assert said == "Left out by hand: Bought in"


def test_every_rule_has_a_reason_in_words():
    assert {reason.rule for reason, _, _ in REASONS} == set(Rule)


VIOLATIONS = [
    (
        Violation(Rule.PREREQUISITE, "walk", ("VIS-3", "VIS-2")),
        f"Order: {AGENT} stands in walk but needs {SPONSOR} first.",
    ),
    (
        Violation(Rule.GATE, "walk", ("VOC-5", "VIS-3")),
        (
            "Crossing: “Listen along the whole journey” lies beyond it and stands in walk, before "
            f"{AGENT}, which opens it."
        ),
    ),
    (
        Violation(Rule.CHAIN, "crawl", TWO, needed=7, allowed=6),
        (
            f"Time: in crawl, {SPONSOR} and {AGENT} follow one another and take 7 months; "
            "the phase has 6."
        ),
    ),
    (
        Violation(Rule.STAGE_LIMIT, "crawl", ("VOC-5",), needed=3, allowed=2),
        (
            "Foundations first: crawl takes steps up to “Functional”, and “Listen along the whole "
            "journey” belongs to “Integrated”."
        ),
    ),
    (
        Violation(Rule.CAPACITY, "run", TWO, needed=210, allowed=200),
        f"Person-days: run has 200; its steps take 210 ({SPONSOR} and {AGENT}).",
    ),
    (
        Violation(Rule.SHARE, "run", TWO, needed=120, allowed=100),
        (
            f"Share of a block: one block may use 100 person-days of run; {SPONSOR} and {AGENT} "
            "take 120."
        ),
    ),
    (
        Violation(Rule.EXCLUDED, "run", TWO[:1]),
        f"{SPONSOR} cannot be left out and locked in run at once.",
    ),
]
HARD = {Rule.PREREQUISITE, Rule.CHAIN, Rule.GATE, Rule.STAGE_LIMIT, Rule.CAPACITY, Rule.SHARE}


@pytest.mark.parametrize(("violation", "sentence"), VIOLATIONS)
def test_violation_has_a_sentence(violation, sentence):
    assert say("violation", violation=violation) == sentence


def test_every_hard_rule_has_a_violation_in_words():
    assert {violation.rule for violation, _ in VIOLATIONS} == HARD | {Rule.EXCLUDED}


@pytest.mark.parametrize("rule", sorted(HARD))
def test_locks_that_exclude_each_other_have_a_sentence(rule):
    said = say("violation", violation=Violation(rule, None, TWO, jointly=True))
    assert "rules this out: " in said or "rule this out: " in said
    assert f"{SPONSOR} and {AGENT}" in said


ALERTS = [
    (
        Alert(AlertCode.QUICK_WINS, "crawl", ("IMP-1",), found=1, advised=2),
        (
            "Quick wins in Crawl: 1 of the 2 advised. What customers notice soon carries a "
            "programme. Elsewhere: “Fix a few glaring irritants”."
        ),
    ),
    (
        Alert(AlertCode.NO_BENEFIT, "walk"),
        "Nothing in Walk is likely to be noticed by customers. What will people see of it?",
    ),
    (
        Alert(AlertCode.PROMISE_GUARD, "run", TWO[:1]),
        (
            f"Run promises more to the outside ({SPONSOR}) while promises already run ahead of "
            "repair. What makes it the right moment?"
        ),
    ),
    (
        Alert(AlertCode.RESERVE, "run", found=2.5, advised=20),
        "Run keeps 2.5 person-days in reserve; 20 are advised.",
    ),
    (
        Alert(AlertCode.RESERVE, "run", found=-85, advised=20),
        "Run keeps no person-days in reserve; 20 are advised.",
    ),
    (
        Alert(AlertCode.NO_STATED_BENEFIT, "walk"),
        "Walk does not say yet what customers will notice, and how it will show.",
    ),
    (
        Alert(AlertCode.ORPHANS, "walk", TWO),
        f"In Walk, {SPONSOR} and {AGENT} serve no line of the course.",
    ),
    (
        Alert(AlertCode.SUPPLIER_CONCENTRATION, "run", TWO, found=3, supplier="Northwind"),
        (
            f"Northwind stands behind 3 steps of Run: {SPONSOR} and {AGENT}. "
            "What would they do without it?"
        ),
    ),
    (
        Alert(AlertCode.TEAMS_NOT_READY, "run", TWO[:1]),
        f"Run extends {SPONSOR} to teams that nobody has involved and trained yet.",
    ),
    (Alert(AlertCode.NO_COVER, "crawl"), "Crawl does not name both a sponsor and a deputy yet."),
]


@pytest.mark.parametrize(("alert", "sentence"), ALERTS)
def test_alert_has_a_sentence(alert, sentence):
    assert say("alert", alert=alert) == sentence


def test_every_alert_is_in_words():
    assert {alert.code for alert, _ in ALERTS} == set(AlertCode)


def test_idle_pair_names_the_block_and_the_phase():
    said = say("idle", idle=IdlePair("crawl", "EXB", ()))
    assert said == "<b>External branding and engagement rests in crawl</b> <ul> </ul>"


def test_many_names_are_counted():
    said = say("unlocks", unlocks=("VIS-2", "VIS-3", "VIS-1", "VOC-5", "VOC-1"))
    assert said == f"Opens the way for {SPONSOR}, {AGENT} and 3 others"


@pytest.mark.parametrize("code", list(TargetProblemCode))
def test_target_problem_has_a_sentence_that_names_the_block(code):
    problem = TargetProblem(code, "VOC", 5, 2, 2, 3)
    with translation.override("en"):
        sentence = target_sentence(problem, shipped_wording())
    assert "“Voice of the customer”" in sentence
    assert "None" not in sentence


def test_every_balance_is_explained():
    assert set(BALANCES) == set(Balance)
