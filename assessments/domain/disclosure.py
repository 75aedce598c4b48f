"""What of the answers may be shown: groups large enough, and no figure that gives away a small one.

Nothing else in the project decides this (method D9).
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from assessments.domain.responses import Department
from assessments.domain.scorecard import Scorecard, StoneResult, Unseen

OTHERS: Final = "others"
"""Code of the pool of hidden departments beside visible ones."""
WHOLE: Final = "whole"
"""Code of the only group when no department may be shown."""


class TooFewAnswers(Exception):
    """Fewer people answered than may be shown; says how many it takes, not how many there are."""

    def __init__(self, min_group_size: int) -> None:
        super().__init__(f"fewer than {min_group_size} people answered: nothing may be shown")
        self.min_group_size = min_group_size


@dataclass(frozen=True, slots=True)
class Group:
    """A scoring group: one visible department, or the pool of the hidden ones.

    A pool names its small departments whether they answered or not: being named says nothing.
    """

    code: str
    departments: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Grouping:
    """The groups that can be published, which are the groups that score; none: nothing is shown."""

    groups: tuple[Group, ...]

    @property
    def is_shown(self) -> bool:
        """Whether enough people answered for the organisation as a whole."""
        return bool(self.groups)

    @property
    def hidden(self) -> tuple[str, ...]:
        """Codes of the departments that are shown together only."""
        return tuple(
            code
            for group in self.groups
            if len(group.departments) > 1
            for code in group.departments
        )


def find_groups(
    departments: Sequence[Department], responses_departments: Sequence[str], k: int
) -> Grouping:
    """The groups that may be shown when each needs `k` (≥ 1) respondents (method D9).

    `responses_departments` has the department of each respondent who answered something. Primary
    suppression hides departments under k; complementary suppression hides the next smallest (ties:
    by code) while one is hidden alone or the hidden ones are fewer than k together. The hidden
    ones are one pool; when all are, it is the whole organisation. Under k in total: no group.
    A department that answered and is not in `departments` counts like the others. One where fewer
    than k people work, or nobody knows how many, is hidden when it is silent too: otherwise its
    place would tell whether its few people answered.

    Raises ValueError when k is under 1.
    """
    if k < 1:
        raise ValueError("a group has at least one respondent")
    if len(responses_departments) < k:
        return Grouping(())
    sizes = Counter(responses_departments)
    sizes.update({d.code: 0 for d in departments if (d.headcount or 1) < k and d.code not in sizes})
    order = [department.code for department in departments if department.code in sizes]
    order += sorted(sizes.keys() - set(order))
    hidden = find_hidden(sizes, k)
    visible = tuple(Group(code, (code,)) for code in order if code not in hidden)
    if not hidden:
        return Grouping(visible)
    pool = Group(OTHERS if visible else WHOLE, tuple(code for code in order if code in hidden))
    return Grouping((*visible, pool))


def find_hidden(sizes: Mapping[str, int], k: int) -> set[str]:
    """Codes of groups that may be shown together only, of groups by code and size (method D9)."""
    hidden = {code for code, size in sizes.items() if size < k}
    visible = sorted(sizes.keys() - hidden, key=lambda code: (sizes[code], code))
    while hidden and visible and (len(hidden) == 1 or sum(sizes[code] for code in hidden) < k):
        hidden.add(visible.pop(0))
    return hidden


def find_unseen(valid: int, not_applicable: int, answered: int, k: int) -> Unseen | None:
    """Why an item has no value, None when it has one: `k` answers with a value (method D9, E2).

    Scoring asks this first, so that every other figure is a function of figures that are shown.
    'Not applicable' is itself told only of `k` answers, and of more than half of them.
    """
    if valid >= k:
        return None
    if answered >= k and 2 * not_applicable > answered:
        return Unseen.NOT_APPLICABLE
    return Unseen.TOO_FEW


def publish(scorecard: Scorecard) -> Scorecard:
    """What may be seen of a scorecard (method D9): no count or share of an item without a value.

    Raises TooFewAnswers when fewer than `min_group_size` people answered, and ValueError when the
    scorecard was made of groups that may not be shown.
    """
    k = scorecard.min_group_size
    if scorecard.respondents < k:
        raise TooFewAnswers(k)
    if any(group.respondents < k for group in scorecard.groups):
        raise ValueError("a scoring group is smaller than may be shown")
    return replace(scorecard, stones=tuple(_publish_stone(stone, k) for stone in scorecard.stones))


def _publish_stone(stone: StoneResult, k: int) -> StoneResult:
    if stone.valid is not None and stone.valid >= k and stone.unseen is None:
        return stone
    return StoneResult(
        stone.stone,
        score=None,
        status=None,
        valid=None,
        dont_know=None,
        not_applicable=None,
        unseen=stone.unseen or Unseen.TOO_FEW,
    )
