"""The texts of a roadmap: those of its maturity model, and the names that people gave."""

from dataclasses import replace

from django.utils.translation import gettext as _

from assessments.queries.wording import StoneText, Wording, wording_of
from roadmaps import models


def wording_of_roadmap(row: models.Roadmap, language: str | None = None) -> Wording:
    """All texts by code, with titles of one's own initiatives and other ways among the stones, and
    names of the phases of later cycles."""
    wording = wording_of(row.assessment, language)
    named = {each.stone: each.title for each in row.initiatives.all() if each.title}
    phases = {each["code"]: _name_phase(wording, each["code"]) for each in row.phases}
    if not named and not phases:
        return wording
    own = {code: _retitle(wording, code, title) for code, title in named.items()}
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
