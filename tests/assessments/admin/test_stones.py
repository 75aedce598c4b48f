import pytest
from django.urls import reverse

from assessments import models
from tests import factories
from tests.assessments.admin.pages import form_data, list_data, url


@pytest.fixture
def stones(draft):
    return {row.code: row for row in draft.stone_set.all()}


def add_needs(editor, stone, needs):
    """Send the page of a stone with one more prerequisite."""
    address = url(models.Stone, "change", stone.pk)
    sent = form_data(editor.get(address))
    place = int(sent["prerequisites-TOTAL_FORMS"]) - 1
    return editor.post(address, sent | {f"prerequisites-{place}-needs": needs.pk})


def test_circle_is_refused_and_spelled_out(editor, stones):
    models.Prerequisite.objects.all().delete()
    one, two, three = (stones[code] for code in ("VIS-2", "VIS-3", "VIS-4"))
    assert add_needs(editor, one, two).status_code == 302
    assert add_needs(editor, two, three).status_code == 302
    page = add_needs(editor, three, one).content.decode()

    assert "Prerequisites would go round in a circle: " in page
    told = page.split("go round in a circle: ")[1].split(".")[0].split(" needs ")
    assert set(told) == {"VIS-2", "VIS-3", "VIS-4"}
    assert told[0] == told[-1]
    assert models.Prerequisite.objects.count() == 2


def test_prerequisite_of_a_later_stage_is_refused(editor, stones, draft):
    page = add_needs(editor, stones["VIS-1"], stones["VIS-8"]).content.decode()

    first, last = draft.stage_set.first().name, draft.stage_set.last().name
    assert f"VIS-8 belongs to a later stage ({last}) than this stone ({first})." in page
    assert not stones["VIS-1"].prerequisites.exists()


def test_stone_does_not_move_behind_those_that_need_it(editor, stones, draft):
    address = url(models.Stone, "change", stones["VIS-2"].pk)
    last = draft.stage_set.last()
    page = editor.post(address, form_data(editor.get(address)) | {"stage": last.pk})

    assert "Stones of an earlier stage need this one: " in page.content.decode()


def test_question_is_edited_with_its_stone_in_both_languages(editor, stones):
    address = url(models.Stone, "change", stones["VIS-1"].pk)
    sent = form_data(editor.get(address)) | {
        "item-0-question_en": "Is it written?",
        "item-0-question_fr": "Est-ce écrit ?",
    }
    editor.post(address, sent)

    item = models.Item.objects.get(stone=stones["VIS-1"])
    assert (item.question_en, item.question_fr) == ("Is it written?", "Est-ce écrit ?")


def test_autocomplete_finds_stones_of_one_version(editor, draft):
    factories.make_maturity_model(publish=False, version=3)
    page = editor.get(
        reverse("admin:autocomplete"),
        {
            "term": "VIS-2",
            "app_label": "assessments",
            "model_name": "prerequisite",
            "field_name": "needs",
            "maturity_model__id__exact": draft.pk,
        },
    )

    stone = draft.stone_set.get(code="VIS-2")
    assert page.json()["results"] == [{"id": str(stone.pk), "text": f"VIS-2 – {stone.title}"}]


def test_list_of_a_draft_is_edited_in_place(editor, draft, stones):
    address = f"{url(models.Stone, 'changelist')}?maturity_model__id__exact={draft.pk}"
    sent = list_data(editor.get(address)) | {"form-0-impact": "5"}
    editor.post(address, sent)

    assert models.Stone.objects.get(code="VIS-1").impact == 5


def test_list_of_a_published_version_is_for_reading(editor, maturity_model):
    address = f"{url(models.Stone, 'changelist')}?maturity_model__id__exact={maturity_model.pk}"
    page = editor.get(address)

    assert page.context["cl"].formset is None
    assert b"drag handle" not in page.content


def drag(client, *rows):
    """What the list sends when rows were dragged into this order."""
    items = [[row.pk, place] for place, row in enumerate(rows, start=1)]
    address = reverse("admin:assessments_stone_sortable_update")
    return client.post(address, {"updatedItems": items}, content_type="application/json")


def test_drag_gives_rows_their_places_anew(editor, stones):
    one, two, three = (stones[code] for code in ("VIS-1", "VIS-2", "VOC-1"))
    places = sorted(row.position for row in (one, two, three))
    drag(editor, three, one, two)

    for row in (one, two, three):
        row.refresh_from_db()
    assert [three.position, one.position, two.position] == places


def test_drag_never_changes_a_published_version(editor, maturity_model, draft):
    rows = list(maturity_model.stone_set.all()[:2])
    drag(editor, *reversed(rows))

    assert list(maturity_model.stone_set.all()[:2]) == rows
