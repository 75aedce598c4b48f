"""Previews, trial, comparison and publishing, as pages."""

import io

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from pypdf import PdfReader

from assessments import models
from assessments.actions.assessments import score_assessment
from assessments.actions.maturity_model import copy_maturity_model
from assessments.admin.findings import findings_of
from assessments.queries.maturity_model import load_maturity_model
from tests import factories

ANSWERS = (models.Assessment, models.Sheet, models.Answer, models.Snapshot)


def url(row, name, *more):
    return reverse(f"admin:assessments_maturitymodel_{name}", args=[row.pk, *more])


def text_of(response):
    return " ".join(response.content.decode().split())


def counts():
    return [model.objects.count() for model in ANSWERS]


@pytest.fixture
def draft(maturity_model):
    """A copy of the published version, to be changed."""
    return copy_maturity_model(maturity_model=maturity_model)


@pytest.fixture
def editor(as_user, ada):
    return as_user(ada)


def member_of(group):
    person = factories.make_user(group.replace(" ", "-"), is_staff=True)
    person.groups.add(Group.objects.get(name=group))
    return person


# ------------------------------------------------------------------------------ findings


def test_findings_of_lead_to_the_page_that_mends_them(draft):
    stone = draft.stone_set.get(code="VIS-2")
    models.Stone.objects.filter(pk=stone.pk).update(title_fr="")
    models.AnswerText.objects.filter(maturity_model=draft, code="practice-2").update(text_fr="")
    models.Descriptor.objects.filter(maturity_model=draft, code="VIS-basic").delete()
    draft.scoring["stage_share"] = 2
    draft.save()

    found = findings_of(draft)
    answer = draft.answertext_set.get(code="practice-2")

    assert {(one.finding.rule, one.url) for one in (*found.errors, *found.warnings)} == {
        ("text_missing", reverse("admin:assessments_stone_change", args=[stone.pk])),
        ("text_missing", reverse("admin:assessments_answertext_change", args=[answer.pk])),
        ("out_of_range", url(draft, "numbers", "scoring")),
        ("cell_empty", url(draft, "matrix")),
    }
    assert "Stepping stone VIS-2 · title · French" in [one.place for one in found.errors]


# ---------------------------------------------------------------------------- publishing


def test_publish_is_blocked_by_errors(editor, draft):
    models.Stone.objects.filter(maturity_model=draft, code="VIS-1").update(title_fr="")

    page = editor.post(url(draft, "publish"))

    draft.refresh_from_db()
    assert (page.status_code, draft.status) == (400, "draft")
    assert "1 error: it blocks publishing" in text_of(page)
    assert 'value="Publish"' not in text_of(page)


def test_publish_asks_to_tick_every_kind_of_warning(editor, draft):
    question = "Is this and/or that done " + "again " * 16
    models.Item.objects.filter(maturity_model=draft, code="VIS-1").update(question_en=question)

    one = editor.post(url(draft, "publish"), {"accepted": ["question_long"]})
    draft.refresh_from_db()
    assert (one.status_code, draft.status) == (400, "draft")
    assert "Please tick every warning that you accept." in text_of(one)

    both = editor.post(url(draft, "publish"), {"accepted": ["question_long", "question_double"]})
    draft.refresh_from_db()
    assert both.url == url(draft, "change")
    assert draft.status == "published"


def test_publish_and_retire_are_for_publishers(as_user, draft, maturity_model, subtests):
    for group, status in (
        ("model readers", 403),
        ("model editors", 403),
        ("model publishers", 200),
    ):
        with subtests.test(group):
            browser = as_user(member_of(group))
            pages = [browser.get(url(draft, "publish")), browser.get(url(maturity_model, "retire"))]
            assert [page.status_code for page in pages] == [status, status]
    draft.refresh_from_db()
    assert draft.status == "draft"


def test_retire_says_who_keeps_the_version(editor, closed_assessment, maturity_model):
    page = editor.get(url(maturity_model, "retire"))
    assert "1 closed" in text_of(page)

    editor.post(url(maturity_model, "retire"))
    maturity_model.refresh_from_db()
    assert maturity_model.status == "retired"
    again = editor.post(url(maturity_model, "retire"), follow=True)
    assert "is not published" in text_of(again)


# ------------------------------------------------------------------------------ previews


def test_preview_shows_both_forms_in_both_languages_and_writes_nothing(editor, draft, subtests):
    before = counts()
    shown = {"en": "Question 1 of", "fr": "Question 1 sur"}
    for form, total in (("full", 63), ("quick", 16)):
        for language, words in shown.items():
            with subtests.test(f"{form} {language}"):
                page = text_of(
                    editor.get(url(draft, "preview"), {"form": form, "language": language})
                )
                assert f"{words} {total}" in page
                assert f'<html lang="{language}">' in page
                assert 'method="post"' not in page
                assert "survey.js" not in page
    assert counts() == before
    assert editor.post(url(draft, "preview")).status_code == 405


def test_preview_goes_from_block_to_block(editor, draft):
    page = text_of(editor.get(url(draft, "preview"), {"block": "improvement"}))

    assert "<h1>Improvement</h1>" in page
    assert "Block 2 of 8" in page


def test_pages_of_an_unfinished_draft_say_what_it_lacks(editor, draft, subtests):
    models.Item.objects.filter(maturity_model=draft, code="VIS-1").delete()
    for name in ("preview", "trial"):
        with subtests.test(name):
            page = editor.get(url(draft, name))
            assert page.status_code == 200
            assert "has no question yet." in text_of(page)
    for name in ("graph", "matrix_print", "compare", "publish"):
        with subtests.test(name):
            assert editor.get(url(draft, name)).status_code == 200


def test_matrix_is_printed_on_one_page_across(editor, draft, subtests):
    for language, words in (("en", "Brand-centric"), ("fr", "Vision partagée")):
        with subtests.test(language):
            file = editor.get(url(draft, "matrix_pdf"), {"language": language})
            (page,) = PdfReader(io.BytesIO(file.content)).pages
            assert page.mediabox.width > page.mediabox.height
            assert words in page.extract_text()
            assert (
                file["Content-Disposition"]
                == f'attachment; filename="cx-maturity-2-{language}.pdf"'
            )


def test_graph_draws_every_stone_and_tells_the_same_as_a_table(editor, draft):
    page = text_of(editor.get(url(draft, "graph")))

    assert page.count('class="graph-stone') == 63
    assert "<td>IMP-2, INT-2</td>" in page
    assert " style=" not in page


# --------------------------------------------------------------------------------- trial


def test_trial_shows_what_a_change_does_and_keeps_nothing(editor, draft):
    before = counts()
    models.Stone.objects.filter(maturity_model=draft, code="VIS-2").update(impact=5)

    page = editor.get(url(draft, "trial"))

    blocks = {one.block: one for one in page.context["effect"].blocks}
    assert [code for code, one in blocks.items() if one.score.difference] == ["VIS"]
    assert f"+{blocks['VIS'].score.difference:.1f}" in text_of(page)
    assert counts() == before


# ---------------------------------------------------------------------------- comparison


def test_compare_tells_words_apart_by_language(editor, draft):
    models.Stone.objects.filter(maturity_model=draft, code="VIS-1").update(
        title_en="Write a common experience intent", title_fr="Autre chose"
    )

    both = text_of(editor.get(url(draft, "compare")))
    english = text_of(editor.get(url(draft, "compare"), {"language": "en"}))

    assert "<del>shared</del><ins>common</ins> experience intent" in both
    assert "<ins>Autre chose</ins>" in both
    assert "<del>shared</del>" in english
    assert "Autre chose" not in english


def test_compare_scores_only_assessments_of_own_organisations(
    as_user, ada, olive, draft, closed_assessment, organisation
):
    ask = {"assessment": str(closed_assessment.pk)}
    assert as_user(ada).get(url(draft, "compare"), ask).status_code == 404
    assert closed_assessment.name not in text_of(as_user(ada).get(url(draft, "compare")))

    organisation.memberships.create(user=ada, role="viewer")
    models.Stone.objects.filter(maturity_model=draft, code="VIS-2").update(impact=5)
    before = counts()
    page = as_user(ada).get(url(draft, "compare"), ask)

    effect = page.context["effect"]
    assert [one.block for one in effect.blocks if one.score.difference] == ["VIS"]
    assert effect.stones == ()
    assert counts() == before
    for wrong in ("nonsense", "00000000-0000-0000-0000-000000000000"):
        assert as_user(ada).get(url(draft, "compare"), {"assessment": wrong}).status_code == 404


def test_compare_shows_no_scores_of_other_groups_than_those_published(
    as_user, ada, draft, closed_assessment, organisation
):
    organisation.memberships.create(user=ada, role="viewer")
    models.Assessment.objects.filter(pk=closed_assessment.pk).update(min_group_size=6)

    page = as_user(ada).get(url(draft, "compare"), {"assessment": str(closed_assessment.pk)})

    assert (page.context["effect"], page.context["reason"]) == (None, "departments")
    assert "have changed since" in text_of(page)


def test_another_version_gives_no_stone_a_score_that_was_not_published(
    draft, assessment, maturity_model
):
    """A draft of one question must not tell how many answered it, nor show what was too few."""
    full = factories.all_items(maturity_model, 2, 3)
    one = {"VIS-1": (4, 4)}
    factories.answer(assessment, "sales", full, count=3)
    factories.answer(
        assessment, "service", {c: p for c, p in full.items() if c != "VIS-1"}, count=4
    )
    factories.answer(assessment, "service", {"VIS-2": (1, 1)} | one, count=1)
    factories.close(assessment)
    own = score_assessment(assessment)
    for code in draft.stone_set.exclude(code="VIS-1").values_list("code", flat=True):
        models.GateCondition.objects.filter(maturity_model=draft).delete()
        models.Stone.objects.filter(maturity_model=draft, code=code).delete()
    assert len(load_maturity_model(draft).stones) == 1

    other = score_assessment(assessment, by=draft)

    assert (other.respondents, other.groups) == (own.respondents, own.groups)
    assert set(other.stones) <= set(own.stones)
