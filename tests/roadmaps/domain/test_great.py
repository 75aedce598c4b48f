import datetime as dt

from roadmaps.domain.great import Great, GreatStatements, usual_expiry

TODAY = dt.date(2027, 5, 10)


def great(number, expires_on):
    return Great(number, "Seen in one look", "", "", dt.date(2026, 5, 10), "olive", expires_on)


def test_statement_is_due_from_the_day_by_which_it_was_to_be_revisited():
    assert great(1, TODAY).is_due(TODAY)
    assert not great(1, TODAY + dt.timedelta(days=1)).is_due(TODAY)


def test_only_the_newest_version_counts():
    old, new = great(1, dt.date(2020, 1, 1)), great(2, dt.date(2028, 1, 1))
    statements = GreatStatements((new, old))
    assert (statements.current, tuple(statements.earlier)) == (new, (old,))
    assert not statements.is_due(TODAY)


def test_what_nobody_wrote_does_not_expire():
    nothing = GreatStatements(())
    assert (nothing.current, tuple(nothing.earlier), nothing.is_due(TODAY)) == (None, (), False)


def test_statement_lasts_a_year_by_itself():
    assert usual_expiry(dt.date(2028, 2, 29)) == dt.date(2029, 2, 28)
