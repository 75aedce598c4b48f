"""A version of the maturity model as a value."""

from functools import lru_cache
from typing import Any

from django.db.models import QuerySet

from assessments import models
from assessments.domain import maturity_model as domain


def load_maturity_model(row: models.MaturityModel) -> domain.MaturityModel:
    """The version as a value; published ones never change and are read once."""
    if row.status == models.MaturityModel.Status.DRAFT:
        return _read(row)
    return _read_published(row.pk)


@lru_cache(maxsize=16)
def _read_published(pk: int) -> domain.MaturityModel:
    return _read(models.MaturityModel.objects.get(pk=pk))


def forget_published() -> None:
    """Forget what was read of published versions: some of them were taken back before anybody else
    could see them, and their keys may be given to others."""
    for read in (_read_published, _read_published_keys):
        read.cache_clear()


def load_stone_keys(row: models.MaturityModel) -> dict[str, int]:
    """Primary keys of the stones by code, for whoever writes answers."""
    read = _read_keys if row.status == models.MaturityModel.Status.DRAFT else _read_published_keys
    return read(row.pk, models.Stone)


def load_block_keys(row: models.MaturityModel) -> dict[str, int]:
    """Primary keys of the blocks by code, for whoever writes comments."""
    read = _read_keys if row.status == models.MaturityModel.Status.DRAFT else _read_published_keys
    return read(row.pk, models.Block)


def _read_keys(pk: int, part: type[models.versions.Part]) -> dict[str, int]:
    return dict(part._default_manager.filter(maturity_model_id=pk).values_list("code", "pk"))


_read_published_keys = lru_cache(maxsize=32)(_read_keys)


def published_maturity_models() -> QuerySet[models.MaturityModel]:
    """Versions that a new assessment may use, newest first."""
    published = models.MaturityModel.Status.PUBLISHED
    return models.MaturityModel.objects.filter(status=published).order_by("slug", "-version")


def _read(row: models.MaturityModel) -> domain.MaturityModel:
    blocks = list(models.Block.objects.filter(maturity_model=row))
    asked = sorted(blocks, key=lambda block: block.questionnaire_position)
    return domain.MaturityModel(
        slug=row.slug,
        version=row.version,
        stages=tuple(
            domain.Stage(s.code, s.position, s.orientation, s.threshold, s.own_floor)
            for s in models.Stage.objects.filter(maturity_model=row)
        ),
        blocks=tuple(block.code for block in blocks),
        questionnaire_order=tuple(block.code for block in asked),
        stones=_stones(row),
        gate=_gate(row),
        notices=tuple(
            domain.NoticeRule(code=notice.code, **_tuples(notice.rule))
            for notice in models.NoticeRule.objects.filter(maturity_model=row)
        ),
        scoring=_scoring(row.scoring),
        planning=_planning(row.planning),
        phases=tuple(
            domain.Phase(p.code, p.start_month, p.end_month)
            for p in models.Phase.objects.filter(maturity_model=row)
        ),
        efforts=tuple(
            (e.code, e.person_days) for e in models.Effort.objects.filter(maturity_model=row)
        ),
        pillars=_codes(models.Pillar, row),
        lenses=_codes(models.Lens, row),
        workstreams=_codes(models.Workstream, row),
        vantages=_codes(models.Vantage, row),
        full_blocks=tuple(
            (vantage.code, tuple(vantage.full_blocks))
            for vantage in models.Vantage.objects.filter(maturity_model=row)
            if vantage.full_blocks
        ),
        horizons=tuple(row.horizons),
    )


def _codes(part: type[models.versions.Part], row: models.MaturityModel) -> tuple[str, ...]:
    return tuple(part.objects.filter(maturity_model=row).values_list("code", flat=True))


def _stones(row: models.MaturityModel) -> tuple[domain.Stone, ...]:
    stones = (
        models.Stone.objects.filter(maturity_model=row)
        .select_related("block", "stage", "effort", "pillar", "lens", "workstream", "item")
        .prefetch_related("prerequisites__needs")
    )
    return tuple(_stone(stone) for stone in stones)


def _stone(stone: models.Stone) -> domain.Stone:
    return domain.Stone(
        code=stone.code,
        block=stone.block.code,
        stage=stone.stage.position,
        impact=stone.impact,
        effort=stone.effort.code,
        pillar=stone.pillar.code,
        prerequisites=tuple(link.needs.code for link in stone.prerequisites.all()),
        lens=stone.lens.code if stone.lens else None,
        workstream=stone.workstream.code if stone.workstream else None,
        quick=stone.item.quick,
    )


def _gate(row: models.MaturityModel) -> domain.Gate | None:
    conditions = models.GateCondition.objects.filter(maturity_model=row).select_related("stone")
    found = tuple(domain.GateCondition(c.code, c.stone.code) for c in conditions)
    if row.chasm_after is None or not found:
        return None
    return domain.Gate(row.chasm_after, row.gate_minimum, found)


def _tuples(value: Any) -> Any:
    """JSON lists as tuples, all the way down."""
    if isinstance(value, dict):
        return {key: _tuples(entry) for key, entry in value.items()}
    return tuple(_tuples(entry) for entry in value) if isinstance(value, list) else value


def _scoring(data: dict[str, Any]) -> domain.ScoringRules:
    known = domain.ScoringRules.__dataclass_fields__
    return domain.ScoringRules(**{k: _tuples(v) for k, v in data.items() if k in known})


def _planning(data: dict[str, Any]) -> domain.PlanningRules:
    fields = _tuples(data)
    return domain.PlanningRules(**fields | {"quick_win": domain.QuickWin(**fields["quick_win"])})
