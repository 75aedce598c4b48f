"""Rows of an engagement that comes in: each looked at by its fields, then written."""

from typing import Any, TypeVar

from django.db import models as orm

from assessments.models import Assessment, Organisation
from roadmaps import models
from roadmaps.exchange.engagement.columns import columns_of
from roadmaps.exchange.engagement.writing import OF_ROADMAPS, PARTS
from roadmaps.queries.boards import MADE_BY

Row = TypeVar("Row", bound=orm.Model)


def make_row(model: type[Row], values: dict[str, Any], **links: Any) -> Row:
    """A row with the columns that travel, each looked at by its field. Raises ValidationError."""
    names = columns_of(model)
    row = model(**{name: values[name] for name in names}, **links)
    free = {f.name for f in model._meta.concrete_fields if isinstance(f, orm.JSONField)}
    free |= {name for name in names if values[name] in (None, "")}
    row.clean_fields(exclude=free | set(links))
    return row


def save_row(model: type[Row], values: dict[str, Any], **links: Any) -> Row:
    """A row that is there, with the first entry of its history."""
    row = make_row(model, values, **links)
    row.save(force_insert=True)
    return row


def take_programme(organisation: Organisation, told: dict[str, Any] | None) -> int:
    """The programme with its registers; how many entries they have."""
    if told is None:
        return 0
    programme = save_row(models.Programme, told, organisation=organisation)
    for name, model in PARTS.items():
        for each in told[name]:
            save_row(model, each, programme=programme)
    for each in told["indicators"]:
        indicator = save_row(models.Indicator, each, programme=programme)
        for measured in each["measurements"]:
            save_row(models.Measurement, measured, indicator=indicator)
    for each in told["benefits"]:
        benefit = save_row(models.Benefit, each, programme=programme)
        for obtained in each["obtained"]:
            save_row(models.BenefitObtained, obtained, benefit=benefit)
    _take_decisions(programme, told["decisions"])
    _take_tools(programme, told["tools"])
    lists = (*PARTS, "indicators", "benefits", "decisions", "tools")
    return sum(len(told[name]) for name in lists)


def _take_decisions(programme: models.Programme, told: list[dict[str, Any]]) -> None:
    """In the order of their numbers: what is superseded comes before."""
    made: dict[int, models.Decision] = {}
    for each in sorted(told, key=lambda decision: decision["number"]):
        before = None if each["supersedes"] is None else made[each["supersedes"]]
        made[each["number"]] = save_row(
            models.Decision, each, programme=programme, supersedes=before
        )


def _take_tools(programme: models.Programme, told: list[dict[str, Any]]) -> None:
    made = {each["name"]: save_row(models.Tool, each, programme=programme) for each in told}
    for each in told:
        made[each["name"]].needs.set([made[name] for name in each["needs"]])


def take_roadmaps(
    assessments: list[Assessment], told: list[dict[str, Any]]
) -> list[models.Roadmap]:
    """All versions with what stands in them, then which one follows which."""
    made: dict[tuple[int, int], models.Roadmap] = {}
    for place, (assessment, each) in enumerate(zip(assessments, told, strict=True)):
        for roadmap in each["roadmaps"]:
            # Files from before rooms do not say it: then it was the survey.
            values = {"basis": models.Roadmap.Basis.SURVEY.value, **roadmap}
            row = save_row(models.Roadmap, values, assessment=assessment)
            _take_parts(row, roadmap)
            made[place, row.number] = row
    for place, each in enumerate(told):
        for roadmap in each["roadmaps"]:
            follows = roadmap["follows"]
            if follows:
                row = made[place, roadmap["number"]]
                row.follows = made[follows["assessment"], follows["number"]]
                row.save(update_fields=["follows"])
    return list(made.values())


def _take_parts(row: models.Roadmap, told: dict[str, Any]) -> None:
    for name, model in OF_ROADMAPS.items():
        for each in told[name]:
            save_row(model, each, roadmap=row)
    for each in told["changes"]:
        change = make_row(models.BoardChange, each, roadmap=row, made_by=None)
        made_at = change.made_at  # the database says now for a new row
        change.before = {**each["before"], MADE_BY: each["made_by"]}
        change.save(force_insert=True)
        models.BoardChange.objects.filter(pk=change.pk).update(made_at=made_at)
