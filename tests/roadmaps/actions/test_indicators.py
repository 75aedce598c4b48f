import datetime as dt

import pytest

from roadmaps.actions.indicators import (
    add_indicator,
    remove_indicator,
    remove_measurement,
    save_indicator,
    save_measurements,
)
from roadmaps.actions.revisions import Changed
from roadmaps.domain.indicators import Measurement

pytestmark = pytest.mark.rows

MARCH, JUNE = dt.date(2027, 3, 31), dt.date(2027, 6, 30)


@pytest.fixture
def indicator(organisation):
    return add_indicator(organisation=organisation, values={"name": "Calls"})


def test_indicators_stand_in_the_order_in_which_they_came(organisation):
    for name in ("Calls", "Visits", "Calm"):
        add_indicator(organisation=organisation, values={"name": name})
    rows = organisation.programme.indicators.values_list("name", "position")
    assert list(rows) == [("Calls", 0), ("Visits", 1), ("Calm", 2)]


def test_what_the_model_delivers_is_followed_once(organisation):
    values = {"code": "recurrence", "name": "Recurrence rate"}
    first = add_indicator(organisation=organisation, values=values)
    assert add_indicator(organisation=organisation, values=values | {"name": "Other"}) == first


def test_second_to_save_is_told(indicator):
    save_indicator(indicator=indicator, values={"target": 5.0}, revision=0)
    with pytest.raises(Changed):
        save_indicator(indicator=indicator, values={"target": 6.0}, revision=0)
    indicator.refresh_from_db()
    assert (indicator.target, indicator.revision) == (5.0, 1)


def test_same_day_replaces_and_says_so(indicator):
    assert save_measurements(indicator=indicator, measurements=[Measurement(MARCH, 5)]) == ()
    both = [Measurement(MARCH, 6, "counted again"), Measurement(JUNE, 7)]
    assert save_measurements(indicator=indicator, measurements=both) == (MARCH,)
    assert save_measurements(indicator=indicator, measurements=both) == ()
    stored = indicator.measurements.values_list("measured_on", "value", "note")
    assert list(stored) == [(MARCH, 6, "counted again"), (JUNE, 7, "")]


def test_value_is_taken_back_once(indicator):
    save_measurements(indicator=indicator, measurements=[Measurement(MARCH, 5)])
    for _ in range(2):
        remove_measurement(indicator=indicator, measured_on=MARCH)
    assert not indicator.measurements.exists()


def test_removing_what_somebody_changed_is_told(indicator):
    save_indicator(indicator=indicator, values={"owner": "Vera"}, revision=0)
    with pytest.raises(Changed):
        remove_indicator(indicator=indicator, revision=0)
    remove_indicator(indicator=indicator, revision=1)
    remove_indicator(indicator=indicator, revision=1)
    assert not type(indicator).objects.exists()
    assert indicator.history.model.objects.filter(history_type="-").count() == 1
