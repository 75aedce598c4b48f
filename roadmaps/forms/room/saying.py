"""What phones send, and why it cannot stand."""

from collections.abc import Iterable
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from roadmaps.actions.room import saying

REFUSALS: Final = {
    saying.WorkshopOver: (403, _("The session is over, or this phone is not in it any more.")),
    saying.ToldAlready: (
        409,
        _("The room has seen the result already: nothing more is counted here."),
    ),
    saying.NotAsked: (409, _("This is not being asked right now.")),
    saying.NoSuchAnswer: (400, _("Please choose an answer to every question that is shown.")),
    saying.Contradiction: (
        400,
        _("A later year cannot ask for less than an earlier one, unless it goes below today."),
    ),
    saying.TooLong: (
        400,
        _("This is longer than can be kept: at most 300 characters for an idea, 500 elsewhere."),
    ),
    saying.TooManyIdeas: (409, _("You have proposed three ideas: that is everybody’s share.")),
    saying.TooManyDots: (409, _("Your three dots are given. Take one back to move it.")),
}
"""Status and sentence by what was refused."""
ANSWERED: Final = (("yes", _("I answered the survey")), ("no", _("I did not")))


class RoomCodeForm(forms.Form):
    """A join code as people type it."""

    code = forms.CharField(max_length=40)


class RoomJoinForm(forms.Form):
    """Whether somebody answered the survey; with `asks_name` also who it is."""

    answered = forms.ChoiceField(choices=ANSWERED)
    name = forms.CharField(
        max_length=120,
        error_messages={
            "required": _("Please type your name."),
            "max_length": _("A name may have 120 characters."),
        },
    )

    def __init__(self, *args: Any, asks_name: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not asks_name:
            del self.fields["name"]


class ItemForm(forms.Form):
    """Which agenda item something is said of."""

    item = forms.IntegerField(min_value=1, max_value=2**31)


class VoteForm(ItemForm):
    """What somebody says of a stone; breadth is not asked of what is nowhere."""

    capability = forms.IntegerField(min_value=0, max_value=6)
    breadth = forms.IntegerField(min_value=0, max_value=5, required=False)


class AmbitionsForm(ItemForm):
    """The stage that somebody wants of a block, for each of `horizons` (years)."""

    def __init__(self, *args: Any, horizons: Iterable[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for years in horizons:
            self.fields[f"stage-{years}"] = forms.IntegerField(min_value=1, max_value=20)


class OpinionForm(ItemForm):
    """What somebody says of the statement or of the session, all of it optional."""

    first = forms.IntegerField(min_value=0, max_value=4, required=False)
    second = forms.IntegerField(min_value=0, max_value=4, required=False)
    words = forms.CharField(required=False, max_length=4000)


class IdeaForm(ItemForm):
    """An idea."""

    text = forms.CharField(max_length=4000)


class DotForm(forms.Form):
    """An idea, and whether it has this phone's dot from now on."""

    idea = forms.UUIDField()
    marked = forms.ChoiceField(choices=(("1", "1"), ("0", "0")))
