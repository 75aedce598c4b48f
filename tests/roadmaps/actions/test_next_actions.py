import datetime as dt

import pytest

from roadmaps import models
from roadmaps.actions.next_actions import (
    add_next_action,
    finish_next_action,
    remove_next_action,
    save_next_action,
)
from roadmaps.actions.revisions import Changed

pytestmark = pytest.mark.rows

VALUES = {
    "title": "Call ten customers",
    "owner": "Olive",
    "first_step": "Choose the ten",
    "due_on": dt.date(2027, 1, 20),
    "proof": "Ten notes",
}
DAY = dt.date(2027, 1, 10)


def test_same_action_is_added_again_only_once_the_first_one_is_done(organisation):
    first = add_next_action(organisation=organisation, values=VALUES)
    assert add_next_action(organisation=organisation, values=VALUES) == first
    finish_next_action(action=first, done_on=DAY)
    assert add_next_action(organisation=organisation, values=VALUES) != first


def test_saying_twice_that_an_action_is_done_changes_it_once(organisation):
    action = add_next_action(organisation=organisation, values=VALUES)
    for _ in range(2):
        finish_next_action(action=action, done_on=DAY)
    action.refresh_from_db()
    assert (action.done_on, action.revision) == (DAY, 1)


def test_action_that_somebody_changed_is_not_removed(organisation):
    action = add_next_action(organisation=organisation, values=VALUES)
    save_next_action(action=action, values={"owner": "COO"}, revision=0)
    with pytest.raises(Changed):
        remove_next_action(action=action, revision=0)
    remove_next_action(action=action, revision=1)
    remove_next_action(action=action, revision=1)
    assert not models.NextAction.objects.exists()
    with pytest.raises(Changed):
        save_next_action(action=action, values={"owner": "CIO"}, revision=1)
