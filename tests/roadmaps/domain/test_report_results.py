from roadmaps.domain.report_results import tell_targets
from roadmaps.domain.targets import Intention, Target
from tests.roadmaps.domain.cases import maturity_model


def target(block, years, stage, reason=""):
    return Target(block, years, stage, Intention.ADVANCE, reason)


def rows(*targets, owners=None):
    found = tell_targets(maturity_model(), {"IMP": 2}, targets, owners or {})
    return {row.block: row for row in found}


def test_every_block_has_a_row_with_its_targets_by_horizon():
    found = rows(target("IMP", 10, 4), target("IMP", 2, 2), target("IMP", 5, 3))

    assert list(found) == list(maturity_model().blocks)
    assert [each.years for each in found["IMP"].targets] == [2, 5, 10]
    assert (found["IMP"].today, found["VOC"].today) == (2, None)
    assert (found["IMP"].at(5), found["IMP"].at(3), found["VOC"].at(5)) == (3, None, None)


def test_reason_is_that_of_the_horizon_that_drives_the_plan_else_any():
    both = (target("IMP", 2, 2, "near"), target("IMP", 5, 3, "drives"))

    assert rows(*both)["IMP"].reason == "drives"
    assert rows(both[0], target("IMP", 5, 3))["IMP"].reason == "near"
    assert rows(target("IMP", 5, 3), owners={"IMP": "Anne"})["IMP"].owner == "Anne"
