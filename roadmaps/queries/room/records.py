"""Minutes as they are kept with a workshop that is over."""

from typing import Any

from cattrs.preconf.json import make_converter

from roadmaps.domain.room.minutes import Minutes

_converter = make_converter()


def to_record(minutes: Minutes) -> Any:
    """Minutes as JSON."""
    return _converter.unstructure(minutes)


def read_minutes(record: Any) -> Minutes:
    """Minutes from what `to_record` gave."""
    found: Minutes = _converter.structure(record, Minutes)
    return found
