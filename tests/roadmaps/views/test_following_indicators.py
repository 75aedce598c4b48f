import datetime as dt
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from roadmaps import models
from roadmaps.actions.indicators import add_indicator, save_measurements
from roadmaps.actions.money import add_benefit, record_obtained
from roadmaps.domain.dates import add_months
from roadmaps.domain.indicators import Measurement
from tests import factories

TODAY = timezone.localdate()
MARCH = dt.date(2026, 3, 31)
SHEET = {"name": "Calls <b>twice</b>", "direction": "down", "rhythm": "monthly"}


def address(roadmap, name="scorecard", *number):
    return reverse(f"roadmaps:{name}", args=[roadmap.pk, *number])


def text_of(page):
    return " ".join(page.content.decode().split())


@pytest.fixture
def consultant(as_user, olive):
    return as_user(olive)


@pytest.fixture
def indicator(worked_roadmap):
    return add_indicator(
        organisation=worked_roadmap.assessment.organisation,
        values={"name": "Loop closed", "unit": "%", "baseline": 40.0, "target": 60.0},
    )


def test_empty_scorecard_leads_to_proposals(consultant, as_user, vera, worked_roadmap):
    text = text_of(consultant.get(address(worked_roadmap)))
    assert "No indicator is followed yet" in text
    assert "11 proposals from the plan" in text
    assert address(worked_roadmap, "indicator_proposals") in text
    read = text_of(as_user(vera).get(address(worked_roadmap)))
    assert address(worked_roadmap, "indicator_proposals") not in read


def test_each_phase_asks_for_customers_reaction(consultant, worked_roadmap):
    text = text_of(consultant.get(address(worked_roadmap)))
    assert "The phases “Crawl”, “Walk” and “Run” have no indicator yet that tells how" in text
    add_indicator(
        organisation=worked_roadmap.assessment.organisation,
        values={"name": "Calm", "block": "IMP", "is_customer_reaction": True},
    )
    assert consultant.get(address(worked_roadmap)).context["without_reaction"] == ()


def test_proposals_are_accepted_one_by_one(consultant, worked_roadmap):
    page = consultant.get(address(worked_roadmap, "indicator_proposals"))
    text = text_of(page)
    assert "Fits “Close the loop with each person”." in text
    assert [each.code for each in page.context["proposals"] if each.fits][:3] == [
        "unanswered_share",
        "volume_per_person",
        "loop_closed",
    ]
    assert not models.Indicator.objects.exists()
    response = consultant.post(
        address(worked_roadmap, "indicator_proposals"), {"code": "recurrence"}
    )
    row = models.Indicator.objects.get()
    assert response.headers["Location"] == address(worked_roadmap, "indicator_edit", row.pk)
    assert (row.name, row.stone, row.direction, row.is_customer_reaction) == (
        "Recurrence rate",
        "IMP-4",
        "down",
        True,
    )
    left = consultant.get(address(worked_roadmap, "indicator_proposals")).context["proposals"]
    assert "recurrence" not in {each.code for each in left}


def test_proposals_that_are_not_there_make_nothing(consultant, worked_roadmap):
    response = consultant.post(address(worked_roadmap, "indicator_proposals"), {"code": "?"})
    assert response.headers["Location"] == address(worked_roadmap, "indicator_proposals")
    assert not models.Indicator.objects.exists()


def test_own_indicator_is_added_for_a_step(consultant, worked_roadmap):
    page = consultant.get(address(worked_roadmap, "indicator_new"), {"stone": "VOC-4"})
    assert page.context["form"]["stone"].value() == "VOC-4"
    response = consultant.post(
        address(worked_roadmap, "indicator_new"), SHEET | {"stone": "VOC-4", "baseline": "12.5"}
    )
    row = models.Indicator.objects.get()
    assert response.headers["Location"] == address(worked_roadmap, "indicator", row.pk)
    assert (row.code, row.stone, row.baseline) == ("", "VOC-4", 12.5)
    text = text_of(consultant.get(address(worked_roadmap, "indicator", row.pk)))
    assert "Calls &lt;b&gt;twice&lt;/b&gt;" in text
    assert "Still to be entered: target, target date, owner." in text


MISFITS = [
    ({"name": ""}, "required"),
    ({"stone": "VOC-4", "block": "VOC"}, "Choose a step or a block, not both."),
    ({"baseline": "1", "target": "2"}, "Less is aimed at, and this target is more than today."),
    ({"baseline": "2", "target": "1", "direction": "up"}, "More is aimed at, and this target"),
    ({"baseline": "1e400"}, "number"),
    ({"baseline": "nan"}, "number"),
    ({"stone": "INN-1"}, "INN-1"),
    ({"target_on": "1900-01-01"}, "Choose a day of this century."),
]


def test_sheets_that_do_not_fit_are_told(consultant, worked_roadmap):
    for sent, sentence in MISFITS:
        page = consultant.post(address(worked_roadmap, "indicator_new"), SHEET | sent)
        assert page.status_code == 200
        assert sentence in text_of(page)
        assert not models.Indicator.objects.exists()


def test_second_to_save_sees_both_versions(consultant, worked_roadmap, indicator):
    models.Indicator.objects.update(owner="Head of service", revision=1)
    sent = {"name": "Loop closed", "direction": "up", "rhythm": "weekly", "revision": "0"}
    page = consultant.post(address(worked_roadmap, "indicator_edit", indicator.pk), sent)
    assert page.status_code == 409
    assert "Head of service" in text_of(page)
    assert models.Indicator.objects.get().rhythm == "quarterly"


def test_indicator_is_followed_no_longer(consultant, worked_roadmap, indicator):
    remove = address(worked_roadmap, "indicator_remove", indicator.pk)
    models.Indicator.objects.update(owner="Head of service", revision=1)
    page = consultant.post(remove, {"revision": "0"})
    assert page.status_code == 409
    assert "Somebody else changed this indicator meanwhile." in text_of(page)
    assert consultant.post(remove).status_code == 409
    assert consultant.post(remove, {"revision": "1"}).status_code == 302
    assert not models.Indicator.objects.exists()


def test_card_and_sheet_tell_the_way(consultant, worked_roadmap, indicator):
    save_measurements(
        indicator=indicator, measurements=[Measurement(MARCH, 45), Measurement(TODAY, 47.5)]
    )
    for page in (
        consultant.get(address(worked_roadmap)),
        consultant.get(address(worked_roadmap, "indicator", indicator.pk)),
    ):
        text = text_of(page)
        assert "47.5%" in text
        assert "from 40% to 60%" in text
        assert "<b>37%</b>" in text
        assert "<title>Loop closed: what was measured, over time</title>" in text
    assert "to be measured now" not in text


def test_due_indicators_are_told(consultant, worked_roadmap, indicator):
    assert "to be measured now" in text_of(consultant.get(address(worked_roadmap)))


def test_values_are_entered_by_day_and_replaced_with_a_word(consultant, worked_roadmap, indicator):
    save = address(worked_roadmap, "measurement_save", indicator.pk)
    for value in ("45", "46.5"):
        response = consultant.post(save, {"measured_on": "2026-03-31", "value": value})
        assert response.headers["Location"] == address(worked_roadmap, "indicator", indicator.pk)
    text = text_of(consultant.get(address(worked_roadmap, "indicator", indicator.pk)))
    assert "Replaced what was entered before for 31 March 2026." in text
    assert list(indicator.measurements.values_list("value", flat=True)) == [46.5]


def test_several_values_are_pasted_at_once(consultant, worked_roadmap, indicator):
    save = address(worked_roadmap, "measurement_save", indicator.pk)
    bad = consultant.post(save, {"lines": "2026-03-31\t45\nsoon\t46"})
    text = text_of(bad)
    assert "Line 2: no day such as 2027-03-31 at the beginning of “soon 46”." in text
    assert "Nothing was kept; mend the lines and send again." in text
    assert not indicator.measurements.exists()
    consultant.post(save, {"lines": "2026-03-31\t45\r\n28/02/2026; 44,5 %; counted twice\r\n"})
    rows = indicator.measurements.values_list("measured_on", "value", "note")
    assert list(rows) == [(dt.date(2026, 2, 28), 44.5, "counted twice"), (MARCH, 45, "")]


IMPOSSIBLE = [
    ({"measured_on": "2190-01-01", "value": "1"}, "This day has not come yet."),
    ({"measured_on": "2026-03-31", "value": ""}, "Enter the value."),
    ({"measured_on": "?", "value": "1"}, "valid date"),
    ({"lines": ""}, "required"),
    ({"lines": "2190-01-01; 4"}, "This day has not come yet."),
]


def test_values_that_cannot_be_are_told(consultant, worked_roadmap, indicator):
    for sent, sentence in IMPOSSIBLE:
        page = consultant.post(address(worked_roadmap, "measurement_save", indicator.pk), sent)
        assert page.status_code == 200
        assert sentence in text_of(page)
        assert not indicator.measurements.exists()


def test_benefit_realised_is_known_to_the_register_and_kept_by_people(consultant, worked_roadmap):
    organisation = worked_roadmap.assessment.organisation
    values = {"code": "benefit_realised", "name": "Benefit realised", "unit": "%"}
    row = add_indicator(organisation=organisation, values=values)
    sheet = address(worked_roadmap, "indicator", row.pk)
    assert "By the benefits register" not in text_of(consultant.get(sheet))
    expected = {"stone": "VOC-4", "title": "Calm", "family": "cost", "likely": Decimal(1200)}
    begun = add_months(TODAY, -6)
    benefit = add_benefit(organisation=organisation, values=expected | {"starts_on": begun})
    record_obtained(benefit=benefit, obtained_on=TODAY, amount=Decimal(450))
    page = consultant.get(sheet)
    assert "By the benefits register it is 75% today" in text_of(page)
    assert page.context["form"]["value"].value() == 75
    assert not row.measurements.exists()


def test_value_is_taken_back_with_a_word(consultant, worked_roadmap, indicator):
    save_measurements(indicator=indicator, measurements=[Measurement(MARCH, 45)])
    remove = address(worked_roadmap, "measurement_remove", indicator.pk)
    for day in ("never", "2026-03-30", "2026-03-31"):
        consultant.post(remove, {"measured_on": day})
    text = text_of(consultant.get(address(worked_roadmap, "indicator", indicator.pk)))
    assert "45% of 31 March 2026 is taken back." in text
    assert not indicator.measurements.exists()


def test_indicators_of_others_are_not_found(consultant, worked_roadmap, stan):

    other = factories.make_organisation(consultant=stan, name="Other (demo)")
    strange = add_indicator(organisation=other, values={"name": "Theirs"})
    for name in ("indicator", "indicator_edit"):
        assert consultant.get(address(worked_roadmap, name, strange.pk)).status_code == 404
        assert consultant.get(address(worked_roadmap, name, 10**19)).status_code == 404
    posted = consultant.post(
        address(worked_roadmap, "indicator_remove", strange.pk), {"revision": "0"}
    )
    assert posted.status_code == 404
    assert models.Indicator.objects.get() == strange


@pytest.mark.parametrize("count", [1, 3])
def test_scorecard_is_made_with_few_queries(
    consultant, worked_roadmap, django_assert_num_queries, count
):
    for number in range(count):
        row = add_indicator(
            organisation=worked_roadmap.assessment.organisation, values={"name": f"M {number}"}
        )
        save_measurements(indicator=row, measurements=[Measurement(MARCH, 45)])
    consultant.get(address(worked_roadmap))
    with django_assert_num_queries(16):
        consultant.get(address(worked_roadmap))
