"""The texts of a roadmap: those of its maturity model, and the names that people gave."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from django.utils.translation import gettext as _

from assessments.domain.maturity_model import Phase
from assessments.models import Assessment
from assessments.queries.wording import StoneText, Wording, wording_of
from roadmaps import models


def wording_of_roadmap(row: models.Roadmap, language: str | None = None) -> Wording:
    """All texts by code, with titles of one's own initiatives and other ways among the stones, and
    names of the phases of later cycles."""
    codes = (each["code"] for each in row.phases)
    return _named(wording_of(row.assessment, language), _titles(row), codes)


def wording_of_next(
    assessment: Assessment, follows: models.Roadmap | None, phases: Iterable[Phase]
) -> Wording:
    """All texts by code for a version of these phases that is to follow another one."""
    titles = _titles(follows) if follows else {}
    return _named(wording_of(assessment), titles, (phase.code for phase in phases))


def _titles(row: models.Roadmap) -> dict[str, str]:
    return {each.stone: each.title for each in row.initiatives.all() if each.title}


def _named(wording: Wording, titles: Mapping[str, str], phase_codes: Iterable[str]) -> Wording:
    phases = {code: _name_phase(wording, code) for code in phase_codes}
    if not titles and not phases.keys() - wording.phases.keys():
        return wording
    own = {code: _retitle(wording, code, title) for code, title in titles.items()}
    return replace(wording, stones=wording.stones | own, phases=wording.phases | phases)


def _retitle(wording: Wording, code: str, title: str) -> StoneText:
    known = wording.stones.get(code)
    return replace(known, title=title) if known else StoneText(code, title, "", "", "", "", "")


def _name_phase(wording: Wording, code: str) -> str:
    """The model's name; that of a later cycle (`crawl-2`) says which."""
    if code in wording.phases:
        return wording.phases[code]
    name, _dash, cycle = code.rpartition("-")
    return _("%(phase)s, cycle %(number)s") % {
        "phase": wording.phases.get(name, name),
        "number": cycle,
    }
