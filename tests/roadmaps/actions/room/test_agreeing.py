import datetime as dt

import pytest

from roadmaps import models
from roadmaps.actions.programmes import ensure_programme
from roadmaps.actions.room.agreeing import (
    Because,
    PositionRefused,
    StillATest,
    agree_position,
    agree_target,
    leave_open,
    sign_off,
)
from roadmaps.actions.room.opening import AlreadyOver, end_workshop
from roadmaps.actions.targets import TargetsRefused, save_targets
from roadmaps.domain.targets import Intention, Target
from roadmaps.queries.targets import fill_targets, load_owners, load_standing, load_targets
from tests.roadmaps.workshops import make_item, make_workshop

pytestmark = pytest.mark.rows

DAY = dt.date(2026, 5, 4)
WHY = Because("Head of service", "We have seen it", "Not at night")


@pytest.fixture
def workshop(closed_assessment):
    return make_workshop(closed_assessment)


@pytest.fixture
def stone(workshop):
    return make_item(workshop, subject="IMP-1")


def agree(item, levels=(2, 3), because=WHY):
    capability, breadth = levels
    return agree_position(
        item=item, capability=capability, breadth=breadth, because=because, agreed_on=DAY
    )


def agreed():
    rows = models.AgreedPosition.objects.order_by("pk")
    return list(rows.values_list("stone", "capability", "breadth", "decided_by", "reservations"))


def test_position_is_written_beside_the_survey_and_none_is_changed(stone):
    agree(stone)
    agree(stone)
    agree(stone, (3, 3))
    agree(stone)
    assert agreed() == [
        ("IMP-1", 2, 3, "Head of service", "Not at night"),
        ("IMP-1", 3, 3, "Head of service", "Not at night"),
        ("IMP-1", 2, 3, "Head of service", "Not at night"),
    ]


@pytest.mark.parametrize("levels", [(0, 2), (2, 0), (5, 3), (3, 5)])
def test_levels_that_cannot_stand_together_are_refused(stone, levels):
    with pytest.raises(PositionRefused):
        agree(stone, levels)
    assert agreed() == []


def test_same_words_in_another_workshop_are_another_agreement(stone, closed_assessment):
    agree(stone)
    other = make_workshop(closed_assessment, name="Second day")
    agree(make_item(other, subject="IMP-1"))
    assert len(agreed()) == 2


def risks():
    return list(models.Risk.objects.order_by("pk").values_list("event", "title", "owner", "effect"))


def test_what_stays_open_is_one_named_risk(stone):
    leave_open(item=stone, title="Views on it stay apart", owner="COO")
    first = leave_open(item=stone, title="Views on it stay apart", owner="COO")
    assert (first.stones, first.revision) == (["IMP-1"], 0)
    leave_open(item=stone, title="Views on it stay apart", owner="CEO", effect="The start")
    assert risks() == [("other", "Views on it stay apart", "CEO", "The start")]


def test_a_risk_that_people_wrote_themselves_stays_as_it_is(stone, organisation):
    programme = ensure_programme(organisation=organisation)
    programme.risks.create(event="other", title="Ours", owner="Ann", stones=["IMP-1"])
    leave_open(item=stone, title="Views on it stay apart", owner="COO")
    assert [risk[1:3] for risk in risks()] == [("Ours", "Ann"), ("Views on it stay apart", "COO")]


def targets_of(block, *stages, intention=Intention.ADVANCE, reason="Seen"):
    horizons = (2, 5, 10)
    pairs = zip(horizons, stages, strict=True)
    return [Target(block, years, stage, intention, reason) for years, stage in pairs]


@pytest.fixture
def block(workshop):
    return make_item(workshop, "ambition", "IMP")


def test_target_is_saved_with_those_of_all_other_blocks_as_they_are(block, closed_assessment):
    standing = load_standing(closed_assessment)
    others = [t for t in fill_targets(standing, ()) if t.block != "VIS"]
    before = [*others, *targets_of("VIS", 2, 3, 4)]
    owners = {"VIS": "CEO"}
    save_targets(assessment=closed_assessment, targets=before, owners=owners)
    agree_target(item=block, standing=standing, targets=targets_of("IMP", 2, 3, 3), owner="COO")
    saved = load_targets(closed_assessment)
    assert [t for t in saved if t.block == "IMP"] == targets_of("IMP", 2, 3, 3)
    assert [t for t in saved if t.block != "IMP"] == [
        t for t in sorted(before, key=lambda t: saved_order(saved, t)) if t.block != "IMP"
    ]
    assert load_owners(closed_assessment) == {"VIS": "CEO", "IMP": "COO"}


def saved_order(saved, target):
    return [(each.block, each.years) for each in saved].index((target.block, target.years))


def test_blocks_that_nobody_touched_hold(block, closed_assessment):
    standing = load_standing(closed_assessment)
    agree_target(item=block, standing=standing, targets=targets_of("IMP", 2, 3, 3), owner="")
    others = {t.intention for t in load_targets(closed_assessment) if t.block != "IMP"}
    assert others == {Intention.HOLD}


def test_contradiction_is_refused_and_nothing_is_written(block, closed_assessment):
    standing = load_standing(closed_assessment)
    with pytest.raises(TargetsRefused):
        agree_target(item=block, standing=standing, targets=targets_of("IMP", 3, 2, 3), owner="COO")
    assert load_targets(closed_assessment) == ()


def signed():
    return list(models.SignOff.objects.values_list("role", "stance", "words"))


def test_who_signs_again_says_it_anew(workshop):
    facts = {"workshop": workshop, "role": "CEO", "signed_on": DAY}
    sign_off(stance="agrees", words="", **facts)
    sign_off(stance="agrees", words="", **facts)
    assert signed() == [("CEO", "agrees", "")]
    sign_off(stance="reserved", words="The budget", **facts)
    assert signed() == [("CEO", "reserved", "The budget")]


def test_nothing_of_a_test_is_kept(closed_assessment):
    workshop = make_workshop(closed_assessment, is_test=True)
    item = make_item(workshop, subject="IMP-1")
    standing = load_standing(closed_assessment)
    with pytest.raises(StillATest):
        agree(item)
    with pytest.raises(StillATest):
        leave_open(item=item, title="Open", owner="COO")
    with pytest.raises(StillATest):
        agree_target(item=item, standing=standing, targets=[], owner="")
    with pytest.raises(StillATest):
        sign_off(workshop=workshop, role="CEO", stance="agrees", words="", signed_on=DAY)
    assert (agreed(), risks(), signed(), load_targets(closed_assessment)) == ([], [], [], ())


def test_nothing_is_agreed_after_the_end(workshop, stone):
    end_workshop(workshop=workshop)
    with pytest.raises(AlreadyOver):
        agree(stone)
    with pytest.raises(AlreadyOver):
        leave_open(item=stone, title="Open", owner="COO")
    with pytest.raises(AlreadyOver):
        sign_off(workshop=workshop, role="CEO", stance="agrees", words="", signed_on=DAY)
    assert (agreed(), models.Risk.objects.count(), models.SignOff.objects.count()) == ([], 0, 0)


def test_role_signs_once_whatever_its_case_and_spaces(workshop):
    sign_off(workshop=workshop, role="Chief executive", stance="agrees", words="", signed_on=DAY)
    said = {"stance": "reserved", "words": "Not at night", "signed_on": DAY}
    sign_off(workshop=workshop, role=" chief  Executive", **said)
    assert list(models.SignOff.objects.values_list("role", "stance")) == [
        ("Chief executive", "reserved")
    ]


def test_risk_that_is_left_open_is_found_again_in_another_language(stone):
    titles = ["Views stay apart", "Les avis divergent"]
    for title in titles:
        leave_open(item=stone, title=title, owner="COO", titles=titles)
    assert [risk[1] for risk in risks()] == ["Views stay apart"]
