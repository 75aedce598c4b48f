import datetime as dt

import pytest

from roadmaps import models
from roadmaps.actions.initiatives import exclude_initiative, save_details
from roadmaps.actions.own_initiatives import add_initiative
from roadmaps.actions.waivers import waive_rule
from roadmaps.actions.work import save_work
from roadmaps.domain.initiatives import Status
from roadmaps.domain.plans import Rule
from roadmaps.domain.work import Work
from roadmaps.queries.cards import load_board

pytestmark = pytest.mark.rows

TODAY = dt.date(2027, 2, 1)


def load(roadmap):
    row = models.Roadmap.objects.select_related("assessment__organisation").get(pk=roadmap.pk)
    return load_board(row, TODAY)


def card_of(board, stone):
    return next(card for card in board.cards if card.stone == stone)


def test_each_stone_has_a_card_in_the_order_of_the_model(worked_roadmap):
    board = load(worked_roadmap)
    assert [c.stone for c in board.cards] == [g.stone for g in board.state.scope.gaps]
    assert board.departments == {"sales": "Sales", "service": "Service"}
    assert board.delivered == ()
    assert set(board.revisions.values()) == {0}


def test_card_has_dates_only_in_a_phase(worked_roadmap):
    board = load(worked_roadmap)
    dates = card_of(board, "VIS-2").dates
    assert dt.date(2027, 1, 1) <= dates.starts_on < dates.ends_on <= dt.date(2027, 6, 30)
    assert card_of(board, "IMP-5").dates is None


def test_card_heads_the_binding_reason_and_folds_the_others(worked_roadmap):
    card = card_of(load(worked_roadmap), "EXB-4")
    assert (card.binding.rule, card.binding.stones) == (Rule.PREREQUISITE, ("VIS-3",))
    assert {reason.rule for reason in card.others} == {Rule.CHAIN, Rule.CAPACITY, Rule.BALANCE}
    later = card_of(load(worked_roadmap), "IMP-5")
    assert [later.binding.rule, *(r.rule for r in later.others)] == [Rule.CAPACITY, Rule.SHARE]


def test_overridden_rules_are_told_with_their_words_instead(worked_roadmap):
    waive_rule(roadmap=worked_roadmap, stone="VOC-5", rule="chain", reason="Agreed")
    card = card_of(load(worked_roadmap), "VOC-5")
    assert Rule.WAIVED not in {reason.rule for reason in (card.binding, *card.others)}
    assert [waiver.reason for waiver in card.initiative.waivers] == ["Agreed"]


def test_cards_say_what_is_ones_own_and_edited(worked_roadmap):
    save_work(roadmap=worked_roadmap, stone="VOC-4", work=Work(10.0, 1))
    row = models.Roadmap.objects.select_related("assessment__organisation").get()
    work = {"block": "VOC", "impact": 3, "effort": 5.0}
    add_initiative(roadmap=row, work=work, values={"title": "Ours", "lens": "our-own"})
    board = load(worked_roadmap)
    assert [c.stone for c in board.cards if c.is_edited] == ["VOC-4"]
    assert [c.stone for c in board.cards if c.is_own] == ["OWN-1"]
    assert board.choices("lens")[-1] == "our-own"


def test_statuses_count_what_is_in_hand_or_in_a_phase(worked_roadmap):
    save_details(roadmap=worked_roadmap, stone="VOC-4", values={"status": "done"})
    save_details(roadmap=worked_roadmap, stone="IMP-5", values={"status": "paused"})
    exclude_initiative(roadmap=worked_roadmap, stone="IMP-4", reason="Bought")
    board = load(worked_roadmap)
    assert board.statuses == ((Status.PLANNED, 7), (Status.DONE, 1), (Status.PAUSED, 1))


def test_lanes_are_the_blocks_of_the_cards_that_are_shown(worked_roadmap):
    board = load(worked_roadmap)
    cards = board.find({"block": "EXB", "owner": ""})
    columns = board.columns(cards)
    assert [column.code for column in columns] == ["crawl", "walk", "run", "later"]
    assert [[lane.block for lane in column.lanes] for column in columns] == [["EXB"]] * 4
    assert [len(column.lanes[0].cards) for column in columns] == [0, 1, 0, 0]


def test_what_was_delivered_before_is_no_work_any_more(worked_roadmap):
    models.Initiative.objects.create(
        roadmap=worked_roadmap, stone="VOC-1", position=99, phase="crawl", status="done"
    )
    board = load(worked_roadmap)
    assert board.delivered == ("VOC-1",)
    assert len(board.cards) == 10


@pytest.mark.parametrize("cards", [3, 10])
def test_board_takes_few_queries(worked_roadmap, django_assert_num_queries, cards):
    row = models.Roadmap.objects.select_related(
        "assessment__organisation", "assessment__maturity_model"
    ).get()
    row.scope["gaps"] = row.scope["gaps"][:cards]
    load_board(row, TODAY)
    row = models.Roadmap.objects.select_related(
        "assessment__organisation", "assessment__maturity_model"
    ).get()
    row.scope["gaps"] = row.scope["gaps"][:cards]
    with django_assert_num_queries(7):  # and tools, notes of phases and course lines for the alerts
        assert len(load_board(row, TODAY).cards) == cards
