import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from roadmaps import models
from roadmaps.actions.programmes import ensure_programme
from tests import factories

MORE = {"more": "1"}


def address(roadmap):
    return reverse("roadmaps:approaches", args=[roadmap.pk])


@pytest.fixture
def maturity_model(db, request):
    """The shipped maturity model, or what a test makes of it."""
    return factories.make_maturity_model(**getattr(request, "param", {}))


def text_of(page):
    return " ".join(page.content.decode().split())


@pytest.fixture
def reader(as_user, vera):
    return as_user(vera)


def test_the_first_screen_tells_exposure_and_draws_nothing(reader, worked_roadmap):
    page = reader.get(address(worked_roadmap))
    text = text_of(page)
    assert (
        "All at once, money is spent for 36 months before anything is delivered; step by step, "
        "for 6 months." in text
    )
    assert "The same steps, the same 292.5 person-days, the same planned end" in text
    assert (
        "Crawl in June 2027 (month 6), Walk in June 2028 (month 18), Run in December 2029" in text
    )
    assert "at 0.87 events a year, under your assumptions" in text
    assert "Today nothing is: the roadmap begins on 1 January 2027." in text
    assert page.context["simulated"] is None
    assert "plotly" not in text


def test_each_phase_tells_what_is_at_stake(reader, worked_roadmap):
    text = text_of(reader.get(address(worked_roadmap)))
    assert (
        '<b>292.5 person-days</b><span class="soft">202.5 of them spent</span>'
        '<span class="soft">100% of the benefit</span>' in text
    )
    assert (
        '<b>127.5 person-days</b><span class="soft">127.5 of them spent</span>'
        '<span class="soft">37% of the benefit</span>' in text
    )


@pytest.mark.parametrize(
    ("starts_on", "said"),
    [
        (dt.timedelta(days=-40), 'today<span class="soft">Crawl</span>'),
        (dt.timedelta(days=-2000), "Today nothing is: the planned months are over."),
    ],
)
def test_what_is_at_stake_today_is_told_while_the_roadmap_runs(
    reader, worked_roadmap, starts_on, said
):
    models.Roadmap.objects.update(starts_on=timezone.localdate() + starts_on)
    assert said in text_of(reader.get(address(worked_roadmap)))


def test_more_simulates_under_your_assumptions(reader, worked_roadmap):
    page = reader.get(address(worked_roadmap), MORE)
    text, simulated = text_of(page), page.context["simulated"]
    assert simulated["comparison"].runs == 20_000
    assert "Under your assumptions, going step by step ends with the higher net value in" in text
    assert "Public figure: members of top management stay 4.6 years" in text
    assert "Our assumption: no usable figure was found." in text
    assert "completed within six months (McKinsey, 2010)" in text
    assert [row["name"] for row in simulated["rows"]] == ["12", "24", "36", "48", "60", "72", "84"]
    assert simulated["svg"].startswith("<svg")
    assert "Back to the defaults" not in text


def test_changed_assumptions_are_computed_with_and_can_be_taken_back(reader, worked_roadmap):
    default = reader.get(address(worked_roadmap), MORE).context["simulated"]["comparison"]
    page = reader.get(address(worked_roadmap), MORE | {"overhead": "40", "months": "40"})
    changed = page.context["simulated"]["comparison"]
    assert changed.gradual.lost_cost > default.gradual.lost_cost
    assert '<a class="button button-quiet" href="?more=1#more">Back to the defaults</a>' in text_of(
        page
    )


def test_the_sums_of_events_change_the_first_screen_too(reader, worked_roadmap):
    text = text_of(reader.get(address(worked_roadmap), MORE | {"try": "halve"}))
    assert "at 0.44 events a year, under your assumptions" in text


@pytest.mark.parametrize(
    "sent",
    [
        {"months": "soon"},
        {"horizon": "1e9"},
        {"effort-0": "90"},
        {"rate-crisis": "-1"},
        {"cost": "{{ 7 }}"},
        {"title-own-1": "<b>" * 40},
    ],
)
def test_what_cannot_stand_is_told_and_nothing_is_drawn(reader, worked_roadmap, sent):
    page = reader.get(address(worked_roadmap), MORE | sent)
    assert page.status_code == 200
    assert "No futures are drawn before these assumptions can stand:" in text_of(page)
    assert len(page.context["form"].sentences()) == 1
    assert page.context["simulated"] is None


def test_extreme_assumptions_are_computed(reader, worked_roadmap):
    free = {"rate-crisis": "12", "multiple": "0", "drift": "0", "floor": "0", "horizon": "36"}
    events = ("sponsor_leaves", "strategy_change", "vendor_failure", "crisis", "team_disengagement")
    over_at_once = {f"rate-{code}": "12" for code in events} | {"floor": "99", "overhead": "100"}
    shares = {"effort-0": "0", "effort-1": "50", "benefit-0": "100", "benefit-1": "0"}
    short = {"months": "1", "horizon": "1", "cost": "1000000000000", "benefit": "0"}
    for sent in (free, over_at_once, shares | {"benefit-2": "0"}, short, {"suppliers": "50"}):
        page = reader.get(address(worked_roadmap), MORE | sent)
        assert page.context["form"].sentences() == []
        assert page.context["simulated"]["svg"].startswith("<svg")


@pytest.mark.parametrize("count", [1, 3])
def test_registers_of_any_length_take_the_same_queries_and_nothing_is_written(
    reader, worked_roadmap, django_assert_num_queries, count
):
    programme = ensure_programme(organisation=worked_roadmap.assessment.organisation)
    models.Programme.objects.update(daily_rate=700)
    for number in range(count):
        facts = {"programme": programme, "stone": "VOC-4", "title": f"Gain {number}"}
        models.Benefit.objects.create(**facts, family="cost", likely=50_000)
        models.Tool.objects.create(programme=programme, name=f"Tool {number}", is_critical=True)
    reader.get(address(worked_roadmap), MORE)
    with django_assert_num_queries(14) as queries:
        reader.get(address(worked_roadmap), MORE)
    assert [q["sql"] for q in queries if not q["sql"].startswith("SELECT")] == []


@pytest.mark.parametrize("maturity_model", [{"simulation": {}}], indirect=True)
def test_a_model_without_numbers_says_so(reader, worked_roadmap):
    text = text_of(reader.get(address(worked_roadmap), MORE))
    assert "This maturity model has no complete numbers of the simulation" in text
    assert "for 36 months before anything is delivered" in text
    assert "under your assumptions" not in text


def test_a_roadmap_that_delivers_once_is_told_so(reader, worked_roadmap):
    worked_roadmap.initiatives.exclude(phase="crawl").update(phase="")
    text = text_of(reader.get(address(worked_roadmap), MORE))
    assert "Both ways, work is paid for 6 months before anything is delivered" in text
    assert "in under 1% of the futures" not in text


def test_a_roadmap_without_work_leads_to_the_board(reader, worked_roadmap):
    worked_roadmap.initiatives.update(phase="")
    text = text_of(reader.get(address(worked_roadmap), MORE))
    assert "Nothing stands in a phase" in text
    assert f'href="{reverse("roadmaps:roadmap", args=[worked_roadmap.pk])}">To the board' in text
