"""What people did on the demo's board: departments, an initiative of their own, another way;
invented, and so called."""

from typing import Final

from roadmaps import models
from roadmaps.actions.initiatives import save_details
from roadmaps.actions.own_initiatives import add_initiative
from roadmaps.actions.planning import solve_again
from roadmaps.actions.work import add_way
from roadmaps.queries.programmes import load_departments
from roadmaps.queries.roadmaps import load_roadmap

FUNCTIONS: Final = {
    "VIS": "general_management",
    "VOC": "service",
    "INT": "technology",
    "VAL": "finance",
    "IMP": "operations",
    "INN": "product",
    "INB": "human_resources",
    "EXB": "marketing",
}
"""Who takes the work of a block; the first department where there is no such function."""
OWN: Final = {"block": "VOC", "impact": 3, "effort": 12.0, "gain": 20.0, "months": 2}
OWN_VALUES: Final = {
    "title": "Answer letters by hand for a month (demo)",
    "workstream": "journey",
    "value_now": "Members get words that a person wrote (demo)",
    "prepares_later": "Shows which letters nobody should have to write (demo)",
}
WAY: Final = {
    "title": "Let a partner do it with us (demo)",
    "effort": 6.0,
    "months": 1,
    "note": "Quicker to begin with; what is learnt stays half outside (demo).",
}


def fill(roadmap: models.Roadmap) -> None:
    """Give steps to departments, add an initiative and another way; what is there stays."""
    if not roadmap.initiatives.exclude(department="").exists():
        _fill_departments(roadmap)
    if not roadmap.initiatives.filter(title=OWN_VALUES["title"]).exists():
        add_initiative(roadmap=roadmap, work=OWN, values=OWN_VALUES)
        solve_again(roadmap=models.Roadmap.objects.get(pk=roadmap.pk))
    organisation = roadmap.assessment.organisation
    if not models.Alternative.objects.filter(programme__organisation=organisation).exists():
        _fill_way(roadmap)


def _fill_departments(roadmap: models.Roadmap) -> None:
    """The work of the first two phases belongs to a department."""
    organisation, state = roadmap.assessment.organisation, load_roadmap(roadmap)
    known = dict(organisation.departments.order_by("name").values_list("function", "code"))
    codes = list(load_departments(organisation))
    early = [phase.phase for phase in state.phases[:2]]
    for each in state.initiatives:
        if each.phase in early and codes:
            code = known.get(FUNCTIONS.get(each.gap.block, ""), codes[0])
            save_details(roadmap=roadmap, stone=each.stone, values={"department": code})


def _fill_way(roadmap: models.Roadmap) -> None:
    """The first step that takes long can be reached in another way."""
    steps = load_roadmap(roadmap).initiatives
    long = [
        each for each in steps if each.phase and each.gap.months > 1 and each.stone[:3] != "OWN"
    ]
    if long:
        add_way(roadmap=roadmap, stone=long[0].stone, values=WAY)
