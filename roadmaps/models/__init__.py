"""Rows: targets, programmes and their registers, roadmaps with their initiatives, reports,
workshops."""

from roadmaps.models.agreed import AgreedPosition, SignOff
from roadmaps.models.boards import Alternative, BoardChange
from roadmaps.models.course import CourseLine, PhaseNote
from roadmaps.models.following import Benefit, BenefitObtained, CostLine, Indicator, Measurement
from roadmaps.models.programmes import GreatStatement, NextAction, Programme
from roadmaps.models.registers import Agent, Decision, Factor, Risk, Tool
from roadmaps.models.reports import Brand, Report, SharedLink
from roadmaps.models.roadmaps import Initiative, Roadmap, Target
from roadmaps.models.said import Ambition, Dot, Idea, Opinion, Round, Vote
from roadmaps.models.workshops import AgendaItem, Participant, Workshop

__all__ = [
    "AgendaItem",
    "Agent",
    "AgreedPosition",
    "Alternative",
    "Ambition",
    "Benefit",
    "BenefitObtained",
    "BoardChange",
    "Brand",
    "CostLine",
    "CourseLine",
    "Decision",
    "Dot",
    "Factor",
    "GreatStatement",
    "Idea",
    "Indicator",
    "Initiative",
    "Measurement",
    "NextAction",
    "Opinion",
    "Participant",
    "PhaseNote",
    "Programme",
    "Report",
    "Risk",
    "Roadmap",
    "Round",
    "SharedLink",
    "SignOff",
    "Target",
    "Tool",
    "Vote",
    "Workshop",
]
