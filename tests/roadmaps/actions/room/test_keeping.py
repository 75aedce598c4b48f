import pytest

from roadmaps import models
from roadmaps.actions.room.agreeing import StillATest
from roadmaps.actions.room.keeping import NoInitiative, NoRoadmap, NotesFull, keep_idea
from tests.roadmaps.workshops import make_idea, make_item, make_workshop

pytestmark = pytest.mark.rows


def idea_for(assessment, stone="IMP-1", text="Call back within a day", **changes):
    workshop = make_workshop(assessment, **changes)
    return make_idea(make_item(workshop, "ideas", stone), text)


def test_idea_becomes_a_note_and_stands_in_the_history(worked_roadmap, olive):
    idea = idea_for(worked_roadmap.assessment)
    worked_roadmap.initiatives.filter(stone="IMP-1").update(notes="Ask Ann first.")
    keep_idea(idea=idea, by=olive)
    notes = worked_roadmap.initiatives.get(stone="IMP-1").notes
    assert notes == "Ask Ann first.\nIdea of the workshop of 4 May 2026: Call back within a day"
    change = models.BoardChange.objects.get()
    assert (change.kind, change.stone, change.made_by) == ("details", "IMP-1", olive)
    assert (change.before, change.after) == ({"notes": "Ask Ann first."}, {"notes": notes})
    idea.refresh_from_db()
    assert idea.is_kept


def test_idea_is_kept_once(worked_roadmap, olive):
    idea = idea_for(worked_roadmap.assessment)
    keep_idea(idea=idea, by=olive)
    assert keep_idea(idea=idea, by=olive) is None
    assert models.BoardChange.objects.count() == 1


def test_without_an_initiative_nothing_is_written(worked_roadmap):
    idea = idea_for(worked_roadmap.assessment, "VIS-1")
    with pytest.raises(NoInitiative) as missing:
        keep_idea(idea=idea)
    assert missing.value.roadmap == worked_roadmap
    idea.refresh_from_db()
    assert (idea.is_kept, models.BoardChange.objects.count()) == (False, 0)


def test_without_a_roadmap_the_idea_waits(worked_assessment):
    with pytest.raises(NoRoadmap):
        keep_idea(idea=idea_for(worked_assessment))


def test_full_notes_are_not_cut(worked_roadmap):
    worked_roadmap.initiatives.filter(stone="IMP-1").update(notes="x" * 3990)
    idea = idea_for(worked_roadmap.assessment)
    with pytest.raises(NotesFull):
        keep_idea(idea=idea)
    idea.refresh_from_db()
    assert not idea.is_kept


def test_ideas_of_a_test_are_not_kept(worked_roadmap):
    with pytest.raises(StillATest):
        keep_idea(idea=idea_for(worked_roadmap.assessment, is_test=True))
    assert models.BoardChange.objects.count() == 0
