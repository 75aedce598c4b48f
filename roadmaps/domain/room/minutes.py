"""What is kept of a session: who was there, what divided, what was agreed, what stays open."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from roadmaps.domain.great import Great
from roadmaps.domain.room.ambitions import AmbitionSpread
from roadmaps.domain.room.opinions import OpinionSpread
from roadmaps.domain.room.positions import DayChange, Positions, find_day_change
from roadmaps.domain.targets import Target


@dataclass(frozen=True, slots=True)
class BlockWishes:
    """A block that the room talked about: where people wish it to be (none where too few said so),
    the targets that stand today, nearest first, who answers for them, and the stage of today."""

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
    with a position that it agreed. `kept`: ideas by stone. `great` is the statement that stands
    today, `is_new` where it was written on the day or later. `feedback` is None from too few."""

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
    great: Great | None
    is_new: bool
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
