import pytest

from assessments.queries.snapshots import load_scorecard
from roadmaps.actions.course import add_course_line, save_phase_note
from roadmaps.actions.initiatives import save_details
from roadmaps.actions.programmes import ensure_programme
from roadmaps.domain.facts import Facts
from roadmaps.domain.plans import AlertCode
from roadmaps.domain.roadmap import describe_roadmap
from roadmaps.queries.course import load_course
from roadmaps.queries.facts import load_facts
from roadmaps.queries.roadmaps import load_asked_targets, load_solved, load_wishes

pytestmark = pytest.mark.rows


def facts_of(row):
    gate = load_scorecard(row.assessment).gate
    return load_facts(row, load_solved(row), load_asked_targets(row), gate)


def stones(row):
    return {each.stone for each in row.initiatives.all()}


def test_what_nobody_began_to_say_is_not_said(worked_roadmap):
    assert facts_of(worked_roadmap) == Facts(served=frozenset(stones(worked_roadmap)))


def test_facts_are_what_people_said(worked_roadmap):
    said = {"benefit": "Quick answers", "proof": "Share answered"}
    save_phase_note(roadmap=worked_roadmap, phase="crawl", values=said, revision=0)
    named = {"sponsor": "COO", "deputy": "CIO"}
    save_phase_note(roadmap=worked_roadmap, phase="run", values=named, revision=0)
    programme = ensure_programme(organisation=worked_roadmap.assessment.organisation)
    for name, supplier in (("Desk", "Acme"), ("Survey", "Acme"), ("Own", "")):
        programme.tools.create(name=name, supplier=supplier, stones=["VOC-4"])
    save_details(roadmap=worked_roadmap, stone="VOC-2", values={"teams_ready": True})
    save_details(roadmap=worked_roadmap, stone="IMP-1", values={"teams_ready": False})
    found = facts_of(worked_roadmap)
    assert (found.benefits, found.covered) == ({"crawl"}, {"run"})
    assert found.suppliers == {"VOC-4": ("Acme", "Acme")}
    assert found.teams_ready == {"VOC-2"}


def test_steps_serve_the_same_lines_as_on_the_page_of_the_course(worked_roadmap):
    add_course_line(roadmap=worked_roadmap, values={"statement": "A name"})
    for stone, line in (("VOC-4", "own-1"), ("VOC-5", "own-9"), ("IMP-4", "crossing")):
        save_details(roadmap=worked_roadmap, stone=stone, values={"serves": line})
    found = facts_of(worked_roadmap)
    assert found.served == stones(worked_roadmap) - {"VOC-5"}
    services = load_course(worked_roadmap).services
    assert found.served == {stone for stone, each in services.items() if each.line}


def test_alerts_tell_what_the_facts_lack(worked_roadmap):
    save_phase_note(roadmap=worked_roadmap, phase="crawl", values={"sponsor": "COO"}, revision=0)
    save_details(roadmap=worked_roadmap, stone="VOC-4", values={"serves": "own-9"})
    days = {"created_on": worked_roadmap.created_on, "starts_on": worked_roadmap.starts_on}
    state = describe_roadmap(
        load_solved(worked_roadmap),
        load_wishes(worked_roadmap),
        None,
        number=1,
        targets=(),
        facts=facts_of(worked_roadmap),
        **days,
    )
    told = [(each.code, each.phase, each.stones) for each in state.plan.alerts]
    assert (AlertCode.ORPHANS, "crawl", ("VOC-4",)) in told
    for phase in ("crawl", "walk", "run"):
        assert (AlertCode.NO_STATED_BENEFIT, phase, ()) in told
        assert (AlertCode.NO_COVER, phase, ()) in told
