"""What pages of the registers have in common."""

from typing import Any

from django.http import HttpRequest

from roadmaps import models
from roadmaps.access import Right, rights_in
from roadmaps.domain.risks import OTHER
from roadmaps.forms.entries import Choices
from roadmaps.queries.events import event_texts, load_events
from roadmaps.queries.programmes import load_departments
from roadmaps.queries.registers import load_tools
from roadmaps.queries.roadmaps import load_phases, load_wishes
from roadmaps.queries.wording import wording_of_roadmap


def frame(request: HttpRequest, row: models.Roadmap) -> dict[str, Any]:
    """What every page of the registers knows: the roadmap, its words, what the person may do."""
    rights = rights_in(request.user, row.assessment.organisation)
    return {
        "roadmap": row,
        "assessment": row.assessment,
        "wording": wording_of_roadmap(row),
        "may_run": Right.RUN in rights,
        "may_govern": Right.GOVERN in rights,
        "may_record": bool(rights),
    }


def load_choices(row: models.Roadmap, programme: models.Programme) -> Choices:
    """What an entry may name: phases, steps (those in a phase first, in its order), departments,
    tools, events."""
    wording, codes = wording_of_roadmap(row), [phase.code for phase in load_phases(row)]
    wishes, events = load_wishes(row), load_events(row)
    order = {code: place for place, code in enumerate(codes)}
    stones = sorted(wishes, key=lambda stone: order.get(wishes[stone].phase or "", len(order)))
    texts = event_texts((*(event.code for event in events), OTHER))
    return Choices(
        phases={code: wording.phases.get(code, code) for code in codes},
        stones={stone: wording.stone_titles.get(stone, stone) for stone in stones},
        departments=load_departments(row.assessment.organisation),
        tools={str(tool.key): tool.name for tool in load_tools(programme)},
        events={code: text.name for code, text in texts.items()},
        rates={event.code: event.rate for event in events},
    )
