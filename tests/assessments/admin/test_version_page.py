from assessments import models
from tests import factories
from tests.assessments.admin.pages import form_data, sentences, url, version_url


def test_version_page_leads_to_every_part_of_that_version(reader, draft):
    page = reader.get(version_url("change", draft.pk))

    parts = [part for _title, group in page.context["groups"] for part in group]
    assert len(parts) == 18
    for part in parts:
        assert f"maturity_model__id__exact={draft.pk}" in part["url"]
        assert reader.get(part["url"]).context["cl"].result_count == part["count"]
    for _title, links in page.context["pages"]:
        for address, _name in links:
            assert reader.get(address).status_code == 200, address


def test_version_page_tells_how_many_texts_lack_french(reader, draft):
    models.Stone.objects.filter(code__in=("VIS-1", "VIS-2")).update(title_fr="")
    page = reader.get(version_url("change", draft.pk))

    parts = {part["name"]: part for _title, group in page.context["groups"] for part in group}
    stones = parts["stepping stones"]
    assert stones["missing"] == 2
    rows = reader.get(stones["missing_url"]).context["cl"].queryset
    assert sorted(row.code for row in rows) == ["VIS-1", "VIS-2"]


def test_version_page_tells_who_uses_the_version(publisher, assessment, maturity_model):
    page = publisher.get(version_url("change", maturity_model.pk))

    assert page.context["uses"] == [assessment]
    assert version_url("retire", maturity_model.pk) in page.content.decode()
    assert b'name="_continue"' not in page.content


def test_copy_makes_a_new_draft(editor, maturity_model):
    page = editor.post(version_url("copy", maturity_model.pk), follow=True)

    draft = models.MaturityModel.objects.get(version=2)
    assert sentences(page) == [f"{draft} is a new draft."]
    assert (draft.status, draft.stone_set.count()) == ("draft", 63)
    assert page.redirect_chain[-1][0] == version_url("change", draft.pk)


def test_name_chasm_and_horizons_are_saved(editor, draft):
    address = version_url("change", draft.pk)
    sent = form_data(editor.get(address)) | {
        "name_fr": "Autre nom",
        "chasm_after": "1",
        "horizons": "1, 4",
    }
    editor.post(address, sent)

    draft.refresh_from_db()
    assert (draft.name_fr, draft.chasm_after, draft.horizons) == ("Autre nom", 1, [1, 4])
    falling = editor.post(address, sent | {"horizons": "4, 1"})
    assert falling.context["adminform"].form.errors["horizons"] == ["The years must rise."]


def test_version_in_use_is_not_deleted_and_the_uses_are_named(editor, organisation, draft):
    used = factories.make_assessment(organisation, draft, status="draft", name="Autumn")
    page = editor.post(version_url("delete", draft.pk), {"post": "yes"})

    assert used.name in page.content.decode()
    assert models.MaturityModel.objects.filter(pk=draft.pk).exists()


def test_stone_in_use_is_not_deleted_and_the_uses_are_named(editor, draft):
    stone = models.Stone.objects.get(code="VIS-2")
    page = editor.post(url(models.Stone, "delete", stone.pk), {"post": "yes"})

    text = page.content.decode()
    for link in stone.unlocks.all():
        assert f"{link.stone} needs it" in text
    assert "The condition of the crossing sponsor is fed by it" in text
    assert models.Stone.objects.filter(pk=stone.pk).exists()


def test_unused_stone_is_deleted(editor, draft):
    stone = models.Stone.objects.filter(unlocks=None, gatecondition=None).first()
    editor.post(url(models.Stone, "delete", stone.pk), {"post": "yes"})

    assert not models.Stone.objects.filter(pk=stone.pk).exists()
