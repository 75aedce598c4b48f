"""The assumptions of a comparison as a form (roadmaps/forms/approaches.py)."""

import datetime as dt
from dataclasses import replace

import pytest

from roadmaps.domain.assumptions import RiskEvent, TimeShares, assumptions_of
from roadmaps.forms.approaches import AssumptionsForm
from roadmaps.queries.approaches import Approaches
from tests.roadmaps.domain.futures import WORKED_PHASES, shipped_assumptions, shipped_numbers

DEFAULT = assumptions_of(shipped_numbers(), WORKED_PHASES)
APPROACHES = Approaches(
    starts_on=dt.date(2027, 1, 1),
    month=0,
    phases=WORKED_PHASES,
    assumptions=DEFAULT,
    increments_by_effort=assumptions_of(
        shipped_numbers(), WORKED_PHASES, time_shares=TimeShares.EFFORT
    ).increments,
    model_increments=shipped_assumptions().increments,
    currency="EUR",
    has_cost=False,
    has_benefits=False,
    suppliers_named=False,
    own_titles={},
)


def form_of(approaches=APPROACHES, **sent):
    data = {name.replace("__", "-"): value for name, value in sent.items()}
    return AssumptionsForm(
        data, approaches=approaches, default=approaches.assumptions, phases=("Crawl", "Walk", "Run")
    )


def rates(assumptions):
    return {event.code: event.rate for event in assumptions.events}


def test_untouched_the_form_keeps_the_exact_defaults():
    form = form_of()
    assert form.is_valid()
    assert form.assumptions() == DEFAULT
    assert (form.is_changed, form.currency) == (False, "")
    # Shown in tenths, computed with exactly.
    assert [row.fields[0].value() for row in form.phase_rows()] == ["16.7", "33.3", "50"]


def test_what_is_sent_replaces_a_default_and_the_rest_stays():
    form = form_of(overhead="20", rate__crisis="0,5", suppliers="3", loss__crisis="12.5")
    found = form.assumptions()
    crisis = {event.code: event for event in found.events}["crisis"]
    assert form.is_changed
    assert (found.overhead, found.suppliers) == (0.2, 3)
    assert (crisis.rate, crisis.loss, crisis.low, crisis.high) == (0.5, 0.125, 0.15, 1)
    assert found == replace(DEFAULT, overhead=0.2, suppliers=3, events=found.events)


def test_money_may_be_entered_and_an_empty_benefit_is_twice_a_month_of_work():
    form = form_of(cost="720000")
    assert (form.currency, form.assumptions().cost) == ("EUR", 720_000)
    assert form.assumptions().benefit == 40_000
    assert form_of(cost="720000", benefit="9000").assumptions().benefit == 9_000
    assert form_of(cost="720000", multiple="3").assumptions().benefit == 60_000
    relative = form_of(months="40", multiple="1.5").assumptions()
    assert (relative.cost, relative.benefit) == (40, 1.5)


def test_buttons_change_several_at_once():
    halved = rates(form_of(**{"try": "halve", "rate__crisis": "0.5"}).assumptions())
    assert halved == {code: rate / 2 for code, rate in rates(DEFAULT).items()} | {"crisis": 0.25}
    assert form_of(**{"try": "overhead"}).assumptions().overhead == 0.2
    late = form_of(**{"try": "late"}).assumptions()
    assert [part.benefit for part in late.increments] == pytest.approx([0.15, 0.3, 0.55])
    effort = form_of(**{"try": "effort"}).assumptions()
    assert [part.effort for part in effort.increments] == pytest.approx([0.256, 0.436, 0.308])
    assert form_of(**{"try": "nonsense"}).assumptions() == DEFAULT
    assert form_of(**{"try": "halve", "rate__crisis": "many"}).sentences() == [
        "“A crisis strikes – Times a year”: enter a number from 0 to 12."
    ]


def test_buttons_that_change_nothing_are_not_offered():
    same = replace(
        APPROACHES, increments_by_effort=DEFAULT.increments, model_increments=DEFAULT.increments[:2]
    )
    assert (form_of().may_load_back, form_of().may_follow_effort) == (True, True)
    assert (form_of(same).may_load_back, form_of(same).may_follow_effort) == (False, False)


FROM_0_TO_100 = ": enter a number from 0 to 100."
WHOLE = "“Planned months”: enter a whole number from 1 to 240."


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"months": ""}, WHOLE),
        ({"months": "36.5"}, WHOLE),
        ({"months": "9" * 40}, WHOLE),
        ({"overhead": "-1"}, "“Overhead of phasing, %”" + FROM_0_TO_100),
        ({"overhead": "nan"}, "“Overhead of phasing, %”" + FROM_0_TO_100),
        ({"rework__crisis": "101"}, "“A crisis strikes – Work to do again, %”" + FROM_0_TO_100),
        (
            {"cost": "1e300"},
            "“Cost of the whole work, EUR”: enter a number from 1 to 1,000,000,000,000.",
        ),
        ({"effort__0": "17.3"}, "The shares of the time add up to 100.6 of 100."),
        ({"benefit__2": "0"}, "The shares of the benefit add up to 73.3 of 100."),
        ({"horizon": "35"}, "The months looked at have to reach beyond the planned months."),
        ({"title__own-1": "x" * 81}, "Name the event in at most 80 characters."),
        (
            {"benefit": "9000"},
            "Enter the cost as well: a benefit in money compares with a cost in money.",
        ),
        ({"floor": "100"}, "“Abandoned below, points”: enter a number from 0 to 99."),
    ],
)
def test_what_cannot_stand_is_said_and_the_defaults_stay(sent, sentence):
    form = form_of(**sent)
    assert form.sentences() == [sentence]
    assert form.assumptions() == DEFAULT
    # Nothing of what was written is lost.
    name, value = next(iter(sent.items()))
    assert form[name.replace("__", "-")].value() == value


def test_an_event_of_one_s_own_counts_with_a_rate():
    form = form_of(**{"title__own-1": "The merger", "rate__own-1": "0.3", "delay__own-1": "6"})
    assert form.has_own
    assert form.assumptions().events == (*DEFAULT.events, RiskEvent("own-1", 0.3, 6, 0.1, 0.1))
    named = form_of(**{"title__own-1": "The merger"})
    assert (named.has_own, named.assumptions()) == (True, DEFAULT)
    assert not form_of().has_own


def test_a_risk_of_the_register_is_filled_in_and_may_be_emptied():
    merger = RiskEvent("own-1", 0.3, 2, 0.1, 0.1)
    known = replace(
        APPROACHES,
        assumptions=replace(DEFAULT, events=(*DEFAULT.events, merger)),
        own_titles={"own-1": "100% merger"},
    )
    form = form_of(known)
    assert [row.title_field.value() for row in form.own_rows()] == ["100% merger", "", ""]
    assert form.assumptions() == known.assumptions
    assert form_of(known, **{"rate__own-1": ""}).assumptions() == DEFAULT
    assert form_of(known, **{"rate__own-1": "13"}).sentences() == [
        "“100% merger – Times a year”: enter a number from 0 to 12."
    ]
