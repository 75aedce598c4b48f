"""The scene: what wall and phones draw of the agenda item that is presented (method G1).

Texts are not in it: they are in the reader's language (`roadmaps.queries.room.words`).
"""

from dataclasses import dataclass
from typing import Final

from assessments.domain.spread import ItemSpread
from roadmaps.domain.great import Great
from roadmaps.domain.room.ambitions import AmbitionSpread
from roadmaps.domain.room.opinions import OpinionSpread, SeenIdea
from roadmaps.domain.room.rounds import SecondRound
from roadmaps.domain.room.scenes import Kind, Step

Told = SecondRound | tuple[AmbitionSpread, ...] | OpinionSpread | tuple[SeenIdea, ...]
SHOWS_SURVEY: Final = (Step.SHOWN, Step.TOLD)


@dataclass(frozen=True, slots=True)
class Scene:
    """An agenda item at a step. Figures are here only if the step says so: `survey` (how the
    survey's answers are spread) and `survey_score` (0–100) of a stone that is shown or told,
    `told` where the step is told and enough people spoke (by kind: SecondRound of a stone,
    AmbitionSpreads of a block, OpinionSpread of the statement and the session, SeenIdeas with most
    dots first).

    Before anything is presented `item` is None and `number` 0, and the kind is welcome. `number` of
    `of` items; `horizons` in years and the block's stage `today` (None: unknown) where a block's
    ambition is asked; `great` the statement that holds; `ideas` at the step dots, mixed.
    """

    revision: int
    kind: Kind
    step: Step
    subject: str = ""
    item: int | None = None
    number: int = 0
    of: int = 0
    minutes: int = 0
    survey: ItemSpread | None = None
    survey_score: float | None = None
    told: Told | None = None
    horizons: tuple[int, ...] = ()
    today: int | None = None
    great: Great | None = None
    ideas: tuple[SeenIdea, ...] = ()

    @property
    def asks(self) -> bool:
        """Whether phones have something to say now."""
        return self.step in (Step.ASKED, Step.DOTS)

    @property
    def asks_words(self) -> bool:
        """Whether people may be writing now: a page that reloads by itself would take their words
        away."""
        return self.step is Step.ASKED and self.kind in (Kind.GREAT, Kind.IDEAS, Kind.FEEDBACK)

    @property
    def is_told(self) -> bool:
        """Whether the room is told what it said."""
        return self.step is Step.TOLD
