import datetime as dt

import pytest

from roadmaps import models
from roadmaps.actions.great import write_great
from roadmaps.actions.revisions import Changed

pytestmark = pytest.mark.rows

SAID = {
    "text": "Seen in one look",
    "examples": "",
    "reason": "",
    "expires_on": dt.date(2028, 1, 1),
    "written_on": dt.date(2027, 1, 1),
    "written_by": "Olive",
}


def test_each_version_has_the_next_number_and_none_is_written_twice(organisation):
    first = write_great(organisation=organisation, replaces=0, **SAID)
    assert write_great(organisation=organisation, replaces=0, **SAID) == first
    changed = SAID | {"text": "Loved", "reason": "A new board"}
    assert write_great(organisation=organisation, replaces=1, **changed).number == 2
    first.refresh_from_db()
    assert (first.text, first.reason) == ("Seen in one look", "")


def test_version_that_somebody_else_wrote_meanwhile_is_handed_back(organisation):
    write_great(organisation=organisation, replaces=0, **SAID)
    with pytest.raises(Changed) as refused:
        write_great(organisation=organisation, replaces=0, **(SAID | {"text": "Loved"}))
    assert refused.value.current.number == 1
    assert models.GreatStatement.objects.count() == 1
