"""What is kept of a session: who was there, what divided, what was agreed, what stays open."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from roadmaps.domain.great import Great, GreatStatements
from roadmaps.domain.room.ambitions import AmbitionSpread
from roadmaps.domain.room.opinions import OpinionSpread
from roadmaps.domain.room.positions import DayChange, Positions, find_day_change
from roadmaps.domain.targets import Target


class Revisited(StrEnum):
    """What a session did to the statement."""

    UNTOUCHED = "untouched"
    CONFIRMED = "confirmed"
    WRITTEN = "written"


@dataclass(frozen=True, slots=True)
class BlockWishes:
    """A block that the room talked about: where people wish it to be (none where too few said so),
    the targets as they stood, nearest first, who answers for them, and the stage by the survey."""

    block: str
    wishes: tuple[AmbitionSpread, ...]
    targets: tuple[Target, ...]
    owner: str
    today: int | None


@dataclass(frozen=True, slots=True)
class Signed:
    """Where a stakeholder stands, by role; `stance` is a code of SignOff."""

    role: str
    stance: str
    words: str


@dataclass(frozen=True, slots=True)
class OpenItem:
    """What stays open, as the register has it."""

    title: str
    owner: str
    effect: str


@dataclass(frozen=True, slots=True)
class Minutes:
    """The minutes of a session. `joined`: from and to how many people took part, the same twice
    where names were given. `talked_about`: stones with a round of this session; `agreed`: stones
    with a position that it agreed; `undecided`: stones that it looked at, neither agreed nor left
    open. `kept`: ideas by stone. `great` is the statement that the session wrote, else the one that
    stood; `revisited` says which. `feedback` is None from too few."""

    organisation: str
    assessment: str
    name: str
    held_on: dt.date
    is_over: bool
    joined: tuple[int, int]
    min_group_size: int
    talked_about: tuple[Positions, ...]
    agreed: tuple[Positions, ...]
    blocks: tuple[BlockWishes, ...]
    signed: tuple[Signed, ...]
    undecided: tuple[str, ...]
    great: Great | None
    revisited: Revisited
    opinions: OpinionSpread | None
    open_items: tuple[OpenItem, ...]
    kept: Mapping[str, tuple[str, ...]]
    feedback: OpinionSpread | None

    @property
    def day(self) -> DayChange | None:
        """What the conversation changed; None where no item has both rounds."""
        return find_day_change(self.talked_about)

    @property
    def is_attributed(self) -> bool:
        """Whether people gave their names."""
        return self.min_group_size == 1


def find_great(statements: GreatStatements, written: int | None) -> tuple[Great | None, Revisited]:
    """The statement of a session and what it did to it. `written`: number of the version that it
    wrote; None: it wrote none, and the one that stands is meant."""
    of_session = next((each for each in statements.versions if each.number == written), None)
    if of_session is None:
        return statements.current, Revisited.UNTOUCHED
    before = next((e for e in statements.versions if e.number < of_session.number), None)
    is_same = before is not None and before.says == of_session.says
    return of_session, Revisited.CONFIRMED if is_same else Revisited.WRITTEN
