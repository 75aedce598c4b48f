"""Rows: targets, programmes and their registers, roadmaps with their initiatives, reports."""

from roadmaps.models.boards import Alternative, BoardChange
from roadmaps.models.course import CourseLine, PhaseNote
from roadmaps.models.following import Benefit, BenefitObtained, CostLine, Indicator, Measurement
from roadmaps.models.programmes import GreatStatement, NextAction, Programme
from roadmaps.models.registers import Agent, Decision, Factor, Risk, Tool
from roadmaps.models.reports import Brand, Report, SharedLink
from roadmaps.models.roadmaps import Initiative, Roadmap, Target

__all__ = [
    "Agent",
    "Alternative",
    "Benefit",
    "BenefitObtained",
    "BoardChange",
    "Brand",
    "CostLine",
    "CourseLine",
    "Decision",
    "Factor",
    "GreatStatement",
    "Indicator",
    "Initiative",
    "Measurement",
    "NextAction",
    "PhaseNote",
    "Programme",
    "Report",
    "Risk",
    "Roadmap",
    "SharedLink",
    "Target",
    "Tool",
]
