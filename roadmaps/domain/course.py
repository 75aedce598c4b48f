"""The course: lines of three to five years, and which of them each step serves (E1, rule R8)."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from assessments.domain.scorecard import GateResult
from roadmaps.domain.claims import Prospect
from roadmaps.domain.plans import Position
from roadmaps.domain.scopes import Gap
from roadmaps.domain.targets import Intention, Target

CROSSING: Final = "crossing"
"""Code of the line that leads over the chasm; blocks have codes of their own."""
OWN: Final = "own-"
"""What codes of lines begin with that governance added."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the course: a block brought to a stage, the crossing, or an aim of one's own.

    `arrives`: the phase after which the plan is projected to be there, None: beyond the plan, or
    nothing that a plan can tell. `phase`: the one at whose end it is to be reached, as governance
    settled it, else `arrives`. `is_reached`: it is there with what is done so far. `because` is the
    reason of the target; `statement` and `owner` are people's words, empty where they gave none;
    `is_settled`: they gave some.
    """

    code: str
    block: str = ""
    stage: int | None = None
    arrives: Position = None
    is_reached: bool = False
    because: str = ""
    phase: Position = None
    statement: str = ""
    owner: str = ""
    is_settled: bool = False
    revision: int = 0

    @property
    def is_own(self) -> bool:
        """Governance added it; no target stands behind it."""
        return self.code.startswith(OWN)

    @property
    def is_elsewhere(self) -> bool:
        """The plan gets there in another phase than governance settled."""
        return self.phase != self.arrives and self.stage is not None and not self.is_reached


@dataclass(frozen=True, slots=True)
class Entered:
    """What people settled about a line, as it is stored."""

    code: str
    block: str
    stage: int | None
    phase: Position
    statement: str
    owner: str
    revision: int


@dataclass(frozen=True, slots=True)
class Service:
    """The line that a step serves, None: no line (an orphan). `is_chosen`: a person said so;
    `is_gone`: the line that a person chose is no longer on the course."""

    line: str | None
    is_chosen: bool = False
    is_gone: bool = False


def derive_lines(
    driving: Iterable[Target], prospect: Prospect | None, owners: Mapping[str, str]
) -> tuple[Line, ...]:
    """The lines that targets and plan make (method E1): one for each block that advances, after
    them the crossing where answers found it closed and a target lies beyond it.

    `driving`: a target for each block, in the model's order; `prospect`: None without results;
    `owners` of targets by block. The same targets give the same codes in every version of a plan.
    """
    advancing = advancing_targets(driving)
    lines = [_line_of(each, prospect, owners.get(each.block, "")) for each in advancing]
    gate = prospect.today.gate if prospect else None
    if prospect and gate and leads_over(advancing, gate):
        opens = next((each.phase for each in prospect.after if each.gate.is_open), None)
        is_open = prospect.so_far.gate.is_open
        phase, stage = None if is_open else opens, (gate.after_stage or 0) + 1
        lines.append(Line(CROSSING, stage=stage, arrives=phase, phase=phase, is_reached=is_open))
    return tuple(lines)


def advancing_targets(driving: Iterable[Target]) -> tuple[Target, ...]:
    """The targets that make a line of the course: those that advance."""
    return tuple(target for target in driving if target.intention is Intention.ADVANCE)


def leads_over(advancing: Iterable[Target], gate: GateResult) -> bool:
    """Whether the course has a line for the crossing: answers found it closed, and a target lies
    beyond it."""
    if gate.is_open or gate.after_stage is None:
        return False
    return any(target.stage > gate.after_stage for target in advancing)


def _line_of(target: Target, prospect: Prospect | None, owner: str) -> Line:
    arrives, is_reached = arrives_at(target.block, target.stage, prospect)
    return Line(
        target.block,
        target.block,
        target.stage,
        arrives,
        is_reached,
        because=target.reason,
        phase=arrives,
        owner=owner,
    )


def arrives_at(block: str, stage: int, prospect: Prospect | None) -> tuple[Position, bool]:
    """The first phase after which a block is projected to stand at `stage` (a number from 1), None
    where it is not or already does; and whether it stands there with what is done so far."""
    for projection in (prospect.so_far, *prospect.after) if prospect else ():
        found = {each.block: each.stage for each in projection.blocks}
        if (found.get(block) or 0) >= stage:
            return projection.phase, projection.phase is None
    return None, False


def settle_lines(
    derived: Sequence[Line], entered: Iterable[Entered], prospect: Prospect | None
) -> tuple[Line, ...]:
    """The course as governance settled it: derived lines with people's words, then own lines.

    What was entered for a line that targets no longer make is left aside.
    """
    given = {each.code: each for each in entered}
    lines = [_settle(line, given[line.code]) if line.code in given else line for line in derived]
    own = (each for each in given.values() if each.code.startswith(OWN))
    return (*lines, *(_own_line(each, prospect) for each in own))


def _settle(line: Line, entered: Entered) -> Line:
    return replace(
        line,
        phase=entered.phase,
        statement=entered.statement,
        owner=entered.owner or line.owner,
        is_settled=True,
        revision=entered.revision,
    )


def _own_line(entered: Entered, prospect: Prospect | None) -> Line:
    line = Line(entered.code, entered.block, entered.stage)
    if entered.block and entered.stage:
        arrives, is_reached = arrives_at(entered.block, entered.stage, prospect)
        line = replace(line, arrives=arrives, is_reached=is_reached)
    return _settle(line, entered)


def next_own_code(codes: Iterable[str]) -> str:
    """A code for one more line of one's own."""
    numbers = [code.removeprefix(OWN) for code in codes if code.startswith(OWN)]
    taken = [int(number) for number in numbers if number.isdecimal()]
    return f"{OWN}{max(taken, default=0) + 1}"


def find_services(
    gaps: Sequence[Gap],
    unlocks: Mapping[str, Sequence[str]],
    serves: Mapping[str, str],
    codes: Collection[str],
) -> dict[str, Service]:
    """The course line that each step serves (rule R8), by stone.

    What a person chose (`serves`), unless that line is gone; else the line of its block; of a gate
    stone of a block without a line, the crossing; else that of the first stone it unlocks that has
    one. `codes` are those of the lines on the course.
    """
    blocks = {gap.stone: gap.block for gap in gaps}
    services = {}
    for gap in gaps:
        chosen = serves.get(gap.stone, "")
        if chosen:
            is_there = chosen in codes
            services[gap.stone] = Service(chosen if is_there else None, is_there, not is_there)
        else:
            later = (blocks.get(stone, "") for stone in unlocks.get(gap.stone, ()))
            offered = (gap.block, CROSSING if gap.is_gate else "", *later)
            services[gap.stone] = Service(next((code for code in offered if code in codes), None))
    return services


def find_work(
    lines: Iterable[Line],
    gaps: Sequence[Gap],
    services: Mapping[str, Service],
    working: Collection[str],
) -> dict[str, tuple[str, ...]]:
    """The stones that bring each line forward, by the line's code; gate stones bring the crossing
    forward whatever else they serve. `working`: stones that stand in a phase and are carried out
    or done."""
    return {
        line.code: tuple(
            gap.stone
            for gap in gaps
            if gap.stone in working
            and (services[gap.stone].line == line.code or (line.code == CROSSING and gap.is_gate))
        )
        for line in lines
    }
