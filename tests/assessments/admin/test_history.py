import pytest
from django.apps import apps

from assessments import models
from assessments.actions.maturity_model import copy_maturity_model, retire_maturity_model
from assessments.translation import WITH_HISTORY
from tests.assessments.admin.pages import bound_values, form_data, url, version_url


@pytest.fixture
def told(editor, draft):
    def read(**query):
        page = editor.get(version_url("history", draft.pk), query)
        return [one.sentence for one in page.context["told"]]

    return read


def test_history_is_kept_of_the_model_set_up_and_roles_and_of_no_answer():
    kept = {
        model._meta.model_name.removeprefix("historical")
        for model in apps.get_app_config("assessments").get_models()
        if model._meta.model_name.startswith("historical")
    }
    parts = {row.related_model for row in models.MaturityModel._meta.related_objects}

    assert kept == {model._meta.model_name for model in WITH_HISTORY}
    assert parts <= set(WITH_HISTORY)
    assert not {models.Sheet, models.Answer, models.Comment, models.Snapshot} & set(WITH_HISTORY)


def test_change_of_a_stone_reads_as_a_sentence(editor, draft, told):
    stone = draft.stone_set.get(code="VIS-2")
    address = url(models.Stone, "change", stone.pk)
    editor.post(address, form_data(editor.get(address)) | {"impact": "3"})

    assert told()[0] == "Ada changed the effect customers notice of VIS-2 from 2 to 3"
    assert told(part="stone", code="VIS-2") == told()[:1]
    assert told(part="stone", code="VIS-3") == []


def test_history_names_links_languages_and_long_texts(editor, draft, told):
    stone = draft.stone_set.get(code="VIS-2")
    address = url(models.Stone, "change", stone.pk)
    large = draft.effort_set.get(code="L")
    changes = {"effort": large.pk, "title_fr": "Court", "description_fr": "Un texte. " * 20}
    editor.post(address, form_data(editor.get(address)) | changes)

    assert "Ada changed the effort of VIS-2 from S to L" in told() or (
        "Ada changed the effort of VIS-2 from M to L" in told()
    )
    assert "Ada changed the description (French) of VIS-2" in told()
    assert any(one.startswith("Ada changed the title (French) of VIS-2 from “") for one in told())


def test_bulk_changes_are_told_too(editor, draft, told):
    address = version_url("numbers", draft.pk, "scoring")
    sent = bound_values([editor.get(address).context["form"]])
    editor.post(address, sent | {"stage_share": "0.8"})

    expected = "share of a stage’s stones that must be acquired"
    assert told() == [
        f"Ada changed the {expected} of {draft} from 0.75 to 0.8",
        f"The command line added {draft} (maturity model)",
    ]


def test_what_was_added_and_removed_is_told(editor, draft, told):
    sent = {"maturity_model": draft.pk, "code": "new", "position": 9, "name_en": "New"}
    editor.post(url(models.Pillar, "add"), sent)
    row = models.Pillar.objects.get(code="new")
    editor.post(url(models.Pillar, "delete", row.pk), {"post": "yes"})

    assert told()[:2] == ["Ada removed new (pillar)", "Ada added new (pillar)"]


def test_life_of_a_version_is_told(editor, maturity_model):
    retire_maturity_model(maturity_model=maturity_model)
    copy = copy_maturity_model(maturity_model=maturity_model)
    page = editor.get(version_url("history", maturity_model.pk))
    of_copy = editor.get(version_url("history", copy.pk))

    assert [one.sentence for one in page.context["told"]] == [
        f"The command line retired {maturity_model}",
        f"The command line published {maturity_model}",
        f"The command line added {maturity_model} (maturity model)",
    ]
    assert [one.sentence for one in of_copy.context["told"]] == [
        "The command line copied version 1 to this draft"
    ]


def test_history_of_a_part_is_that_of_its_version(editor, draft):
    row = draft.pillar_set.first()
    page = editor.get(url(models.Pillar, "history", row.pk), follow=True)

    assert page.redirect_chain[0][0].startswith(version_url("history", draft.pk))
    assert page.context["told"] == []
