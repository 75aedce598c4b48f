import io
import time
import uuid

import pytest
from django.core.management import CommandError, call_command

from assessments import models
from assessments.queries.responses import load_answers, load_responses
from tests import factories

pytestmark = pytest.mark.rows

HEADER = "respondent,department,vantage,item,capability,breadth\n"
ROWS = (
    "r1,sales,leader,VIS-1,3,2\n"
    "r1,sales,leader,VIS-2,dk,\n"
    "r2,Service,front_line,VIS-1,0,0\n"
    "r3,service,front_line,VIS-1,,\n"
)


@pytest.fixture
def load(tmp_path):
    def run(assessment, rows, *options, header=HEADER):
        file = tmp_path / "answers.csv"
        file.write_bytes(rows if isinstance(rows, bytes) else (header + rows).encode())
        out = io.StringIO()
        call_command("import_responses", str(assessment), str(file), *options, stdout=out)
        return out.getvalue()

    return run


def test_import_responses_adds_sheets_handed_in(assessment, load):
    assert load(assessment.pk, ROWS) == (
        "3 respondents in 2 departments gave 3 answers.\nAll of them are in.\n"
    )
    sheets = models.Sheet.objects.filter(assessment=assessment)
    assert list(sheets.values_list("is_submitted", "token_digest", "language").distinct()) == [
        (True, None, "en")
    ]
    (leader,) = sheets.filter(vantage="leader")
    assert leader.department.code == "sales"
    assert load_answers(leader) == {"VIS-1": (3, 2), "VIS-2": (5, 7)}
    responses = load_responses(assessment)
    assert sorted(responses.departments) == ["sales", "service"]
    assert sorted(responses.capability[:, responses.items.index("VIS-1")]) == [0, 3]


def test_import_responses_finds_the_assessment_by_its_join_code(assessment, load):
    load(assessment.join_code.lower(), ROWS)
    assert assessment.sheets.count() == 3


def test_import_responses_adds_up_with_answers_from_phones(assessment, maturity_model, load):
    factories.answer(assessment, "sales", {"VIS-1": (3, 3)}, count=2)
    load(assessment.pk, ROWS)
    assert assessment.sheets.count() == 5


def test_import_responses_works_after_the_last_day(assessment, load):
    models.Assessment.objects.update(opens_on="2026-01-01", closes_on="2026-01-14")
    load(assessment.pk, ROWS)

    assert assessment.sheets.count() == 3


def test_import_responses_dry_run_writes_nothing(assessment, load):
    assert load(assessment.pk, ROWS, "--dry-run") == (
        "3 respondents in 2 departments gave 3 answers.\nNothing was written.\n"
    )
    assert not models.Sheet.objects.exists()


def test_import_responses_is_all_or_nothing(assessment, load, tmp_path):
    with pytest.raises(CommandError) as caught:
        load(assessment.pk, f"{ROWS}r4,sales,leader,VIS-1,9,1\nr5,Legal,leader,VIS-1,1,1\n")
    file = tmp_path / "answers.csv"
    assert str(caught.value).splitlines() == [
        f"{file}: line 6: capability: '9' is none of 0, 1, 2, 3, 4, dk, na or blank",
        f"{file}: line 7: department: 'Legal' is no department of this organisation",
    ]
    assert caught.value.returncode == 1
    assert not models.Sheet.objects.exists()
    assert not models.Answer.objects.exists()


def test_import_responses_asks_what_the_form_asks(organisation, maturity_model, load):
    assessment = factories.make_assessment(organisation, maturity_model, form="quick")
    with pytest.raises(CommandError, match="line 2: item: 'VIS-1' is not asked"):
        load(assessment.pk, ROWS)


def test_import_responses_takes_a_byte_order_mark(assessment, load):
    text = (HEADER + ROWS).replace(",", ";").replace("\n", "\r\n")
    load(assessment.pk, text.encode("utf-8-sig"))
    assert assessment.sheets.count() == 3


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "is empty"),
        (HEADER.encode() + b"r\xe9,sales,leader,VIS-1,1,1", "line 2: is not UTF-8 text"),
        (HEADER.encode() + b"r\0,sales,leader,VIS-1,1,1", "line 2: holds a NUL character"),
    ],
)
def test_import_responses_refuses_what_is_no_text(assessment, load, content, told):
    with pytest.raises(CommandError, match=told):
        load(assessment.pk, content)


def test_import_responses_needs_an_open_assessment(
    organisation, maturity_model, closed_assessment, load
):
    before = models.Sheet.objects.count()
    draft = factories.make_assessment(organisation, maturity_model, status="draft", name="Spring")
    with pytest.raises(CommandError, match="Spring is in preparation: open it before importing"):
        load(draft.pk, ROWS)
    with pytest.raises(CommandError, match="is closed: its answers are final"):
        load(closed_assessment.pk, ROWS)
    assert models.Sheet.objects.count() == before


@pytest.mark.parametrize("unknown", ["", "…", "ABCDEFGHJK", str(uuid.UUID(int=0))])
def test_import_responses_needs_an_assessment_that_exists(db, load, unknown):
    with pytest.raises(CommandError, match="No assessment has the id or join code"):
        load(unknown, ROWS)


def test_import_responses_of_a_thousand_people_takes_seconds(assessment, maturity_model, load):
    codes = list(maturity_model.stone_set.values_list("code", flat=True))
    rows = "".join(
        f"r{n},{('sales', 'service')[n % 2]},manager,{code},{n % 4 + 1},{n % 3 + 1}\n"
        for n in range(1000)
        for code in codes
    )
    start = time.perf_counter()
    told = load(assessment.pk, rows)
    assert told.startswith("1000 respondents in 2 departments gave 63000 answers.")
    assert time.perf_counter() - start < 20
