import pytest

from tests.roadmaps.rows import make_roadmap

pytestmark = [pytest.mark.rows, pytest.mark.django_db]


@pytest.mark.parametrize(
    "address",
    [
        "/admin/auth/user/?username__exact=%00",
        "/admin/assessments/membership/?role__exact=a%00b",
        "/accounts/login/?next=%00",
        "/a/%00/",
        "/a/KMPTRVWXYZ/?language=%00",
    ],
)
def test_nul_in_an_address_is_refused(client, ada, address):
    client.force_login(ada)
    response = client.get(address)

    assert response.status_code == 400
    assert "could not be understood" in response.text


def test_nul_as_a_stone_is_refused(as_user, olive, closed_assessment):
    address = f"/roadmaps/{make_roadmap(closed_assessment).pk}/initiatives/%00/"
    response = as_user(olive).post(address, {"lock": "1"})

    assert response.status_code == 400
    assert "could not be understood" in response.text


@pytest.mark.parametrize("name", ["session", "csrf", "sheet-KMPTRVWXYZ"])
def test_nul_in_a_cookie_is_refused(client, name):
    client.cookies.load(f'{name}="a\\000b"')
    response = client.get("/organisations/")

    assert response.status_code == 400
    assert "could not be understood" in response.text
