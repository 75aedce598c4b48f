import json
import stat

import pytest
from django.conf import settings as django_settings

from cxmaturity.documents.seals import KNOWN_NAME, canonical
from roadmaps import models
from roadmaps.exchange.engagement import EngagementRefused, read_engagement, render_engagement
from roadmaps.exchange.engagement.columns import columns_of
from tests.roadmaps.engagements import fill_registers, resealed

pytestmark = pytest.mark.rows


@pytest.fixture
def file(worked_roadmap, olive):
    fill_registers(worked_roadmap, olive)
    return render_engagement(worked_roadmap.assessment.organisation)


def test_file_is_the_same_bytes_twice_and_sealed_by_this_instance(file, worked_roadmap):
    found = read_engagement(file)

    assert render_engagement(worked_roadmap.assessment.organisation) == file
    assert (found.is_own, found.is_known) == (True, True)
    assert found.groups.replace(" ", "") == json.loads(file)["seal"]["fingerprint"]


def test_key_is_for_its_owner_only(file, settings):
    key = django_settings.DATA_DIR / "seal_key"

    assert stat.S_IMODE(key.stat().st_mode) == 0o600


@pytest.mark.parametrize("place", ["content", "signature", "public_key", "fingerprint"])
def test_altered_file_is_refused_in_one_sentence(file, place):
    document = json.loads(file)
    if place == "content":
        document["content"]["organisation"]["name"] = "Others"
    else:
        value = document["seal"][place]
        document["seal"][place] = value[:-4] + ("0000" if value[-4:] != "0000" else "1111")

    with pytest.raises(EngagementRefused) as refusal:
        read_engagement(canonical(document))
    told = "The file was changed after it was signed, or its signature cannot be read."
    assert str(refusal.value) == told


def test_results_that_do_not_fit_their_digest_are_refused_though_the_seal_holds(file):
    def change(content):
        content["assessments"][0]["snapshot"]["payload"]["respondents"] = 999

    with pytest.raises(EngagementRefused, match="the results do not fit their fingerprint"):
        read_engagement(resealed(file, change))


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "is empty"),
        (b"[]", "no engagement file"),
        (b'{"format": "cxmaturity-model/1"}', "no engagement file"),
        (b'{"format": "cxmaturity-engagement/1", "content": {}, "seal": {}}', "was changed"),
        (b'{"format": "cxmaturity-engagement/1", "content": {}, "seal": {"a": 1}}', "was changed"),
        (b"{" * 5_000, "cannot be read"),
        (b"[" * 100_000, "cannot be read"),
        (b'{"a": 1, "a": 2}', "there twice"),
        (b'{"a": NaN}', "no number"),
        (b"\xff\xfe", "not UTF-8"),
        (b'{"a": "\\u0000"}', "control character"),
        (b" " * 5_000_001, "larger than 5 MB"),
    ],
    ids=range(12),
)
def test_what_is_no_engagement_file_is_refused_in_one_sentence(db, content, told):
    with pytest.raises(EngagementRefused, match=told) as refusal:
        read_engagement(content)
    assert "\n" not in str(refusal.value)


@pytest.mark.parametrize(
    "change",
    [
        lambda c: c.update(answers=[]),
        lambda c: c["programme"].update(daily_rate="much"),
        lambda c: c["assessments"][0].update(contact="ann@example.org"),
        lambda c: c["assessments"][0].update(closed_on=None),
        lambda c: c["assessments"][0]["roadmaps"][0]["initiatives"][0].update(owner="x" * 121),
        lambda c: c["assessments"][0]["roadmaps"][0].update(follows={"assessment": 7, "number": 1}),
        lambda c: c["assessments"][0]["maturity_model"].update(version=9),
        lambda c: c["maturity_models"].append(c["maturity_models"][0]),
    ],
    ids=range(8),
)
def test_file_that_does_not_fit_its_schema_is_refused(file, change):
    with pytest.raises(EngagementRefused, match="The file cannot be read"):
        read_engagement(resealed(file, change))


def test_key_that_operators_wrote_down_is_known(file, settings, tmp_path):
    document = json.loads(file)
    settings.DATA_DIR = tmp_path  # another instance

    assert read_engagement(file).is_known is False
    line = f"{document['seal']['fingerprint']}  Colleagues in the north\n"
    (tmp_path / KNOWN_NAME).write_text(f"\nno fingerprint\n{line}")
    found = read_engagement(file)
    assert (found.is_own, found.is_known) == (False, True)


def test_file_holds_no_answers_addresses_codes_or_tokens(closed_assessment, olive):
    olive.email = "olive@example.org"
    olive.save()
    type(closed_assessment).objects.update(contact="Ann, ann@example.org")
    closed_assessment.invitations.create(email="rita@example.org", language="en")

    text = render_engagement(closed_assessment.organisation).decode()

    sheets = closed_assessment.sheets.values_list("token_digest", flat=True)
    assert "example.org" not in text
    assert closed_assessment.join_code not in text
    assert not any(digest in text for digest in sheets if digest)
    assert str(closed_assessment.pk) not in text


def test_schema_names_every_column_that_travels(file):
    path = django_settings.BASE_DIR / "docs/schemas/engagement.schema.json"
    schema = json.loads(path.read_text(encoding="utf-8"))["$defs"]
    known = {
        "initiative": models.Initiative, "course_line": models.CourseLine, "cost": models.CostLine,
        "phase_note": models.PhaseNote, "target": models.Target, "risk": models.Risk,
        "agent": models.Agent, "factor": models.Factor, "alternative": models.Alternative,
        "great_statement": models.GreatStatement, "next_action": models.NextAction,
        "measurement": models.Measurement, "obtained": models.BenefitObtained,
        "agreed_position": models.AgreedPosition,
    }  # fmt: skip

    for name, model in known.items():
        assert set(schema[name]["properties"]) == set(columns_of(model)), name


def test_organisation_without_roadmaps_travels_too(organisation):
    content = json.loads(render_engagement(organisation))["content"]

    assert (content["assessments"], content["programme"], content["maturity_models"]) == (
        [], None, [],
    )  # fmt: skip
