import datetime as dt
import re

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from django.utils import timezone

from assessments import models
from assessments.actions.maturity_model import retire_maturity_model
from assessments.forms.assessments import AssessmentForm
from tests import factories
from tests.builders import shipped_document

Status = models.Assessment.Status


def url(name, **kwargs):
    return reverse(f"assessments:{name}", kwargs=kwargs)


def said(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


@pytest.fixture
def draft(organisation, maturity_model):
    return factories.make_assessment(organisation, maturity_model, status="draft", name="Draft")


@pytest.fixture
def set_up(maturity_model):
    return {
        "name": "Spring 2026",
        "maturity_model": maturity_model.pk,
        "form": "quick",
        "languages": ["fr"],
        "opens_on": "2026-03-02",
        "closes_on": "2026-03-16",
        "time_zone": "Europe/Paris",
        "retention_months": "12",
        "min_group_size": "4",
        "department_weight": "headcount",
    }


# ---------------------------------------------------------------------------------- set-up


def test_new_starts_from_usual_values(as_user, olive, organisation, maturity_model):
    newer = factories.make_maturity_model(version=2)
    factories.make_maturity_model(version=3, publish=False)
    page = as_user(olive).get(url("assessment_new", pk=organisation.pk))

    form = page.context["form"]
    assert list(form.fields["maturity_model"].queryset) == [newer, maturity_model]
    assert form["languages"].value() == ["en", "fr"]
    assert form["form"].value() == "full"
    assert form["min_group_size"].value() == 5
    assert form["opens_on"].value() == timezone.localdate()


def test_new_writes_an_assessment_in_preparation(as_user, olive, organisation, set_up):
    response = as_user(olive).post(url("assessment_new", pk=organisation.pk), set_up)

    assessment = models.Assessment.objects.get()
    assert response.headers["Location"] == url("assessment", pk=assessment.pk)
    assert (assessment.organisation, assessment.status) == (organisation, Status.DRAFT)
    assert (assessment.name, assessment.form) == ("Spring 2026", "quick")
    assert (assessment.languages, assessment.min_group_size) == (["fr"], 4)
    assert assessment.closes_on == dt.date(2026, 3, 16)
    assert (assessment.department_weight, assessment.join_code) == ("headcount", None)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"name": " "}, "This field is required."),
        ({"languages": []}, "This field is required."),
        ({"languages": ["xx"]}, "Select a valid choice."),
        ({"form": "picture"}, "Select a valid choice."),
        ({"min_group_size": "2"}, "greater than or equal to 3"),
        ({"min_group_size": "21"}, "less than or equal to 20"),
        ({"closes_on": "2026-03-01"}, "The last day comes after the first."),
        ({"opens_on": "tomorrow"}, "Enter a valid date."),
        ({"maturity_model": "0"}, "Select a valid choice."),
    ],
)
def test_new_says_what_is_wrong(as_user, olive, organisation, set_up, changes, sentence):
    page = as_user(olive).post(url("assessment_new", pk=organisation.pk), set_up | changes)

    assert sentence in page.content.decode()
    assert not models.Assessment.objects.exists()


def test_new_refuses_a_name_twice_and_a_draft_model(as_user, olive, draft, set_up):
    unpublished = factories.make_maturity_model(version=2, publish=False)
    sent = set_up | {"name": "draft", "maturity_model": unpublished.pk}
    page = as_user(olive).post(url("assessment_new", pk=draft.organisation.pk), sent)

    assert set(page.context["form"].errors) == {"name", "maturity_model"}
    assert models.Assessment.objects.count() == 1


def test_new_ignores_what_the_form_does_not_ask(as_user, olive, organisation, stan, set_up):
    other = factories.make_organisation(consultant=stan, name="Other")
    sent = {"status": "closed", "join_code": "ABCDEFGHJK", "organisation": str(other.pk)}
    as_user(olive).post(url("assessment_new", pk=organisation.pk), set_up | sent)

    assessment = models.Assessment.objects.get()
    assert assessment.organisation == organisation
    assert (assessment.status, assessment.join_code) == (Status.DRAFT, None)


def test_new_without_a_published_model_says_so(as_user, olive, organisation):
    page = as_user(olive).get(url("assessment_new", pk=organisation.pk)).content.decode()

    assert "No maturity model is published yet" in page


def test_edit_keeps_a_version_that_was_retired_meanwhile(as_user, olive, draft, set_up):
    retire_maturity_model(maturity_model=draft.maturity_model)
    address = url("assessment_edit", pk=draft.pk)
    assert as_user(olive).get(address).context["form"]["languages"].value() == ["en", "fr"]

    as_user(olive).post(address, set_up)

    draft.refresh_from_db()
    assert (draft.name, draft.languages) == ("Spring 2026", ["fr"])


def test_edit_of_an_open_assessment_is_refused_in_words(as_user, olive, assessment, set_up):
    for response in (
        as_user(olive).get(url("assessment_edit", pk=assessment.pk)),
        as_user(olive).post(url("assessment_edit", pk=assessment.pk), set_up),
    ):
        assert response.headers["Location"] == url("assessment", pk=assessment.pk)
        assert said(response) == [
            "This assessment is open: its set-up stays as it is until it closes."
        ]
    assert models.Assessment.objects.get().name == assessment.name


# -------------------------------------------------------------------------------- overview


def test_overview_of_a_draft_foresees_what_will_be_pooled(as_user, olive, organisation, draft):
    organisation.departments.create(code="hr", name="HR", headcount=4)
    page = as_user(olive).get(url("assessment", pk=draft.pk)).content.decode()

    told = page[page.index("These departments are shown together, never on their own") :]
    assert "HR, " in told[: told.index("</div>")]
    assert "Change the departments" in told
    assert "5 is usual" not in page


def test_overview_of_a_draft_warns_of_small_groups(as_user, olive, organisation, maturity_model):
    small = factories.make_assessment(
        organisation, maturity_model, status="draft", min_group_size=3
    )
    page = as_user(olive).get(url("assessment", pk=small.pk)).content.decode()

    assert "Groups of 3 are shown on their own." in page


def test_overview_shows_bands_never_counts(as_user, olive, assessment):
    factories.answer(assessment, "sales", {"VIS-1": (2, 3)}, count=13)
    factories.answer(assessment, "service", {"VIS-1": (2, 3)}, count=2)
    page = as_user(olive).get(url("assessment", pk=assessment.pk))

    text = page.content.decode()
    assert "20 to 40%" in text  # 13 of 40
    assert "fewer than 3 people" in text  # 2 of 60
    assert "under 20%" in text  # 15 of 100
    told = text.replace(assessment.join_code, "").partition("Who took part")[2]
    assert "13" not in re.sub(r"\d+ [A-Z]\w+ \d{4}", "", told)  # but for days


def test_overview_offers_changes_to_consultants_only(as_user, olive, vera, draft):
    address = url("assessment", pk=draft.pk)
    for_olive, for_vera = (as_user(who).get(address).content.decode() for who in (olive, vera))

    changes = [url("assessment_edit", pk=draft.pk), url("assessment_open", pk=draft.pk)]
    assert [change in for_olive for change in changes] == [True, True]
    assert [change in for_vera for change in changes] == [False, False]


def test_overview_of_an_open_assessment_lets_viewers_share_but_not_change(
    as_user, olive, vera, assessment
):
    address = url("assessment", pk=assessment.pk)
    for_olive, for_vera = (as_user(who).get(address).content.decode() for who in (olive, vera))

    spoken = f"{assessment.join_code[:5]} {assessment.join_code[5:]}"
    assert spoken in for_olive
    assert spoken in for_vera
    changes = [url(name, pk=assessment.pk) for name in ("assessment_close", "assessment_extend")]
    assert [change in for_olive for change in changes] == [True, True]
    assert [change in for_vera for change in changes] == [False, False]


def test_overview_of_a_closed_assessment_leads_to_the_results(as_user, vera, closed_assessment):
    page = as_user(vera).get(url("assessment", pk=closed_assessment.pk)).content.decode()

    assert "The assessment is closed" in page
    assert url("results", pk=closed_assessment.pk) in page
    assert closed_assessment.join_code not in page


# ---------------------------------------------------------------------- open, extend, close


def test_open_twice_is_open_once(as_user, olive, draft):
    client = as_user(olive)
    first, second = (client.post(url("assessment_open", pk=draft.pk)) for _ in range(2))

    assert said(first) == ["People can answer now."]
    assert second.headers["Location"] == url("assessment", pk=draft.pk)
    assert models.Assessment.objects.get().status == Status.OPEN


def test_open_of_a_closed_assessment_is_refused_in_words(as_user, olive, closed_assessment):
    response = as_user(olive).post(url("assessment_open", pk=closed_assessment.pk))

    assert said(response) == ["This assessment is closed; it does not change any more."]
    assert models.Assessment.objects.get().status == Status.CLOSED


def test_extend_moves_the_last_day(as_user, olive, assessment):
    day = timezone.localdate() + dt.timedelta(days=30)
    as_user(olive).post(url("assessment_extend", pk=assessment.pk), {"closes_on": day})

    assessment.refresh_from_db()
    assert assessment.closes_on == day


@pytest.mark.parametrize("day", ["2020-01-01", "", "soon"])
def test_extend_refuses_a_day_that_has_passed(as_user, olive, assessment, day):
    page = as_user(olive).post(url("assessment_extend", pk=assessment.pk), {"closes_on": day})

    assert page.context["extend_form"].errors
    assert models.Assessment.objects.get().closes_on == assessment.closes_on


def test_extend_of_a_closed_assessment_is_refused_in_words(as_user, olive, closed_assessment):
    response = as_user(olive).post(
        url("assessment_extend", pk=closed_assessment.pk),
        {"closes_on": timezone.localdate() + dt.timedelta(days=30)},
    )

    assert said(response) == ["This assessment is closed; it does not change any more."]


def test_close_says_what_it_does_and_that_too_few_answered(as_user, olive, assessment):
    client, address = as_user(olive), url("assessment_close", pk=assessment.pk)
    before = client.get(address).content.decode()
    factories.answer(assessment, "sales", {"VIS-1": (2, 3)}, count=3)
    after = client.get(address).content.decode()

    assert "Closing is final." in before
    assert "So far, fewer than 3 people have handed in" in before
    assert "So far" not in after
    assert models.Assessment.objects.get().status == Status.OPEN


def test_close_twice_is_close_once(as_user, olive, assessment, maturity_model):
    factories.answer(assessment, "sales", factories.all_items(maturity_model, 2, 3), count=3)
    client, address = as_user(olive), url("assessment_close", pk=assessment.pk)
    first, second, third = client.post(address), client.post(address), client.get(address)

    assert first.headers["Location"] == url("results", pk=assessment.pk)
    assert second.headers["Location"] == url("assessment", pk=assessment.pk)
    assert third.headers["Location"] == url("assessment", pk=assessment.pk)
    assert models.Snapshot.objects.count() == 1


def test_close_of_a_draft_is_refused_in_words(as_user, olive, draft):
    response = as_user(olive).post(url("assessment_close", pk=draft.pk))

    assert said(response) == ["This assessment is not open yet."]
    assert models.Assessment.objects.get().status == Status.DRAFT


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01"])
def test_days_far_away_are_refused(as_user, olive, organisation, maturity_model, assessment, day):
    form = AssessmentForm(
        {"opens_on": day, "closes_on": day, "languages": ["fr", "fr"]}, organisation=organisation
    )
    told = ["Choose a day within five years from today."]

    assert (form.errors["opens_on"], form.errors["closes_on"]) == (told, told)
    assert form.cleaned_data["languages"] == ["fr"]
    as_user(olive).post(f"/assessments/{assessment.pk}/extend/", {"closes_on": day})
    former = assessment.closes_on
    assessment.refresh_from_db()
    assert assessment.closes_on == former


# ------------------------------------------------------------------------------ the three forms


def make(client, organisation, set_up, **changes):
    client.post(url("assessment_new", pk=organisation.pk), set_up | changes)
    return models.Assessment.objects.get()


def test_new_needs_a_name_only(as_user, olive, organisation, maturity_model):
    client = as_user(olive)
    form = client.get(url("assessment_new", pk=organisation.pk)).context["form"]
    sent = {
        name: form[name].value() for name in form.fields if form[name].value() not in (None, False)
    }
    answer = client.post(url("assessment_new", pk=organisation.pk), sent | {"name": "Baseline"})
    assert answer.status_code == 302, answer.context["form"].errors
    assessment = models.Assessment.objects.get()

    assert (assessment.form, assessment.short_vantages) == ("full", ["front_line"])
    assert (assessment.min_group_size, assessment.retention_months) == (5, 24)
    page = client.get(url("assessment", pk=assessment.pk)).content.decode()
    assert "Front line, in contact with customers: 32, about 15 min" in page


def test_new_full_form_keeps_what_was_chosen(as_user, olive, organisation, set_up):
    chosen = {
        "form": "full",
        "short_vantages": ["support", "front_line"],
        "rotates_blocks": "on",
        "contact": " Camille ",
        "time_zone": "America/Montreal",
    }
    assessment = make(as_user(olive), organisation, set_up, **chosen)

    assert assessment.short_vantages == ["front_line", "support"]
    assert (assessment.rotates_blocks, assessment.contact) == (True, "Camille")
    assert (assessment.time_zone, assessment.retention_months) == ("America/Montreal", 12)


def test_new_other_forms_ask_everybody_alike(as_user, olive, organisation, set_up):
    assessment = make(as_user(olive), organisation, set_up, short_vantages=["front_line"])

    assert (assessment.form, assessment.short_vantages) == ("quick", [])


def test_new_with_names_has_no_groups(as_user, olive, organisation, set_up):
    changes = {"form": "matrix", "attributed_mode": "on", "min_group_size": ""}
    assessment = make(as_user(olive), organisation, set_up, **changes)

    assert (assessment.attributed_mode, assessment.min_group_size) == (True, 1)
    page = as_user(olive).get(url("assessment", pk=assessment.pk)).content.decode()
    assert "People give their name, and are told so on the first page" in page
    as_user(olive).post(url("assessment_edit", pk=assessment.pk), set_up | {"min_group_size": "7"})
    assessment.refresh_from_db()
    assert (assessment.attributed_mode, assessment.min_group_size) == (False, 7)


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        (
            {"form": "full", "short_vantages": ["leader", "manager", "front_line", "support"]},
            "short_vantages",
            "Ask the people of at least one position every question",
        ),
        ({"min_group_size": ""}, "min_group_size", "This field is required."),
        ({"sector_pack": "circus"}, "sector_pack", "Select a valid choice."),
        ({"time_zone": "Mars/Olympus"}, "time_zone", "Select a valid choice."),
        ({"retention_months": "0"}, "retention_months", "greater than or equal to 1"),
    ],
)
def test_new_says_which_part_does_not_fit(
    as_user, olive, organisation, set_up, changes, field, sentence
):
    page = as_user(olive).post(url("assessment_new", pk=organisation.pk), set_up | changes)

    assert sentence in str(page.context["form"].errors[field])
    assert not models.Assessment.objects.exists()


def test_new_refuses_a_matrix_without_sentences(as_user, olive, organisation, set_up):
    document = shipped_document()
    del document["blocks"][0]["descriptors"]["basic"]
    bare = factories.make_maturity_model(version=9, blocks=document["blocks"])
    sent = set_up | {"form": "matrix", "maturity_model": bare.pk}
    page = as_user(olive).post(url("assessment_new", pk=organisation.pk), sent)

    assert "The matrix needs a sentence for every block and stage" in page.content.decode()


def test_overview_says_when_answers_were_deleted(as_user, vera, closed_assessment):
    models.Assessment.objects.update(closed_on=dt.date(2020, 1, 1))
    closed_assessment.sheets.all().delete()
    page = as_user(vera).get(url("assessment", pk=closed_assessment.pk)).content.decode()

    assert "Answers were kept for 24 months after closing and then deleted" in page
    assert "fewer than" not in page
