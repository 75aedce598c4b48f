from roadmaps.domain.indicator_proposals import FITS, propose_indicators
from roadmaps.domain.indicators import Direction
from tests.builders import shipped_document, shipped_maturity_model

CODES = [each["code"] for each in shipped_document()["indicators"]]


def test_table_knows_every_indicator_and_only_stones_of_the_shipped_model():
    assert set(FITS) == set(CODES)
    stones = {stone for fit in FITS.values() for stone in fit.stones}
    assert stones - set(shipped_maturity_model().stone_by_code) == set()


def test_proposals_follow_the_plan():
    found = propose_indicators(CODES, ["IMP-2", "VOC-4", "IMP-4"], followed=())
    fitting = {each.code: each.stones for each in found if each.fits}
    assert fitting == {
        "loop_closed": ("VOC-4",),
        "recurrence": ("IMP-4", "IMP-2"),
        "preventive_share": ("IMP-4", "IMP-2"),
        "participation": (),
        "scorecard_share": (),
        "benefit_realised": (),
    }
    assert [each.fits for each in found] == [True] * 6 + [False] * 10
    recurrence = next(each for each in found if each.code == "recurrence")
    assert (recurrence.stone, recurrence.fit.direction) == ("IMP-4", Direction.DOWN)
    assert recurrence.fit.is_customer_reaction


def test_what_is_followed_is_not_proposed_again():
    found = propose_indicators(CODES, ["VOC-4"], followed=("loop_closed", "", "participation"))
    assert {"loop_closed", "participation"} & {each.code for each in found} == set()
    assert len(found) == len(CODES) - 2


def test_other_models_are_borne_with():
    found = propose_indicators(["mystery", "loop_closed"], ["A-1"], followed=())
    assert [(each.code, each.stone, each.fits) for each in found] == [
        ("mystery", "", False),
        ("loop_closed", "", False),
    ]
    assert propose_indicators((), ["VOC-4"], ()) == ()
