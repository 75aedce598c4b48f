import datetime as dt

import pytest

from roadmaps.views.downloads import attachment, name_file

DAY = dt.date(2027, 1, 4)


@pytest.mark.parametrize(
    ("of", "name"),
    [
        ("Rivage Mutual", "Rivage Mutual 2027-01-04.ics"),
        ("../../etc/passwd\r\nX: y", "etc passwd X y 2027-01-04.ics"),
        ("“€” \u202e", "cxmaturity 2027-01-04.ics"),
        ("é" * 200, "é" * 80 + " 2027-01-04.ics"),
    ],
)
def test_name_file_keeps_letters_and_digits_only(of, name):
    assert name_file(of, DAY, ".ics") == name


def test_attachment_keeps_every_point_of_an_ending():
    header = attachment("Acme 2027-01-04.engagement.json")
    assert header.startswith('attachment; filename="acme-2027-01-04.engagement.json"; ')


def test_attachment_has_a_name_for_old_readers_too():
    header = attachment("Société 2027-01-04 fr.pdf")
    assert header == (
        'attachment; filename="societe-2027-01-04-fr.pdf"; '
        "filename*=UTF-8''Soci%C3%A9t%C3%A9%202027-01-04%20fr.pdf"
    )
