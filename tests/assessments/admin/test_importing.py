import copy
import re
import time

import pytest
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from assessments import models
from assessments.exchange.dumping import dump_maturity_model
from assessments.exchange.formats import to_json, to_yaml
from tests import factories
from tests.builders import shipped_document

PAGE = reverse("admin:assessments_maturitymodel_import")
HIDDEN = re.compile(r'<input type="hidden" name="(digest|number|name)" value="([^"]*)">')


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.DATA_DIR = tmp_path


@pytest.fixture
def eddy(db):
    """May draft and not publish."""
    eddy = factories.make_user("eddy", is_staff=True)
    eddy.groups.add(Group.objects.get(name="model editors"))
    return eddy


@pytest.fixture
def editor(as_user, eddy):
    return as_user(eddy)


def document(**changes):
    return copy.deepcopy(shipped_document()) | changes


def look(editor, content, name="model.json", **fields):
    """Choose a file and look at what it would change."""
    content = content if isinstance(content, bytes) else content.encode()
    return editor.post(PAGE, {"file": SimpleUploadedFile(name, content), **fields})


def hidden(response):
    return dict(HIDDEN.findall(response.content.decode()))


def refusal(response):
    """The reasons on the page; nothing was written."""
    assert response.templates[0].name == "admin/exchange/import.html"
    assert "refusal-lines" in response.content.decode()
    assert "digest" not in hidden(response)
    return response.context["refusal"].lines


def test_import_shows_what_differs_and_writes_nothing(editor, maturity_model):
    changed = document(version=2)
    changed["stones"][0]["title"]["fr"] = "Un autre titre"
    changed["scoring"]["sufficient"] = 0.6

    page = look(editor, to_yaml(changed), "model.yaml").content.decode()

    assert "becomes the draft <strong>cx-maturity 2</strong>" in page
    assert "<del>Écrire" in page
    assert "<ins>Un" in page
    assert "<del>0.5</del><ins>0.6</ins>" in page
    assert models.MaturityModel.objects.count() == 1


def test_import_writes_a_draft_after_the_yes(editor, maturity_model):
    response = look(editor, to_json(document(version=7)))

    answer = editor.post(PAGE, hidden(response), follow=True)

    draft = models.MaturityModel.objects.get(version=7)
    assert answer.redirect_chain[0][0] == reverse(
        "admin:assessments_maturitymodel_change", args=[draft.pk]
    )
    assert "is there as a draft" in answer.content.decode()
    assert (draft.status, draft.published_on) == ("draft", None)
    assert dump_maturity_model(draft) == document(version=7)


def test_import_twice_sent_is_written_once(editor, maturity_model):
    said = hidden(look(editor, to_json(document(version=2))))
    editor.post(PAGE, said)
    answer = editor.post(PAGE, said, follow=True)
    assert "That file was taken in already" in answer.content.decode()
    assert models.MaturityModel.objects.count() == 2


def test_import_is_refused_when_the_number_was_taken_after_the_look(editor, maturity_model):
    said = hidden(look(editor, to_json(document(version=2))))
    factories.make_maturity_model(version=2)
    answer = editor.post(PAGE, said)
    assert "cx-maturity 2 is already there (Published)" in refusal(answer)[0]
    assert models.MaturityModel.objects.count() == 2


def test_import_gives_the_next_free_number_when_asked(editor, maturity_model):
    said = hidden(look(editor, to_json(document()), next_number="on"))
    editor.post(PAGE, said)
    assert said["number"] == "2"
    assert models.MaturityModel.objects.get(version=2).status == "draft"


def test_import_compares_with_the_version_chosen(editor, maturity_model):
    factories.make_maturity_model(version=2, publish=False, horizons_years=[1, 2])
    newest = look(editor, to_json(document(version=3))).content.decode()
    chosen = look(editor, to_json(document(version=3)), against=maturity_model.pk).content.decode()
    assert "Horizons (years)" in newest
    assert f"Nothing differs from {maturity_model}." in chosen


def test_import_of_a_first_version_has_nothing_to_compare_with(editor):
    response = look(editor, to_json(document(slug="other")))
    assert "all of it is new" in response.content.decode()


def test_import_is_for_those_who_may_draft(as_user, vera, maturity_model, client):
    reader = factories.make_user("rhea", is_staff=True)
    reader.groups.add(Group.objects.get(name="model readers"))
    for person in (as_user(reader), as_user(vera), client):
        answer = look(person, to_json(document(version=2)))
        assert answer.status_code in {302, 403}
        assert hidden(answer) == {}
    assert models.MaturityModel.objects.count() == 1


def test_import_keeps_a_file_for_its_sender_alone(editor, as_user, ada, maturity_model):
    said = hidden(look(editor, to_json(document(version=2))))
    answer = as_user(ada).post(PAGE, said, follow=True)
    assert "choose it again" in answer.content.decode()
    assert models.MaturityModel.objects.count() == 1


@pytest.mark.parametrize(
    "said", [{"digest": "../../etc/passwd", "number": 2}, {"digest": "a" * 64}]
)
def test_import_asks_again_when_it_does_not_know_the_file(editor, said):
    answer = editor.post(PAGE, said, follow=True)
    assert "choose it again" in answer.content.decode()
    assert not models.MaturityModel.objects.exists()


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("m.yaml", "slug: !!python/object/apply:os.system ['id']\n", "line 1: is not YAML"),
        ("m.yaml", "a: &a [x, x]\nb: [*a, *a, *a]\n", "line 1: anchors (&) and aliases (*)"),
        ("m.yaml", "a: " + "[" * 5000 + "]" * 5000, "line 1: is nested more than 30 deep"),
        ("m.json", '{"a": ' + "[" * 5000 + "]" * 5000 + "}", "is nested more than 30 deep"),
        ("m.yaml", "slug: a\nslug: b\n", "line 2: 'slug' is there twice"),
        ("m.json", '{\n"slug": 1,\n"slug": 2}', "line 3: 'slug' is there twice"),
        ("m.yaml", "", "The submitted file is empty"),
        ("m.yaml", "a: [1\n", "is not YAML"),
        ("m.json", '{"a": 1e999}', "the number is too large"),
        ("m.json", b"\xff\xfe\x00", "line 1: is not UTF-8 text"),
    ],
)  # fmt: skip
def test_import_refuses_what_is_no_plain_document(editor, name, content, expected):
    start = time.perf_counter()
    response = look(editor, content, name)
    assert time.perf_counter() - start < 2
    page = response.content.decode()
    assert expected in (page if "submitted" in expected else "\n".join(refusal(response)))
    assert not models.MaturityModel.objects.exists()


def circle(found):
    found["stones"][1]["prerequisites"] = ["VIS-3"]


def tagged(found):
    found["blocks"][0]["name"]["fr"] = "<img src=x onerror=alert(1)>"


def unknown(found):
    found["<script>"] = 1


def no_language(found):
    found["name"] = {"en": "Name", "NO": "Navn"}


def no_sum(found):
    found["stages"][2]["threshold"] = 10


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (circle, r"line \d+: stones: prerequisites go round in a circle: VIS-2 needs VIS-3 needs"),
        (tagged, r"line \d+: blocks.VIS.name.fr: texts are plain, without tags like '<img src=x"),
        (unknown, r"line 1: Additional properties are not allowed \('<script>' was unexpected\)"),
        (no_language, r"line 5: name: Additional properties are not allowed \('NO' was"),
        (no_sum, r"line \d+: stages.integrated: threshold must not fall from a stage to the next"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("write", [to_json, to_yaml])
def test_import_refuses_a_wrong_model_with_line_and_path(editor, change, expected, write):
    wrong = document()
    change(wrong)
    response = look(editor, write(wrong), f"m.{write.__name__.removeprefix('to_')}")
    told = "\n".join(refusal(response))
    assert re.search(expected, told), told
    assert not models.MaturityModel.objects.exists()
    page = response.content.decode()
    assert "<script>" not in page.partition("refusal-lines")[2].partition("</ul>")[0]
    assert "<img" not in page.partition("refusal-lines")[2].partition("</ul>")[0]


def test_import_refuses_ten_megabytes_before_reading_them(editor):
    response = look(editor, b"[" + b"1," * 5_000_000 + b"1]")
    assert "The file is larger than 1 MB." in response.content.decode()
    assert not models.MaturityModel.objects.exists()


def test_import_refuses_a_version_that_is_running(editor, assessment, maturity_model):
    response = look(editor, to_json(document(horizons_years=[1])))
    (told,) = refusal(response)
    assert told == (
        "line 4: version: cx-maturity 1 is already there (Published) and stays as it is: give "
        "the file another number, or let it have the next free one"
    )
    maturity_model.refresh_from_db()
    assert maturity_model.horizons == document()["horizons_years"]


def test_import_shows_the_name_of_a_file_as_a_text(editor):
    response = look(editor, "nothing: 1", '<b onclick="x">\u202e.yaml')
    page = response.content.decode()
    assert "<b onclick" not in page
    assert "\u202e" not in page


def test_what_goes_out_comes_in_and_goes_out_the_same(editor, maturity_model):
    export = reverse("admin:assessments_maturitymodel_export", args=[maturity_model.pk])
    for name in ("json", "yaml"):
        first = editor.get(f"{export}?format={name}")
        assert first["Content-Disposition"] == f'attachment; filename="cx-maturity-1.{name}"'
        number = models.MaturityModel.objects.count() + 1
        editor.post(PAGE, hidden(look(editor, first.content, f"m.{name}", next_number="on")))
        draft = models.MaturityModel.objects.get(version=number)
        again = editor.get(
            reverse("admin:assessments_maturitymodel_export", args=[draft.pk]), {"format": name}
        )
        version = (b'"version": ', b",\n") if name == "json" else (b"version: ", b"\n")
        same = version[0] + str(number).encode() + version[1]
        assert again.content == first.content.replace(version[0] + b"1" + version[1], same)


def test_export_page_offers_the_formats_and_the_schema(editor, maturity_model):
    export = reverse("admin:assessments_maturitymodel_export", args=[maturity_model.pk])
    page = editor.get(export).content.decode()
    assert [found for found in ("yaml", "json", "schema") if f"?format={found}" in page] == [
        "yaml",
        "json",
        "schema",
    ]
    schema = editor.get(f"{export}?format=schema")
    assert schema.json()["title"] == "Maturity model, format cxmaturity-model/1"


def test_export_is_for_those_who_may_read(as_user, vera, maturity_model):
    export = reverse("admin:assessments_maturitymodel_export", args=[maturity_model.pk])
    reader = factories.make_user("rhea", is_staff=True)
    assert as_user(reader).get(f"{export}?format=json").status_code == 403
    assert "login" in as_user(vera).get(f"{export}?format=json")["Location"]
    reader.groups.add(Group.objects.get(name="model readers"))
    assert as_user(reader).get(f"{export}?format=json").json() == document()
