from roadmaps.domain.plans import HeldStone, IdlePair, Reason, Rule
from roadmaps.domain.rests import Rest, find_rests

ROOM = Reason(Rule.CAPACITY, "crawl", needed=40, left=10, allowed=100)
SHARE = Reason(Rule.SHARE, "crawl", block="EXB", needed=40, left=0, allowed=50)


def test_rests_are_one_a_block_with_the_rule_that_holds_most():
    idle = (
        IdlePair("crawl", "EXB", (HeldStone("EXB-1", (SHARE, ROOM)),)),
        IdlePair("crawl", "VIS", (HeldStone("VIS-1", (SHARE,)),)),
        IdlePair("walk", "EXB", (HeldStone("EXB-2", (ROOM,)),)),
    )

    assert find_rests(idle) == (
        Rest("EXB", ("crawl", "walk"), "EXB-1", ROOM),
        Rest("VIS", ("crawl",), "VIS-1", SHARE),
    )


def test_block_that_nothing_holds_rests_without_a_reason():
    assert find_rests([IdlePair("walk", "VOC", ())]) == (Rest("VOC", ("walk",), None, None),)
    assert find_rests(()) == ()
