from assessments import models
from tests.assessments.admin.pages import bound_values, sentences, version_url


def numbers(client, draft, column, **changes):
    address = version_url("numbers", draft.pk, column)
    sent = bound_values([client.get(address).context["form"]])
    return client.post(address, sent | changes, follow=True)


def test_numbers_are_saved_as_they_are(editor, draft, subtests):
    before = {name: getattr(draft, name) for name in ("scoring", "planning", "simulation")}
    for column, value in before.items():
        with subtests.test(column):
            page = numbers(editor, draft, column)

            assert sentences(page) == ["The numbers are saved."]
            draft.refresh_from_db()
            assert repr(getattr(draft, column)) == repr(value)


def test_one_number_changes_and_nothing_else(editor, draft):
    before = draft.scoring
    numbers(editor, draft, "scoring", stage_share="0.8")

    draft.refresh_from_db()
    assert draft.scoring == before | {"stage_share": 0.8}


def test_bands_that_do_not_rise_and_numbers_out_of_range_are_refused(editor, draft):
    falling = numbers(editor, draft, "scoring", **{"stone_status-2-1": "10"})
    outside = numbers(editor, draft, "scoring", stage_share="75")

    assert falling.context["form"].errors == {
        "stone_status-2-1": ["This must be above the one before."]
    }
    assert list(outside.context["form"].errors) == ["stage_share"]
    draft.refresh_from_db()
    assert draft.scoring["stage_share"] == 0.75


def test_numbers_of_a_published_version_are_for_reading(editor, maturity_model):
    page = editor.get(version_url("numbers", maturity_model.pk))

    assert all(field.disabled for field in page.context["form"].fields.values())
    assert editor.post(version_url("numbers", maturity_model.pk), {}).status_code == 403


def cell(draft, block, stage, language):
    block = draft.block_set.get(code=block)
    stage = draft.stage_set.get(code=stage)
    return f"{block.pk}-{stage.pk}-{language}"


def test_matrix_saves_the_cells_that_changed(editor, draft):
    address = version_url("matrix", draft.pk)
    page = editor.get(address)
    cells = [c for line in page.context["lines"] for c in line["cells"]]
    sent = {field["name"]: field["text"] for c in cells for field in c["fields"]}
    assert len(cells) == 8 * 4
    unchanged = editor.post(address, sent, follow=True)
    assert sentences(unchanged) == ["0 cells are saved."]

    sent[cell(draft, "VIS", "basic", "fr")] = "Chacun voit autre chose."
    changed = editor.post(address, sent, follow=True)
    assert sentences(changed) == ["1 cell is saved."]
    row = models.Descriptor.objects.get(code="VIS-basic")
    assert row.text_fr == "Chacun voit autre chose."
    assert row.history.first().history_user.first_name == "Ada"


def test_matrix_adds_a_cell_that_was_missing(editor, draft):
    models.Descriptor.objects.filter(code="VIS-basic").delete()
    name = cell(draft, "VIS", "basic", "en")
    editor.post(version_url("matrix", draft.pk), {name: "Everyone sees something else."})

    row = models.Descriptor.objects.get(code="VIS-basic")
    assert (row.text_en, row.maturity_model) == ("Everyone sees something else.", draft)


def test_matrix_of_a_published_version_is_for_reading(editor, maturity_model):
    address = version_url("matrix", maturity_model.pk)

    assert b"<textarea" not in editor.get(address).content
    assert editor.post(address, {}).status_code == 403
