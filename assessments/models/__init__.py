"""Rows: the maturity model, organisations, assessments, answers."""

from assessments.models.assessments import Assessment, Snapshot
from assessments.models.invitations import Invitation, Mailing, MissBudget, Unsubscription
from assessments.models.maturity_model import (
    AnswerText,
    Block,
    Descriptor,
    Effort,
    GateCondition,
    Indicator,
    Item,
    Lens,
    NoticeRule,
    Phase,
    Pillar,
    Prerequisite,
    Stage,
    Stone,
    Vantage,
    Workstream,
)
from assessments.models.organisations import Department, Membership, Organisation
from assessments.models.responses import Answer, Comment, Position, Sheet
from assessments.models.sectors import SectorPack, SectorText
from assessments.models.versions import MaturityModel

__all__ = [
    "Answer",
    "AnswerText",
    "Assessment",
    "Block",
    "Comment",
    "Department",
    "Descriptor",
    "Effort",
    "GateCondition",
    "Indicator",
    "Invitation",
    "Item",
    "Lens",
    "Mailing",
    "MaturityModel",
    "Membership",
    "MissBudget",
    "NoticeRule",
    "Organisation",
    "Phase",
    "Pillar",
    "Position",
    "Prerequisite",
    "SectorPack",
    "SectorText",
    "Sheet",
    "Snapshot",
    "Stage",
    "Stone",
    "Unsubscription",
    "Vantage",
    "Workstream",
]
