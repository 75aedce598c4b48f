from roadmaps import models
from roadmaps.domain.staleness import NoticeCode
from roadmaps.management.demo_registers import fill
from roadmaps.queries.handover import load_handover

REGISTERS = (models.Decision, models.Risk, models.Tool, models.Agent, models.Factor)


def test_registers_of_the_demo_are_filled_once_and_show_what_they_can(worked_roadmap):
    fill(worked_roadmap)
    counts = [model.objects.count() for model in REGISTERS]
    fill(worked_roadmap)

    assert counts == [model.objects.count() for model in REGISTERS] == [3, 3, 5, 3, 3]
    file = load_handover(worked_roadmap, worked_roadmap.created_on)
    assert [notice.code for notice in file.next] == [
        NoticeCode.DEPUTY_NOT_BRIEFED,
        NoticeCode.DECISION_DUE,
        NoticeCode.DECISION_OLD,
        NoticeCode.FACTOR_DUE,
        NoticeCode.NO_RELAY,
    ]
    assert len(file.former_sponsors) == len(file.earlier_cases) == 1
    names = [row.name for row in (*models.Tool.objects.all(), *models.Agent.objects.all())]
    assert all(name.endswith("(demo)") for name in names)
