"""Whatever leaves the product: nothing before closing, nothing of a group that is too small.

Quality C55, C56 and C57b.
"""

import csv
import io
import json
import re

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import models as orm
from django.urls import reverse
from openpyxl import load_workbook

from assessments import models
from assessments.domain.responses import pack
from assessments.queries.maturity_model import load_maturity_model
from tests import factories
from tests.roadmaps.documents import write_document
from tests.roadmaps.rows import make_roadmap
from tests.test_access import ADMIN

pytestmark = pytest.mark.rows
SMALL, PARTNER = "Zweigstelle", "Quarzhof"
PEOPLE = {"Sales": 12, "Service": 9, PARTNER: 8, SMALL: 4}
K = 5
VANTAGES = ("manager", "front_line", "manager", "leader", "front_line", "support")
PAGES = (
    "assessments:assessment",
    "assessments:results",
    "assessments:results_differing",
    "assessments:results_people",
    "assessments:results_comments",
    "assessments:results_files",
    "assessments:method",
    "roadmaps:targets",
    "roadmaps:roadmap_new",
    "roadmaps:method",
)
FILES = ("xlsx", "csv", "json")


@pytest.fixture
def crowd(olive, maturity_model):
    """Closed: of four departments one has a person less than may be shown."""
    organisation = factories.make_organisation(consultant=olive, departments=dict.fromkeys(PEOPLE))
    assessment = factories.make_assessment(organisation, maturity_model, min_group_size=K)
    items = load_maturity_model(maturity_model).items("full")
    rows = []
    for department in organisation.departments.all():
        level = 4 if department.name == SMALL else 2
        packed = pack(dict.fromkeys(items, (level, level)), items)
        rows += [
            models.Sheet(
                assessment=assessment,
                department=department,
                vantage=VANTAGES[number % len(VANTAGES)],
                language="en",
                is_submitted=True,
                packed=packed,
            )
            for number in range(PEOPLE[department.name])
        ]
    models.Sheet.objects.bulk_create(rows)
    factories.close(assessment)
    return assessment


def betrays(text):
    """Whether a piece of text has a figure beside the small group alone."""
    text = text.replace(f"fewer than {K} people", "")  # a bound, and no count
    return (
        SMALL.lower() in text.lower()
        and PARTNER.lower() not in text.lower()
        and bool(re.search(r"\d", text))
    )


def find_betrayals(html):
    """Rows, entries, sentences, labels and attributes with a figure beside the small group."""
    pieces = re.findall(r"<(tr|li|p|dd|text|title|option|td|th)\b[^>]*>(.*?)</\1>", html, re.DOTALL)
    inner = [re.sub(r"<[^>]+>", " ", text) for _tag, text in pieces]
    attributes = re.findall(r'="([^"]*)"', html)
    data = re.findall(r"<script[^>]*json[^>]*>(.*?)</script>", html, re.DOTALL)
    named = [text for text in data if SMALL in text]
    return [text for text in (*inner, *attributes) if betrays(text)] + named


def walk(value):
    """Every object of a JSON document."""
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from walk(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from walk(inner)


def check_document(document):
    for entry in walk(document):
        own = [v for v in entry.values() if isinstance(v, str) or is_names(v)]
        naming = [v for v in own if SMALL.lower() in str(v).lower()]
        if naming and any(isinstance(v, int | float) for v in entry.values()):
            alone = [v for v in naming if PARTNER.lower() not in str(v).lower()]
            assert alone == [], entry
    cells = [cell for cut in document["scorecard"]["spread"]["cuts"] for cell in cut["cells"]]
    groups = [*document["scorecard"]["groups"], *cells]
    assert all(group["respondents"] >= K for group in groups)
    assert len(cells) >= 5  # both cuts were there


def is_names(value):
    return isinstance(value, list) and all(isinstance(v, str) for v in value)


@pytest.mark.parametrize("name", PAGES)
def test_pages_have_no_figure_of_a_group_that_is_too_small(as_user, olive, crowd, name):
    response = as_user(olive).get(reverse(name, args=[crowd.pk]))
    html = response.content.decode()

    assert response.status_code == 200
    assert find_betrayals(html) == []
    if name in {"assessments:results", "assessments:results_people"}:
        assert SMALL in html  # named among those that are shown together


def test_blocks_trend_and_report_have_none_either(as_user, olive, crowd):
    client = as_user(olive)
    addresses = [
        reverse("assessments:results_block", args=[crowd.pk, "improvement"]),
        reverse("assessments:results_trend", args=[crowd.organisation_id]),
        reverse("assessments:organisation", args=[crowd.organisation_id]),
    ]
    pages = [client.get(address).content.decode() for address in addresses]
    pages.append(write_document(make_roadmap(crowd), crowd.closed_on))

    assert [find_betrayals(page) for page in pages] == [[]] * len(pages)


def test_files_and_commands_have_none_either(as_user, olive, crowd):
    client = as_user(olive)
    contents = {
        kind: client.get(reverse("assessments:results_file", args=[crowd.pk, kind])).content
        for kind in FILES
    }
    book = load_workbook(io.BytesIO(contents["xlsx"]))
    rows = [row for sheet in book for row in sheet.iter_rows(values_only=True)]
    rows += csv.reader(io.StringIO(contents["csv"].decode("utf-8-sig"), newline=""))
    assert any(SMALL in str(row) for row in rows)
    assert [row for row in rows if betrays(" ".join(map(str, row)))] == []

    check_document(json.loads(contents["json"]))
    for command in ("export_scorecard", "check_snapshots"):
        out = io.StringIO()
        call_command(command, str(crowd.pk), stdout=out)
        if command == "export_scorecard":
            check_document(json.loads(out.getvalue()))
        else:
            assert SMALL.lower() not in out.getvalue().lower()


def test_admin_shows_superusers_no_figure_of_it(as_user, ada, crowd):
    client = as_user(ada)
    lists = [name for name in ADMIN if name.endswith("_changelist")]
    for name in lists:
        response = client.get(reverse(name))
        assert find_betrayals(response.content.decode()) == [], name
    assert len(lists) > 5


RESULTS = [name for name in PAGES if name not in {"assessments:assessment", "roadmaps:method"}]


def test_nothing_is_told_before_closing_whatever_comes_in(as_user, olive, assessment):
    client = as_user(olive)
    addresses = [reverse(name, args=[assessment.pk]) for name in RESULTS]
    addresses += [reverse("assessments:results_file", args=[assessment.pk, k]) for k in FILES]
    addresses.append(reverse("assessments:results_block", args=[assessment.pk, "improvement"]))
    factories.answer(assessment, "sales", {"VIS-1": (3, 3)}, count=4)
    watched = []
    for _ in range(2):
        assert {client.get(address).status_code for address in addresses} == {404}
        with pytest.raises(CommandError, match="not closed yet"):
            call_command("export_scorecard", str(assessment.pk))
        assert not models.Snapshot.objects.exists()
        watched.append(look(client, assessment))
        factories.answer(assessment, "sales", {"VIS-1": (0, 0)})  # of forty people one more
    assert watched[0] == watched[1]


def look(client, assessment):
    """What somebody sees who watches the pages of an open assessment."""
    pages = (
        reverse("assessments:assessment", args=[assessment.pk]),
        reverse("assessments:organisation", args=[assessment.organisation_id]),
        reverse("assessments:results_trend", args=[assessment.organisation_id]),
    )
    texts = [client.get(page).content.decode() for page in pages]
    unsaid = re.compile(r'(name="csrfmiddlewaretoken" value|nonce|content)="[^"]*"')
    return [re.sub(r"X-CSRFToken[^}]*}", "", unsaid.sub("", text)) for text in texts]


COLUMNS = {
    "Sheet": "id assessment department vantage language source name token_digest is_submitted"
    " packed",
    "Answer": "pk sheet stone capability breadth sequence",
    "Position": "pk sheet block stage sequence",
    "Comment": "pk sheet block text sequence",
    "Invitation": "id assessment email language department sheet has_answered is_bounced"
    " is_removed sent_on reminded_on",
    "Mailing": "id assessment kind status requested_on leased_until attempts failure",
}
"""What the rows of respondents may hold: a new column is looked at here before it exists."""
FINER_THAN_A_DAY = {("Mailing", "leased_until")}
"""When the worker gives a mailing up: of all invitations together, and gone once it is done."""


@pytest.mark.parametrize("name", COLUMNS)
def test_rows_of_respondents_hold_what_was_reviewed(name):
    model = getattr(models, name)
    columns = [field.name for field in model._meta.get_fields() if not field.auto_created]
    assert columns == COLUMNS[name].split()

    moments = {
        (name, field.name)
        for field in model._meta.fields
        if isinstance(field, orm.DateTimeField | orm.TimeField)
    }
    assert moments <= FINER_THAN_A_DAY


def test_nobody_keeps_a_history_of_answers_and_keys_tell_no_order():
    tables = {model.__name__ for model in apps.get_models()}

    for name in COLUMNS:
        assert f"Historical{name}" not in tables
        assert not hasattr(getattr(models, name), "history")
    assert isinstance(models.Sheet._meta.pk, orm.UUIDField)
    assert models.Sheet._meta.pk.default.__name__ == "uuid4"
    for name in ("Answer", "Position", "Comment"):
        assert isinstance(getattr(models, name)._meta.pk, orm.CompositePrimaryKey)
