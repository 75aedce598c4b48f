# ruff: noqa: E501 -- tables of lines and messages read best in one line each
import pytest

from assessments.domain.responses import BLANK, DONT_KNOW, NOT_APPLICABLE
from assessments.exchange.answers import Asked, ImportedSheet, parse_answers
from cxmaturity.documents.problems import DocumentErrors

HEADER = "respondent,department,vantage,item,capability,breadth\n"
ASKED = Asked(
    items=frozenset({"VIS-1", "VIS-2", "VOC-1"}),
    vantages=("leader", "front_line"),
    departments={"sales": "Sales", "human-resources": "Human Resources", "it": "Sales & IT"},
)


def parse(rows, header=HEADER):
    return parse_answers(header + rows, ASKED)


def errors(rows, header=HEADER):
    with pytest.raises(DocumentErrors) as caught:
        parse(rows, header)
    return str(caught.value).splitlines()


def test_parse_answers_gathers_the_lines_of_a_respondent():
    assert parse(
        "r1,sales,leader,VIS-1,3,2\n"
        "r2,Human resources,front_line,VIS-1,0,0\n"
        "r1,SALES,leader,Q-VOC-1,4,dk\n"
    ) == (
        ImportedSheet("sales", "leader", {"VIS-1": (3, 2), "VOC-1": (4, DONT_KNOW)}),
        ImportedSheet("human-resources", "front_line", {"VIS-1": (0, 0)}),
    )


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("0,0", (0, 0)),
        ("0,", (0, 0)),
        ("1,1", (1, 1)),
        ("4,4", (4, 4)),
        ("2,DK", (2, DONT_KNOW)),
        ("2,", (2, BLANK)),
        ("dk,", (DONT_KNOW, BLANK)),
        (" NA ,", (NOT_APPLICABLE, BLANK)),
    ],
)
def test_parse_answers_reads_every_level(written, kept):
    (sheet,) = parse(f"r1,sales,leader,VIS-1,{written}\n")
    assert sheet.answers == {"VIS-1": kept}


def test_parse_answers_takes_blank_for_not_answered():
    assert parse("r1,sales,leader,VIS-1,,\n") == (ImportedSheet("sales", "leader", {}),)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("delimiter", [",", ";"])
def test_parse_answers_takes_any_spreadsheet_dialect(end, delimiter):
    text = f'{HEADER}r1,sales,leader,VIS-1,3,2\n\n"r2",it,leader,VIS-2,1,1\n'
    text = text.replace(",", delimiter).replace("\n", end)
    assert parse_answers(text, ASKED) == (
        ImportedSheet("sales", "leader", {"VIS-1": (3, 2)}),
        ImportedSheet("it", "leader", {"VIS-2": (1, 1)}),
    )


def test_parse_answers_takes_columns_in_any_order():
    header = "Item,Capability,breadth,vantage,department,RESPONDENT\n"
    (sheet,) = parse("VIS-1,3,2,leader,sales,r1", header)
    assert sheet == ImportedSheet("sales", "leader", {"VIS-1": (3, 2)})


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ("", "holds no answers"),
        ("r1,sales,leader,VIS-1,5,2", "line 2: capability: '5' is none of 0, 1, 2, 3, 4, dk, na or blank"),
        ("r1,sales,leader,VIS-1,3.0,2", "line 2: capability: '3.0' is none of 0, 1, 2, 3, 4, dk, na or blank"),
        ("r1,sales,leader,VIS-1,3,na", "line 2: breadth: 'na' is none of 0, 1, 2, 3, 4, dk or blank"),
        ("r1,sales,leader,VIS-1,0,2", "line 2: breadth: must be 0 or blank where capability is 0"),
        ("r1,sales,leader,VIS-1,3,0", "line 2: breadth: must be 1, 2, 3, 4, dk or blank where capability is 1 to 4"),
        ("r1,sales,leader,VIS-1,dk,2", "line 2: breadth: must be blank where capability is dk, na or blank"),
        ("r1,sales,leader,VIS-1,,dk", "line 2: breadth: must be blank where capability is dk, na or blank"),
        ("r1,sales,leader,EXB-4,3,2", "line 2: item: 'EXB-4' is not asked by this assessment"),
        ("r1,sales,leader,,3,2", "line 2: item: '' is not asked by this assessment"),
        (",sales,leader,VIS-1,3,2", "line 2: respondent: must not be blank"),
        ("r1,Legal,leader,VIS-1,3,2", "line 2: department: 'Legal' is no department of this organisation"),
        ("r1,sales,boss,VIS-1,3,2", "line 2: vantage: 'boss' is none of leader, front_line"),
        ("r1,sales,leader,VIS-1,3", "line 2: has 5 columns, the first line 6"),
        ('r1,sales,leader,VIS-1,3,"2', "line 2: is not CSV: unexpected end of data"),
        (f"{'r' * 200_000},sales,leader,VIS-1,3,2", "line 2: is not CSV: field larger than field limit (131072)"),
        ("r\x1b[2J,Legal,leader,VIS-1,3,2\nr1,sales,leader,\x07,3,2", "line 3: item: '\\x07' is not asked by this assessment"),
    ],
)  # fmt: skip
def test_parse_answers_refuses_a_line(rows, told):
    assert errors(rows)[-1] == told


def test_parse_answers_refuses_a_respondent_in_two_places():
    assert errors(
        "r1,sales,leader,VIS-1,3,2\nr1,it,leader,VIS-2,3,2\nr1,sales,front_line,VOC-1,3,2\n"
    ) == [
        "line 3: department: 'r1' is in sales on an earlier line",
        "line 4: vantage: 'r1' is leader on an earlier line",
    ]


def test_parse_answers_refuses_an_item_answered_twice():
    assert errors("r1,sales,leader,VIS-1,3,2\n\nr1,sales,leader,Q-VIS-1,3,2\n") == [
        "line 4: item: VIS-1 was answered by 'r1' on line 2 already"
    ]


def test_parse_answers_counts_lines_within_quotes():
    assert errors('"r\n1",sales,leader,VIS-1,3,2\nr2,sales,leader,VIS-1,9,2\n') == [
        "line 4: capability: '9' is none of 0, 1, 2, 3, 4, dk, na or blank"
    ]


@pytest.mark.parametrize(
    ("header", "told"),
    [
        ("", ["line 1: column respondent is missing"]),
        (HEADER.replace("item", "question"), ["line 1: column item is missing", "line 1: column 'question' is unknown"]),
        (HEADER.replace("\n", ",item\n"), ["line 1: column item is there twice"]),
    ],
)  # fmt: skip
def test_parse_answers_refuses_other_columns(header, told):
    assert errors("", header)[: len(told)] == told


def test_parse_answers_tells_fifty_errors_and_counts_the_others():
    lines = errors("r1,sales,leader,NO-1,3,2\n" * 60)
    assert len(lines) == 51
    assert lines[-1] == "and 10 more"
