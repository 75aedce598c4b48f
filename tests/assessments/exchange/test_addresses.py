import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.exchange.addresses import (
    MOST_ADDRESSES,
    Address,
    AddressesRefused,
    AddressProblem,
    Known,
    normalise_address,
    parse_addresses,
)

KNOWN = Known({"sales": "Sales", "r-d": "Études"}, {"en": "English", "fr": "Français"})


def read(text):
    return parse_addresses(text.encode() if isinstance(text, str) else text, KNOWN)


def refused(text):
    with pytest.raises(AddressesRefused) as caught:
        read(text)
    return caught.value.problems


@pytest.mark.parametrize(
    "text",
    [
        "a@x.org\nb@x.org;sales;fr\n",
        "a@x.org,,\r\nb@x.org,Sales,Français\r\n",
        "\ufeffE-mail;Department;Language\na@x.org\nb@x.org;SALES;FR\n",
        "Langue\tadresse\tservice\n\ta@x.org\nfr\tb@x.org\tsales\n",
        'a@x.org\n\n"B" <B@X.org>,sales,fr\n',
    ],
    ids=["semicolons", "commas", "headings", "tabs", "names"],
)
def test_list_is_read_however_it_is_written(text):
    found = read(text)

    assert found.addresses == (Address("a@x.org"), Address("b@x.org", "sales", "fr"))
    assert found.merged == 0


def test_many_addresses_may_stand_on_one_line():
    found = read("Jane Doe <jane@x.org>; joe@x.org;\nrick@x.org")

    assert [each.email for each in found.addresses] == ["jane@x.org", "joe@x.org", "rick@x.org"]


def test_spreadsheet_of_western_europe_is_read():
    assert read("a@x.org;Études".encode("cp1252")).addresses == (Address("a@x.org", "r-d"),)


def test_lines_on_one_person_are_merged():
    found = read("a@x.org;;fr\nA@X.ORG;sales\na@x.org\n")

    assert (found.addresses, found.merged) == ((Address("a@x.org", "sales", "fr"),), 2)


def test_every_problem_has_its_line():
    text = "a@x.org;sales\nnobody\nb@x.org;Legal;de\na@x.org;r-d\nc@x.org;sales;en;more"

    assert refused(text) == [
        AddressProblem(2, "address", "nobody"),
        AddressProblem(3, "department", "Legal"),
        AddressProblem(3, "language", "de"),
        AddressProblem(4, "conflict", "a@x.org"),
        AddressProblem(5, "columns", "4"),
    ]


def test_cell_longer_than_any_can_be_has_its_line():
    assert refused("a@x.org\n" + "b" * 200_000) == [AddressProblem(2, "long")]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty"),
        ("\n ;; \n", "empty"),
        ("department;language\na@x.org;sales", "heading"),
        ("who;sales\na@x.org;sales", "address"),
        (b"a@x.org\0", "text"),
        ("\n".join(f"p{n}@x.org" for n in range(MOST_ADDRESSES + 1)), "too_many"),
    ],
)
def test_list_that_cannot_be_taken_as_a_whole(text, reason):
    assert reason in [problem.reason for problem in refused(text)]


@pytest.mark.parametrize(
    "text",
    [
        "a b@x.org", "a@x", "a@@x.org", ".a@x.org", "a..b@x.org", "a@-x.org", "é@x.org", "@x.org",
        "a@x.org\r\nBcc: b@x.org", "a@x.org,b@x.org", f"{'a' * 65}@x.org", f"a@{'x' * 64}.org",
        "a@x.org>", "a@xn--\u2028.org", '"a"@x.org',
    ],
)  # fmt: skip
def test_what_is_no_address(text):
    assert normalise_address(text) is None


def test_domain_of_any_script_is_an_address():
    assert normalise_address(" Ada@Société.FR ") == "ada@xn--socit-esab.fr"


@given(st.text())
def test_no_text_gets_a_line_break_or_a_blank_into_an_address(text):
    email = normalise_address(text)

    assert email is None or (email.isascii() and email.isprintable() and " " not in email)
