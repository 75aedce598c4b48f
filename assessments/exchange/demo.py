"""The demo organisation: what the fixture says of it, and answers made from its profile. Pure."""

import json
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Final

import cattrs

from assessments.domain.maturity_model import MaturityModel, Stone
from assessments.domain.responses import BLANK, DONT_KNOW, NOT_APPLICABLE
from assessments.exchange.answers import ImportedSheet

Level = tuple[float, float]
MOST_OF_THE_TIME: Final = 2
"""Level of capability from which on a stage seems reached."""


@dataclass(frozen=True, slots=True)
class DemoDepartment:
    """A department; its code is made of its name."""

    name: str
    headcount: int
    function: str


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """A person who may sign in: role consultant, viewer or admin."""

    username: str
    role: str


@dataclass(frozen=True, slots=True)
class DemoComment:
    """A remark of somebody in a department, seen from a vantage."""

    department: str
    vantage: str
    block: str
    text: str


@dataclass(frozen=True, slots=True)
class DemoRound:
    """An assessment: days count from today, `people` by department and vantage.

    The last `unfinished` of them have not handed in.
    """

    name: str
    form: str
    first_day: int
    last_day: int
    is_closed: bool
    people: dict[str, dict[str, int]]
    comments: tuple[DemoComment, ...]
    unfinished: int = 0
    short_vantages: tuple[str, ...] = ()
    contact: str = ""


@dataclass(frozen=True, slots=True)
class Profile:
    """How people answer. Levels are means of capability and breadth on 0–4; shares are on 0–1.

    `levels` by block and stage, `stones` instead of them; `vantages` and `departments` (by block)
    shift both; `dont_know` by vantage, `dont_know_more` by stone and vantage instead.
    """

    seed: int
    person_spread: float
    answer_spread: float
    blank: float
    levels: dict[str, dict[str, Level]]
    stones: dict[str, Level]
    vantages: dict[str, float]
    departments: dict[str, dict[str, float]]
    dont_know: dict[str, float]
    dont_know_more: dict[str, dict[str, float]]
    dont_know_breadth: float
    not_applicable: dict[str, float]


@dataclass(frozen=True, slots=True)
class Demo:
    """The demo organisation."""

    format: str
    name: str
    departments: tuple[DemoDepartment, ...]
    accounts: tuple[DemoAccount, ...]
    profile: Profile
    rounds: tuple[DemoRound, ...]


def read_demo(file: Path) -> Demo:
    """The demo organisation as the fixture describes it."""
    return cattrs.structure(json.loads(file.read_text(encoding="utf-8")), Demo)


@dataclass(frozen=True, slots=True)
class _Person:
    department: str
    vantage: str
    mood: float
    choose: Random = field(repr=False)


def make_sheets(
    profile: Profile, maturity_model: MaturityModel, of: DemoRound
) -> tuple[ImportedSheet, ...]:
    """The sheets of a round: the same ones at every call."""
    choose = Random(f"{profile.seed} {of.name}")  # noqa: S311 -- reproducible, nothing secret
    sheets = []
    for department, vantages in of.people.items():
        for vantage in (vantage for vantage, count in vantages.items() for _ in range(count)):
            mood = choose.gauss(0, profile.person_spread) + profile.vantages[vantage]
            person = _Person(department, vantage, mood, choose)
            sheets.append(_fill(profile, person, maturity_model, of))
    return tuple(sheets)


def _fill(
    profile: Profile, person: _Person, maturity_model: MaturityModel, of: DemoRound
) -> ImportedSheet:
    sheet = ImportedSheet(person.department, person.vantage)
    if of.form == "matrix":
        sheet.positions = {
            block: _place(profile, person, block, maturity_model) for block in maturity_model.blocks
        }
        return sheet
    stages = {stage.number: stage.code for stage in maturity_model.stages}
    for code in maturity_model.asked(of.form, person.vantage, of.short_vantages):
        stone = maturity_model.stone_by_code[code]
        pair = _answer(profile, person, stone, stages[stone.stage])
        if pair[0] != BLANK:
            sheet.answers[code] = pair
    return sheet


def _place(profile: Profile, person: _Person, block: str, maturity_model: MaturityModel) -> int:
    """The last stage up to which practices seem done most of the time; 0: does not know."""
    if person.choose.random() < profile.dont_know.get(person.vantage, 0):
        return 0
    shift = person.mood + profile.departments.get(person.department, {}).get(block, 0)
    place = 1
    for stage in maturity_model.stages[1:]:
        capability, _breadth = profile.levels[block][stage.code]
        if person.choose.gauss(capability + shift, profile.answer_spread) < MOST_OF_THE_TIME:
            break
        place = stage.number
    return place


def _answer(profile: Profile, person: _Person, stone: Stone, stage: str) -> tuple[int, int]:
    choose = person.choose
    dont_know = profile.dont_know_more.get(stone.code, profile.dont_know)
    if choose.random() < profile.blank:
        return BLANK, BLANK
    if choose.random() < profile.not_applicable.get(stone.code, 0):
        return NOT_APPLICABLE, BLANK
    if choose.random() < dont_know.get(person.vantage, 0):
        return DONT_KNOW, BLANK
    capability, breadth = profile.stones.get(stone.code) or profile.levels[stone.block][stage]
    shift = person.mood + profile.departments.get(person.department, {}).get(stone.block, 0)
    level = _round(choose.gauss(capability + shift, profile.answer_spread), 0)
    if level == 0:
        return 0, 0
    if choose.random() < profile.dont_know_breadth:
        return level, DONT_KNOW
    return level, _round(choose.gauss(breadth + shift, profile.answer_spread), 1)


def _round(value: float, lowest: int) -> int:
    return min(4, max(lowest, round(value)))
