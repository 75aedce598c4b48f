import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from assessments.models import Organisation
from cxmaturity.documents.seals import own_fingerprint
from roadmaps.exchange.engagement import render_engagement
from tests.roadmaps.rows import make_roadmap

IMPORT = reverse("roadmaps:engagement_import")
CONFIRM = reverse("roadmaps:engagement_confirm")


@pytest.fixture
def roadmap(closed_assessment):
    return make_roadmap(closed_assessment)


@pytest.fixture
def file(roadmap):
    return render_engagement(roadmap.assessment.organisation)


@pytest.fixture
def elsewhere(file, settings, tmp_path):
    """This instance has another key than the one that signed the file."""
    settings.DATA_DIR = tmp_path
    return file


def send(client, content, name="x.json"):
    return client.post(IMPORT, {"file": SimpleUploadedFile(name, content)})


def test_consultant_takes_the_engagement_home(client, olive, roadmap, file):
    client.force_login(olive)
    organisation = roadmap.assessment.organisation
    Organisation.objects.filter(pk=organisation.pk).update(name='../a"b\r\n\u202eevil')

    page = client.get(reverse("roadmaps:report_new", args=[roadmap.pk])).content.decode()
    response = client.get(reverse("roadmaps:engagement", args=[roadmap.pk]))

    assert reverse("roadmaps:engagement", args=[roadmap.pk]) in page
    assert json.loads(response.content)["seal"]["fingerprint"] == own_fingerprint()
    name = response.headers["Content-Disposition"]
    assert name.startswith('attachment; filename="')
    assert not set(name) & {"\r", "\n", "\u202e", "/"}
    assert response.headers["Cache-Control"] == "no-store, private"


def test_viewer_is_not_offered_the_file(client, vera, roadmap):
    client.force_login(vera)

    page = client.get(reverse("roadmaps:report_new", args=[roadmap.pk])).content.decode()

    assert reverse("roadmaps:engagement", args=[roadmap.pk]) not in page


def test_engagement_is_looked_at_then_brought_in(client, stan, file):
    client.force_login(stan)

    page = send(client, file)
    assert Organisation.objects.count() == 1
    told = page.content.decode()
    assert "Acme (demo) (imported)" in told
    assert "This instance itself." in told
    assert 'name="trusts"' not in told
    digest = page.context["form"].initial["digest"]
    answer = client.post(CONFIRM, {"digest": digest}, follow=True)

    made = Organisation.objects.get(name="Acme (demo) (imported)")
    assert answer.redirect_chain == [(reverse("assessments:organisation", args=[made.pk]), 302)]
    assert made.memberships.get().user == stan
    again = client.post(CONFIRM, {"digest": digest}, follow=True)
    assert "choose it again" in again.content.decode()
    assert Organisation.objects.count() == 2


def test_unknown_signer_has_to_be_confirmed(client, stan, elsewhere):
    client.force_login(stan)

    page = send(client, elsewhere)
    told = page.content.decode()
    assert "An instance that is not known here." in told
    assert page.context["engagement"].groups in told
    digest = page.context["form"].initial["digest"]
    refused = client.post(CONFIRM, {"digest": digest}).content.decode()
    assert "Compare the fingerprint, then tick this box." in refused
    assert Organisation.objects.count() == 1
    client.post(CONFIRM, {"digest": digest, "trusts": "on"})

    assert Organisation.objects.count() == 2


def test_altered_file_is_refused_on_the_page(client, stan, file):
    client.force_login(stan)
    altered = file.replace(b"Acme (demo)", b"Acme (damn)")

    told = send(client, altered).content.decode()

    assert "The file was changed after it was signed" in told
    assert Organisation.objects.count() == 1


@pytest.mark.parametrize("content", [b"<b>x</b>", b"PK\x03\x04", b"\x00" * 9, b"x" * 5_000_001])
def test_other_files_are_refused_on_the_page(client, stan, content):
    client.force_login(stan)

    told = send(client, content, "<b>.json").content.decode()

    assert "invalid-feedback" in told
    assert "<b>" not in told
    assert Organisation.objects.count() == 0


def test_upload_of_somebody_else_is_not_reached(client, stan, olive, file):
    client.force_login(olive)
    digest = send(client, file).context["form"].initial["digest"]
    client.force_login(stan)

    told = client.post(CONFIRM, {"digest": digest}, follow=True).content.decode()

    assert "choose it again" in told
    assert Organisation.objects.count() == 1
