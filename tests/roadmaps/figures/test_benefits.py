import datetime as dt
from decimal import Decimal

from roadmaps.domain.benefits import Beneficiary, Benefit, Family, Obtained
from roadmaps.domain.costs import CostLine, CostType, Work, find_costs
from roadmaps.figures.benefits import find_sides
from roadmaps.figures.costs import beside_benefits
from tests.roadmaps.domain.followed import worked

TODAY, JANUARY = dt.date(2027, 7, 1), dt.date(2027, 1, 1)


def benefit(**fields):
    default = {"stone": "VOC-4", "title": "Calm", "family": Family.COST, "starts_on": JANUARY}
    return Benefit(1, **(default | fields))


def test_each_side_stands_for_itself():
    own = benefit(likely=Decimal(1200), low=Decimal(600))
    other = benefit(family=Family.RISK)
    theirs = benefit(beneficiary=Beneficiary.CUSTOMERS, likely=Decimal(24))
    organisation, customers = find_sides([theirs, own, other], TODAY)
    assert organisation.beneficiary is Beneficiary.ORGANISATION
    assert (organisation.low, organisation.likely, organisation.high) == (600, 1200, 1200)
    assert organisation.has_range
    assert organisation.by_family == ((Family.COST, 1200), (Family.RISK, None))
    assert (organisation.expected, organisation.obtained, organisation.realised) == (600, 0, 0)
    assert (customers.likely, customers.has_range) == (24, False)
    assert find_sides([], TODAY) == ()


def test_line_goes_on_for_a_year_after_today_or_the_last_beginning():
    (side,) = find_sides([benefit(likely=Decimal(12))], TODAY)
    assert [side.points[0].day, side.points[-1].day] == [JANUARY, dt.date(2028, 7, 1)]
    (side,) = find_sides([benefit(likely=Decimal(12), starts_on=dt.date(2030, 1, 1))], TODAY)
    assert side.points[-1].day == dt.date(2031, 1, 1)
    assert side.points[0].obtained is None


def test_no_line_without_a_figure():
    (side,) = find_sides([benefit()], TODAY)
    assert (side.points, side.likely, side.realised) == ((), None, None)


def test_what_was_obtained_has_a_line_even_when_nothing_was_expected():
    entry = Obtained(1, dt.date(2027, 3, 1), Decimal(7))
    (side,) = find_sides([benefit(obtained=(entry,))], TODAY)
    assert side.points[0].day == entry.obtained_on
    assert side.obtained == 7


def test_very_old_entries_do_not_make_endless_lines():
    entry = Obtained(1, dt.date(2001, 1, 1), Decimal(7))
    (side,) = find_sides([benefit(obtained=(entry,))], TODAY)
    assert len(side.points) <= 122
    assert side.points[0].obtained == 7


def test_phases_stand_beside_what_their_steps_bring():
    following = worked()
    works = [Work("VOC-4", "crawl", Decimal(45)), Work("EXB-4", "walk", Decimal(45))]
    lines = [CostLine(1, "EXB-4", CostType.TRAINING, Decimal(5))]
    costs = find_costs(works, lines, Decimal(100), [phase.phase for phase in following.phases])
    benefits = [
        benefit(likely=Decimal(12)),
        benefit(stone="EXB-4", beneficiary=Beneficiary.CUSTOMERS, likely=Decimal(6)),
        benefit(stone="IMP-5", likely=Decimal(1000)),
    ]
    rows = beside_benefits(costs, following, benefits)
    told = [(r.phase, r.cost.total, r.for_organisation, r.for_customers) for r in rows]
    assert told == [
        ("crawl", 4500, 12, None),
        ("walk", 4505, None, 6),
        ("run", 0, None, None),
        ("", 9005, 12, 6),
    ]
