"""What wall and phones draw: never more than the step says."""

import datetime as dt

import pytest

from assessments.domain.spread import Distribution
from roadmaps.domain.room.ambitions import AmbitionSpread
from roadmaps.domain.room.opinions import OpinionSpread, SeenIdea
from roadmaps.domain.room.scenes import Kind, Step
from roadmaps.domain.targets import Intention
from roadmaps.models import Round
from roadmaps.queries.documents import to_document
from roadmaps.queries.room.scenes import load_scene
from roadmaps.queries.room.words import load_scene_words
from tests.roadmaps import workshops

pytestmark = pytest.mark.rows

WISHES = (AmbitionSpread(2, 4, (0, 1, 3, 0, 0), dict.fromkeys(Intention, 1)),)


@pytest.fixture
def workshop(closed_assessment):
    return workshops.make_workshop(closed_assessment)


def test_scene_before_anything_is_presented_is_a_welcome(workshop):
    workshops.make_item(workshop)
    scene = load_scene(workshop)

    assert (scene.kind, scene.step, scene.item) == (Kind.WELCOME, Step.SHOWN, None)
    assert (scene.number, scene.of, scene.revision) == (0, 1, 0)


@pytest.mark.parametrize(
    ("step", "seen"), [("hidden", False), ("shown", True), ("asked", False), ("told", True)]
)
def test_scene_of_a_stone_shows_the_survey_only_at_its_steps(workshop, step, seen):
    item = workshops.make_item(workshop, step=step, present=True)
    scene = load_scene(workshop)

    assert (scene.item, scene.subject, scene.step) == (item.pk, "VIS-1", step)
    assert (scene.survey is not None, scene.survey_score is not None) == (seen, seen)
    assert scene.survey is None or scene.survey.valid == 10


@pytest.mark.parametrize(("step", "told"), [("told", WISHES), ("asked", None), ("hidden", None)])
def test_scene_tells_a_round_only_when_it_is_told(workshop, step, told):
    item = workshops.make_item(workshop, "ambition", step=step, present=True)
    Round.objects.create(item=item, payload=to_document(WISHES), told_on=dt.date(2026, 5, 4))

    assert load_scene(workshop).told == told


def test_scene_told_of_too_few_tells_nothing(workshop):
    item = workshops.make_item(workshop, "feedback", step="told", present=True)
    Round.objects.create(item=item, payload=None, told_on=dt.date(2026, 5, 4))

    assert load_scene(workshop).told is None


def test_scene_tells_opinions_as_they_were_counted(workshop):
    spread = OpinionSpread(3, Distribution((0, 1, 2)), None, ("More of it",))
    item = workshops.make_item(workshop, "feedback", step="told", present=True)
    Round.objects.create(item=item, payload=to_document(spread), told_on=dt.date(2026, 5, 4))

    assert load_scene(workshop).told == spread


def test_scene_of_a_block_says_where_it_is_today_once_it_is_asked(workshop):
    workshop.horizons = [5, 2]
    item = workshops.make_item(workshop, "ambition", step="asked", present=True)
    scene = load_scene(workshop)
    stages = load_scene_words(workshop.assessment, scene).stages

    assert (scene.horizons, scene.today) == ((2, 5), 2)
    assert [number for number, _name, _words in stages] == [1, 2, 3, 4]
    workshops.show_item(workshop, item, "hidden")
    assert load_scene(workshop).today is None


@pytest.mark.parametrize(("step", "seen"), [("asked", []), ("dots", ["Call back", "Listen"])])
def test_scene_of_ideas_mixes_them_without_their_dots(workshop, step, seen):
    item = workshops.make_item(workshop, "ideas", step=step, present=True)
    workshops.make_idea(item, "Listen", dots=3)
    workshops.make_idea(item, "Call back")
    workshops.make_idea(item, "Withdrawn", is_withdrawn=True)
    found = load_scene(workshop).ideas

    assert sorted(idea.text for idea in found) == seen
    assert {idea.dots for idea in found} <= {None}


def test_scene_of_ideas_tells_their_dots_as_counted(workshop):
    ideas = (SeenIdea("1", "Listen", 3), SeenIdea("2", "Call back", 0))
    item = workshops.make_item(workshop, "ideas", step="told", present=True)
    Round.objects.create(item=item, payload=to_document(ideas), told_on=dt.date(2026, 5, 4))

    assert load_scene(workshop).told == ideas


def test_scene_words_ask_a_stone_in_the_words_of_the_questionnaire(workshop):
    workshops.make_item(workshop, step="asked", present=True)
    words = load_scene_words(workshop.assessment, load_scene(workshop))

    assert words.title == words.wording.stone_titles["VIS-1"]
    assert [choice.value for choice in words.question.levels] == [0, 1, 2, 3, 4]
    assert [choice.value for choice in words.aside] == [5, 6]
    assert [choice.value for choice in words.breadths] == [1, 2, 3, 4, 5]


def test_scene_words_of_a_session_have_no_subject(workshop):
    workshops.make_item(workshop, "feedback", step="asked", present=True)
    words = load_scene_words(workshop.assessment, load_scene(workshop))

    assert (words.title, words.block, words.question) == ("", "", None)
