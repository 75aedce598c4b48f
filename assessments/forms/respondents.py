"""Why something was not saved, in the words of respondents."""

from typing import Final

from django.utils.translation import gettext_lazy as _

REFUSALS: Final = {
    "closed": _("This questionnaire is closed. What was marked as saved counts."),
    "submitted": _("Your answers are handed in already and stay as they are."),
    "unknown_item": _("This question is not part of your questionnaire. Please reload the page."),
    "level": _("This is not one of the answers shown. Please choose again."),
    "first": _("Please say first how settled this is, then how far it reaches."),
    "too_long": _("A comment may have 2,000 characters. Please shorten yours: it is still here."),
    "text": _("Your comment contains characters that cannot be kept. Please type it again."),
    "too_big": _("This is more than the questionnaire can take. Please shorten your comment."),
    "unreadable": _("What was sent could not be read. Please reload the page."),
    "not_json": _("What was sent could not be read. Please reload the page."),
    "unknown_sheet": _("This device is not known here any more. Please open your link again."),
    "busy": _("The server is busy and could not save this yet. Please try again in a moment."),
    "full": _("The server has no room left and could not save this yet. Please try again later."),
}
