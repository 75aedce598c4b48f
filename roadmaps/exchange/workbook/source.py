"""What the workbook of a plan is written from."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from assessments.queries.results import SnapshotFacts
from assessments.queries.wording import Wording
from roadmaps.domain.benefits import Benefit
from roadmaps.domain.costs import CostLine, Costs
from roadmaps.domain.plans import Position
from roadmaps.domain.registers import Decision
from roadmaps.domain.risks import Risk
from roadmaps.queries.report_way import Way


@dataclass(frozen=True, slots=True)
class Source:
    """A version of a roadmap with its registers and their words.

    `lines`: what the lines of the course say, by code; `events`: names of what may strike, by code.
    """

    way: Way
    wording: Wording
    facts: SnapshotFacts
    lines: Mapping[str, str]
    events: Mapping[str, str]
    benefits: tuple[Benefit, ...]
    cost_lines: tuple[CostLine, ...]
    costs: Costs
    decisions: tuple[Decision, ...]
    risks: tuple[Risk, ...]

    def step(self, stone: str) -> str:
        """The title of a step."""
        return self.wording.stone_titles.get(stone, stone)

    def steps(self, stones: Iterable[str]) -> str:
        """Titles of steps, one a line."""
        return "\n".join(self.step(stone) for stone in stones)

    def block(self, code: str) -> str:
        """The name of a block."""
        return self.wording.block_names.get(code, code)

    def phase(self, code: Position, otherwise: str = "") -> str:
        """The name of a phase."""
        return self.wording.phases.get(code, code) if code else otherwise
