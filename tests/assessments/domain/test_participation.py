import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.domain.participation import (
    Attendance,
    Band,
    Turnout,
    find_band,
    find_participation,
    foresee_pooled,
)


@pytest.mark.parametrize(
    ("submitted", "headcount", "band"),
    [
        (0, 40, Band(0, 20)),
        (7, 40, Band(0, 20)),
        (8, 40, Band(20, 40)),
        (31, 40, Band(60, 80)),
        (32, 40, Band(80, 100)),
        (40, 40, Band(80, 100)),
        (45, 40, Band(80, 100)),
    ],
)
def test_find_band_has_steps_of_twenty_points(submitted, headcount, band):
    assert find_band(submitted, headcount) == band


def test_find_participation_gives_bands_by_department_and_for_all():
    found = find_participation([Attendance("Sales", 40, 10), Attendance("Service", 60, 55)], 5)

    assert found.whole == Turnout(None, Band(60, 80), is_enough=True)
    assert found.groups == (
        Turnout("Sales", Band(20, 40), is_enough=True),
        Turnout("Service", Band(80, 100), is_enough=True),
    )
    assert found.pooled == ()


@pytest.mark.parametrize("submitted", range(5))
def test_find_participation_says_the_same_for_every_count_under_k(submitted):
    found = find_participation([Attendance("Sales", 40, submitted)], 5)

    assert found.whole == Turnout(None, None, is_enough=False)
    assert found.groups == (Turnout("Sales", None, is_enough=False),)


def test_find_participation_pools_small_departments_and_the_next_smallest():
    attendances = [
        Attendance("HR", 3, 2),
        Attendance("IT", 30, 20),
        Attendance("Sales", 120, 100),
        Attendance("Service", 90, 5),
    ]
    found = find_participation(attendances, 5)

    assert found.pooled == ("HR", "IT")
    assert [group.department for group in found.groups] == ["Sales", "Service", None]
    assert found.groups[-1] == Turnout(None, Band(60, 80), is_enough=True)


def test_find_participation_shows_no_department_when_all_are_pooled():
    found = find_participation([Attendance("HR", 2, 2), Attendance("Sales", 8, 6)], 5)

    assert found.groups == ()
    assert found.pooled == ("HR", "Sales")
    assert found.whole == Turnout(None, Band(80, 100), is_enough=True)


def test_find_participation_speaks_in_words_without_headcounts():
    found = find_participation([Attendance("HR", None, 2), Attendance("Sales", None, 8)], 5)

    assert found.whole == Turnout(None, None, is_enough=True)
    assert found.groups == (
        Turnout("HR", None, is_enough=False),
        Turnout("Sales", None, is_enough=True),
    )


def test_find_participation_speaks_in_words_where_a_band_would_be_narrower_than_k():
    found = find_participation([Attendance("IT", 24, 20), Attendance("Sales", 25, 20)], 5)

    assert [group.band for group in found.groups] == [None, Band(80, 100)]


def test_find_participation_of_no_department_is_too_few():
    found = find_participation([], 3)

    assert found.whole == Turnout(None, None, is_enough=False)
    assert found.groups == ()


def test_foresee_pooled_names_departments_with_fewer_than_k_people():
    headcounts = {"A": 4, "B": 5, "C": None, "D": 3}
    attendances = [Attendance(name, count, 0) for name, count in headcounts.items()]

    assert foresee_pooled(attendances, 5) == ("A", "D")
    assert foresee_pooled(attendances[1:3], 5) == ()


def test_foresee_pooled_names_whom_complementary_suppression_adds():
    attendances = [Attendance("A", 4, 0), Attendance("B", 9, 0), Attendance("C", 6, 0)]

    assert foresee_pooled(attendances, 5) == ("A", "C")


departments = st.lists(
    st.tuples(st.one_of(st.none(), st.integers(1, 60)), st.integers(0, 60)), max_size=6
)


@given(departments, st.integers(3, 20))
def test_participation_never_shows_a_band_that_means_fewer_than_k(drawn, k):
    attendances = [Attendance(f"D{i}", h, s) for i, (h, s) in enumerate(drawn)]
    found = find_participation(attendances, k)

    submitted = {a.department: a.submitted for a in attendances}
    for group in found.groups:
        names = [group.department] if group.department else found.pooled
        people = sum(submitted[name] for name in names)
        assert group.is_enough == (people >= k)
        assert group.band is None or people >= k
    assert {g.department for g in found.groups if g.department} | set(found.pooled) == (
        set(submitted) if found.groups or found.pooled else set()
    )
