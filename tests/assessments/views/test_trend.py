import datetime
import re

from django.utils import timezone

from assessments import models
from tests import factories
from tests.builders import shipped_document


def hold(organisation, maturity_model, capability=2, *, days_ago=0, people=10, **fields):
    """A closed wave whose people of Sales differ by one level on half of the questions."""
    opens_on = timezone.localdate() - datetime.timedelta(days=days_ago)
    assessment = factories.make_assessment(
        organisation, maturity_model, opens_on=opens_on, min_group_size=3, **fields
    )
    for extra in (0, 1):
        answers = factories.all_items(maturity_model, capability + extra, 3)
        if assessment.form == "quick":
            asked = maturity_model.stone_set.filter(item__quick=True)
            answers = {code: answers[code] for code in asked.values_list("code", flat=True)}
        factories.answer(assessment, "sales", answers, count=people // 2)
    factories.close(assessment)
    return assessment


def store(assessment, document, digest):
    """Put other results in the place of those that closing stored."""
    former = models.Snapshot.objects.get(assessment=assessment)
    former.delete()
    models.Snapshot.objects.create(
        assessment=assessment,
        taken_on=former.taken_on,
        method=former.method,
        payload=document,
        digest=digest,
    )


def change_question(code):
    """Version 2 of the shipped document, one stone of which asks something else."""
    document = shipped_document()
    stone = next(stone for stone in document["stones"] if stone["code"] == code)
    stone["item"]["question"]["en"] = "Is it otherwise here?"
    return {"version": 2, "stones": document["stones"]}


def page_of(client, organisation):
    response = client.get(f"/organisations/{organisation.pk}/trend/")
    assert response.status_code == 200
    html = response.content.decode()
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html)).replace("&#x27;", "’")


def test_without_results_the_page_says_how_they_begin(as_user, olive, organisation, assessment):
    text = page_of(as_user(olive), organisation)

    assert "Results over time begin with the first closed assessment." in text
    assert assessment.name not in text


def test_one_wave_is_shown_calmly(as_user, vera, organisation, maturity_model):
    hold(organisation, maturity_model)

    text = page_of(as_user(vera), organisation)

    assert "One wave so far; the next one makes a trend." in text
    assert "cannot be said" not in text
    assert "What is clearly up" not in text


def test_identical_waves_show_no_clear_change(as_user, olive, organisation, maturity_model):
    hold(organisation, maturity_model, days_ago=400)
    hold(organisation, maturity_model)

    text = page_of(as_user(olive), organisation)

    assert "Since the first wave: no clear change in any block." in text
    assert "Worth a look" not in text


def test_clear_changes_come_first_and_stones_follow(as_user, olive, organisation, maturity_model):
    hold(organisation, maturity_model, 3, days_ago=400)
    hold(organisation, maturity_model, 1, days_ago=200)
    hold(organisation, maturity_model, 3)

    text = page_of(as_user(olive), organisation)

    assert "no clear change in any block" in text
    assert "1 → 2: clearly down" in text
    assert "2 → 3: clearly up" in text
    assert text.count("under the mark in wave 2") == 63
    assert "10 people" in text


def test_groups_and_differences_of_counts_are_not_shown(
    as_user, olive, organisation, maturity_model
):
    hold(organisation, maturity_model, days_ago=400, people=6)
    hold(organisation, maturity_model, people=8)

    text = page_of(as_user(olive), organisation)

    assert "6 people" in text
    assert "8 people" in text
    assert "2 more" not in text
    assert "Service" not in text


def test_other_words_are_not_compared_block_by_block(as_user, olive, organisation, maturity_model):
    hold(organisation, maturity_model, 1, days_ago=400)
    hold(organisation, factories.make_maturity_model(**change_question("VOC-1")), 3)

    text = page_of(as_user(olive), organisation)

    assert "Since the first wave: seven blocks clearly up." in text
    assert text.count("not comparable, these stones changed:") == 3  # title, sentence, table
    assert "version 2 of the maturity model" in text


def test_wave_of_the_first_edition_says_what_it_kept_not(
    as_user, olive, organisation, maturity_model
):
    first = hold(organisation, maturity_model, 1, days_ago=400)
    hold(organisation, maturity_model, 3)
    stored = models.Snapshot.objects.get(assessment=first).payload
    document = {k: v for k, v in stored.items() if k not in {"spread", "edition"}}
    store(first, document, factories.digest(document))

    text = page_of(as_user(olive), organisation)

    assert "Several waves, side by side; no change can be stated yet." in text
    assert "the first edition of the method kept no interval" in text


def test_waves_without_figures_say_why(as_user, olive, organisation, maturity_model):
    withheld = hold(organisation, maturity_model, days_ago=400)
    altered = hold(organisation, maturity_model, days_ago=200)
    hold(organisation, maturity_model)
    factories.withhold_results(withheld)
    store(altered, {}, "0" * 64)

    text = page_of(as_user(olive), organisation)

    assert "One wave so far" in text
    assert "Too few people answered for anything to be shown." in text
    assert "The stored results were changed after closing" in text


def test_quick_and_full_waves_stand_apart(as_user, olive, organisation, maturity_model):
    hold(organisation, maturity_model, 1, days_ago=400)
    hold(organisation, maturity_model, 3, form="quick")

    text = page_of(as_user(olive), organisation)

    assert "One wave so far" in text
    assert "Quick – some questions of each block" in text
    assert "clearly" not in text.replace("changed clearly", "")


def test_number_of_queries_stays_with_the_number_of_waves(
    as_user, olive, organisation, maturity_model, django_assert_num_queries
):
    client = as_user(olive)
    hold(organisation, maturity_model, days_ago=900)
    page_of(client, organisation)  # reads the published version once
    with django_assert_num_queries(6):
        page_of(client, organisation)
    for days_ago in (600, 300):
        hold(organisation, maturity_model, days_ago=days_ago)
    with django_assert_num_queries(6):
        page_of(client, organisation)
