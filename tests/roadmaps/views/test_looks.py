import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from roadmaps import models
from roadmaps.domain.looks import HOUSE_ACCENT
from roadmaps.queries.brands import load_look
from tests import factories
from tests.roadmaps.rows import make_roadmap


@pytest.fixture
def roadmap(closed_assessment):
    return make_roadmap(closed_assessment)


@pytest.fixture
def page(roadmap):
    return reverse("roadmaps:look", args=[roadmap.pk])


@pytest.fixture
def logo(roadmap):
    return reverse("roadmaps:logo", args=[roadmap.pk, "client"])


def text_of(response):
    return re.sub(r"\s+", " ", response.content.decode())


def picture(name="logo.png", kind="PNG", size=(40, 20)):
    stream = io.BytesIO()
    Image.new("RGB", size, (14, 92, 99)).save(stream, kind)
    return SimpleUploadedFile(name, stream.getvalue())


def test_colour_is_taken_shown_and_used(as_user, olive, roadmap, page):
    client = as_user(olive)
    sent = {"accent": "#003189", "consultancy": "North & Partners", "revision": 0}

    assert client.post(page, sent).headers["Location"] == page
    shown = text_of(client.get(page))
    assert "Saved. Documents made from now on look like this." in shown
    assert 'fill="#003189"' in shown
    assert "Documents use" not in shown
    look = load_look(roadmap.assessment.organisation)
    assert (look.accent, look.consultancy) == ("#003189", "North & Partners")


def test_colour_that_is_too_pale_is_used_darker_and_both_are_shown(as_user, olive, page):
    client = as_user(olive)
    client.post(page, {"accent": "#FFCC00", "revision": 0})
    shown = text_of(client.get(page))

    assert "You asked for #ffcc00. Documents use #8d6f00" in shown
    assert 'fill="#ffcc00"' in shown
    assert models.Brand.objects.get().accent == "#ffcc00"


@pytest.mark.parametrize(
    ("accent", "told"),
    [
        ("teal", "Write the colour as #"),
        ("#12345", "Write the colour as #"),
        ("#0e5c6399", "Write the colour as #"),
        ("#12345g", "Write the colour as #"),
        ("#ffffff", "This colour is nearly white"),
    ],
)
def test_colour_that_cannot_be_used_is_refused_and_nothing_is_written(
    as_user, olive, page, accent, told
):
    shown = text_of(as_user(olive).post(page, {"accent": accent, "revision": 0}))

    assert told in shown
    assert f'value="{accent}"' in shown
    assert not models.Brand.objects.exists()


def test_empty_colour_is_the_products_own(as_user, olive, roadmap, page):
    as_user(olive).post(page, {"accent": "", "consultancy": "North", "revision": 0})
    assert load_look(roadmap.assessment.organisation).accent == HOUSE_ACCENT


def test_second_of_two_people_sees_what_the_first_one_saved(as_user, olive, page):
    client = as_user(olive)
    client.post(page, {"consultancy": "North", "revision": 0})
    response = client.post(page, {"consultancy": "South", "revision": 0})

    assert response.status_code == 409
    assert "North" in text_of(response)
    assert models.Brand.objects.get().consultancy == "North"


def test_logo_is_kept_as_png_and_given_to_members_alone(
    as_user, olive, vera, stan, roadmap, page, logo
):
    client = as_user(olive)
    assert client.post(logo, {"logo": picture("x.jpg", "JPEG")}).headers["Location"] == page

    kept = as_user(vera).get(logo)
    assert Image.open(io.BytesIO(kept.content)).format == "PNG"
    assert kept.headers["Content-Type"] == "image/png"
    assert kept.headers["X-Content-Type-Options"] == "nosniff"
    assert kept.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert "no-store" in kept.headers["Cache-Control"]
    assert as_user(stan).get(logo).status_code == 404
    assert logo in text_of(client.get(page))


def test_logo_that_nobody_would_see_is_kept_and_said_so(as_user, olive, roadmap, page, logo):
    stream = io.BytesIO()
    Image.new("RGBA", (600, 200), "#ffffff").save(stream, "PNG")
    stream.seek(0)
    stream.name = "logo.png"
    shown = text_of(as_user(olive).post(logo, {"logo": stream}, follow=True))

    assert "It is nearly white or transparent throughout" in shown
    assert "It is nearly white" not in text_of(
        as_user(olive).post(logo, {"logo": picture()}, follow=True)
    )


def test_logo_is_removed(as_user, olive, roadmap, page, logo):
    client = as_user(olive)
    client.post(logo, {"logo": picture()})
    removal = reverse("roadmaps:logo_remove", args=[roadmap.pk, "client"])

    assert client.post(removal).headers["Location"] == page
    assert client.get(logo).status_code == 404
    assert dict(load_look(roadmap.assessment.organisation).pictures) == {}


@pytest.mark.parametrize(
    ("file", "told"),
    [
        (SimpleUploadedFile("logo.png", b"<svg><script>alert(1)</script></svg>"), "This is no PNG"),
        (SimpleUploadedFile("logo.svg", b"<svg/>", "image/png"), "This is no PNG"),
        (SimpleUploadedFile("../../logo.png", picture().read()[:60]), "incomplete or damaged"),
        (SimpleUploadedFile("logo.png", b"\0" * 2_000_001), "larger than 2 MB"),
        (SimpleUploadedFile("logo.png", b""), "The submitted file is empty"),
    ],
    ids=["script", "svg", "cut", "large", "empty"],
)
def test_file_that_is_no_picture_is_refused_and_nothing_is_kept(as_user, olive, logo, file, told):
    file.seek(0)
    response = as_user(olive).post(logo, {"logo": file})

    assert response.status_code == 200
    assert told in text_of(response)
    assert not models.Brand.objects.exists()


@pytest.mark.parametrize("role", ["programme", "governance"])
def test_either_right_may_change_the_look(as_user, organisation, page, logo, role):
    member = factories.make_user(role)
    organisation.memberships.create(user=member, role=role)
    client = as_user(member)

    client.post(page, {"consultancy": role, "revision": 0})
    client.post(logo, {"logo": picture()})
    brand = models.Brand.objects.get()
    assert (brand.consultancy, bool(brand.client_logo)) == (role, True)


def test_viewer_sees_the_look_and_no_form(as_user, vera, page):
    shown = text_of(as_user(vera).get(page))

    assert "What it comes to" in shown
    assert "<form method" not in shown.split("<main")[1]
