"""What people say on their phones: once, while it is asked, and never too late."""

import pytest

from roadmaps import models
from roadmaps.actions.room.presenting import reveal
from roadmaps.actions.room.saying import (
    Contradiction,
    NoSuchAnswer,
    NotAsked,
    ToldAlready,
    TooLong,
    TooManyDots,
    TooManyIdeas,
    WorkshopOver,
    add_idea,
    join_workshop,
    save_ambitions,
    save_language,
    save_opinion,
    save_vote,
    toggle_dot,
)
from roadmaps.domain.room.ambitions import Wanted
from roadmaps.domain.targets import Intention
from tests.roadmaps import workshops

pytestmark = pytest.mark.rows

ADVANCE, HOLD, BACK = Intention.ADVANCE, Intention.HOLD, Intention.SCALE_BACK


@pytest.fixture
def workshop(closed_assessment):
    return workshops.make_workshop(closed_assessment)


@pytest.fixture
def person(workshop):
    return workshops.make_participant(workshop)


def asked(workshop, kind="stone", step="asked", **fields):
    return workshops.make_item(workshop, kind, step=step, present=True, **fields)


def vote(person, item, capability=2, breadth=3):
    return save_vote(participant=person, item=item, capability=capability, breadth=breadth)


def votes():
    return list(models.Vote.objects.values_list("capability", "breadth"))


def test_join_gives_a_token_that_only_the_phone_keeps(workshop):
    person, token = join_workshop(workshop=workshop, answered=False, name="Ada", language="fr")

    assert (person.answered, person.name, person.language) == (False, "", "fr")
    assert len(token) == 32
    assert token not in str(models.Participant.objects.values().get())


def test_join_keeps_a_name_only_where_there_are_names(workshop):
    assessment = workshop.assessment
    assessment.attributed_mode, assessment.min_group_size = True, 1
    person, _token = join_workshop(workshop=workshop, answered=True, name="Ada")

    assert person.name == "Ada"


@pytest.mark.parametrize("is_test", [True, False])
def test_join_of_a_test_is_a_test(closed_assessment, is_test):
    workshop = workshops.make_workshop(closed_assessment, is_test=is_test)

    assert join_workshop(workshop=workshop, answered=True)[0].is_test is is_test


@pytest.mark.parametrize("status", ["draft", "ended"])
def test_join_is_refused_unless_the_room_is_open(closed_assessment, status):
    workshop = workshops.make_workshop(closed_assessment, status=status)
    with pytest.raises(WorkshopOver):
        join_workshop(workshop=workshop, answered=True)

    assert not models.Participant.objects.exists()


def test_save_language_changes_what_is_read(person):
    save_language(participant=person, language="fr")

    person.refresh_from_db()
    assert person.language == "fr"


def test_vote_is_kept_once_and_the_last_one_counts(workshop, person):
    item = asked(workshop)
    for capability, breadth in ((2, 3), (2, 3), (4, 5)):
        vote(person, item, capability, breadth)

    assert votes() == [(4, 5)]


@pytest.mark.parametrize(
    ("sent", "kept"), [((0, 4), (0, 0)), ((5, 3), (5, 0)), ((6, 0), (6, 0)), ((1, 5), (1, 5))]
)
def test_vote_keeps_no_breadth_of_what_is_nowhere(workshop, person, sent, kept):
    vote(person, asked(workshop), *sent)

    assert votes() == [kept]


@pytest.mark.parametrize("levels", [(-1, 1), (7, 1), (2, 0), (2, 6), (1, -1)])
def test_vote_for_what_does_not_exist_is_refused(workshop, person, levels):
    with pytest.raises(NoSuchAnswer):
        vote(person, asked(workshop), *levels)

    assert votes() == []


@pytest.mark.parametrize("step", ["hidden", "shown"])
def test_vote_is_refused_before_it_is_asked(workshop, person, step):
    with pytest.raises(NotAsked):
        vote(person, asked(workshop, step=step))

    assert votes() == []


@pytest.mark.parametrize("kind", ["ambition", "feedback", "ideas", "welcome"])
def test_vote_is_refused_for_what_is_no_stone(workshop, person, kind):
    with pytest.raises(NotAsked):
        vote(person, asked(workshop, kind))


def test_vote_of_another_room_is_refused(workshop, closed_assessment):
    stranger = workshops.make_participant(workshops.make_workshop(closed_assessment))
    with pytest.raises(NotAsked):
        vote(stranger, asked(workshop))

    assert votes() == []


def test_vote_after_the_reveal_is_refused_for_good(workshop, person):
    item = asked(workshop)
    reveal(workshop=workshop)
    for step in ("told", "asked"):
        workshops.show_item(workshop, item, step)
        with pytest.raises(ToldAlready):
            vote(person, item)

    assert votes() == []


def test_vote_is_refused_once_the_room_is_over_or_the_test_is_gone(workshop, person):
    item = asked(workshop)
    models.Participant.objects.all().delete()
    with pytest.raises(WorkshopOver):
        vote(person, item)
    models.Workshop.objects.update(status="ended", join_code=None)
    with pytest.raises(WorkshopOver):
        vote(workshops.make_participant(workshop), item)


def wishes(*asked_for):
    return [Wanted(*wish) for wish in asked_for]


def kept_wishes():
    rows = models.Ambition.objects.order_by("years")
    return list(rows.values_list("years", "stage", "intention"))


@pytest.mark.parametrize(
    "said",
    [
        [(2, 2, HOLD), (5, 2, HOLD)],
        [(2, 3, ADVANCE), (5, 4, ADVANCE)],
        [(2, 2, HOLD), (5, 1, BACK)],
    ],
)
def test_ambitions_are_kept_for_every_horizon(workshop, person, said):
    models.Workshop.objects.update(horizons=[2, 5])
    workshop.horizons = [2, 5]
    person.workshop = workshop
    item = asked(workshop, "ambition")
    for _ in range(2):
        save_ambitions(participant=person, item=item, wishes=wishes(*said))

    assert kept_wishes() == said


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        ([(2, 4, ADVANCE), (5, 3, ADVANCE)], Contradiction),
        ([(2, 3, ADVANCE)], NoSuchAnswer),
        ([(2, 3, ADVANCE), (10, 3, HOLD)], NoSuchAnswer),
        ([(2, 0, ADVANCE), (5, 3, HOLD)], NoSuchAnswer),
        ([(2, 3, ADVANCE), (5, 9, ADVANCE)], NoSuchAnswer),
        ([(2, 3, ADVANCE), (2, 3, ADVANCE)], NoSuchAnswer),
    ],
)
def test_ambitions_that_cannot_stand_are_refused(workshop, person, said, refusal):
    workshop.horizons = [2, 5]
    person.workshop = workshop
    with pytest.raises(refusal):
        save_ambitions(participant=person, item=asked(workshop, "ambition"), wishes=wishes(*said))

    assert kept_wishes() == []


def opine(person, item, first=3, second=None, words=""):
    return save_opinion(participant=person, item=item, first=first, second=second, words=words)


def opinions():
    return list(models.Opinion.objects.values_list("first", "second", "words"))


@pytest.mark.parametrize("kind", ["great", "feedback"])
def test_opinion_is_kept_and_nothing_takes_it_back(workshop, person, kind):
    item = asked(workshop, kind)
    opine(person, item, 3, 4, "  More of it\r\nplease ")
    assert opinions() == [(3, 4, "More of it\nplease")]
    opine(person, item, None, None, " ")

    assert opinions() == []


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        ({"first": 5}, NoSuchAnswer),
        ({"second": -1}, NoSuchAnswer),
        ({"words": "x" * 501}, TooLong),
        ({"words": "x" * 2001}, TooLong),
        ({"words": "\ud800"}, NoSuchAnswer),
    ],
)
def test_opinion_that_cannot_stand_is_refused(workshop, person, said, refusal):
    with pytest.raises(refusal):
        opine(person, asked(workshop, "great"), **said)

    assert opinions() == []


def test_opinion_on_a_stone_is_refused(workshop, person):
    with pytest.raises(NotAsked):
        opine(person, asked(workshop))


def test_idea_is_put_once_and_three_are_the_most(workshop, person):
    item = asked(workshop, "ideas")
    for text in ("Call back", " Call  back ", "Listen", "Ask"):
        add_idea(participant=person, item=item, text=text)
    with pytest.raises(TooManyIdeas):
        add_idea(participant=person, item=item, text="One more")

    found = set(models.Idea.objects.values_list("text", flat=True))
    assert found == {"Call back", "Listen", "Ask"}


@pytest.mark.parametrize(
    ("text", "refusal"), [("", NoSuchAnswer), (" \u3164", NoSuchAnswer), ("x" * 301, TooLong)]
)
def test_idea_that_says_nothing_or_too_much_is_refused(workshop, person, text, refusal):
    with pytest.raises(refusal):
        add_idea(participant=person, item=asked(workshop, "ideas"), text=text)

    assert not models.Idea.objects.exists()


def test_idea_is_refused_while_dots_are_given(workshop, person):
    with pytest.raises(NotAsked):
        add_idea(participant=person, item=asked(workshop, "ideas", "dots"), text="Late")


def test_dots_are_given_and_taken_back_and_three_are_the_most(workshop, person):
    item = asked(workshop, "ideas", "dots")
    ideas = [workshops.make_idea(item, f"Idea {number}") for number in range(4)]
    for idea in (*ideas[:3], ideas[0]):
        toggle_dot(participant=person, idea=idea, marked=True)
    with pytest.raises(TooManyDots):
        toggle_dot(participant=person, idea=ideas[3], marked=True)
    for _ in range(2):
        toggle_dot(participant=person, idea=ideas[0], marked=False)
    toggle_dot(participant=person, idea=ideas[3], marked=True)

    assert set(person.dots.values_list("idea__text", flat=True)) == {"Idea 1", "Idea 2", "Idea 3"}


def test_dot_on_what_was_withdrawn_is_refused_and_gives_its_dot_back(workshop, person):
    item = asked(workshop, "ideas", "dots")
    ideas = [workshops.make_idea(item, f"Idea {number}") for number in range(4)]
    for idea in ideas[:3]:
        toggle_dot(participant=person, idea=idea, marked=True)
    models.Idea.objects.filter(pk=ideas[0].pk).update(is_withdrawn=True)
    toggle_dot(participant=person, idea=ideas[3], marked=True)
    ideas[0].refresh_from_db()
    with pytest.raises(NoSuchAnswer):
        toggle_dot(participant=person, idea=ideas[0], marked=True)


def test_dot_is_refused_while_ideas_are_collected(workshop, person):
    idea = workshops.make_idea(asked(workshop, "ideas"))
    with pytest.raises(NotAsked):
        toggle_dot(participant=person, idea=idea, marked=True)
