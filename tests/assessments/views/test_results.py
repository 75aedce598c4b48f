import re
import subprocess
import sys

import pytest
from django.conf import settings
from django.test import Client

from assessments import models
from assessments.queries.results import load_snapshot_facts
from assessments.queries.snapshots import digest
from tests import factories

EMPTY_STYLE = "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="


def address(assessment, page="results/"):
    return f"/assessments/{assessment.pk}/{page}"


def text_of(response):
    """What a reader reads: no tags, one space."""
    return text_of_html(response.content.decode())


def text_of_html(source):
    html = re.sub(r"<(script|style)\b.*?</\1>", " ", source, flags=re.DOTALL)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def headline_of(response):
    return re.search(r"<h1[^>]*>(.*?)</h1>", response.content.decode(), re.DOTALL)[1].strip()


@pytest.fixture
def few(organisation, maturity_model):
    """A closed assessment that two people answered, with a minimum group size of five."""
    assessment = factories.make_assessment(organisation, maturity_model)
    answers = factories.all_items(maturity_model, 2, 3)
    factories.answer(assessment, "sales", answers, count=2)
    factories.close(assessment)
    return assessment


@pytest.fixture
def quick(organisation, maturity_model):
    """A closed round of the quick questionnaire."""
    assessment = factories.make_assessment(organisation, maturity_model, form="quick")
    quick = maturity_model.stone_set.filter(item__quick=True).values_list("code", flat=True)
    factories.answer(assessment, "sales", dict.fromkeys(quick, (3, 3)), count=5)
    factories.close(assessment)
    return assessment


@pytest.mark.parametrize("person", ["olive", "vera"])
def test_results_say_where_the_organisation_stands(as_user, closed_assessment, request, person):
    response = as_user(request.getfixturevalue(person)).get(address(closed_assessment))

    assert (
        headline_of(response)
        == "Functional. To cross to “Integrated”: six more blocks and one condition."
    )
    text = text_of(response)
    assert "10 people, 2 departments" in text
    assert "0 / 8" in text
    assert "2 / 3" in text
    assert "Staying here is a valid choice." in text
    assert "37 of 50" in text
    assert "Secure an executive sponsor Embedded 75" in text
    assert "Departments with answers hold 100% of the headcount." in text


def test_results_hide_who_may_not_see_them(as_user, closed_assessment, assessment, stan, olive):
    for page in ("results/", "results/improvement/", "method/"):
        response = as_user(stan).get(address(closed_assessment, page))
        assert response.status_code == 404
        assert closed_assessment.name not in text_of(response)
        anonymous = Client().get(address(closed_assessment, page))
        assert anonymous.headers["Location"].startswith("/accounts/login/?next=/assessments/")


def test_results_do_not_exist_while_people_answer(as_user, assessment, olive):
    for page in ("results/", "results/improvement/", "method/"):
        response = as_user(olive).get(address(assessment, page))
        assert (response.status_code, "Functional" in text_of(response)) == (404, False)
        assert "This assessment is not closed yet" in text_of(response)


def test_results_with_too_few_answers_say_what_would_show_them(as_user, few, olive):
    for page in ("results/", "results/improvement/", "method/"):
        text = text_of(as_user(olive).get(address(few, page)))
        assert "Too few answers to show results" in text
        assert "Results appear from 5 people on" in text
        assert "2 people" not in text


def test_results_are_kept_by_no_cache_and_loosen_the_policy_for_the_chart_only(
    as_user, closed_assessment, olive
):
    client = as_user(olive)
    pages = {
        page: client.get(address(closed_assessment, page)).headers
        for page in ("results/", "results/improvement/", "method/")
    }

    assert {headers["Cache-Control"] for headers in pages.values()} == {"no-store"}
    allowed = {page: EMPTY_STYLE in h["Content-Security-Policy"] for page, h in pages.items()}
    assert allowed == {"results/": True, "results/improvement/": False, "method/": False}


def test_results_carry_the_chart_for_script_and_without(as_user, closed_assessment, olive):
    html = as_user(olive).get(address(closed_assessment)).content.decode()

    assert '<script id="figure-radar" type="application/json">' in html
    drawing = re.search(r'data-figure="figure-radar"[^>]*>(<svg.*?</svg>)', html, re.DOTALL)[1]
    assert "<title>Furthest along: Shared vision: strategy and culture, " in drawing
    assert "var(--accent)" in drawing
    assert " style=" not in html


def test_results_speak_the_language_of_model_and_reader(as_user, closed_assessment, olive):
    client = as_user(olive)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "fr"
    text = text_of(client.get(address(closed_assessment)))

    assert "Fonctionnel" in text
    assert "Voix du client" in text
    assert "Solide et organisé" in text
    assert "Voice of the customer" not in text


def test_overview_says_three_sentences_and_how_sure_each_block_is(
    as_user, closed_assessment, olive
):
    response = as_user(olive).get(address(closed_assessment))
    text, html = text_of(response), response.content.decode()

    assert "The organisation stands at “Functional”: of eight blocks, eight are there." in text
    assert "once six more blocks are there (today 0 of the 6 that it takes) and the cond" in text
    assert "No practice divides them." in text
    assert html.count('class="reach"') == 8
    assert text.count("of 100, sure at 95%.") == 16  # in each drawing and in the table behind it


def test_overview_keeps_averages_and_second_readings_closed(as_user, closed_assessment, olive):
    html = as_user(olive).get(address(closed_assessment)).content.decode()
    before, details = html.split('<details class="disclosure" id="balance">')

    assert "balance" not in text_of_html(before).casefold()
    assert "Average pulled down by the weakest block" in details
    readings = details.split('<details class="disclosure" id="second-readings">')[1]
    assert "They inform and decide nothing" in readings
    assert readings.count("<meter") == 6 + 3 + 10  # lenses, pillars, workstreams


def test_heat_map_leads_to_the_stage_on_the_page_of_the_block(as_user, closed_assessment, olive):
    client = as_user(olive)
    html = client.get(address(closed_assessment)).content.decode()
    block = client.get(address(closed_assessment, "results/improvement/")).content.decode()
    stages = re.findall(r'href="[^"]*/results/improvement/#(stage-\d)"', html)

    assert stages == ["stage-1", "stage-2", "stage-3", "stage-4"]
    assert all(f'id="{stage}"' in block for stage in stages)


def test_block_page_tells_how_people_see_it(as_user, closed_assessment, olive):
    response = as_user(olive).get(address(closed_assessment, "results/improvement/"))
    text = text_of(response)

    assert "Agreement Seen alike How sure the score is Between 37 and 38 of 100" in text
    assert response.content.decode().count('class="answers-bar"') == 16
    assert f"/assessments/{closed_assessment.pk}/people/" in response.content.decode()


def test_small_round_is_indicative(as_user, organisation, maturity_model, olive):
    assessment = factories.make_assessment(organisation, maturity_model, min_group_size=3)
    for level in (1, 2, 2, 2, 2):  # of fewer people no span is told
        answers = factories.all_items(maturity_model, level, 2)
        factories.answer(assessment, "sales", answers)
    factories.close(assessment)
    client = as_user(olive)
    overview = client.get(address(assessment))
    block = text_of(client.get(address(assessment, "results/improvement/")))

    assert overview.content.decode().count('class="reach-span"') == 8
    assert "fewer than six answered, so it is indicative" in text_of(overview)
    assert "People’s own scores lie between 10 and 25 of 100: indicative." in block
    assert "Under ten answers they stand in three classes" in block
    assert "What it needs from other blocks Gather the feedback you already have Voice" in block


def test_results_of_the_first_edition_say_what_was_not_kept(as_user, closed_assessment, olive):
    snapshot = models.Snapshot.objects.get()
    snapshot.delete()
    snapshot.payload |= {"spread": None, "edition": 1}
    snapshot.digest = digest(snapshot.payload)
    snapshot.save(force_insert=True)
    client = as_user(olive)

    for page in ("results/", "results/improvement/", "method/"):
        response = client.get(address(closed_assessment, page))
        assert "omputed with the first edition of the method: agreement" in text_of(response)
        assert 'class="reach"' not in response.content.decode()


@pytest.mark.parametrize(
    ("page", "count"), [("results/", 5), ("results/improvement/", 5), ("method/", 6)]
)
def test_results_take_few_queries(
    as_user, closed_assessment, olive, django_assert_num_queries, page, count
):
    client = as_user(olive)
    client.get(address(closed_assessment, page))  # the version's texts are read once

    with django_assert_num_queries(count):
        assert client.get(address(closed_assessment, page)).context["scorecard"].respondents == 10


def test_quick_results_are_marked_and_have_no_figures_by_stage(as_user, quick, olive):
    client = as_user(olive)
    overview = client.get(address(quick))
    block = text_of(client.get(address(quick, "results/improvement/")))

    assert headline_of(overview) == "Integrated, as far as the quick questionnaire can tell."
    assert "Indicative: quick questionnaire" in text_of(overview)
    assert "not for figures stage by stage" in text_of(overview)
    assert "Not asked in this questionnaire" in block
    assert "bands of the score, which begin at 0, 35, 55." in text_of(
        client.get(address(quick, "method/"))
    )


def test_block_page_tells_what_separates_it_and_every_stone(as_user, closed_assessment, olive):
    response = as_user(olive).get(address(closed_assessment, "results/improvement/"))
    text = text_of(response)

    assert headline_of(response) == "Improvement"
    assert "What separates it from “Integrated”" in text
    assert "All stones up to this stage 37.5 55 17.5" in text
    assert "Stones of this stage alone 37.5 35 passed" in text
    assert text.count("Needs:") + text.count("Unlocks:") > 8
    stones = re.findall(r'class="stone" id="(IMP-\d+)"', response.content.decode())
    assert len(stones) == 8


def test_block_pages_lead_from_one_to_the_next(as_user, closed_assessment, olive):
    client, seen = as_user(olive), []
    page = "results/shared-vision/"
    while page:
        html = client.get(address(closed_assessment, page)).content.decode()
        seen.append(page)
        after = re.search(r'href="[^"]*/(results/[^/]+/)" rel="next"', html)
        page = after[1] if after else None

    assert len(seen) == len(set(seen)) == 8


def test_block_page_of_an_unknown_block_is_missing(as_user, closed_assessment, olive):
    response = as_user(olive).get(address(closed_assessment, "results/no-such-block/"))

    assert (response.status_code, "Improvement" in text_of(response)) == (404, False)


def test_block_page_says_why_figures_are_withheld(as_user, organisation, maturity_model, olive):
    assessment = factories.make_assessment(organisation, maturity_model, min_group_size=3)
    everything = factories.all_items(maturity_model, 3, 3)
    answers = {code: pair for code, pair in everything.items() if not code.startswith("IMP")}
    factories.answer(assessment, "sales", answers, count=3)
    factories.close(assessment)
    client = as_user(olive)

    text = text_of(client.get(address(assessment, "results/improvement/")))
    assert "No stage yet" in text
    assert "at least 50% of what its questions weigh" in text
    assert text.count("Too few answers to show a figure") == 8
    overview = client.get(address(assessment))
    assert "Provisional" in text_of(overview)
    assert "Not placed yet, for want of answers: Improvement." in text_of(overview)


def test_method_page_has_the_numbers_of_this_assessment(as_user, closed_assessment, olive):
    response = as_user(olive).get(address(closed_assessment, "method/"))
    text, facts = text_of(response), load_snapshot_facts(closed_assessment)

    assert facts.digest in text
    assert "Smallest group shown 3" in text
    assert "Integrated 55 35" in text
    assert "Met here: 2 of 3." in text
    assert "100 × 37.50 ÷" in text
    assert "Listening is ahead of acting Voice of the customer: 20 points or more" in text
    anchors = re.findall(r'id="(D\d|gate|balance)"', response.content.decode())
    assert anchors == ["D1", "D2", "D3", "D4", "gate", "balance", "D5", "D6", "D7", "D8", "D9"]


def test_every_anchor_of_the_overview_exists_on_the_method_page(as_user, closed_assessment, olive):
    client = as_user(olive)
    overview = client.get(address(closed_assessment)).content.decode()
    method = client.get(address(closed_assessment, "method/")).content.decode()
    wanted = set(re.findall(r'method/#([\w-]+)"', overview))

    assert len(wanted) >= 6
    assert {anchor for anchor in wanted if f'id="{anchor}"' not in method} == set()


def test_addresses_do_not_load_what_is_slow_to_import():
    code = (
        "import django; django.setup(); import cxmaturity.urls, sys;"
        "print([name for name in ('plotly', 'weasyprint', 'scipy') if name in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)

    assert (run.stdout.strip(), run.returncode) == ("[]", 0)


@pytest.mark.parametrize("name", ["results", "method"])
def test_altered_results_are_told_and_not_shown(as_user, olive, closed_assessment, caplog, name):
    snapshot = models.Snapshot.objects.get()
    snapshot.delete()
    snapshot.payload["organisation"]["mean_score"] = 99.0
    snapshot.save(force_insert=True)
    response = as_user(olive).get(address(closed_assessment, f"{name}/"))
    page = response.content.decode()

    assert response.status_code == 409
    assert "The stored results were altered" in page
    assert "heatmap" not in page
    assert str(closed_assessment.pk) in caplog.text
