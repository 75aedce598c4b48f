import pytest
from django.contrib.auth.models import Group

from tests import factories


@pytest.fixture
def draft(db):
    return factories.make_maturity_model(publish=False, version=2)


@pytest.fixture
def staff(db, as_user):
    """A member of one group of the editor, signed in: `staff("model editors")`."""

    def make(group):
        user = factories.make_user(group.replace(" ", "-"), is_staff=True, first_name="Ada")
        user.groups.add(Group.objects.get(name=group))
        return as_user(user)

    return make


@pytest.fixture
def editor(staff):
    return staff("model editors")


@pytest.fixture
def publisher(staff):
    return staff("model publishers")


@pytest.fixture
def reader(staff):
    return staff("model readers")
