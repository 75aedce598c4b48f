import datetime as dt
from dataclasses import dataclass

import pytest

from roadmaps.domain.looks import derive_look
from roadmaps.tasks.makers import MADE_ON, Built
from roadmaps.tasks.orders import Order

DAY = dt.date(2026, 11, 28)


@dataclass(frozen=True)
class Values:
    """What a workbook says."""

    blocks: frozenset[str]
    day: dt.date
    score: float | None = None


def order(**asked):
    return Order(None, DAY, **asked)


@pytest.fixture
def maker():
    return Built(
        ".xlsx", "application/x-test", lambda _order: None, lambda draft, _order: draft.day
    )


def test_digest_of_values_is_the_same_in_any_order_of_a_set(maker):
    one = maker.digest(Values(frozenset({"IMP", "VOC", "INN"}), DAY), order())
    other = maker.digest(Values(frozenset({"INN", "VOC", "IMP"}), DAY), order())

    assert one == other
    assert len(one) == 64


@pytest.mark.parametrize(
    ("values", "asked"),
    [
        (Values(frozenset({"IMP"}), DAY), {}),
        (Values(frozenset({"IMP", "VOC"}), DAY + dt.timedelta(days=1)), {}),
        (Values(frozenset({"IMP", "VOC"}), DAY, 0.0), {}),
        (Values(frozenset({"IMP", "VOC"}), DAY), {"language": "fr"}),
        (Values(frozenset({"IMP", "VOC"}), DAY), {"look": derive_look("#8d6f00")}),
    ],
)
def test_digest_of_values_knows_what_differs(maker, values, asked):
    same = Values(frozenset({"IMP", "VOC"}), DAY)
    assert maker.digest(values, order(**asked)) != maker.digest(same, order())


def test_file_is_built_from_the_values_as_they_are_read(maker):
    values = Values(frozenset(), DAY)
    assert maker.make(maker.write(values, order()), order()) == DAY


def test_day_of_printing_is_found_where_templates_write_it():
    page = (
        '<meta name="dcterms.created" content="2026-11-28"><p>Closed on 28 November 2026</p>'
        '<time class="made-on">28 November 2026</time>'
    )
    assert MADE_ON.sub("", page) == "<p>Closed on 28 November 2026</p>"
