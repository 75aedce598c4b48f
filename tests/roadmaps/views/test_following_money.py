from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from roadmaps import models
from roadmaps.actions.money import add_benefit, add_cost, record_obtained, save_rate
from roadmaps.domain.dates import add_months
from tests import factories

TODAY = timezone.localdate()
BENEFIT = {
    "stone": "VOC-4",
    "title": "Fewer <b>calls</b>",
    "family": "cost",
    "beneficiary": "organisation",
}
COST = {"stone": "VOC-4", "cost_type": "licence"}


def address(roadmap, name="benefits", *number):
    return reverse(f"roadmaps:{name}", args=[roadmap.pk, *number])


def text_of(page):
    return " ".join(page.content.decode().replace("\u00a0", " ").split())


@pytest.fixture
def consultant(as_user, olive):
    return as_user(olive)


@pytest.fixture
def organisation(worked_roadmap):
    return worked_roadmap.assessment.organisation


def test_empty_register_says_what_to_enter_and_proposes_no_figure(
    consultant, as_user, vera, worked_roadmap
):
    text = text_of(consultant.get(address(worked_roadmap)))
    assert "No benefit is registered yet" in text
    assert "No figure is proposed: only you know them." in text
    assert "EUR" not in text
    read = text_of(as_user(vera).get(address(worked_roadmap)))
    assert address(worked_roadmap, "benefit_new") not in read


def test_benefit_is_registered_with_the_family_of_its_stone(consultant, worked_roadmap):
    new = address(worked_roadmap, "benefit_new")
    form = consultant.get(new, {"stone": "VOC-5"}).context["form"]
    assert (form["stone"].value(), form["family"].value(), form["likely"].value()) == (
        "VOC-5",
        "risk",
        None,
    )
    response = consultant.post(new, BENEFIT | {"likely": "1200.50"})
    row = models.Benefit.objects.get()
    assert response.headers["Location"] == f"{address(worked_roadmap)}#benefit-{row.pk}"
    text = text_of(consultant.get(address(worked_roadmap)))
    assert "Fewer &lt;b&gt;calls&lt;/b&gt;" in text
    assert "1,200.50 EUR a year are expected." in text
    assert "expected from its planned delivery on" in text


def test_benefit_without_amount_is_named_and_not_counted(consultant, worked_roadmap):
    consultant.post(address(worked_roadmap, "benefit_new"), BENEFIT)
    text = text_of(consultant.get(address(worked_roadmap)))
    assert "No amount is entered yet" in text
    assert "no amount yet" in text
    assert "nothing entered as obtained yet" in text
    assert "0 EUR" not in text


MISFITS = [
    ({"stone": ""}, "required"),
    ({"stone": "?"}, "?"),
    ({"title": ""}, "required"),
    ({"low": "5"}, "Enter the likely figure too"),
    ({"low": "5", "likely": "4"}, "The cautious figure is more than the likely one."),
    ({"high": "3", "likely": "4"}, "The best figure is less than the likely one."),
    ({"likely": "-1"}, "0"),
    ({"likely": "1e20"}, "digits"),
    ({"likely": "lots"}, "number"),
]


def test_benefits_that_do_not_fit_are_told(consultant, worked_roadmap):
    for sent, sentence in MISFITS:
        page = consultant.post(address(worked_roadmap, "benefit_new"), BENEFIT | sent)
        assert page.status_code == 200
        assert sentence in text_of(page)
        assert not models.Benefit.objects.exists()


def test_expected_stands_beside_obtained_with_a_line_and_its_table(
    consultant, worked_roadmap, organisation
):
    begins = add_months(TODAY, -6)
    benefit = add_benefit(
        organisation=organisation,
        values=BENEFIT | {"likely": Decimal(1200), "low": Decimal(600), "starts_on": begins},
    )
    record_obtained(benefit=benefit, obtained_on=TODAY, amount=Decimal(300))
    page = consultant.get(address(worked_roadmap))
    text = text_of(page)
    assert "Until today 300 EUR of 600 EUR expected are obtained: 50%." in text
    assert "<title>Expected and obtained, adding up over time</title>" in text
    assert "Cautiously 600 EUR, at best 1,200 EUR a year." in text
    assert "The balance between blocks is" in text
    assert len(page.context["sides"]) == 1
    now = next(p for p in page.context["sides"][0].points if p.day == TODAY)
    assert (now.low, now.likely, now.obtained) == (300, 600, 300)


def test_two_sides_stand_apart(consultant, worked_roadmap, organisation):
    add_benefit(organisation=organisation, values=BENEFIT | {"likely": Decimal(1200)})
    add_benefit(
        organisation=organisation,
        values=BENEFIT | {"beneficiary": "customers", "likely": Decimal(50)},
    )
    text = text_of(consultant.get(address(worked_roadmap)))
    assert "For the organisation" in text
    assert "For customers" in text
    assert "1,250" not in text


def test_entries_are_added_and_taken_back(consultant, worked_roadmap, organisation):
    benefit = add_benefit(organisation=organisation, values=BENEFIT)
    page_address = address(worked_roadmap, "obtained", benefit.pk)
    consultant.post(page_address, {"obtained_on": "2026-03-31", "amount": "12.5", "note": "Bill"})
    text = text_of(consultant.get(page_address))
    assert "12.50 EUR" in text
    assert "Bill" in text
    bad = consultant.post(page_address, {"obtained_on": "2190-03-31", "amount": ""})
    assert "This day has not come yet." in text_of(bad)
    assert "Enter the amount." in text_of(bad)
    remove = address(worked_roadmap, "obtained_remove", benefit.pk)
    consultant.post(remove, {"entry": "x"})
    assert benefit.obtained.count() == 1
    consultant.post(remove, {"entry": str(benefit.obtained.get().pk)})
    assert benefit.obtained.count() == 0


def test_second_to_save_sees_both_versions(consultant, worked_roadmap, organisation):
    benefit = add_benefit(organisation=organisation, values=BENEFIT)
    cost = add_cost(organisation=organisation, values=COST | {"amount": Decimal(5)})
    save_rate(organisation=organisation, values={"daily_rate": Decimal(500)}, revision=0)
    models.Benefit.objects.update(owner="Head of service", revision=1)
    models.CostLine.objects.update(note="The offer", revision=1)
    for name, pk, sent, seen in (
        ("benefit", [benefit.pk], BENEFIT, "Head of service"),
        ("cost", [cost.pk], COST | {"amount": "6"}, "The offer"),
        ("rate", [], {"daily_rate": "700", "currency": "EUR"}, "500"),
    ):
        page = consultant.post(address(worked_roadmap, name, *pk), sent | {"revision": "0"})
        assert page.status_code == 409
        assert seen in text_of(page)
    assert models.Programme.objects.get().daily_rate == 500


@pytest.mark.parametrize("kind", ["benefit", "cost"])
def test_entries_are_taken_out_unless_somebody_changed_them(
    consultant, worked_roadmap, organisation, kind
):
    model = {"benefit": models.Benefit, "cost": models.CostLine}[kind]
    add_benefit(organisation=organisation, values=BENEFIT)
    add_cost(organisation=organisation, values=COST | {"amount": Decimal(5)})
    model.objects.update(revision=1)
    row = model.objects.get()
    remove = address(worked_roadmap, f"{kind}_remove", row.pk)
    page = consultant.post(remove, {"revision": "0"})
    assert page.status_code == 409
    assert f"Somebody else changed this {kind} meanwhile." in text_of(page)
    assert f'action="{address(worked_roadmap, kind, row.pk)}"' in text_of(page)
    consultant.post(remove, {"revision": "1"})
    assert not model.objects.exists()


def test_costs_say_what_is_missing_instead_of_a_figure(consultant, worked_roadmap):
    text = text_of(consultant.get(address(worked_roadmap, "costs")))
    assert "What stands in phases takes 292.5 person-days" in text
    assert "Nobody has entered what a person-day costs" in text
    assert "No amount is entered for any step in a phase" in text


def test_costs_stand_phase_by_phase_beside_what_they_bring(
    consultant, worked_roadmap, organisation
):
    consultant.post(address(worked_roadmap, "rate"), {"daily_rate": "612.50", "currency": "chf"})
    consultant.post(address(worked_roadmap, "cost_new"), COST | {"amount": "1000.10"})
    yearly = COST | {"amount": "2400", "is_yearly": "on", "cost_type": "training"}
    consultant.post(address(worked_roadmap, "cost_new"), yearly)
    add_benefit(organisation=organisation, values=BENEFIT | {"likely": Decimal(5000)})
    page = consultant.get(address(worked_roadmap, "costs"))
    crawl, walk, _run, whole = page.context["phases"]
    assert crawl.cost.total == 75 * Decimal("612.50") + Decimal("1000.10")
    assert (crawl.cost.running, crawl.for_organisation, crawl.for_customers) == (2400, 5000, None)
    assert (walk.cost.total, walk.for_organisation) == (Decimal("127.5") * Decimal("612.50"), None)
    text = text_of(page)
    assert "What stands in phases costs 180,156.35 CHF" in text
    assert whole.cost.total == Decimal("180156.35")
    assert "2,400 CHF a year" in text


IMPOSSIBLE = [
    ("cost_new", COST | {"amount": ""}, "Enter the amount."),
    ("cost_new", COST | {"amount": "-3"}, "0"),
    ("rate", {"daily_rate": "5", "currency": "€"}, "Enter three letters, such as EUR."),
    ("rate", {"daily_rate": "123456789.12", "currency": "EUR"}, "digits"),
]


def test_figures_that_cannot_be_are_told(consultant, worked_roadmap):
    for name, sent, sentence in IMPOSSIBLE:
        page = consultant.post(address(worked_roadmap, name), sent)
        assert page.status_code == 200
        assert sentence in text_of(page)
        assert not models.CostLine.objects.exists()


def test_entries_of_others_are_not_found(consultant, worked_roadmap, stan):

    other = factories.make_organisation(consultant=stan, name="Other (demo)")
    benefit = add_benefit(organisation=other, values=BENEFIT)
    cost = add_cost(organisation=other, values=COST | {"amount": Decimal(5)})
    for name, pk in (("benefit", benefit.pk), ("obtained", benefit.pk), ("cost", cost.pk)):
        assert consultant.get(address(worked_roadmap, name, pk)).status_code == 404
    for name, pk in (("benefit_remove", benefit.pk), ("cost_remove", cost.pk)):
        sent = consultant.post(address(worked_roadmap, name, pk), {"revision": "0"})
        assert sent.status_code == 404
    assert (models.Benefit.objects.get(), models.CostLine.objects.get()) == (benefit, cost)


@pytest.mark.parametrize(("name", "queries"), [("benefits", 16), ("costs", 15)])
@pytest.mark.parametrize("count", [1, 3])
def test_pages_are_made_with_few_queries(
    consultant, worked_roadmap, organisation, django_assert_num_queries, name, queries, count
):
    for number in range(count):
        values = BENEFIT | {"title": f"Gain {number}", "likely": Decimal(5)}
        benefit = add_benefit(organisation=organisation, values=values)
        record_obtained(benefit=benefit, obtained_on=TODAY, amount=Decimal(1))
        add_cost(organisation=organisation, values=COST | {"amount": Decimal(number)})
    consultant.get(address(worked_roadmap, name))
    with django_assert_num_queries(queries):
        consultant.get(address(worked_roadmap, name))
