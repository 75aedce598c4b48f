"""Words that templates have, for files that are no pages."""

import re
from html import unescape
from typing import Any, Final

from django.template.loader import render_to_string

BLANKS: Final = re.compile(r"[ \t\n]+")
"""What stands between words in a template; spaces that never break stay."""


def say(template: str, **facts: Any) -> str:
    """What a template says, as one line of plain text: for spreadsheets and slides, which escape
    for themselves."""
    return BLANKS.sub(" ", unescape(render_to_string(template, facts))).strip()
