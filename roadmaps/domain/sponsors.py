"""Who carried a programme and how its case read, from what was stored when."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Stored:
    """How a programme stood after it was saved on a day."""

    on: dt.date
    by: str = ""
    sponsor: str = ""
    role: str = ""
    since: dt.date | None = None
    goal: str = ""
    case: str = ""


@dataclass(frozen=True, slots=True)
class Term:
    """A sponsor's time; `until` is when the next one came or the name was taken out (None: now)."""

    name: str
    role: str
    since: dt.date | None
    until: dt.date | None = None


@dataclass(frozen=True, slots=True)
class CaseVersion:
    """The business case as it stood from a day on, and the goal of that day."""

    goal: str
    text: str
    written_on: dt.date
    written_by: str


def find_terms(states: Sequence[Stored]) -> tuple[Term, ...]:
    """Sponsors, the present one last, from what was stored in order of time (S0.14).

    Another name with the same first day is a correction, not another person.
    """
    terms: list[Term] = []
    for state in states:
        last = terms[-1] if terms else None
        is_open = last is not None and last.until is None
        if last and is_open and state.sponsor and _is_same(last, state):
            terms[-1] = replace(last, name=state.sponsor, role=state.role, since=state.since)
            continue
        if last and is_open:
            terms[-1] = replace(last, until=(state.since if state.sponsor else None) or state.on)
        if state.sponsor:
            terms.append(Term(state.sponsor, state.role, state.since))
    return tuple(terms)


def _is_same(term: Term, state: Stored) -> bool:
    return term.name == state.sponsor or (term.since is not None and term.since == state.since)


def find_case_versions(states: Iterable[Stored]) -> tuple[CaseVersion, ...]:
    """How the business case read over time, the present version last; only texts that differ from
    the one before count, and emptiness before the first does not. A goal that changes alone makes
    no version: each tells the goal that it was written for."""
    versions: list[CaseVersion] = []
    for state in states:
        if state.case != (versions[-1].text if versions else ""):
            versions.append(CaseVersion(state.goal, state.case, state.on, state.by))
    return tuple(versions)
