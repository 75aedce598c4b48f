"""The worked examples of docs/method.md, computed by the product."""

import datetime as dt
import re
from dataclasses import replace
from math import isnan
from pathlib import Path
from random import Random

import pytest

from assessments.domain.agreement import (
    between_share,
    find_agreement,
    respondent_block_scores,
    visibility_gap,
)
from assessments.domain.disclosure import find_groups
from assessments.domain.responses import Department
from assessments.domain.scoring import item_scores, score
from assessments.domain.spread import Distribution, ItemSpread, Spread
from assessments.domain.uncertainty import Stratum, find_interval
from roadmaps.domain.cycles import plan_cycles, propose_phases
from roadmaps.domain.deciding import decisions_to_take
from roadmaps.domain.planning import plan
from roadmaps.domain.plans import LATER, WAIVABLE, Balance, PlanSettings, Rule, Waiver
from roadmaps.domain.room.agenda import propose_agenda
from roadmaps.domain.room.ambitions import AmbitionSpread
from roadmaps.domain.room.positions import Agreed, Basis, Positions, choose_scores
from roadmaps.domain.room.rounds import Beside, Voice, count_round, find_counted
from roadmaps.domain.room.scenes import Kind
from roadmaps.domain.simulation import replay
from roadmaps.domain.values import propose_claim
from tests.builders import (
    WORKED_EXAMPLE_DEPARTMENTS,
    shipped_maturity_model,
    worked_example_maturity_model,
    worked_example_responses,
)
from tests.roadmaps.agreements import DAY, second_round
from tests.roadmaps.domain.cases import (
    CAPACITIES,
    PHASES,
    WORKED_SCORES,
    WORKED_TARGETS,
    advance,
    scope_of,
    worked_scope,
)
from tests.roadmaps.domain.futures import shipped_assumptions
from tests.roadmaps.domain.test_deciding import ALL_OPEN, CRAWL
from tests.roadmaps.domain.test_simulation import REFERENCE, SMALL, STRUCK

METHOD = (Path(__file__).parents[1] / "docs" / "method.md").read_text(encoding="utf-8")
MODEL, ANSWERS = worked_example_maturity_model(), worked_example_responses()


def rows_of(section: str, first_heading: str) -> list[list[str]]:
    """Cells of the table in a section whose first column has this heading."""
    body = re.search(rf"^## {section}\. .*?(?=^## |\Z)", METHOD, re.MULTILINE | re.DOTALL)[0]
    table = body[body.index(f"| {first_heading} |") :].split("\n\n")[0]
    lines = table.strip().splitlines()[2:]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def scored(weight="equal"):
    grouping = find_groups(
        WORKED_EXAMPLE_DEPARTMENTS, ANSWERS.departments, 1, responses_vantages=ANSWERS.vantages
    )
    return score(
        MODEL,
        ANSWERS,
        grouping,
        form="full",
        departments=WORKED_EXAMPLE_DEPARTMENTS,
        min_group_size=1,
        department_weight=weight,
    )


def four(value):
    return round(value, 4)


def test_method_has_every_section_that_the_code_names():
    sections = re.findall(r"^## ([DE]\d+)\. ", METHOD, re.MULTILINE)

    assert sections == [
        f"{part}{n}" for part, last in (("D", 10), ("E", 8)) for n in range(1, last + 1)
    ]


def test_method_thresholds_are_those_of_the_shipped_model():
    stages = shipped_maturity_model().stages[1:]

    assert rows_of("D3", "Stage") == [
        [stage.code, f"{stage.threshold:g}", f"{stage.own_floor:g}"] for stage in stages
    ]


def test_method_answers_and_stones_of_the_worked_example():
    points, results = item_scores(ANSWERS), {stone.stone: stone for stone in scored().stones}
    for column, row in enumerate(rows_of("D10", "Stone")):
        code, stage, impact, *pairs, service, marketing, mean = row
        stone = MODEL.stone_by_code[code]
        assert (stone.stage, stone.impact) == (int(stage), int(impact))
        answers = zip(ANSWERS.capability[:, column], ANSWERS.breadth[:, column], strict=True)
        assert pairs == ["DK" if c > 4 else f"{c},{b}" for c, b in answers]
        in_service = [value for value in points[:2, column] if not isnan(value)]
        assert float(service) == sum(in_service) / len(in_service)
        assert float(marketing) == points[2, column]
        assert four(results[code].score) == float(mean)


def test_method_blocks_of_the_worked_example():
    blocks = {block.block: block for block in scored().blocks}
    for code, *cumulative, stage in rows_of("D10", "Block"):
        readings = [four(reading.cumulative) for reading in blocks[code].readings[:3]]
        assert readings == [float(value) for value in cumulative]
        assert four(blocks[code].score) == float(cumulative[-1])
        assert blocks[code].stage == int(stage)


def test_method_organisation_of_the_worked_example():
    scorecard = scored()
    organisation = scorecard.organisation
    (notice,) = [n for n in scorecard.notices if n.code == "listening_ahead"]
    found = (
        organisation.stage,
        four(organisation.mean_score),
        four(organisation.weakest_score),
        four(organisation.balance_index),
        four(organisation.systemic_score),
        four(notice.difference),
    )

    assert found == tuple(float(value) for _, value in rows_of("D10", "Organisation"))


def test_method_weights_of_the_worked_example():
    for weight, value in rows_of("D10", "Weight of departments (Service 100, Marketing 25)"):
        assert four(scored(weight).stones[0].score) == float(value)


def test_method_agreement_of_the_worked_example():
    for stone, *figures in rows_of("D10", "Stone | Agreement, how settled"):
        item = find_agreement(ANSWERS, stone)
        found = (item.capability, item.breadth, item.capability_split, item.breadth_split)
        assert [four(value) for value in found] == [float(value) for value in figures]


def test_method_respondents_of_the_worked_example():
    scores = respondent_block_scores(MODEL, ANSWERS)
    for person, row in zip(scores, rows_of("D10", "Respondent"), strict=True):
        assert [four(value) for value in person] == [float(value) for value in row[1:]]
    imp = scores[:, 1]
    gaps = [four(block.perception_gap) for block in scored().spread.blocks]
    column = ANSWERS.items.index("VOC-5")
    unknown = visibility_gap(ANSWERS.capability[:, column], ANSWERS.breadth[:, column])

    assert f"VOC {gaps[0]}, IMP {gaps[1]}." in METHOD
    assert f"lies {four(between_share(imp, ANSWERS.departments))} of" in METHOD
    assert f"visibility gap of {four(unknown)}" in METHOD


def test_method_interval():
    eight = (20, 30, 35, 40, 40, 50, 55, 70)
    rows = rows_of("D10", "Eight block scores 20, 30, 35, 40, 40, 50, 55, 70")
    for headcount, row in zip((None, 40), rows, strict=True):
        interval = find_interval(42.5, [Stratum(eight, headcount=headcount)], minimum=6)
        assert [round(interval.low, 2), round(interval.high, 2)] == [float(v) for v in row[1:]]


@pytest.mark.parametrize(("departments", "shown"), rows_of("D9", "Departments (k = 5)"))
def test_method_protection(departments, shown):
    sizes = {name: int(size) for name, size in re.findall(r"(\w+) (\d+)", departments)}
    people = [name for name, size in sizes.items() for _ in range(size)]
    grouping = find_groups([Department(name, None) for name in sizes], people, 5)
    groups = (
        f"{group.code} {sum(sizes[code] for code in group.departments)}"
        for group in grouping.groups
    )

    assert ", ".join(groups) == shown


def test_method_scope_of_the_worked_roadmap():
    gaps = {gap.stone: gap for gap in worked_scope().gaps}
    rows = rows_of("E4", "Stone")

    assert {row[0] for row in rows} == set(gaps)
    for stone, value, aim, size, kind, effort, months, needs in rows:
        gap = gaps[stone]
        assert WORKED_SCORES[stone] == float(value)
        assert (gap.aim, gap.gap, gap.effort, gap.months) == tuple(
            float(number) for number in (aim, size, effort, months)
        )
        assert (str(gap.kind), ", ".join(gap.needs) or "–") == (kind, needs)


@pytest.mark.parametrize("row", rows_of("E2", "Aim, from nothing"))
def test_method_claims(row):
    aim, capability, breadth, points = (float(cell) for cell in row)

    assert propose_claim(aim) == (capability, breadth)
    assert 100 * capability * breadth / 16 == points


def test_method_waivers_name_the_hard_rules():
    named = [rule for row in rows_of("E3", "Rule") for rule in row[0].split(", ")]

    assert sorted(named) == sorted(WAIVABLE)


def test_method_cycles_of_the_shipped_model():
    maturity_model = shipped_maturity_model()
    later = propose_phases(maturity_model.phases, maturity_model.planning.course_months, 2)[3:]
    crawl, walk, run = (f"{phase.start_month}–{phase.end_month}" for phase in later)

    assert f"crawl {crawl}, walk {walk} and run {run}" in METHOD


def test_method_waivers_and_cycles_of_the_worked_roadmap():
    waivers = [Waiver(rule, "IMP-5") for rule in (Rule.CAPACITY, Rule.SHARE)]
    waived = plan(worked_scope(), PHASES, CAPACITIES, locks={"IMP-5": "run"}, waivers=waivers)
    again = plan_cycles(
        worked_scope(),
        propose_phases(PHASES, 60, 2),
        (*CAPACITIES, 100, 140, 240),
        PlanSettings(cycle_phases=3),
        stage_after=lambda _: 2,
    )
    found = [
        [f"{100 * each.share:.1f}", f"{each.effort:g}", each.positions["IMP-5"]]
        for each in (waived, again)
    ]

    assert found == [row[1:] for row in rows_of("E4", "The same, with")]


def test_method_plan_of_the_worked_roadmap():
    best = plan(worked_scope(), PHASES, CAPACITIES)
    free = plan(worked_scope(), PHASES, CAPACITIES, PlanSettings(balance=Balance.OFF))
    efforts = {gap.stone: gap.effort for gap in worked_scope().gaps}
    for phase, stones, effort in rows_of("E4", "Phase"):
        named = [stone for stone, place in best.positions.items() if (place or LATER) == phase]
        assert sorted(named) == stones.split(", ")
        assert sum(efforts[stone] for stone in named) == float(effort)
    figures = (
        best.benefit,
        best.ceiling,
        round(100 * best.share, 1),
        best.effort,
        len(best.idle),
        free.benefit,
    )

    assert figures == tuple(float(value) for _, value in rows_of("E4", "Plan"))


def test_method_events_of_the_simulation_are_those_of_the_shipped_model():
    events = shipped_assumptions().events

    assert rows_of("E5", "Event") == [
        [
            e.code,
            f"{e.rate:g}",
            f"{e.low:g}–{e.high:g}",
            f"{e.delay:g}",
            f"{e.rework:g}",
            f"{e.loss:g}",
        ]
        for e in events
    ]


def test_method_courses_without_chance():
    found = {}
    for name, struck in (("no event", {}), ("sponsor in month 6, strategy in month 9", STRUCK)):
        for scenario, course in zip(("Big Bang", "gradual"), replay(SMALL, struck), strict=True):
            end = course.months[-1]
            months = ", ".join(map(str, course.deliveries)) or "–"
            amounts = [f"{amount:g}" for amount in (end.cost, end.benefit, course.net)]
            found[name, scenario] = [months, str(course.abandoned_in or "–"), *amounts]

    assert {(name, who): row for name, who, *row in rows_of("E5", "Course")} == found


def test_method_reference_of_the_simulation_is_the_one_that_is_tested():
    for name, scenario, *figures, better in rows_of("E5", "Setting"):
        big_bang, gradual, gradual_better = REFERENCE[name]
        expected = big_bang if scenario == "Big Bang" else gradual
        read = [None if figure == "–" else float(figure) for figure in figures]
        assert tuple(read) == expected
        assert better == ("" if scenario == "Big Bang" else f"{gradual_better:g}")


@pytest.mark.parametrize("row", rows_of("G1", "Minutes"), ids=" ".join)
def test_method_agenda_of_a_room_fills_its_time(row):
    minutes, dividing, split, talked_about, blocks, ideas, taken = map(int, row)
    model, even = shipped_maturity_model(), Distribution((2, 2, 2, 2, 2))
    items = tuple(
        ItemSpread(s.code, 10, even, even, "divergent", None, rank, None, float(rank <= split))
        for rank, s in enumerate(model.stones[:dividing], start=1)
    )
    agenda = propose_agenda(model, Spread(items), minutes=minutes)

    kinds = [entry.kind for entry in agenda]
    found = [kinds.count(kind) for kind in (Kind.STONE, Kind.AMBITION, Kind.IDEAS)]
    assert found == [talked_about, blocks, ideas]
    assert sum(entry.minutes for entry in agenda) == taken


@pytest.mark.parametrize("row", rows_of("G2", "a"), ids=" ".join)
def test_method_second_rounds_count_whom_they_may(row):
    a, b, before, earlier, k, counted = map(int, row[:6])
    said = [Voice(n % 5, 1, answered=n < a) for n in range(a + b)]
    beside = Beside(before, (earlier,) if earlier else ())
    facts = {"beside": beside, "min_group_size": k, "lot": Random(1)}
    told = count_round(MODEL, MODEL.stones[0].code, said, **facts)

    assert len(find_counted(said, **facts)) == counted
    state = "nothing" if told is None else "figures"
    is_coarse = told is not None and told.spread.capability.is_coarse
    assert row[6] == ("three classes" if is_coarse else state)


SETTLED = {
    "nothing": {},
    "people": {"sponsor": "Anne", "deputy": "Bruno", "has_agent": True},
    "aims": {"advancing": 0, "exceptions": (), "due": ()},
    "work": {"ahead": replace(CRAWL, after="walk"), "actions": (), "unstated": ()},
}


@pytest.mark.parametrize("row", rows_of("F2", "On"), ids=lambda row: row[1])
def test_method_questions_to_a_board(row):
    day, settled, matters, due = row
    stake = replace(ALL_OPEN, today=dt.date.fromisoformat(day))
    for part in settled.split(", "):
        stake = replace(stake, **SETTLED[part])

    asked = decisions_to_take(stake)
    assert ", ".join(each.matter for each in asked) == matters
    assert asked[0].due_on == dt.date.fromisoformat(due)


@pytest.mark.parametrize("row", rows_of("G3", "Stages wished"), ids=" ".join)
def test_ambitions_equal_the_method(row):
    stages, median, reach = row
    counts = tuple(map(int, stages.split(",")))
    spread = AmbitionSpread(2, sum(counts), counts, {})
    assert (spread.median, spread.reach) == (int(median), int(reach))


PLACED = rows_of("G3", "Stone")


def placed(row):
    """A stone of the table by all who placed it."""
    stone, survey, room, agreed = row[:4]
    levels = {"56.25": (3, 3), "25": (2, 2)}.get(agreed)
    return Positions(
        stone,
        stone[:3],
        float(survey),
        room=None if room == "–" else second_round(stone, float(room)),
        agreed=levels and Agreed(*levels, "", "", "", DAY),
    )


@pytest.mark.parametrize("row", PLACED, ids=" ".join)
def test_gaps_on_each_basis_equal_the_method(row):
    stone, survey, _room, agreed, *gaps = row
    known = [placed(each) for each in PLACED]
    mine = next(each for each in known if each.stone == stone)
    assert float(survey) == WORKED_SCORES[stone]
    assert agreed == "–" or mine.agreed.score == float(agreed)
    for basis, gap in zip(Basis, gaps, strict=True):
        scores = {**WORKED_SCORES, **choose_scores(known, basis)}
        found = scope_of(scores, advance(WORKED_TARGETS)).gap_by_stone.get(stone)
        assert (found.aim - found.value if found else 0) == float(gap)
