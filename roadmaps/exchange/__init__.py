"""What goes into roadmaps and out of them as files."""

from roadmaps.exchange.targets import read_targets

__all__ = ["read_targets"]
