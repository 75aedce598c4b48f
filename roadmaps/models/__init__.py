"""Rows: targets, roadmaps with their initiatives, reports."""

from roadmaps.models.reports import Report
from roadmaps.models.roadmaps import Initiative, Roadmap, Target

__all__ = ["Initiative", "Report", "Roadmap", "Target"]
