"""The maturity model as a document (JSON or YAML), read in: checked whole, then written whole."""

from collections.abc import Iterable
from itertools import chain
from typing import Any

from django.db import transaction

from assessments import models
from assessments.actions.history import note_baseline
from assessments.exchange import rows
from assessments.exchange.checks import check_document
from assessments.exchange.rows import Columns
from assessments.models.versions import Part
from cxmaturity.documents.problems import DocumentErrors, Problem, collect


def load_maturity_model(document: dict[str, Any]) -> models.MaturityModel:
    """Write a document as a new draft version, all or nothing.

    Raises DocumentErrors with every problem found, each with its place in the document.
    """
    errors = collect(check_document(document))
    if errors:
        raise errors
    if find_version(document):
        message = f"{document['slug']} {document['version']} is already there"
        raise DocumentErrors([Problem(message, "version", ("version",))])
    return write(document)


def find_version(document: dict[str, Any]) -> models.MaturityModel | None:
    """The version that is there under the slug and number of a document."""
    slug, version = document["slug"], document["version"]
    return models.MaturityModel.objects.filter(slug=slug, version=version).first()


def find_latest(document: dict[str, Any]) -> models.MaturityModel | None:
    """The newest version under the slug of a document."""
    versions = models.MaturityModel.objects.filter(slug=document["slug"])
    return versions.order_by("-version").first()


@transaction.atomic
def write(document: dict[str, Any]) -> models.MaturityModel:
    """Write a document that has been checked, or was made of the rows of an unfinished draft."""
    root = models.MaturityModel.objects.create(**rows.root_columns(document))
    for part, columns in _parts_without_links(document).items():
        _create(part, root, columns)
    _create_sector_texts(root, document)
    blocks, stages = _create_blocks(root, document)
    stones = _create_stones(root, document, {"block": blocks, "stage": stages})
    _create_links(root, document, stones)
    return root


def _parts_without_links(document: dict[str, Any]) -> dict[type[Part], Iterable[Columns]]:
    """Rows of every part that points to nothing but the maturity model."""
    return {
        models.Stage: map(rows.stage_columns, document["stages"]),
        models.Pillar: map(rows.named, document["pillars"]),
        models.Lens: map(rows.lens_columns, document.get("lenses", [])),
        models.Workstream: map(rows.workstream_columns, document.get("workstreams", [])),
        models.Effort: rows.efforts_columns(document["efforts"]),
        models.Phase: map(rows.phase_columns, document["phases"]),
        models.Vantage: map(rows.vantage_columns, document["vantages"]),
        models.SectorPack: map(rows.sector_pack_columns, document.get("sector_packs", [])),
        models.Indicator: map(rows.indicator_columns, document.get("indicators", [])),
        models.NoticeRule: map(rows.notice_columns, document.get("notices", [])),
        models.AnswerText: rows.answer_text_columns(document),
    }


def _create(
    part: type[Part], root: models.MaturityModel, rows_of_part: Iterable[Columns]
) -> dict[str, Any]:
    """Insert parts in order; returns them by code."""
    made = part.objects.bulk_create(
        part(maturity_model=root, position=position, **columns)
        for position, columns in enumerate(rows_of_part, start=1)
    )
    note_baseline(rows=made)
    return {row.code: row for row in made}


def _by_code(part: type[Part], root: models.MaturityModel) -> dict[str, Any]:
    return {row.code: row for row in part.objects.filter(maturity_model=root)}


def _create_sector_texts(root: models.MaturityModel, document: dict[str, Any]) -> None:
    packs = _by_code(models.SectorPack, root)
    said = (rows.sector_text_columns(pack, packs) for pack in document.get("sector_packs", []))
    _create(models.SectorText, root, chain.from_iterable(said))


def _create_blocks(
    root: models.MaturityModel, document: dict[str, Any]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Blocks and their descriptors; returns blocks and stages by code."""
    stages = _by_code(models.Stage, root)
    order = document["questionnaire_block_order"]
    columns = [rows.block_columns(block, order) for block in document["blocks"]]
    blocks = _create(models.Block, root, columns)
    descriptors = [
        columns
        for block in document["blocks"]
        for columns in rows.descriptor_columns(block, stages, blocks)
    ]
    _create(models.Descriptor, root, descriptors)
    return blocks, stages


def _create_stones(
    root: models.MaturityModel, document: dict[str, Any], links: dict[str, dict[str, Any]]
) -> dict[str, Any]:
    """Stones and their questions; returns stones by code."""
    links = links | {
        "pillar": _by_code(models.Pillar, root),
        "lens": _by_code(models.Lens, root),
        "workstream": _by_code(models.Workstream, root),
        "effort": _by_code(models.Effort, root),
    }
    columns = [rows.stone_columns(stone, links) for stone in document["stones"]]
    stones = _create(models.Stone, root, columns)
    asked = (stone for stone in document["stones"] if "item" in stone)  # a copy may lack some
    items = [rows.item_columns(stone, stones) for stone in asked]
    _create(models.Item, root, items)
    return stones


def _create_links(
    root: models.MaturityModel, document: dict[str, Any], stones: dict[str, Any]
) -> None:
    models.Prerequisite.objects.bulk_create(
        models.Prerequisite(maturity_model=root, stone=stones[stone["code"]], needs=stones[needed])
        for stone in document["stones"]
        for needed in stone["prerequisites"]
    )
    conditions = (document.get("gate") or {"conditions": []})["conditions"]
    columns = [rows.named(c) | {"stone": stones[c["stone"]]} for c in conditions]
    _create(models.GateCondition, root, columns)
