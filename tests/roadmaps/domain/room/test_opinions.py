"""Opinions and ideas (method G1)."""

from random import Random

from assessments.domain.spread import Distribution
from roadmaps.domain.room.opinions import Said, SeenIdea, rank_ideas, spread_opinions

LOT = Random(4)


def told(said, k=3):
    return spread_opinions(said, min_group_size=k, lot=LOT)


def test_opinions_of_too_few_are_not_told():
    assert told([Said(4, 4, "Good")] * 2) is None
    assert told([], k=1) is None


def test_opinions_under_ten_are_told_in_three_classes():
    found = told([Said(level, None, "") for level in (0, 1, 2, 3, 4, 4)])

    assert (found.people, found.first) == (6, Distribution((2, 1, 3)))
    assert found.second is None


def test_opinions_from_ten_on_and_those_with_names_are_told_level_by_level():
    assert told([Said(n % 5, 4, "") for n in range(10)]).first.counts == (2, 2, 2, 2, 2)
    assert told([Said(3, 4, "")], k=1).first.counts == (0, 0, 0, 1, 0)


def test_words_need_as_many_who_wrote_some():
    said = [Said(4, 4, word) for word in ("a", "b", "", "")]

    assert told(said).words == ()
    assert sorted(told([*said, Said(1, 1, "c")]).words) == ["a", "b", "c"]


def test_ideas_stand_by_their_dots_once_enough_people_gave_some():
    ideas = [SeenIdea(str(n), f"Idea {n}", n) for n in (1, 3, 2)]

    ranked = rank_ideas(ideas, voters=3, min_group_size=3, lot=LOT)
    mixed = rank_ideas(ideas, voters=2, min_group_size=3, lot=LOT)
    assert [(idea.idea, idea.dots) for idea in ranked] == [("3", 3), ("2", 2), ("1", 1)]
    assert {(idea.idea, idea.dots) for idea in mixed} == {("1", None), ("2", None), ("3", None)}
