import re
from dataclasses import replace

import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from assessments.domain.scorecard import ConditionState
from assessments.domain.spread import BlockSpread, Distribution, ItemSpread, Spread, Topic
from assessments.figures import Reach
from assessments.templatetags.overview import (
    agreement_sentence,
    reach_in_words,
    separation_sentence,
    where_sentence,
)
from assessments.templatetags.sentences import headline
from tests.builders import shipped_maturity_model
from tests.scorecards import scorecard_of, shipped_wording

MODEL = shipped_maturity_model()
WORDINGS = {language: shipped_wording(language) for language in ("en", "fr")}
GATE_STONES = ("VIS-2", "VIS-3", "EXB-4")
LEVELS = st.tuples(st.integers(0, 4), st.integers(0, 4)) | st.none()


USUAL = st.sampled_from([(1, 2), (2, 3), (3, 3), (3, 4), (4, 4)])
FORMS = st.sampled_from(["full", "full", "quick"])
ANSWERS = USUAL.flatmap(
    lambda usual: st.fixed_dictionaries(
        {code: st.just(usual) | LEVELS for code in (*MODEL.blocks, *GATE_STONES)}
    )
)
"""A level for each block, most of them near one another, and one for each gate stone."""


def open_rules(scorecard):
    """The rules of the next stage that do not hold, found anew from blocks and conditions."""
    ahead = scorecard.organisation.stage + 1
    there = sum((block.stage or 0) >= ahead for block in scorecard.blocks)
    below = {b.block for b in scorecard.blocks if b.stage is not None and b.stage < ahead - 1}
    beyond = scorecard.gate.after_stage is not None and ahead > scorecard.gate.after_stage
    unmet = {c.condition for c in scorecard.gate.conditions if c.state is not ConditionState.MET}
    return max(0, 6 - there), below, unmet if beyond else set()


def named(texts, sentence):
    """Codes whose text is quoted, in the marks of either language."""
    quoted = {text.strip() for text in re.findall(r"[“«](.*?)[”»]", sentence)}
    return {code for code, text in texts.items() if text in quoted}


@pytest.mark.parametrize("language", ["en", "fr"])
@settings(max_examples=60, deadline=None)
@given(answers=ANSWERS, form=FORMS)
def test_separation_names_every_rule_that_fails_and_none_that_holds(language, answers, form):
    scorecard, wording = scorecard_of(answers, form=form), WORDINGS[language]
    with translation.override(language):
        where = where_sentence(scorecard, MODEL, wording)
        text = separation_sentence(scorecard, wording)
        if scorecard.organisation.stage is None:
            missing = {block.block for block in scorecard.blocks if block.stage is None}
            assert named(wording.block_names, text) == missing
            return
        stage, separation = scorecard.organisation.stage, scorecard.organisation.separation
        assert named(wording.stage_names, where) == {stage}
        if separation is None:
            assert named(wording.block_names | wording.conditions, text) == set()
            return
        more, below, unmet = open_rules(scorecard)
        assert named(wording.block_names, text) == below
        assert named(wording.conditions, text) == unmet
        assert named(wording.stage_names, text) == ({stage + 1, stage} if below else {stage + 1})
        assert re.findall(r"\(\D+(\d)\D+6", text) == ([str(separation.reached)] if more else [])


@settings(max_examples=60, deadline=None)
@given(answers=ANSWERS, form=FORMS)
def test_headline_counts_every_rule_that_fails_and_none_that_holds(answers, form):
    scorecard, wording = scorecard_of(answers, form=form), WORDINGS["en"]
    organisation = scorecard.organisation
    text = headline(scorecard, wording)
    if organisation.stage is None or organisation.separation is None:
        assert ":" not in text
        return
    more, below, unmet = open_rules(scorecard)
    assert (" more block" in text, " to bring to " in text, "condition" in text) == (
        bool(more),
        bool(below),
        bool(unmet),
    )


@pytest.mark.parametrize(
    ("scorecard", "where", "separation"),
    [
        pytest.param(
            scorecard_of({"IMP": (0, 0), "VOC": (3, 3), "INN": None}),
            "The organisation stands at “Functional”: of eight blocks, five are there, one is "
            "beyond, one is on the way there and one has too few answers to tell.",
            "It crosses to “Integrated” once five more blocks are there (today 1 of the 6 that it "
            "takes), “Improvement” has come to “Functional” and the conditions "
            "“Executive sponsorship”, “Change agent” and “Prescribed system of engagement” "
            "are in place.",
            id="every-rule",
        ),
        pytest.param(
            scorecard_of({"VIS-3": None}, default=(3, 3)),
            "The organisation stands at “Functional”: of eight blocks, eight are beyond.",
            "It crosses to “Integrated” once the condition “Change agent” (not known yet) is in "
            "place.",
            id="only-an-unknown-condition",
        ),
        pytest.param(
            scorecard_of(dict.fromkeys(("VAL", "IMP", "INN"))),
            "A stage of the organisation is named when at least six of eight blocks have enough "
            "answers; today five have.",
            "More answers are needed about “Customer lifetime value”, “Improvement” and "
            "“Innovation”.",
            id="no-stage",
        ),
        pytest.param(
            scorecard_of(default=(4, 4), form="quick"),
            "The organisation stands at “Integrated”: of eight blocks, eight are there.",
            "The quick questionnaire looks no further; the full one does.",
            id="quick",
        ),
        pytest.param(
            scorecard_of(default=(4, 4)),
            "The organisation stands at “Customer-first”: of eight blocks, eight are there.",
            "No further stage lies ahead: what was great last year is worth asking again.",
            id="last",
        ),
    ],
)
def test_sentences_say_where_and_what_separates(scorecard, where, separation):
    assert where_sentence(scorecard, MODEL, WORDINGS["en"]) == where
    assert separation_sentence(scorecard, WORDINGS["en"]) == separation


def spread_of(bands, blocks):
    """Items with bands by code, in the order of the agenda, and blocks with theirs."""
    nobody = Distribution((0, 5, 0))
    items = [
        ItemSpread(code, 5, nobody, nobody, band, Topic.WHERE, rank)
        for rank, (code, band) in enumerate(bands.items(), start=1)
    ]
    found = [BlockSpread(block, 5, None, band) for block, band in blocks.items()]
    return Spread(tuple(items), tuple(found))


def say_agreement(bands, blocks):
    scorecard = replace(scorecard_of(), spread=spread_of(bands, blocks))
    return agreement_sentence(scorecard, MODEL, WORDINGS["en"])


def test_agreement_names_what_is_seen_alike_and_what_matters_most():
    text = say_agreement(
        {"VOC-2": "divergent", "VOC-1": "aligned", "IMP-1": "to_discuss", "IMP-2": "to_discuss"},
        {"VOC": "aligned", "INN": "aligned", "IMP": "to_discuss"},
    )
    titles = WORDINGS["en"].stone_titles

    assert text == (
        "People see 1 of 4 practices alike, most of all on “Innovation”. "
        f"Views differ, and it matters most, on “{titles['VOC-2']}” (where it is done) and "
        f"“{titles['IMP-1']}” (where it is done)."
    )


def test_agreement_of_everybody_names_nothing():
    assert say_agreement({"VOC-1": "aligned"}, {"VOC": "aligned"}) == (
        "People see 1 of 1 practice alike. No practice divides them."
    )


def test_agreement_of_nobody_names_what_matters_most():
    text = say_agreement({"VOC-1": "to_discuss"}, {"VOC": "to_discuss"})

    assert text.startswith("Every practice is seen in more than one way. Views differ, and it ")


def test_agreement_says_why_it_cannot_be_said():
    first = replace(scorecard_of(), spread=None, edition=1)

    assert agreement_sentence(first, MODEL, WORDINGS["en"]) == (
        "Computed with the first edition of the method: agreement was not kept."
    )
    assert say_agreement({"VOC-1": None}, {"VOC": None}) == (
        "Too few people answered the same questions to compare their views."
    )


def test_reach_is_told_as_sure_or_indicative():
    assert reach_in_words(Reach("VOC", 47, 41, 55, is_span=False)) == (
        "Between 41 and 55 of 100, sure at 95%."
    )
    assert "indicative" in reach_in_words(Reach("VOC", 47, 25, 70, is_span=True))
