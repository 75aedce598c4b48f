import io
import json

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from jsonschema import Draft202012Validator

from roadmaps import models
from roadmaps.queries.targets import load_targets
from tests import factories
from tests.roadmaps.domain.cases import WORKED_TARGETS
from tests.roadmaps.domain.test_planning import WORKED_PLAN

pytestmark = pytest.mark.rows

SCHEMAS = settings.BASE_DIR / "docs" / "schemas"
STAGES = ("basic", "functional", "integrated", "customer_first")
BLOCKS = ("VIS", "VOC", "INT", "VAL", "IMP", "INN", "INB", "EXB")


def document(**changes):
    """The worked targets as a file has them; `changes` by block, None leaves a block out."""
    rows = {
        block: {
            "block": block,
            "stage": STAGES[WORKED_TARGETS.get(block, 4) - 1],
            "intention": "advance" if block in WORKED_TARGETS else "hold",
        }
        for block in BLOCKS
    }
    rows |= {
        block: None if change is None else rows[block] | change for block, change in changes.items()
    }
    return {"format": "cxmaturity-targets/1", "targets": [row for row in rows.values() if row]}


@pytest.fixture
def plan(tmp_path, worked_assessment):
    """Runs the command on a document and gives back what it prints."""

    def run(content, *options, assessment=worked_assessment.pk):
        file = tmp_path / "targets.json"
        file.write_text(content if isinstance(content, str) else json.dumps(content))
        out = io.StringIO()
        call_command("plan_roadmap", str(assessment), "--targets", str(file), *options, stdout=out)
        return json.loads(out.getvalue())

    return run


def test_plan_equals_the_worked_roadmap(plan, worked_assessment):
    printed = plan(document(), "--capacities", "100,140,200", "--start", "2027-01-01")

    schema = json.loads((SCHEMAS / "plan.schema.json").read_text())
    assert [error.message for error in Draft202012Validator(schema).iter_errors(printed)] == []
    assert {i["stone"]: i["phase"] for i in printed["initiatives"]} == WORKED_PLAN
    assert (printed["proved"], printed["effort"]) == (True, 292.5)
    assert (printed["crossing"], printed["crossing_phase"]) == ("opens", "walk")
    assert (round(printed["share"], 3), round(printed["share_without_balance"], 3)) == (0.55, 0.588)
    assert printed["phases"][0] == {
        "phase": "crawl",
        "starts_on": "2027-01-01",
        "ends_on": "2027-06-30",
        "effort": 75,
        "capacity": 100,
        "on_top": 0,
    }
    row = models.Roadmap.objects.get()
    assert printed["roadmap"]["id"] == str(row.pk)
    assert len(load_targets(worked_assessment)) == 8


def test_plan_proposes_capacities_and_keeps_the_balance_asked_for(plan):
    printed = plan(document(), "--balance", "off")
    assert [phase["capacity"] for phase in printed["phases"]] == [76, 152, 227]
    assert printed["settings"]["balance"] == "off"
    assert printed["share_without_balance"] is None


def test_yaml_reads_as_json(plan, tmp_path, worked_assessment):
    file = tmp_path / "targets.yaml"
    rows = "\n".join(
        f"  - {{block: {row['block']}, stage: {row['stage']}, intention: {row['intention']}}}"
        for row in document()["targets"]
    )
    file.write_text(f"format: cxmaturity-targets/1\ntargets:\n{rows}\n")
    out = io.StringIO()
    call_command("plan_roadmap", str(worked_assessment.pk), "--targets", str(file), stdout=out)
    assert json.loads(out.getvalue())["roadmap"]["number"] == 1


WRONG = [
    (document(VIS=None), "targets.VIS: has no target; every block needs one"),
    (
        document(VIS={"block": "VIX"}),
        (
            "targets.VIX: the maturity model has no such block; "
            "it has VIS, VOC, INT, VAL, IMP, INN, "
            "INB, EXB"
        ),
    ),
    (
        document(VIS={"stage": "excellent"}),
        (
            "targets.VIS.stage.excellent: the maturity model has no such stage; it has basic, "
            "functional, integrated, customer_first"
        ),
    ),
    (
        document(VIS={"years": 7}),
        "targets.VIS: 7 years is no horizon; the maturity model has 2, 5, 10",
    ),
    (document(VIS={"intention": "improve"}), "'improve' is not one of"),
    (document(VIS={"stage": 3}), "3 is not of type 'string'"),
    (document(VIS={"surprise": 1}), "Additional properties are not allowed"),
    ({"format": "cxmaturity-targets/1", "targets": []}, "[] should be non-empty"),
    ({"format": "other/1", "targets": []}, "'cxmaturity-targets/1' was expected"),
    ("[]", "[] is not of type 'object'"),
    ("{", "line 1"),
    ("", "is empty"),
]


@pytest.mark.parametrize(("content", "sentence"), WRONG)
def test_wrong_targets_are_told_and_nothing_is_written(plan, content, sentence):
    with pytest.raises(CommandError) as error:
        plan(content)
    assert sentence in str(error.value)
    assert not models.Roadmap.objects.exists()
    assert not models.Target.objects.exists()


def test_contradicting_horizons_are_told(plan):
    targets = document()
    targets["targets"].append(
        {"block": "VOC", "years": 10, "stage": "functional", "intention": "hold"}
    )
    targets["targets"].append({"block": "VIS", "stage": "functional", "intention": "hold"})
    with pytest.raises(CommandError) as error:
        plan(targets)
    assert [line.split(": ", 2)[-1] for line in str(error.value).splitlines()] == [
        "targets.VIS: has two targets in 5 years",
        (
            "targets.VOC: asks for functional in 10 years but for integrated in 5; "
            "a farther horizon asks at least as much, or scales back"
        ),
    ]


@pytest.mark.parametrize("capacities", ["100", "a,b,c", "100,140,-1", "nan,1,1", "1,1,1e9", ""])
def test_wrong_capacities_are_told(plan, capacities):
    with pytest.raises(CommandError) as error:
        plan(document(), f"--capacities={capacities}")
    assert str(error.value) == (
        "--capacities needs a number from 0 to 1000000 for each of crawl, walk, run, "
        f"not {capacities!r}."
    )
    assert not models.Roadmap.objects.exists()


@pytest.mark.parametrize("day", ["soon", "2027-13-01", "1900-01-01"])
def test_wrong_start_is_told(plan, day):
    with pytest.raises(CommandError) as error:
        plan(document(), "--start", day)
    assert str(error.value).startswith("--start needs a day")
    assert not models.Roadmap.objects.exists()


def test_staying_everywhere_is_told(plan):
    stay = {block: {"intention": "hold", "stage": "basic"} for block in WORKED_TARGETS}
    with pytest.raises(CommandError) as error:
        plan(document(**stay))
    assert "there is nothing to plan" in str(error.value)
    assert not models.Target.objects.exists()


def test_assessments_without_results_are_told(plan, assessment):
    for text, sentence in (
        ("NOBODYHERE", "No assessment has the id or join code 'NOBODYHERE'."),
        (assessment.join_code, "is not closed yet"),
    ):
        with pytest.raises(CommandError) as error:
            plan(document(), assessment=text)
        assert sentence in str(error.value)
    factories.close(assessment)
    with pytest.raises(CommandError) as error:
        plan(document(), assessment=assessment.pk)
    assert "closed with too few answers" in str(error.value)


def test_the_same_call_makes_no_second_version(plan):
    first = plan(document(), "--start", "2027-01-01")
    assert plan(document(), "--start", "2027-01-01") == first
    assert models.Roadmap.objects.count() == 1


def test_rounds_rules_and_a_later_start(plan):
    printed = plan(
        document(),
        *("--start", "2027-01-01", "--later", "2", "--cycles", "2"),
        *("--without", "gate=A pilot", "--without", "block_share = One team"),
    )
    row = models.Roadmap.objects.get()
    assert [phase["phase"] for phase in printed["phases"]] == [
        *("crawl", "walk", "run", "crawl-2", "walk-2", "run-2")
    ]
    assert printed["starts_on"] == "2027-03-01"
    assert (printed["settings"]["gate"], printed["settings"]["block_share"]) == (False, False)
    assert row.rule_reasons == {"gate": "A pilot", "block_share": "One team"}
    schema = json.loads((SCHEMAS / "plan.schema.json").read_text())
    assert [error.message for error in Draft202012Validator(schema).iter_errors(printed)] == []


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--cycles", "9"], "--cycles needs a number from 1 to 3, not 9."),
        (["--later", "-1"], "--later needs a number from 0 to 60, not -1."),
        (["--without", "luck=x"], "--without needs a rule of gate, stage_limit, block_share"),
        (["--without", "gate"], "--without needs a rule of gate, stage_limit, block_share"),
        (
            ["--cycles", "2", "--capacities", "1,2,3"],
            (
                "--capacities needs a number from 0 to 1000000 for each of crawl, walk, run, "
                "crawl-2, walk-2, run-2, not '1,2,3'."
            ),
        ),
    ],
)
def test_wrong_options_are_told(plan, options, sentence):
    with pytest.raises(CommandError) as error:
        plan(document(), *options)
    assert str(error.value).startswith(sentence)
    assert not models.Roadmap.objects.exists()


def test_a_first_phase_of_one_block_needs_a_reason(plan):
    options = ("--capacities", "15,300,300", "--without", "block_share=One team")
    with pytest.raises(CommandError) as error:
        plan(document(), *options, "--balance", "off")
    assert "--without one_block=REASON" in str(error.value)
    assert not models.Target.objects.exists()
    printed = plan(document(), *options, "--balance", "off", "--without", "one_block=A pilot")
    assert printed["roadmap"]["number"] == 1
