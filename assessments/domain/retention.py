"""How long answers are kept."""

import calendar
import datetime as dt


def last_day_kept(closed_on: dt.date, months: int) -> dt.date:
    """The same day so many `months` (≥ 1) after closing, or the last of a shorter month."""
    years, month = divmod(closed_on.month - 1 + months, 12)
    year, month = closed_on.year + years, month + 1
    return dt.date(year, month, min(closed_on.day, calendar.monthrange(year, month)[1]))
