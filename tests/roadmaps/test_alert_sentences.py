import pytest
from django.template.loader import render_to_string

from roadmaps.domain.plans import Alert, AlertCode
from tests.scorecards import shipped_wording

WORDING = shipped_wording()
ONE, TWO = ("VOC-4",), ("VOC-4", "IMP-1")
FIRST, SECOND = (WORDING.stones[code].title for code in TWO)

BOTH = f"“{FIRST}” and “{SECOND}”"


@pytest.mark.parametrize(
    ("alert", "sentence"),
    [
        (
            Alert(AlertCode.NO_STATED_BENEFIT, "walk"),
            "Walk does not say yet what customers will notice, and how it will show.",
        ),
        (
            Alert(AlertCode.ORPHANS, "walk", ONE),
            f"In Walk, “{FIRST}” serves no line of the course.",
        ),
        (
            Alert(AlertCode.ORPHANS, "walk", TWO),
            f"In Walk, “{FIRST}” and “{SECOND}” serve no line of the course.",
        ),
        (
            Alert(AlertCode.SUPPLIER_CONCENTRATION, "run", TWO, found=3, supplier="Acme"),
            f"Acme stands behind 3 steps of Run: {BOTH}. What would they do without it?",
        ),
        (
            Alert(AlertCode.TEAMS_NOT_READY, "run", ONE),
            f"Run extends “{FIRST}” to teams that nobody has involved and trained yet.",
        ),
        (
            Alert(AlertCode.NO_COVER, "crawl"),
            "Crawl does not name both a sponsor and a deputy yet.",
        ),
    ],
)
def test_alert_on_what_people_said_reads_as_a_sentence(alert, sentence):
    text = render_to_string("roadmaps/alert.html", {"alert": alert, "wording": WORDING})
    assert " ".join(text.split()) == sentence
