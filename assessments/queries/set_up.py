"""How an assessment is set up, in words: what each vantage is asked, and in whose language."""

from collections.abc import Collection
from dataclasses import dataclass

from assessments import models
from assessments.domain.progress import find_progress
from assessments.queries.maturity_model import load_maturity_model
from assessments.queries.wording import load_wording

MATRIX = models.Assessment.Form.MATRIX


@dataclass(frozen=True, slots=True)
class Share:
    """What people of a vantage are asked: so many questions, in so many minutes."""

    vantage: str
    name: str
    questions: int
    minutes: int


def load_shares(
    row: models.MaturityModel, form: str, short_vantages: Collection[str], sector: str = ""
) -> tuple[Share, ...]:
    """What each vantage is asked, in the order of the maturity model and a sector's words."""
    maturity_model = load_maturity_model(row)
    names = load_wording(row, sector=sector).vantages
    shares = []
    for vantage in maturity_model.vantages:
        questions, minutes = measure(row, form, vantage, short_vantages)
        shares.append(Share(vantage, names[vantage], questions, minutes))
    return tuple(shares)


def measure(
    row: models.MaturityModel, form: str, vantage: str = "", short_vantages: Collection[str] = ()
) -> tuple[int, int]:
    """Questions (in the form `matrix` blocks) that somebody is asked, and the minutes it takes."""
    maturity_model = load_maturity_model(row)
    if form == MATRIX:
        asked = maturity_model.blocks
    else:
        asked = maturity_model.asked(form, vantage, short_vantages)
    progress = find_progress(asked, ())
    return progress.asked, progress.minutes_left


def find_usual_short_vantages(row: models.MaturityModel) -> list[str]:
    """Vantages that a version asks in short: those it routes to the blocks they see (method C1)."""
    maturity_model = load_maturity_model(row)
    routed = dict(maturity_model.full_blocks)
    usual = [vantage for vantage in maturity_model.vantages if routed.get(vantage)]
    return usual if len(usual) < len(maturity_model.vantages) else []


def load_sector_names(row: models.MaturityModel) -> dict[str, str]:
    """How the sectors of a version call many customers, by code, in the reader's language."""
    packs = models.SectorPack.objects.filter(maturity_model=row)
    return {pack.code: pack.many for pack in packs}


def has_stages(assessment: models.Assessment) -> bool:
    """Whether the form tells the stage of blocks: the matrix shows positions only."""
    return assessment.form != MATRIX


@dataclass(frozen=True, slots=True)
class SetUp:
    """What a page says of a set-up beside the assessment's own columns: `shares` of the vantages
    when they differ, otherwise what everybody is asked."""

    questions: int
    minutes: int
    shares: tuple[Share, ...]
    sector: str


def load_set_up(assessment: models.Assessment) -> SetUp:
    """The set-up of an assessment for its page."""
    row, short = assessment.maturity_model, assessment.short_vantages
    questions, minutes = measure(row, assessment.form)
    shares = load_shares(row, assessment.form, short, assessment.sector_pack) if short else ()
    sector = load_sector_names(row).get(assessment.sector_pack, "")
    return SetUp(questions, minutes, shares, sector)
