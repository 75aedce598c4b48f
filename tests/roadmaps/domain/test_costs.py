from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from roadmaps.domain.costs import CostLine, CostType, Missing, Work, cost_of, find_costs

RATE = Decimal("612.50")
WORKS = (
    Work("VIS-2", "crawl", Decimal(15)),
    Work("VOC-4", "crawl", Decimal("22.5"), running_days=Decimal("1.5")),
    Work("EXB-4", "walk", Decimal(45)),
    Work("IMP-5", None, Decimal(120)),
)
LINES = (
    CostLine(1, "VOC-4", CostType.LICENCE, Decimal("12000.10"), is_yearly=True),
    CostLine(2, "VOC-4", CostType.TRAINING, Decimal("0.10")),
    CostLine(3, "VOC-4", CostType.TRAINING, Decimal("0.20")),
    CostLine(4, "EXB-4", CostType.INTEGRATION, Decimal(9000)),
    CostLine(5, "IMP-5", CostType.EXTERNAL_SERVICES, Decimal(80_000)),
)
PHASES = ("crawl", "walk", "run")


def test_cost_of_a_phase_is_days_times_rate_and_amounts():
    crawl, walk, run = find_costs(WORKS, LINES, RATE, PHASES).phases
    assert crawl.cost.days == Decimal("37.5")
    assert crawl.cost.day_cost == Decimal("22968.75")
    assert crawl.cost.amounts == {CostType.TRAINING: Decimal("0.30")}
    assert crawl.cost.total == Decimal("22969.05")
    assert walk.cost.total == 45 * RATE + 9000
    assert run.cost.total == 0


def test_running_cost_is_of_a_year():
    crawl = find_costs(WORKS, LINES, RATE, PHASES).phases[0].cost
    assert crawl.running_days == 18
    assert crawl.has_running
    assert not cost_of(WORKS[:1], LINES, RATE).has_running
    assert crawl.running == 18 * RATE + Decimal("12000.10")


def test_what_stands_in_no_phase_costs_nothing_yet():
    whole = find_costs(WORKS, LINES, RATE, PHASES).whole
    assert whole.days == Decimal("82.5")
    assert CostType.EXTERNAL_SERVICES not in whole.amounts


def test_without_a_rate_no_total_is_made_up():
    costs = find_costs(WORKS, LINES, None, PHASES)
    assert costs.missing == (Missing.RATE,)
    assert [phase.cost.total for phase in costs.phases] == [None, None, 0]
    assert costs.phases[0].cost.running is None
    assert costs.phases[1].cost.amount == 9000
    assert costs.phases[1].cost.running == 0


def test_without_amounts_that_is_said():
    assert find_costs(WORKS, (), RATE, PHASES).missing == (Missing.AMOUNTS,)
    only_later = [line for line in LINES if line.stone == "IMP-5"]
    assert find_costs(WORKS, only_later, None, PHASES).missing == (Missing.RATE, Missing.AMOUNTS)


AMOUNTS = st.decimals(0, 10**9, places=2)
MANY = st.lists(
    st.builds(
        CostLine,
        st.integers(),
        st.sampled_from(["VIS-2", "VOC-4", "EXB-4"]),
        st.sampled_from(CostType),
        AMOUNTS,
        st.booleans(),
    ),
    max_size=8,
)


@given(MANY, st.randoms())
def test_order_of_lines_changes_nothing(lines, random):
    shuffled = list(lines)
    random.shuffle(shuffled)
    assert find_costs(WORKS, shuffled, RATE, PHASES) == find_costs(WORKS, lines, RATE, PHASES)


@given(MANY, st.none() | AMOUNTS)
def test_phases_add_up_to_the_whole(lines, rate):
    costs = find_costs(WORKS, lines, rate, PHASES)
    totals = [phase.cost.total for phase in costs.phases]
    assert costs.whole.total == (None if None in totals else sum(totals))
    assert costs.whole.amount_a_year == sum(phase.cost.amount_a_year for phase in costs.phases)


@given(MANY, AMOUNTS)
def test_another_line_never_makes_it_cheaper(lines, amount):
    more = CostLine(9, "VIS-2", CostType.LICENCE, amount)
    assert cost_of(WORKS, [*lines, more], RATE).total >= cost_of(WORKS, lines, RATE).total
