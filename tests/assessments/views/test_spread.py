"""Where views differ, people and comments, as members read them."""

import re

import pytest
from django.urls import reverse

from assessments import models
from assessments.actions.imports import import_sheets
from assessments.actions.responses import join_assessment, save_answers, submit_sheet
from assessments.exchange.answers import ImportedSheet
from assessments.queries.snapshots import digest
from tests import factories

PAGES = ("differing", "people", "comments")


def see(client, page, assessment, query=""):
    return client.get(reverse(f"assessments:results_{page}", args=[assessment.pk]) + query)


def text_of(response):
    """What a reader reads: no tags, one space."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def remark(assessment, text):
    """A remark of one of the people on the voice of the customer."""
    block = assessment.maturity_model.block_set.get(code="VOC")
    models.Comment.objects.create(sheet=assessment.sheets.first(), block=block, text=text)


def replace_snapshot(assessment, **fields):
    """The stored results with something else in them; they cannot be changed, only exchanged."""
    row = models.Snapshot.objects.get(assessment=assessment)
    row.delete()
    for name, value in fields.items():
        setattr(row, name, value)
    row.save(force_insert=True)


def close_with(organisation, maturity_model, crowd, **fields):
    """Closed; `crowd` lists (department, vantage, count, answers)."""
    assessment = factories.make_assessment(organisation, maturity_model, **fields)
    for department, vantage, count, answers in crowd:
        factories.answer(assessment, department, answers, vantage=vantage, count=count)
    factories.close(assessment)
    return assessment


@pytest.fixture
def split(organisation, maturity_model):
    """Leaders of sales see everything done always, the front line of service not; one alike."""
    high = factories.all_items(maturity_model, 4, 4, VIS_1=(3, 4))
    low = factories.all_items(maturity_model, 1, 1, VIS_1=(3, 4), VOC_1=(5, 7))
    crowd = (("sales", "leader", 6, high), ("service", "front_line", 6, low))
    return close_with(organisation, maturity_model, crowd, min_group_size=3)


@pytest.fixture
def few(organisation, maturity_model):
    """Seven people of three positions, three as the least: nothing is told exactly."""
    answers = factories.all_items(maturity_model, 3, 4)
    other = factories.all_items(maturity_model, 0, 0)
    crowd = (("sales", "leader", 2, answers), ("service", "manager", 5, other))
    return close_with(organisation, maturity_model, crowd, min_group_size=3)


@pytest.fixture
def named(organisation, maturity_model):
    """Closed, with names."""
    assessment = factories.make_assessment(
        organisation, maturity_model, attributed_mode=True, min_group_size=1
    )
    for name, level in (("Amina", 1), ("Bo", 4), ("<b>Zoé</b>", 4)):
        sheet, _token = join_assessment(
            assessment=assessment,
            department=organisation.departments.get(code="sales"),
            vantage="manager",
            language="en",
            name=name,
        )
        save_answers(sheet=sheet, answers=factories.all_items(maturity_model, level, 3))
        submit_sheet(sheet=sheet)
    factories.close(assessment)
    return assessment


def test_differing_begins_with_what_is_shared(as_user, vera, split):
    text = text_of(see(as_user(vera), "differing", split))

    strengths = "Gather the feedback you already have and Write a shared experience intent"
    assert f"In place, and seen alike: {strengths}. 2 of 63 practices are seen alike." in text
    assert text.index("In place, and seen alike") < text.index("What to talk about first")


def test_differing_tells_camps_and_never_who(as_user, vera, split):
    html = see(as_user(vera), "differing", split).content.decode()
    text = re.sub(r"\s+", " ", html)

    assert "Two camps on how settled it is." in text
    assert "“One team”: 6 people." in text
    assert "53 more questions" in text
    assert not re.search(r"Leadership|Sales|Front line", html)


def test_differing_shows_one_block_by_a_link(as_user, vera, split):
    client = as_user(vera)
    page = see(client, "differing", split, "?block=voice-of-customer")
    rows = [*page.context["first"], *page.context["others"]]

    assert {row.block for row in rows} == {"VOC"}
    chosen = re.findall(r'href="(\?[^"]*)" aria-current="true"', page.content.decode())
    assert chosen == ["?block=voice-of-customer"]
    unknown = see(client, "differing", split, "?block=moon")
    assert len(unknown.context["others"]) == 53


def test_differing_of_few_answers_is_in_three_classes(as_user, vera, few):
    text = text_of(see(as_user(vera), "differing", few))

    assert "in three classes, because they are fewer than ten" in text
    assert "Middle answer" not in text
    assert "Not shown" in text


def test_names_are_read_in_a_round_with_names(as_user, vera, named):
    page = see(as_user(vera), "differing", named)
    text = text_of(page)

    assert "A round with names" in text
    assert "Who sees it how" in text
    assert "Amina" in text
    assert "&lt;b&gt;Zoé&lt;/b&gt;" in page.content.decode()


@pytest.mark.parametrize("name", PAGES)
def test_no_other_round_speaks_of_names(as_user, vera, split, name):
    text = text_of(see(as_user(vera), name, split))

    assert "A round with names" not in text
    assert "Who sees it how" not in text


def test_people_tells_turnout_in_bands_and_what_is_not_visible(as_user, vera, split):
    text = text_of(see(as_user(vera), "people", split))

    assert "Sales 6 under 20%" in text
    assert "12 people answered" in text
    assert "Who could show it to the others?" in text
    assert "50% don’t know" in text


def test_people_compares_leaders_and_the_front_line(as_user, vera, split):
    text = text_of(see(as_user(vera), "people", split))

    assert "Leaders and the front line see otherwise:" in text
    assert re.search(r"leaders see it \d+ points higher", text)


def test_people_shows_one_cut_at_a_time(as_user, vera, split):
    client = as_user(vera)
    departments, positions = (see(client, "people", split, q) for q in ("", "?cut=vantage"))

    assert [cell.code for cell in departments.context["cells"]] == ["sales", "service"]
    assert [cell.code for cell in positions.context["cells"]] == ["leader", "front_line"]
    assert "no ranking" in text_of(departments)


def test_people_says_why_groups_and_gaps_are_withheld(as_user, vera, few):
    text = text_of(see(as_user(vera), "people", few, "?cut=vantage"))

    assert "it needs 3 answers or more from “Leadership”" in text
    assert "Not shown: at least two positions need 3 people or more" in text
    text = text_of(see(as_user(vera), "people", few))
    assert "Small departments merged before the next round opens" in text


def test_comments_are_read_as_plain_text(as_user, vera, split):
    remark(split, "<script>x</script>\nنعم")
    html = see(as_user(vera), "comments", split).content.decode()

    assert '<li dir="auto">&lt;script&gt;x&lt;/script&gt;<br>نعم</li>' in html


def test_comments_say_from_how_many_people_on(as_user, olive, few):
    remark(few, "Hidden words")
    text = text_of(see(as_user(olive), "comments", few))

    assert "Comments appear from 10 people on" in text
    assert "Hidden words" not in text


@pytest.mark.parametrize("name", PAGES)
def test_pages_of_too_few_answers_show_nothing(as_user, vera, closed_assessment, name):
    factories.withhold_results(closed_assessment)

    assert "Too few answers to show results" in text_of(see(as_user(vera), name, closed_assessment))


@pytest.mark.parametrize("name", PAGES)
def test_pages_of_altered_results_show_nothing(as_user, vera, closed_assessment, name):
    replace_snapshot(closed_assessment, digest="0" * 64)
    response = see(as_user(vera), name, closed_assessment)

    assert response.status_code == 409
    assert "The stored results were altered" in text_of(response)


def test_pages_of_the_first_edition_say_what_was_not_kept(as_user, vera, closed_assessment):
    row = models.Snapshot.objects.get(assessment=closed_assessment)
    payload = row.payload | {"edition": 1, "spread": None}
    replace_snapshot(closed_assessment, payload=payload, digest=digest(payload))
    client = as_user(vera)

    for page in ("differing", "people"):
        text = text_of(see(client, page, closed_assessment))
        assert "Computed with the first edition of the method" in text
    assert see(client, "comments", closed_assessment).status_code == 200


def test_pages_of_the_matrix_lead_to_the_overview(as_user, vera, organisation, maturity_model):
    assessment = factories.make_assessment(
        organisation, maturity_model, form="matrix", min_group_size=3
    )
    sheets = [ImportedSheet("sales", "manager", positions={"VIS": 2}) for _ in range(10)]
    import_sheets(assessment=assessment, sheets=sheets)
    factories.close(assessment)
    remark(assessment, "Go on.")
    client = as_user(vera)

    for page in ("differing", "people"):
        text = text_of(see(client, page, assessment))
        assert "The matrix asks for one sentence a block" in text
    assert "Go on." in text_of(see(client, "comments", assessment))


@pytest.mark.parametrize(("name", "count"), [("differing", 5), ("people", 5), ("comments", 6)])
def test_pages_take_few_queries_and_are_kept_by_no_cache(
    as_user, vera, split, django_assert_num_queries, name, count
):
    client = as_user(vera)
    see(client, name, split)  # the version's texts are read once

    with django_assert_num_queries(count):
        response = see(client, name, split)
    assert response.headers["Cache-Control"] == "no-store"
