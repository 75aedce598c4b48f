"""What of the answers may be shown: groups large enough, and no figure that gives away a small one.

Nothing else in the project decides this (method D9).
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import compress
from math import trunc
from typing import Final

from assessments.domain.oracle import Table, count_leaks
from assessments.domain.responses import Department
from assessments.domain.scorecard import Scorecard, StoneResult, Unseen

OTHERS: Final = "others"
"""Code of the pool of hidden departments beside visible ones."""
WHOLE: Final = "whole"
"""Code of the only group when no department may be shown."""
MOST_DEPARTMENTS: Final = 12
MOST_VANTAGES: Final = 4
"""Groups of a cut that are shown beside one another; the smallest join the pool."""
FINE_FROM: Final = 10
"""Answers from which on every level is told."""


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
    """The groups that can be published; none: nothing is shown.

    `groups` are departments, which are the groups that score; `vantages` is the second cut, empty
    unless at least two of its groups may be shown.
    """

    groups: tuple[Group, ...]
    vantages: tuple[Group, ...] = ()

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
    departments: Sequence[Department],
    responses_departments: Sequence[str],
    k: int,
    *,
    responses_vantages: Sequence[str] = (),
    entered: Sequence[bool] = (),
) -> Grouping:
    """The groups that may be shown when each needs `k` (≥ 1) respondents (method D9).

    `responses_departments` has the department of each respondent who answered something, and
    `responses_vantages`, when vantages are to be shown too, the vantage. Primary suppression hides
    groups under k; complementary suppression hides the next smallest (ties: by code) while one is
    hidden alone or the hidden ones are fewer than k together. The hidden ones are one pool; when
    all are, it is the whole organisation. Under k in total: no group. As long as fewer than k
    respondents can be worked out from both cuts together, the group is hidden too that leaves the
    fewest such sets (ties: smallest, then code).
    `entered` says which sheets somebody else entered and so has read. Whoever did can take them
    from every figure: so a group has `k` other sheets as well, or none at all.

    A department that answered and is not in `departments` counts like the others. One where fewer
    than k people work, or nobody knows how many, is hidden when it is silent too: otherwise its
    place would tell whether its few people answered.

    Raises ValueError when k is under 1.
    """
    if k < 1:
        raise ValueError("a group has at least one respondent")
    unread = [not each for each in entered] or [True] * len(responses_departments)
    if len(responses_departments) < k or 0 < sum(unread) < k:
        return Grouping(())
    rows = _cut_departments(departments, responses_departments, unread, k).hide(k)
    if not responses_vantages:
        return Grouping(rows.groups)
    seen, seen_own = Counter(responses_vantages), Counter(compress(responses_vantages, unread))
    columns = _Cut(seen, seen_own, tuple(sorted(seen)), MOST_VANTAGES).hide(k)
    people = list(zip(responses_departments, responses_vantages, strict=True))
    tables = (Counter(people), Counter(compress(people, unread)))
    rows, columns = _stop_subtraction(rows, columns, tables, k)
    return Grouping(rows.groups, columns.groups if len(columns.groups) > 1 else ())


def _cut_departments(
    departments: Sequence[Department], answering: Sequence[str], unread: Sequence[bool], k: int
) -> "_Cut":
    """Departments in their order, with the silent ones that may be too small to be told apart."""
    sizes = Counter(answering)
    sizes.update({d.code: 0 for d in departments if (d.headcount or 1) < k and d.code not in sizes})
    order = [department.code for department in departments if department.code in sizes]
    order += sorted(sizes.keys() - set(order))
    own = Counter(compress(answering, unread))
    return _Cut(sizes, own, tuple(order), MOST_DEPARTMENTS)


@dataclass(frozen=True, slots=True)
class _Cut:
    """Groups of one cut by code and size, in their order, and which of them are hidden.

    `own`: sizes without the sheets that somebody else entered.
    """

    sizes: Mapping[str, int]
    own: Mapping[str, int]
    order: tuple[str, ...]
    most: int
    hidden: frozenset[str] = frozenset()

    def hide(self, k: int, *more: str) -> "_Cut":
        """The same with `more` hidden, and what has to be hidden with it."""
        hidden = find_hidden(self.sizes, k, {*self.hidden, *more}, most=self.most, own=self.own)
        return replace(self, hidden=frozenset(hidden))

    @property
    def visible(self) -> tuple[str, ...]:
        return tuple(code for code in self.order if code not in self.hidden)

    @property
    def groups(self) -> tuple[Group, ...]:
        alone = tuple(Group(code, (code,)) for code in self.visible)
        if not self.hidden:
            return alone
        pool = tuple(code for code in self.order if code in self.hidden)
        return (*alone, Group(OTHERS if alone else WHOLE, pool))

    def place(self, code: str) -> str:
        """The group that a code is in; pools have a name that no code has."""
        return "" if code in self.hidden else code


def _stop_subtraction(
    rows: _Cut, columns: _Cut, tables: Sequence[Table], k: int
) -> tuple[_Cut, _Cut]:
    """Both cuts with so much hidden that nobody can be worked out from them together."""
    leaks = _count_leaks(rows, columns, tables, k)
    while leaks:
        ways = [(rows.sizes[code], code, rows.hide(k, code), columns) for code in rows.visible]
        ways += [
            (columns.sizes[code], code, rows, columns.hide(k, code)) for code in columns.visible
        ]
        counted = [
            (_count_leaks(fewer, less, tables, k), size, code, fewer, less)
            for size, code, fewer, less in ways
        ]
        leaks, _size, _code, rows, columns = min(counted, key=lambda way: way[:3])
    return rows, columns


def _count_leaks(rows: _Cut, columns: _Cut, tables: Sequence[Table], k: int) -> int:
    leaks = 0
    for people in tables:
        table: Counter[tuple[str, str]] = Counter()
        for (row, column), count in people.items():
            table[rows.place(row), columns.place(column)] += count
        leaks += count_leaks(table, k)
    return leaks


def find_hidden(
    sizes: Mapping[str, int],
    k: int,
    hidden: Iterable[str] = (),
    *,
    most: int | None = None,
    own: Mapping[str, int] | None = None,
) -> set[str]:
    """Codes of groups that may be shown together only, of groups by code and size (method D9).

    `hidden` are hidden anyway; beyond `most` visible groups the smallest are hidden too. `own` are
    the sizes without sheets that somebody else entered (None: nobody did).
    """
    own = sizes if own is None else own
    found = {code for code, size in sizes.items() if size < k or 0 < own.get(code, 0) < k}
    found |= set(hidden)
    visible = sorted(sizes.keys() - found, key=lambda code: (sizes[code], code))
    while visible and most is not None and len(visible) > most:
        found.add(visible.pop(0))
    while found and visible and (len(found) == 1 or not _is_enough(found, sizes, own, k)):
        found.add(visible.pop(0))
    return found


def _is_enough(
    codes: Iterable[str], sizes: Mapping[str, int], own: Mapping[str, int], k: int
) -> bool:
    """Whether groups together are large enough, for those too who entered sheets of them."""
    unread = sum(own.get(code, 0) for code in codes)
    return sum(sizes[code] for code in codes) >= k and not 0 < unread < k


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


def coarsen(valid: int, k: int) -> bool:
    """Whether answers are told in three classes: under ten, unless people gave their names (`k` 1).

    A unanimous group discloses everybody's answer (method D9).
    """
    return k > 1 and valid < FINE_FROM


def blur(points: float, k: int) -> float:
    """Points of a group as they are told: whole ones, towards 0, unless people gave their names.

    Groups of two cuts overlap; whole points leave the few people in whom they differ unknown.
    """
    return points if k == 1 else float(trunc(points))


def may_show_comments(respondents: int, k: int, least: int) -> bool:
    """Whether comments may be read: from the larger of `least` and 2 · `k` respondents on (D9);
    with names (`k` 1) always."""
    return k == 1 or respondents >= max(least, 2 * k)


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
