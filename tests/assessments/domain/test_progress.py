import pytest

from assessments.domain.progress import Progress, find_filled, find_progress, first_open
from assessments.domain.responses import BLANK, DONT_KNOW, NOT_APPLICABLE

ITEMS = tuple(f"VOC-{n}" for n in range(1, 64))


@pytest.mark.parametrize(("asked", "minutes"), [(63, 29), (16, 8), (1, 1), (0, 0)])
def test_find_progress_says_how_long_it_takes(asked, minutes):
    assert find_progress(ITEMS[:asked], {}) == Progress(0, asked, minutes)


def test_find_progress_counts_what_needs_nothing_more():
    answers = {
        "VOC-1": (2, 3),
        "VOC-2": (0, 0),
        "VOC-3": (2, DONT_KNOW),
        "VOC-4": (DONT_KNOW, BLANK),
        "VOC-5": (NOT_APPLICABLE, BLANK),
        "VOC-6": (2, BLANK),
        "VOC-7": (BLANK, BLANK),
        "IMP-1": (1, 1),
    }
    filled = find_filled(answers)
    progress = find_progress(ITEMS[:8], filled)
    assert (progress.answered, progress.left) == (5, 3)
    assert first_open(ITEMS[:8], filled) == "VOC-6"


def test_find_filled_counts_blocks_with_a_position():
    filled = find_filled({}, {"VOC": 0, "IMP": 3})
    assert find_progress(("VOC", "IMP", "INB"), filled) == Progress(2, 3, 1)


def test_first_open_is_none_when_all_is_answered():
    assert first_open(("VOC-1",), find_filled({"VOC-1": (1, 1)})) is None
