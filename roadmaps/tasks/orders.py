"""What a document is made of: a roadmap, a language, a day, a sheet of paper, a look."""

import datetime as dt
from dataclasses import dataclass
from typing import Final

from django.conf import settings

from roadmaps import models
from roadmaps.domain.looks import HOUSE, Look

A4: Final = models.Report.Size.A4


class NoResults(Exception):
    """Too few people answered for anything to be shown, on paper or elsewhere."""


class NotInstalled(Exception):
    """A library that this kind of document needs is not there; its message names the extra."""


@dataclass(frozen=True, slots=True)
class Order:
    """A document to be made. Makers read rows from `roadmap` and take everything else from here:
    `made_on` is today, `language` is active while they read and write."""

    roadmap: models.Roadmap
    made_on: dt.date
    language: str = settings.LANGUAGE_CODE
    size: str = A4
    is_archived: bool = False
    look: Look = HOUSE
