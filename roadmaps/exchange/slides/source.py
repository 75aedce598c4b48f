"""What the slides are made from."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from assessments.queries.wording import Wording
from roadmaps.domain.board_page import BoardPage
from roadmaps.domain.efforts import told_days
from roadmaps.domain.plans import Position
from roadmaps.queries.report_way import Way


@dataclass(frozen=True, slots=True)
class Source:
    """A roadmap with its results, and what templates say of it: `headline` of the results, `asked`
    the questions to the board, `topics` what people differ on by stone, `states` of conditions."""

    page: BoardPage
    way: Way
    wording: Wording
    language: str
    headline: str
    asked: tuple[str, ...]
    topics: Mapping[str, str]

    def stone(self, code: str) -> str:
        """The title of a stone or step."""
        return self.wording.stone_titles.get(code, code)

    def block(self, code: str) -> str:
        """The name of a block."""
        return self.wording.block_names.get(code, code)

    def stage(self, number: int | None) -> str:
        """The name of a stage, a dash where there are too few answers to name one."""
        return self.wording.stage_names.get(number, str(number)) if number else "–"

    def phase(self, code: Position) -> str:
        """The name of a phase."""
        return self.wording.phases.get(code, code) if code else _("Later")

    @property
    def results_note(self) -> str:
        """Where figures of the results come from."""
        return _(
            "Source: self-assessment “%(assessment)s”, %(n)s people, answers until %(day)s, "
            "results %(digest)s."
        ) % {
            "assessment": self.page.assessment,
            "n": self.page.scorecard.respondents,
            "day": tell_day(self.page.closed_on),
            "digest": self.page.digest[:12],
        }

    @property
    def plan_note(self) -> str:
        """Where dates and days come from."""
        return _("Source: roadmap, version %(number)s, made on %(day)s.") % {
            "number": self.page.number,
            "day": tell_day(self.way.course.state.created_on),
        }


def tell_day(day: dt.date) -> str:
    """A day as people write it."""
    return date_format(day, "j F Y")


def tell_short(day: dt.date) -> str:
    """A day where there is little room."""
    return date_format(day, pgettext("format of a day where there is little room", "j M Y"))


def tell_month(day: dt.date) -> str:
    """A month and its year, short."""
    return date_format(day, pgettext("format of a month where there is little room", "M Y"))


def and_more(count: int) -> str:
    """How many were left out."""
    return ngettext("and %(count)s more", "and %(count)s more", count) % {"count": count}


def in_years(years: int) -> str:
    """A horizon as a head of a table."""
    return ngettext("In %(years)s year", "In %(years)s years", years) % {"years": years}


def tell_days(days: float) -> str:
    """Person-days as they are told everywhere."""
    told = told_days(days)
    decimals = 0 if told == told.to_integral_value() else 1
    number = number_format(told, decimal_pos=decimals, force_grouping=True)
    return ngettext("%(days)s person-day", "%(days)s person-days", ceil(told)) % {"days": number}
