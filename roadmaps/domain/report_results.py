"""What the report says of targets: every block at every horizon."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from assessments.domain.maturity_model import MaturityModel
from roadmaps.domain.targets import Target, driving_horizon


@dataclass(frozen=True, slots=True)
class TargetRow:
    """A block: its stage today (None: too few answers to say), a target for each horizon, nearest
    first, why, and who answers for it (empty where nobody said)."""

    block: str
    today: int | None
    targets: tuple[Target, ...]
    reason: str = ""
    owner: str = ""

    def at(self, years: int) -> int | None:
        """The stage wanted within some years."""
        return next((each.stage for each in self.targets if each.years == years), None)


def tell_targets(
    maturity_model: MaturityModel,
    stages: Mapping[str, int | None],
    targets: Iterable[Target],
    owners: Mapping[str, str],
) -> tuple[TargetRow, ...]:
    """Blocks in the model's order with their targets by horizon (method E1); the reason is that of
    the horizon that drives the plan, else of the nearest one that has any."""
    known = sorted(targets, key=lambda target: target.years)
    drives = driving_horizon(maturity_model)
    rows = []
    for block in maturity_model.blocks:
        own = tuple(target for target in known if target.block == block)
        first = sorted(own, key=lambda target: (target.years != drives, target.years))
        reason = next((target.reason for target in first if target.reason), "")
        rows.append(TargetRow(block, stages.get(block), own, reason, owners.get(block, "")))
    return tuple(rows)
