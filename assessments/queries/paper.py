"""Who is asked the same: what is printed for them and entered from paper."""

from dataclasses import dataclass

from assessments import models
from assessments.domain.progress import SECONDS_PER_ITEM
from assessments.queries.maturity_model import load_maturity_model
from assessments.queries.questionnaire import load_questionnaire_for
from assessments.queries.wording import load_wording


@dataclass(frozen=True, slots=True)
class Route:
    """Vantages (code and name) that are asked the same; `code` names the route in addresses.

    `questions`: how many they are asked; in the form `matrix` one a block.
    """

    code: str
    vantages: tuple[tuple[str, str], ...]
    questions: int

    @property
    def minutes(self) -> int:
        """Whole minutes that it takes, rounded up (method C1)."""
        return -(-self.questions * SECONDS_PER_ITEM // 60)


def load_routes(assessment: models.Assessment) -> tuple[Route, ...]:
    """The ways through an assessment, in the order of the vantages."""
    maturity_model = load_maturity_model(assessment.maturity_model)
    wording = load_wording(assessment.maturity_model, sector=assessment.sector_pack)
    together: dict[tuple[str, ...], list[tuple[str, str]]] = {}
    for code in maturity_model.vantages:
        asked = load_questionnaire_for(assessment, code).asked
        together.setdefault(asked, []).append((code, wording.vantages.get(code, code)))
    return tuple(
        Route(vantages[0][0], tuple(vantages), len(asked)) for asked, vantages in together.items()
    )
