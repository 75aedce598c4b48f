"""Departments as an assessment knows them: those it was opened with, then those added since."""

from dataclasses import asdict, dataclass, replace
from typing import Any

from assessments import models
from assessments.domain.responses import Department


@dataclass(frozen=True, slots=True)
class FrozenDepartment:
    """A department as it was when the assessment opened."""

    code: str
    name: str
    headcount: int | None
    function: str


def load_frozen(assessment: models.Assessment) -> tuple[FrozenDepartment, ...]:
    """Departments of an assessment in the order of their names; in preparation, as they are now.

    One that was added after opening has no headcount here: who could set it while people answer
    would learn from the bands how many did. Once closed, nothing is added any more.
    """
    frozen = [FrozenDepartment(**row) for row in assessment.departments]
    if assessment.is_closed:
        return _sort(frozen)
    now = _load_now(assessment)
    if assessment.status == models.Assessment.Status.DRAFT:
        return _sort(now)
    return _sort([*frozen, *_find_added(frozen, now)])


def _load_now(assessment: models.Assessment) -> list[FrozenDepartment]:
    live = assessment.organisation.departments.values("code", "name", "headcount", "function")
    return [FrozenDepartment(**row) for row in live]


def _find_added(
    frozen: list[FrozenDepartment], now: list[FrozenDepartment]
) -> list[FrozenDepartment]:
    """Departments that came after opening: without headcount, and told from those before."""
    known = {department.code for department in frozen}
    names = {department.name.casefold() for department in frozen}
    return [
        replace(each, headcount=None, name=_distinct(each, names))
        for each in now
        if each.code not in known
    ]


def _distinct(department: FrozenDepartment, names: set[str]) -> str:
    """Its name, told from a department that had this name when the assessment opened."""
    is_taken = department.name.casefold() in names
    return f"{department.name} ({department.code})" if is_taken else department.name


def _sort(departments: list[FrozenDepartment]) -> tuple[FrozenDepartment, ...]:
    return tuple(sorted(departments, key=lambda each: (each.name.casefold(), each.code)))


def freeze(assessment: models.Assessment) -> list[dict[str, Any]]:
    """What the assessment keeps of its departments."""
    return [asdict(department) for department in load_frozen(assessment)]


def load_departments(assessment: models.Assessment) -> tuple[Department, ...]:
    """The departments as scoring sees them."""
    found = sorted(load_frozen(assessment), key=lambda each: each.code)
    return tuple(Department(each.code, each.headcount, each.function) for each in found)


def load_department_names(assessment: models.Assessment) -> dict[str, str]:
    """Names of the departments by code, in their order."""
    return {department.code: department.name for department in load_frozen(assessment)}


def load_department_choices(assessment: models.Assessment) -> list[tuple[str, str]]:
    """Codes and names of the departments that a respondent may choose: those not removed since."""
    now = _load_now(assessment)
    there = {department.code for department in now}
    frozen = [FrozenDepartment(**row) for row in assessment.departments]
    offered = [department for department in frozen if department.code in there]
    return [(each.code, each.name) for each in _sort([*offered, *_find_added(frozen, now)])]


def find_department_name(assessment: models.Assessment, department: models.Department) -> str:
    """What an assessment calls a department: as at opening, or as it is for one added since."""
    frozen = [FrozenDepartment(**row) for row in assessment.departments]
    names = {each.code: each.name for each in frozen}
    now = FrozenDepartment(department.code, department.name, None, department.function)
    return names.get(department.code) or _find_added(frozen, [now])[0].name
