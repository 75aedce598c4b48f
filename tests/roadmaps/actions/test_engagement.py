import json

import pytest

from assessments import models as assessments
from assessments.actions.maturity_model import publish_maturity_model
from assessments.exchange.dumping import dump_maturity_model
from assessments.exchange.writing import write
from assessments.queries.snapshots import digest, load_scorecard
from roadmaps import models
from roadmaps.actions.engagement import preview_engagement, take_engagement
from roadmaps.exchange.engagement import (
    EngagementRefused,
    describe_engagement,
    read_engagement,
    render_engagement,
)
from roadmaps.queries.boards import load_changes
from roadmaps.queries.course import load_course
from tests.roadmaps import extremes
from tests.roadmaps.engagements import fill_registers, resealed

pytestmark = pytest.mark.rows


@pytest.fixture
def engagement(worked_roadmap, olive):
    """The worked roadmap with something in every register."""
    fill_registers(worked_roadmap, olive)
    return worked_roadmap.assessment.organisation


@pytest.fixture
def file(engagement):
    return render_engagement(engagement)


def take(content, user, *, offers=False):
    return take_engagement(engagement=read_engagement(content), user=user, offers=offers)


def count_rows():
    tables = (assessments.Organisation, assessments.Assessment, assessments.MaturityModel)
    return [table.objects.count() for table in (*tables, models.Roadmap, models.Programme)]


def test_engagement_taken_in_says_the_same_when_it_is_written_again(engagement, file, stan):
    taken = take(file, stan)

    before, after = describe_engagement(engagement), describe_engagement(taken.organisation)
    assert after["organisation"]["name"] == "Acme (demo) (imported)"
    after["organisation"]["name"] = before["organisation"]["name"]
    assert after == before
    assert render_engagement(engagement) == file
    assert (len(taken.roadmaps), taken.entries, taken.new_versions) == (1, 13, ())


def test_engagement_taken_in_belongs_to_whoever_took_it_and_has_no_answers(file, stan):
    taken = take(file, stan)
    assessment = taken.assessments[0]

    roles = list(taken.organisation.memberships.values_list("user__username", "role"))
    assert roles == [("stan", "consultant")]
    assert assessment.is_closed
    assert assessment.sheets.count() == 0
    assert (
        load_scorecard(assessment).respondents
        == json.loads(file)["content"]["assessments"][0]["snapshot"]["payload"]["respondents"]
    )
    assert load_course(taken.roadmaps[0]).state.steps > 0
    change = load_changes(taken.roadmaps[0])[0]
    assert (change.who, change.kind, change.after) == ("olive", "moved", {"phase": "crawl"})


def test_preview_writes_nothing(file, stan):
    before = count_rows()

    found = preview_engagement(engagement=read_engagement(file), user=stan, offers=False)

    assert found.organisation.name == "Acme (demo) (imported)"
    assert count_rows() == before


def test_second_import_takes_another_name(file, stan):
    take(file, stan)

    assert take(file, stan).organisation.name == "Acme (demo) (imported 2)"


def test_version_with_other_content_is_refused_with_the_count_of_differences(
    file, stan, maturity_model
):
    def change(content):
        content["maturity_models"][0]["stones"][0]["title"]["en"] = "Other"
        content["maturity_models"][0]["stones"][1]["title"]["en"] = "Another"

    before = count_rows()
    with pytest.raises(EngagementRefused, match="has 2 differences: nothing was taken"):
        take(resealed(file, change), stan)
    assert count_rows() == before


def _renumbered(content):
    content["maturity_models"][0]["version"] = 77
    for each in content["assessments"]:
        each["maturity_model"]["version"] = 77


@pytest.mark.parametrize(("offers", "status"), [(False, "retired"), (True, "published")])
def test_new_version_is_offered_only_by_those_who_may(file, stan, offers, status):
    def change(content):
        _renumbered(content)
        snapshot = content["assessments"][0]["snapshot"]
        snapshot["payload"]["version"] = 77
        snapshot["digest"] = digest(snapshot["payload"])

    taken = take(resealed(file, change), stan, offers=offers)

    assert [(row.version, row.status) for row in taken.new_versions] == [(77, status)]
    assert taken.assessments[0].maturity_model.version == 77


def test_version_that_is_a_draft_here_is_refused(file, stan, maturity_model):
    document = dump_maturity_model(maturity_model) | {"version": 78}
    draft = write(document)

    def change(content):
        content["maturity_models"].append(document)

    with pytest.raises(EngagementRefused, match="is a draft here"):
        take(resealed(file, change), stan)
    publish_maturity_model(maturity_model=draft)
    assert take(resealed(file, change), stan).new_versions == ()


def _change(content):
    return content["assessments"][0]["roadmaps"][0]["changes"][0]


@pytest.mark.parametrize(
    "change",
    [
        lambda c: c["assessments"][0]["roadmaps"][0].update(scope={}),
        lambda c: c["assessments"][0]["roadmaps"][0].update(plan={"plan": 1}),
        lambda c: c["assessments"][0]["roadmaps"][0].update(targets=[1]),
        lambda c: c["assessments"][0]["roadmaps"][0]["initiatives"][0].update(phase="nowhere"),
        lambda c: c["assessments"][0]["roadmaps"][0]["initiatives"].pop(),
        lambda c: c["programme"]["decisions"][0].update(supersedes=99),
        lambda c: c["programme"]["tools"][0].update(needs=["nothing"]),
        lambda c: c["programme"].update(currency="EUROS"),
        lambda c: c["programme"]["risks"][0].update(struck_on="2027-02-31"),
        lambda c: c["assessments"][0].update(time_zone="Nowhere/Else"),
        lambda c: c["assessments"][0].update(languages=["tlh"]),
        lambda c: _change(c).update(kind="details", after={"pk": 1}),
        lambda c: _change(c).update(after={"phase": 3}),
        lambda c: c["assessments"][0]["roadmaps"][0].update(edits={"IMP-1": 3}),
        lambda c: c["assessments"][0]["roadmaps"][0].update(waivers=[{}]),
    ],
    ids=range(15),
)
def test_file_whose_values_no_roadmap_has_is_refused_whole(file, stan, change):
    before = count_rows()

    with pytest.raises(EngagementRefused):
        take(resealed(file, change), stan)

    assert count_rows() == before


@pytest.mark.parametrize("which", ["usual", "alone", "crowded", "many"])
def test_extreme_engagements_travel_and_say_the_same(stan, which):
    organisation = getattr(extremes, f"make_{which}")().assessment.organisation

    taken = take(render_engagement(organisation), stan)

    before, after = describe_engagement(organisation), describe_engagement(taken.organisation)
    assert after | {"organisation": None} == before | {"organisation": None}
