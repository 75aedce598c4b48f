import pytest
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from assessments import models
from assessments.actions.maturity_model import publish_maturity_model
from tests import factories

PARTS = [
    relation.related_model
    for relation in models.MaturityModel._meta.related_objects
    if relation.related_model is not models.Assessment
]
REGISTERED = [*PARTS, models.MaturityModel]
# Prerequisites are changed on the page of their stone, where circles are refused.
EDITED = [part for part in REGISTERED if part is not models.Prerequisite]


def url(part, page, *args):
    return reverse(f"admin:assessments_{part._meta.model_name}_{page}", args=args)


def sentences(response):
    return [str(message) for message in response.context["messages"]]


@pytest.fixture
def editor(as_user, ada):
    return as_user(ada)


@pytest.fixture
def draft(db):
    return factories.make_maturity_model(publish=False, version=2)


def form_data(page):
    """What the browser would send back from a form of the admin."""
    form = page.context["adminform"].form
    forms = [form, *(f for fs in page.context["inline_admin_formsets"] for f in fs.formset.forms)]
    forms += [fs.formset.management_form for fs in page.context["inline_admin_formsets"]]
    data = {}
    for each in forms:
        for bound in each:
            value = bound.value()
            if value is not None and value is not False:
                data[bound.html_name] = value
    return data


# ----------------------------------------------------------------------------- registration


def test_every_part_is_registered_and_no_answer_is():
    registered = set(admin.site._registry)

    assert set(REGISTERED) <= registered
    assert not {models.Sheet, models.Answer, models.Comment, models.Snapshot} & registered


def test_changelist_lists_searches_and_filters(editor, maturity_model, subtests):
    for part in REGISTERED:
        with subtests.test(part.__name__):
            page = editor.get(url(part, "changelist"), {"q": "x"})

            assert page.status_code == 200
            editors = admin.site._registry[part]
            assert editors.search_fields
            assert editors.list_filter
            assert len(editors.list_display) >= 2
            assert page.context["cl"].full_result_count == part.objects.count()


def test_changelists_have_a_constant_number_of_queries(editor, maturity_model, subtests):
    def count(part):
        with CaptureQueriesContext(connection) as queries:
            page = editor.get(url(part, "changelist"))
        assert page.context["cl"].result_count == part.objects.count()
        return len(queries)

    editor.get(url(models.Stone, "changelist"))
    of_one_version = {part: count(part) for part in PARTS}
    factories.make_maturity_model(version=3)
    for part in PARTS:
        with subtests.test(part.__name__):
            assert count(part) == of_one_version[part] <= 12


# ------------------------------------------------------------------------ published versions


def test_published_rows_are_for_reading(editor, maturity_model, subtests):
    for part in REGISTERED:
        with subtests.test(part.__name__):
            row = part.objects.first()
            page = editor.get(url(part, "change", row.pk))
            before = list(part.objects.values())

            assert page.context["has_change_permission"] is False
            assert page.context["has_delete_permission"] is False
            assert b'name="_save"' not in page.content
            assert editor.post(url(part, "change", row.pk), {"code": "X"}).status_code == 403
            assert editor.post(url(part, "delete", row.pk), {"post": "yes"}).status_code == 403
            assert list(part.objects.values()) == before


def test_published_rows_are_not_deleted_in_bulk(editor, maturity_model, subtests):
    for part in REGISTERED:
        with subtests.test(part.__name__):
            rows = list(part.objects.values_list("pk", flat=True)[:3])
            sent = {"action": "delete_selected", "_selected_action": rows}
            asked = editor.post(url(part, "changelist"), sent)
            confirmed = editor.post(url(part, "changelist"), sent | {"post": "yes"})

            for page in (asked, confirmed):
                assert "belongs to a published version" in page.content.decode()
            assert part.objects.filter(pk__in=rows).count() == len(rows)


def test_rows_of_drafts_and_published_versions_together_are_not_deleted(
    editor, maturity_model, draft
):
    pks = list(models.Lens.objects.values_list("pk", flat=True))
    sent = {"action": "delete_selected", "_selected_action": pks, "post": "yes"}
    page = editor.post(url(models.Lens, "changelist"), sent)

    assert "belongs to a published version" in page.content.decode()
    assert models.Lens.objects.count() == len(pks)


def test_nothing_can_be_added_while_everything_is_published(editor, maturity_model, subtests):
    for part in PARTS:
        with subtests.test(part.__name__):
            assert editor.get(url(part, "add")).status_code == 403
            assert url(part, "add") not in editor.get(url(part, "changelist")).content.decode()


def test_add_form_offers_drafts_only(editor, maturity_model, draft):
    page = editor.get(url(models.Stone, "add"))
    fields = page.context["adminform"].form.fields

    assert list(fields["maturity_model"].queryset) == [draft]
    assert {block.maturity_model for block in fields["block"].queryset} == {draft}


def test_add_to_a_published_version_is_refused_in_words(editor, maturity_model, draft):
    sent = {"maturity_model": maturity_model.pk, "code": "new", "position": 9, "name_en": "New"}
    page = editor.post(url(models.Pillar, "add"), sent)

    assert "Select a valid choice." in page.content.decode()
    assert not models.Pillar.objects.filter(code="new").exists()


def test_save_that_the_database_refuses_is_a_sentence(editor, draft, monkeypatch):
    row = models.Pillar.objects.first()
    sent = form_data(editor.get(url(models.Pillar, "change", row.pk))) | {"name_en": "Late"}
    # The version is published between the permission check and the write.
    save_model = admin.site._registry[models.Pillar].save_model

    def publish_first(*args):
        publish_maturity_model(maturity_model=draft)
        save_model(*args)

    monkeypatch.setattr(admin.site._registry[models.Pillar], "save_model", publish_first)
    page = editor.post(url(models.Pillar, "change", row.pk), sent, follow=True)

    assert sentences(page) == ["This could not be saved: the version has changed."]
    assert models.Pillar.objects.get(pk=row.pk).name_en != "Late"


# ----------------------------------------------------------------------------------- drafts


def test_draft_rows_are_saved_as_they_are(editor, draft, subtests):
    for part in EDITED:
        with subtests.test(part.__name__):
            row = part.objects.first()
            address = url(part, "change", row.pk)
            before = list(part.objects.values())
            response = editor.post(address, form_data(editor.get(address)))

            assert response.status_code == 302, response.context["errors"]
            assert list(part.objects.values()) == before


def test_draft_pillar_is_added_changed_and_deleted(editor, draft):
    sent = {"maturity_model": draft.pk, "code": "new", "position": 9, "name_en": "New"}
    editor.post(url(models.Pillar, "add"), sent)
    row = models.Pillar.objects.get(code="new")
    editor.post(
        url(models.Pillar, "change", row.pk),
        {"code": "new", "position": 8, "name_en": "Newer", "name_fr": "Nouveau"},
    )
    row.refresh_from_db()
    assert (row.position, row.name_en, row.name_fr) == (8, "Newer", "Nouveau")

    editor.post(url(models.Pillar, "delete", row.pk), {"post": "yes"})
    assert not models.Pillar.objects.filter(code="new").exists()


def test_draft_version_is_deleted_with_all_its_parts(editor, maturity_model, draft):
    editor.post(url(models.MaturityModel, "delete", draft.pk), {"post": "yes"})

    assert list(models.MaturityModel.objects.all()) == [maturity_model]
    assert not models.Stone.objects.exclude(maturity_model=maturity_model).exists()


def test_links_stay_inside_a_version(editor, draft):
    other = factories.make_maturity_model(publish=False, version=3)
    stone = models.Stone.objects.filter(maturity_model=draft).first()
    address = url(models.Stone, "change", stone.pk)
    foreign = models.Block.objects.filter(maturity_model=other).first()
    page = editor.post(address, form_data(editor.get(address)) | {"block": foreign.pk})

    assert "Select a valid choice." in page.content.decode()
    assert models.Stone.objects.get(pk=stone.pk).block_id == stone.block_id


def test_stone_is_added_with_its_question_and_prerequisites(editor, draft):
    like = models.Stone.objects.get(maturity_model=draft, code="VIS-2")
    sent = form_data(editor.get(url(models.Stone, "add"))) | {
        "maturity_model": draft.pk,
        "code": "VIS-99",
        "position": 99,
        "block": like.block_id,
        "stage": like.stage_id,
        "pillar": like.pillar_id,
        "effort": like.effort_id,
        "impact": 3,
        "seeds": "[]",
        "title_en": "New stone",
        "description_en": "What it is.",
        "item-0-scale": "practice",
        "item-0-breadth_stem": "where",
        "item-0-question_en": "Is it done?",
        "prerequisites-0-needs": like.pk,
    }
    response = editor.post(url(models.Stone, "add"), sent)

    assert response.status_code == 302, response.context["errors"]
    stone = models.Stone.objects.get(code="VIS-99")
    assert (stone.item.code, stone.item.position, stone.item.maturity_model) == (
        "VIS-99",
        99,
        draft,
    )
    assert [p.needs for p in stone.prerequisites.all()] == [like]
    assert stone.prerequisites.get().maturity_model == draft


def test_stone_cannot_need_itself(editor, draft):
    stone = models.Stone.objects.get(code="VIS-1")
    address = url(models.Stone, "change", stone.pk)
    sent = form_data(editor.get(address)) | {"prerequisites-0-needs": stone.pk}
    page = editor.post(address, sent, follow=True)

    assert page.status_code == 200
    assert not stone.prerequisites.filter(needs=stone).exists()
