import datetime as dt
from functools import cache

from roadmaps.domain.planning import plan
from roadmaps.domain.plans import PlanSettings, Rule
from roadmaps.domain.report import Report
from roadmaps.domain.roadmap import Solved, describe_roadmap
from roadmaps.domain.wishes import Wish
from tests.roadmaps.domain.cases import (
    CAPACITIES,
    PHASES,
    WORKED_TARGETS,
    advance,
    maturity_model,
    worked_scope,
)
from tests.scorecards import scorecard_of

TODAY = dt.date(2026, 11, 21)


@cache
def worked_report() -> Report:
    """The report on the worked roadmap."""
    scope, settings = worked_scope(), PlanSettings()
    best = plan(scope, PHASES, CAPACITIES, settings)
    wishes = {placed.stone: Wish(placed.phase) for placed in best.placements}
    return Report(
        organisation="Acme",
        assessment="Wave 1",
        opened_on=TODAY,
        closed_on=TODAY,
        printed_on=TODAY,
        digest="0123456789abcdef" * 4,
        departments_answering=("All",),
        departments_silent=(),
        maturity_model=maturity_model(),
        scorecard=scorecard_of(),
        roadmap=describe_roadmap(
            Solved(scope, PHASES, CAPACITIES, settings, best, None),
            wishes,
            None,
            number=1,
            created_on=TODAY,
            starts_on=dt.date(2027, 1, 1),
            targets=advance(WORKED_TARGETS),
        ),
    )


def test_initiatives_are_numbered_through_the_phases_and_later_last():
    report = worked_report()
    numbered = [
        [(i.number, i.state.stone) for i in section.initiatives] for section in report.sections
    ]

    assert numbered == [
        [(1, "VIS-2"), (2, "VOC-4"), (3, "IMP-1")],
        [(4, "VIS-3"), (5, "VOC-2"), (6, "IMP-2"), (7, "EXB-4")],
        [(8, "VOC-5"), (9, "IMP-4")],
        [(10, "IMP-5")],
    ]
    assert [section.code for section in report.phases] == ["crawl", "walk", "run"]
    assert report.later == report.sections[-1].initiatives


def test_what_an_initiative_unlocks_reads_in_numbers():
    unlocks = {i.number: i.unlocks for s in worked_report().sections for i in s.initiatives}

    assert unlocks[1] == (4, 7, 8, 9, 10)
    assert unlocks[8] == ()


def test_the_crossing_is_named_once_however_many_conditions_come_before():
    report = worked_report()
    for section in report.sections:
        for initiative in section.initiatives:
            phases = [r.phase for r in initiative.reasons if r.rule is Rule.GATE]
            assert len(phases) == len(set(phases))
            others = [r for r in initiative.state.reasons if r.rule is not Rule.GATE]
            assert [r for r in initiative.reasons if r.rule is not Rule.GATE] == others


def test_targets_stand_beside_the_stage_of_today():
    report = worked_report()

    assert [(line.target.block, line.target.stage) for line in report.targets] == list(
        WORKED_TARGETS.items()
    )
    assert {line.today for line in report.targets} == {2}


def test_digest_is_shown_short():
    assert worked_report().short_digest == "0123456789ab"
