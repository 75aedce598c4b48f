"""What a facilitator has before them: workshops, and an agenda with names and times."""

from collections.abc import Mapping
from dataclasses import dataclass

from assessments import models as assessments
from assessments.queries.maturity_model import load_maturity_model
from assessments.queries.wording import Wording, wording_of
from roadmaps import models
from roadmaps.domain.room.scenes import Kind, Step, next_step

AHEAD = ("draft", "open")


@dataclass(frozen=True, slots=True)
class AgendaRow:
    """An item of an agenda: `item` its row, `starts` minutes after the beginning, `title` the name
    of its subject ('' where the kind says it all), `then` what reveal leads to."""

    item: int
    position: int
    kind: Kind
    subject: str
    title: str
    minutes: int
    starts: int
    step: Step
    then: Step | None
    is_told: bool
    is_done: bool
    is_present: bool

    @property
    def counts_next(self) -> bool:
        """Whether the next step counts what was said, which happens once."""
        return self.then is Step.TOLD and self.step in (Step.ASKED, Step.DOTS)


@dataclass(frozen=True, slots=True)
class Agenda:
    """All items, and the `planned` minutes of the session."""

    rows: tuple[AgendaRow, ...]
    planned: int

    @property
    def minutes(self) -> int:
        """What all items take."""
        return sum(row.minutes for row in self.rows)

    @property
    def over(self) -> int:
        """Minutes that do not fit; 0 where all do."""
        return max(0, self.minutes - self.planned)

    @property
    def present(self) -> AgendaRow | None:
        """What everybody looks at; None before anything is presented."""
        return next((row for row in self.rows if row.is_present), None)

    @property
    def following(self) -> AgendaRow | None:
        """What comes next; None at the end."""
        place = self.present.position if self.present else 0
        return next((row for row in self.rows if row.position > place), None)


def load_workshops(assessment: assessments.Assessment) -> list[models.Workshop]:
    """Workshops about an assessment, the latest first."""
    return list(models.Workshop.objects.filter(assessment=assessment))


def load_agenda(workshop: models.Workshop) -> Agenda:
    """The agenda with names in the reader's language."""
    wording, starts = wording_of(workshop.assessment), 0
    rows: list[AgendaRow] = []
    for item in workshop.agenda.select_related("round"):
        kind, step = Kind(item.kind), Step(item.step)
        told = getattr(item, "round", None) is not None
        rows.append(
            AgendaRow(
                item=item.pk,
                position=len(rows) + 1,
                kind=kind,
                subject=item.subject,
                title=_title(wording, kind, item.subject),
                minutes=item.minutes,
                starts=starts,
                step=step,
                then=next_step(kind, step, is_told=told),
                is_told=told,
                is_done=item.is_done,
                is_present=item.pk == workshop.scene_id,
            )
        )
        starts += item.minutes
    return Agenda(tuple(rows), workshop.minutes)


def _title(wording: Wording, kind: Kind, subject: str) -> str:
    names = wording.block_names if kind is Kind.AMBITION else wording.stone_titles
    return names.get(subject, subject)


def load_addable(workshop: models.Workshop) -> dict[str, Mapping[str, str]]:
    """Subjects that an agenda may still be given, by kind: code and name, in the model's order."""
    wording = wording_of(workshop.assessment)
    there = set(workshop.agenda.values_list("kind", "subject"))
    maturity_model = load_maturity_model(workshop.assessment.maturity_model)
    titles = {stone.code: wording.stone_titles[stone.code] for stone in maturity_model.stones}
    names = {block: wording.block_names[block] for block in maturity_model.blocks}
    nothing = {"": ""}
    return {
        kind: {code: name for code, name in subjects.items() if (kind, code) not in there}
        for kind, subjects in (
            (Kind.STONE, titles),
            (Kind.AMBITION, names),
            (Kind.IDEAS, titles),
            (Kind.GREAT, nothing),
            (Kind.WELCOME, nothing),
            (Kind.FEEDBACK, nothing),
        )
    }
