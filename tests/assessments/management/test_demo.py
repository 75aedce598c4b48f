import io
import json
import re
import stat
import time

import pytest
import time_machine
from django.contrib.auth import authenticate, get_user_model
from django.core.management import CommandError, call_command

from assessments import models
from assessments.actions.demo import ensure_demo
from assessments.exchange.demo import read_demo
from assessments.queries.snapshots import load_scorecard
from tests import factories

pytestmark = pytest.mark.rows


@pytest.fixture
def folder(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    return tmp_path


@pytest.fixture
def demo(db, folder):
    def run():
        out = io.StringIO()
        call_command("demo", stdout=out)
        return out.getvalue()

    return run


def test_demo_tells_how_to_get_in(demo, folder, rf):
    start = time.perf_counter()
    told = demo()
    assert time.perf_counter() - start < 20
    passwords = json.loads((folder / "demo_accounts.json").read_text())
    assert stat.S_IMODE((folder / "demo_accounts.json").stat().st_mode) == 0o600
    assert passwords.keys() == {"demo", "viewer", "admin"}
    closed = models.Assessment.objects.get(status="closed", form="full")
    opened = models.Assessment.objects.get(status="open")
    assert "http://testserver/\n" in told
    assert f"http://testserver/assessments/{closed.pk}/results/" in told
    assert f"http://testserver/a/{opened.join_code}/\n" in told
    for username, password in passwords.items():
        assert re.search(rf"^ +{username} +{re.escape(password)} ", told, re.MULTILINE)
        request = rf.post("/")
        assert authenticate(request, username=username, password=password).username == username


def test_demo_makes_one_organisation_to_look_at(demo):
    demo()
    organisation = models.Organisation.objects.get()
    assert (organisation.name, organisation.is_demo) == ("Rivage Mutual (demo)", True)
    assert organisation.departments.count() == 6
    roles = organisation.memberships.values_list("user__username", "role")
    assert sorted(roles) == [("demo", "consultant"), ("viewer", "viewer")]
    assert models.MaturityModel.objects.get().status == "published"
    closed = organisation.assessments.get(status="closed", form="full")
    scorecard = load_scorecard(closed)
    assert scorecard.respondents == 120
    assert scorecard.organisation.stage == 2
    assert [notice.code for notice in scorecard.notices] == ["listening_ahead"]
    assert closed.sheets.filter(is_submitted=False).count() == 0
    assert closed.sheets.exclude(token_digest=None).count() == 0
    assert models.Comment.objects.filter(sheet__assessment=closed).count() == 10
    opened = organisation.assessments.get(status="open")
    assert sorted(opened.sheets.values_list("is_submitted", flat=True)) == [False] * 2 + [True] * 7


def test_demo_run_again_keeps_the_data(demo, folder):
    told = demo().partition("\nAddress")[2]
    opened = models.Assessment.objects.get(status="open")
    factories.answer(opened, "claims", {"VIS-2": (3, 3)})
    sheets = set(models.Sheet.objects.values_list("pk", flat=True))
    get_user_model().objects.get(username="viewer").delete()
    assert demo().partition("\nAddress")[2] == told
    assert set(models.Sheet.objects.values_list("pk", flat=True)) == sheets
    roles = models.Membership.objects.values_list("user__username", "role")
    assert sorted(roles) == [("demo", "consultant"), ("viewer", "viewer")]


def test_demo_started_weeks_later_still_has_a_round_to_join(demo):
    demo()
    opened = models.Assessment.objects.get(status="open")
    with time_machine.travel(opened.closes_on.replace(year=opened.closes_on.year + 1)):
        demo()
        opened.refresh_from_db()
        assert opened.is_answerable


def test_demo_shows_no_password_that_was_changed(demo):
    demo()
    admin = get_user_model().objects.get(username="admin")
    admin.set_password("something else altogether")
    admin.save()
    told = demo()
    assert re.search(r"^ +admin +\(changed\) +admin$", told, re.MULTILINE)
    admin.refresh_from_db()
    assert admin.check_password("something else altogether")


def test_demo_leaves_the_account_of_somebody_else_alone(demo, folder):
    person = factories.make_user("viewer")
    with pytest.raises(CommandError, match="An account named viewer exists already") as caught:
        demo()
    assert caught.value.returncode == 1
    person.refresh_from_db()
    assert person.check_password(factories.PASSWORD)
    assert get_user_model().objects.count() == 1
    assert not models.Organisation.objects.exists()
    assert not (folder / "demo_accounts.json").exists()


def test_demo_comes_to_the_same_figures_in_another_database(demo, settings):
    demo()
    first = models.Snapshot.objects.get(assessment__form="full")
    models.Organisation.objects.update(is_demo=False)
    second = ensure_demo(
        demo=read_demo(settings.BASE_DIR / "fixtures" / "demo_organisation.json"),
        maturity_model=models.MaturityModel.objects.get(),
        consultant=get_user_model().objects.get(username="demo"),
        viewer=get_user_model().objects.get(username="viewer"),
    )
    again = models.Snapshot.objects.get(assessment__organisation=second, assessment__form="full")
    assert again.pk != first.pk
    assert again.digest == first.digest


def test_demo_shows_its_departments_beside_one_another(demo):
    demo()
    snapshot = models.Snapshot.objects.get(assessment__name__startswith="Wave 1")

    assert [group["code"] for group in snapshot.payload["groups"]][-1] == "others"
    assert len(snapshot.payload["groups"]) == 5
