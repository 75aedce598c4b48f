import datetime as dt
from decimal import Decimal

import pytest

from roadmaps import models
from roadmaps.actions.money import (
    add_benefit,
    add_cost,
    record_obtained,
    remove_benefit,
    remove_cost,
    remove_obtained,
    save_benefit,
    save_cost,
    save_rate,
)
from roadmaps.actions.revisions import Changed

pytestmark = pytest.mark.rows

BENEFIT = {"stone": "VOC-4", "title": "Fewer calls", "family": "cost", "likely": Decimal("1200.50")}
COST = {"stone": "VOC-4", "cost_type": "licence", "amount": Decimal(900), "is_yearly": True}
DAY = dt.date(2027, 3, 31)


def test_sent_twice_is_kept_once(organisation):
    for _ in range(2):
        benefit = add_benefit(organisation=organisation, values=BENEFIT)
        record_obtained(benefit=benefit, obtained_on=DAY, amount=Decimal(5))
        add_cost(organisation=organisation, values=COST)
    counts = [
        model.objects.count() for model in (models.Benefit, models.BenefitObtained, models.CostLine)
    ]
    assert counts == [1, 1, 1]


def test_cents_survive(organisation):
    benefit = add_benefit(organisation=organisation, values=BENEFIT)
    benefit.refresh_from_db()
    assert benefit.likely == Decimal("1200.50")


def test_second_to_save_is_told(organisation):
    benefit = add_benefit(organisation=organisation, values=BENEFIT)
    cost = add_cost(organisation=organisation, values=COST)
    save_benefit(benefit=benefit, values={"owner": "Olive"}, revision=0)
    save_cost(cost=cost, values={"note": "offer"}, revision=0)
    with pytest.raises(Changed):
        save_benefit(benefit=benefit, values={"owner": "Vera"}, revision=0)
    with pytest.raises(Changed):
        save_cost(cost=cost, values={"note": "guess"}, revision=0)
    with pytest.raises(Changed):
        remove_benefit(benefit=benefit, revision=0)
    with pytest.raises(Changed):
        remove_cost(cost=cost, revision=0)
    assert models.Benefit.objects.get().owner == "Olive"
    assert models.CostLine.objects.get().note == "offer"


def test_entries_are_taken_back_from_their_own_benefit_only(organisation):
    one = add_benefit(organisation=organisation, values=BENEFIT)
    other = add_benefit(organisation=organisation, values=BENEFIT | {"title": "Calm"})
    entry = record_obtained(benefit=one, obtained_on=DAY, amount=Decimal(5))
    remove_obtained(benefit=other, pk=entry.pk)
    assert one.obtained.count() == 1
    remove_obtained(benefit=one, pk=entry.pk)
    assert one.obtained.count() == 0


def test_rate_is_of_the_programme(organisation):
    save_rate(
        organisation=organisation,
        values={"daily_rate": Decimal("612.50"), "currency": "CHF"},
        revision=0,
    )
    programme = models.Programme.objects.get(organisation=organisation)
    assert (programme.daily_rate, programme.currency) == (Decimal("612.50"), "CHF")
    with pytest.raises(Changed):
        save_rate(organisation=organisation, values={"daily_rate": Decimal(1)}, revision=0)
