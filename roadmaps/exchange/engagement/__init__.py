"""Whole engagements as files that travel from one instance to another, signed."""

from roadmaps.exchange.engagement.reading import (
    MOST_BYTES,
    Engagement,
    EngagementRefused,
    read_engagement,
)
from roadmaps.exchange.engagement.writing import (
    FORMAT,
    MEDIA_TYPE,
    describe_engagement,
    find_organisation,
    render_engagement,
)

__all__ = [
    "FORMAT",
    "MEDIA_TYPE",
    "MOST_BYTES",
    "Engagement",
    "EngagementRefused",
    "describe_engagement",
    "find_organisation",
    "read_engagement",
    "render_engagement",
]
