"""How much work a stone takes: as people enter it, or in another way than the catalogue's."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any, Unpack

from django.db import transaction

from assessments.queries.maturity_model import load_maturity_model
from roadmaps import models
from roadmaps.actions.programmes import ensure_programme
from roadmaps.actions.revisions import save_revised
from roadmaps.actions.settling import UnknownInitiative, Who, lock_board, settle
from roadmaps.domain.scopes import Gap, Scope, Why
from roadmaps.domain.work import Work, default_work
from roadmaps.queries.documents import from_document, to_document

Kind = models.BoardChange.Kind


class ChosenWay(Exception):
    """The way that is chosen cannot be removed."""


def save_work(
    *,
    roadmap: models.Roadmap,
    stone: str,
    work: Work | None,
    values: Mapping[str, Any] | None = None,
    **who: Unpack[Who],
) -> models.BoardChange | None:
    """Let a stone of the catalogue take this work (None: the catalogue's); `values` are columns of
    the initiative that go with it.

    Raises UnknownInitiative, NotLatest and Changed; then nothing is written.
    """
    changed = {**(values or {}), **_values_of(roadmap, stone, work)}
    return settle(roadmap=roadmap, stone=stone, kind=Kind.DETAILS, values=changed, **who)


def _values_of(roadmap: models.Roadmap, stone: str, work: Work | None) -> dict[str, Any]:
    scope = from_document(roadmap.scope, Scope)
    gap = find_catalogued(scope, stone)
    model = load_maturity_model(roadmap.assessment.maturity_model)
    default = default_work(model, gap, scope.size_factor)
    taken = work or default
    document = to_document(gap) | asdict(taken)
    return {"gap": document, "edit": None if taken == default else asdict(taken)}


def find_catalogued(scope: Scope, stone: str) -> Gap:
    """The work on a stone of the catalogue. Raises UnknownInitiative for any other."""
    gap = scope.gap_by_stone.get(stone)
    if gap is None or gap.why is Why.OWN:
        raise UnknownInitiative(stone)
    return gap


@transaction.atomic
def add_way(
    *, roadmap: models.Roadmap, stone: str, values: Mapping[str, Any]
) -> models.Alternative:
    """Keep another way to reach a stone, to be chosen or not.

    Raises UnknownInitiative and NotLatest; then nothing is written.
    """
    row = lock_board(roadmap)
    find_catalogued(from_document(row.scope, Scope), stone)
    programme = ensure_programme(organisation=row.assessment.organisation)
    return models.Alternative.objects.create(programme=programme, stone=stone, **values)


@transaction.atomic
def change_way(
    *,
    roadmap: models.Roadmap,
    way: models.Alternative,
    values: Mapping[str, Any],
    revision: int,
    by: Any = None,
) -> models.Alternative:
    """Change another way; where it is chosen, the plan changes with it.

    Raises Changed when somebody saved it since `revision`, and NotLatest.
    """
    lock_board(roadmap)
    saved = save_revised(row=way, values=values, revision=revision)
    if saved.is_chosen:
        choose_way(
            roadmap=roadmap, stone=saved.stone, way=saved, because=saved.chosen_because, by=by
        )
    return saved


@transaction.atomic
def remove_way(*, roadmap: models.Roadmap, way: models.Alternative) -> None:
    """Remove another way that nobody chose. Raises ChosenWay and NotLatest."""
    lock_board(roadmap)
    if models.Alternative.objects.filter(pk=way.pk, is_chosen=True).exists():
        raise ChosenWay(way.title)
    way.delete()


def choose_way(
    *,
    roadmap: models.Roadmap,
    stone: str,
    way: models.Alternative | None,
    because: str = "",
    **who: Unpack[Who],
) -> models.BoardChange | None:
    """Reach a stone in another way, for a reason: its title and work stand in the plan. None: the
    catalogue's way again.

    Raises UnknownInitiative, NotLatest and Changed; then nothing is written.
    """
    chosen = {"pk": way.pk, "because": because} if way else None
    values = {"title": way.title if way else "", "way": chosen}
    work = Work(way.effort, way.months) if way else None
    return save_work(roadmap=roadmap, stone=stone, work=work, values=values, **who)
