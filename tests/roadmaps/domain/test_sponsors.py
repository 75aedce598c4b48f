import datetime as dt

from roadmaps.domain.sponsors import CaseVersion, Stored, Term, find_case_versions, find_terms

MARCH, APRIL, MAY = dt.date(2027, 3, 1), dt.date(2027, 4, 1), dt.date(2027, 5, 1)
SINCE = dt.date(2026, 1, 1)


def test_sponsors_follow_one_another():
    states = (
        Stored(MARCH),
        Stored(MARCH, sponsor="Ann", role="CEO", since=SINCE),
        Stored(APRIL, sponsor="Ann", role="CEO", since=SINCE, case="More"),
        Stored(MAY, sponsor="Rob", role="COO", since=APRIL),
    )

    assert find_terms(states) == (Term("Ann", "CEO", SINCE, APRIL), Term("Rob", "COO", APRIL))


def test_name_written_anew_is_the_same_sponsor():
    states = (
        Stored(MARCH, sponsor="An", since=SINCE),
        Stored(APRIL, sponsor="Ann", role="CEO", since=SINCE),
        Stored(MAY, sponsor="Ann", role="CEO", since=MARCH),
    )

    assert find_terms(states) == (Term("Ann", "CEO", MARCH),)


def test_sponsor_who_was_taken_out_has_left_that_day():
    states = (Stored(MARCH, sponsor="Ann"), Stored(APRIL), Stored(MAY, sponsor="Ann"))

    assert find_terms(states) == (Term("Ann", "", None, APRIL), Term("Ann", "", None))


def test_another_name_without_dates_is_another_sponsor():
    states = (Stored(MARCH, sponsor="Ann"), Stored(APRIL, sponsor="Rob"))

    assert find_terms(states) == (Term("Ann", "", None, APRIL), Term("Rob", "", None))


def test_case_versions_are_those_that_differ():
    states = (
        Stored(MARCH),
        Stored(MARCH, by="olive", goal="Grow", case="One"),
        Stored(APRIL, by="olive", goal="Stay", case="One", sponsor="Ann"),
        Stored(MAY, by="rob", goal="Grow", case="Two"),
    )

    assert find_case_versions(states) == (
        CaseVersion("Grow", "One", MARCH, "olive"),
        CaseVersion("Grow", "Two", MAY, "rob"),
    )
    assert find_case_versions((Stored(MARCH),)) == ()
