"""Counting what a room said of an agenda item: once, when it is revealed."""

from random import Random, SystemRandom

from django.utils import timezone

from assessments.queries.maturity_model import load_maturity_model
from roadmaps import models
from roadmaps.domain.room.ambitions import spread_ambitions
from roadmaps.domain.room.opinions import rank_ideas, spread_opinions
from roadmaps.domain.room.rounds import Beside, SecondRound, count_round
from roadmaps.domain.room.scenes import Kind
from roadmaps.queries.room.rounds import (
    Told,
    count_voters,
    find_survey_spread,
    is_told,
    load_counted,
    load_counted_wishes,
    load_ideas,
    load_opinions,
    load_voices,
    load_wishes,
    to_payload,
)


def tell(item: models.AgendaItem) -> None:
    """Count what was said of an item and keep what may be told of it, unless that was done before.

    To be called under the lock of the workshop, so that no voice comes in meanwhile.
    """
    if item.kind == Kind.WELCOME or is_told(item):
        return
    payload = to_payload(_count(item))
    models.Round.objects.create(item=item, payload=payload, told_on=timezone.localdate())


def _count(item: models.AgendaItem) -> Told | None:
    k, lot = item.workshop.assessment.min_group_size, SystemRandom()
    if item.kind == Kind.STONE:
        return _count_stone(item, k, lot)
    if item.kind == Kind.AMBITION:
        stages = len(load_maturity_model(item.workshop.assessment.maturity_model).stages)
        told = spread_ambitions(
            load_wishes(item),
            stages=stages,
            min_group_size=k,
            earlier=load_counted_wishes(item),
            lot=lot,
        )
        return told or None
    if item.kind == Kind.IDEAS:
        ideas, voters = load_ideas(item), count_voters(item)
        return rank_ideas(ideas, voters=voters, min_group_size=k, lot=lot) or None
    return spread_opinions(load_opinions(item), min_group_size=k, lot=lot)


def _count_stone(item: models.AgendaItem, k: int, lot: Random) -> SecondRound | None:
    survey = find_survey_spread(item)
    return count_round(
        load_maturity_model(item.workshop.assessment.maturity_model),
        item.subject,
        load_voices(item),
        beside=Beside(survey.valid if survey else None, load_counted(item)),
        min_group_size=k,
        lot=lot,
    )
