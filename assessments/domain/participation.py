"""How many people took part, in bands that give nobody away."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from assessments.domain.disclosure import find_hidden

STEP: Final = 20
"""Width of a band, in percentage points."""


@dataclass(frozen=True, slots=True)
class Attendance:
    """A department's headcount (≥ 1, None when unknown) and its submitted sheets (≥ 0)."""

    department: str
    headcount: int | None
    submitted: int


@dataclass(frozen=True, slots=True)
class Band:
    """From `floor` to `ceiling` percent of the headcount; both multiples of 20."""

    floor: int
    ceiling: int


@dataclass(frozen=True, slots=True)
class Turnout:
    """What may be said of a group: its band, or without one only whether `k` people handed in.

    `department` is None for departments that are shown together.
    """

    department: str | None
    band: Band | None
    is_enough: bool


@dataclass(frozen=True, slots=True)
class Participation:
    """Turnout of the organisation and of what may be shown of its departments."""

    whole: Turnout
    groups: tuple[Turnout, ...]
    pooled: tuple[str, ...]


def find_band(submitted: int, headcount: int) -> Band:
    """The band of submitted ÷ headcount: 0 to under 20 %, …, 80 to 100 % (method D9).

    More people than the headcount (≥ 1) are 100 %.
    """
    step = min(100 // STEP - 1, submitted * 100 // (headcount * STEP))
    return Band(step * STEP, (step + 1) * STEP)


def find_participation(attendances: Sequence[Attendance], k: int) -> Participation:
    """What may be said about participation when a group needs `k` (≥ 1) people (method D9).

    Under `k` submitted sheets: that they are fewer than `k`, never how many. From `k` on the
    organisation has a band. Departments with fewer than 2 · `k` people (`k` of them would be nearly
    all) are pooled, with the next smallest where complementary suppression asks for it; the pool is
    shown when a department stands beside it. With names (`k` 1) nobody is pooled. A department or
    pool has a band when the band is at least `k` people wide, so that no count under `k` can be
    found by subtraction; otherwise, and without a headcount, only whether `k` people submitted is
    said.
    """
    sizes = {a.department: a.headcount for a in attendances if a.headcount is not None}
    least = k if k == 1 else 2 * k
    hidden = find_hidden(sizes, least)
    groups = [
        _turnout(a.department, [a], k, smallest=k * 100 // STEP)
        for a in attendances
        if a.department not in hidden
    ]
    pool = [a for a in attendances if a.department in hidden]
    if groups and sum(sizes[a.department] for a in pool) >= least:
        groups.append(_turnout(None, pool, k, smallest=k * 100 // STEP))
    return Participation(
        whole=_turnout(None, attendances, k, smallest=k),
        groups=tuple(groups),
        pooled=tuple(a.department for a in pool),
    )


def _turnout(
    department: str | None, attendances: Sequence[Attendance], k: int, *, smallest: int
) -> Turnout:
    submitted = sum(a.submitted for a in attendances)
    headcounts = [a.headcount for a in attendances if a.headcount is not None]
    is_known = len(headcounts) == len(attendances) and sum(headcounts) >= smallest
    band = find_band(submitted, sum(headcounts)) if is_known and submitted >= k else None
    return Turnout(department, band, submitted >= k)


def foresee_pooled(attendances: Sequence[Attendance], k: int) -> tuple[str, ...]:
    """Departments that can never stand alone (method D9).

    Fewer than `k` people work there; or with them, were everybody to answer, others would give
    them away. A department without a headcount is taken to be large enough.
    """
    sizes = {a.department: a.headcount for a in attendances if a.headcount is not None}
    hidden = find_hidden(sizes, k)
    return tuple(a.department for a in attendances if a.department in hidden)
