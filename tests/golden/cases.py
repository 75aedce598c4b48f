"""Scorecards that stay what they are, byte for byte (quality C18).

A change of the method on purpose raises `EDITION`; then the files are written anew, and their
difference is the change:

    DJANGO_SETTINGS_MODULE=tests.settings python manage.py shell \
      -c "from tests.golden.cases import renew; renew()"
"""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import numpy as np

from assessments.domain.disclosure import find_groups, publish
from assessments.domain.positions import Positions, count_positions
from assessments.domain.responses import Department, Responses
from assessments.domain.scoring import score
from assessments.queries.snapshots import to_document
from tests.builders import (
    WORKED_EXAMPLE_DEPARTMENTS,
    shipped_maturity_model,
    worked_example_maturity_model,
    worked_example_responses,
)

FOLDER: Final = Path(__file__).parent
DEPARTMENTS: Final = (Department("sales", 30), Department("service", 40, "service"))
SMALL: Final = (Department("it", 12), Department("legal", 3))


def worked_example(department_weight: str) -> dict[str, Any]:
    """The method's worked example (D10), which nobody is protected in."""
    answers = worked_example_responses()
    return to_document(
        score(
            worked_example_maturity_model(),
            answers,
            find_groups(WORKED_EXAMPLE_DEPARTMENTS, answers.departments, 1),
            form="full",
            departments=WORKED_EXAMPLE_DEPARTMENTS,
            min_group_size=1,
            department_weight=department_weight,
        )
    )


def round_of(people: int, form: str, department_weight: str) -> dict[str, Any]:
    """A published round of the shipped model: four departments, four vantages, some gaps."""
    maturity_model = shipped_maturity_model()
    answers = answer(maturity_model.items(form), people)
    departments = (*DEPARTMENTS, *SMALL)
    grouping = find_groups(departments, answers.departments, 5, responses_vantages=answers.vantages)
    return to_document(
        publish(
            score(
                maturity_model,
                answers,
                grouping,
                form=form,
                departments=departments,
                min_group_size=5,
                department_weight=department_weight,
            )
        )
    )


def answer(items: tuple[str, ...], people: int) -> Responses:
    """The same answers every time, by arithmetic: no library's dice."""
    person, item = np.ogrid[:people, : len(items)]
    capability = ((7 * person + 3 * item + person * item) % 11 % 6).astype(np.uint8)
    breadth = np.where(capability == 0, 0, 1 + (5 * person + item) % 4)
    breadth = np.where(capability == 5, 7, breadth).astype(np.uint8)
    homes = ("sales", "service", "service", "sales", "it", "service", "sales", "it", "sales")
    places = ("front_line", "manager", "front_line", "leader", "support")
    return Responses(
        items,
        tuple("legal" if n in {3, 16} else homes[n % len(homes)] for n in range(people)),
        tuple(places[n % len(places)] for n in range(people)),
        capability,
        breadth,
    )


def positions(people: int) -> dict[str, Any]:
    """Positions of the matrix form."""
    maturity_model = shipped_maturity_model()
    blocks = maturity_model.blocks
    person, block = np.ogrid[:people, : len(blocks)]
    stages = ((3 * person + block * person) % 5).astype(np.uint8)
    return to_document(count_positions(maturity_model, Positions(blocks, stages), min_group_size=5))


CASES: Final[dict[str, Callable[[], dict[str, Any]]]] = {
    "worked_example_equal": lambda: worked_example("equal"),
    "worked_example_sqrt_headcount": lambda: worked_example("sqrt_headcount"),
    "worked_example_headcount": lambda: worked_example("headcount"),
    "full_40_people": lambda: round_of(40, "full", "sqrt_headcount"),
    "full_8_people": lambda: round_of(8, "full", "equal"),
    "quick_20_people": lambda: round_of(20, "quick", "equal"),
    "matrix_8_people": lambda: positions(8),
    "matrix_14_people": lambda: positions(14),
}


def write(document: dict[str, Any]) -> str:
    """A document as its file holds it."""
    return json.dumps(document, ensure_ascii=False, sort_keys=True, indent=1) + "\n"


def renew() -> None:
    """Write all files as the method gives them now."""
    for name, make in CASES.items():
        (FOLDER / f"{name}.json").write_text(write(make()), encoding="utf-8")
