"""Organisations that documents must hold for: one like the demo, and some that nobody expects."""

import datetime as dt
from dataclasses import asdict, replace
from typing import Final

from django.utils import timezone

from assessments import models as assessments
from roadmaps import models
from roadmaps.actions.programmes import ensure_programme
from roadmaps.domain.scopes import Scope, own_initiative
from roadmaps.domain.targets import Intention, Target
from roadmaps.management import demo_course, demo_following, demo_registers
from roadmaps.queries.documents import from_document
from roadmaps.queries.targets import fill_targets, load_standing
from tests import factories
from tests.roadmaps.register_rows import make_decision, make_programme
from tests.roadmaps.rows import make_roadmap

ARABIC: Final = "خدمة العملاء أولاً"
FAMILY: Final = "\N{WOMAN}\u200d\N{WOMAN}\u200d\N{GIRL}"
WORDS: Final = f"Vraiment ? « Oui » ! {ARABIC} {FAMILY} Łódź: 100 % "
FAR_APART: Final = {"leader": (4, 4), "front_line": (0, 0)}
NOTE: Final = (WORDS * 60)[:2000]
NAME: Final = "Département de la relation avec les clientes et clients no. "
"""Sixty characters with the number after it."""
DEPARTMENTS: Final = {f"{NAME[:58]}{n:02}": 50 for n in range(1, 13)}


def make_usual() -> models.Roadmap:
    """Two departments, two vantages, answers that differ; a programme filled like the demo's."""
    maturity_model = factories.make_maturity_model()
    organisation = factories.make_organisation()
    assessment = factories.make_assessment(organisation, maturity_model, min_group_size=3)
    for department, vantage, level, count in (
        ("sales", "leader", 3, 3),
        ("sales", "front_line", 1, 3),
        ("service", "front_line", 2, 4),
        ("service", "leader", 2, 3),
    ):
        answers = factories.all_items(
            maturity_model, level, 3, VIS_2=(3, 4), VIS_3=(4, 4), IMP_3=FAR_APART[vantage]
        )
        factories.answer(assessment, department, answers, vantage=vantage, count=count)
    factories.close(assessment)
    roadmap = make_roadmap(assessment, targets=_advance(assessment, ("IMP", "VOC", "EXB")))
    for part in (demo_course, demo_following, demo_registers):
        part.fill(roadmap)
    return _reload(roadmap)


def make_alone() -> models.Roadmap:
    """One person, who gave a name; nothing else is said of anything."""
    maturity_model = factories.make_maturity_model()
    organisation = factories.make_organisation(departments={"All": None})
    assessment = factories.make_assessment(
        organisation, maturity_model, attributed_mode=True, min_group_size=1
    )
    factories.answer(assessment, "all", factories.all_items(maturity_model, 2, 3))
    factories.close(assessment)
    return make_roadmap(assessment)


def make_crowded() -> models.Roadmap:
    """Twelve departments, names of sixty characters everywhere, emoji and Arabic, notes of 2,000
    characters."""
    maturity_model = factories.make_maturity_model()
    organisation = factories.make_organisation(name=f"{WORDS}{NAME}"[:120], departments=DEPARTMENTS)
    assessment = factories.make_assessment(organisation, maturity_model, min_group_size=3)
    assessments.Assessment.objects.filter(pk=assessment.pk).update(name=f"{NAME}{WORDS}"[:120])
    for n, department in enumerate(organisation.departments.order_by("code")):
        answers = factories.all_items(maturity_model, n % 5, 1 + n % 4 if n % 5 else 0)
        factories.answer(assessment, department.code, answers, count=3)
    factories.close(assessment)
    assessment.refresh_from_db()
    roadmap = make_roadmap(assessment, targets=_advance(assessment, ("IMP", "VOC"), NOTE[:500]))
    _fill_with_words(roadmap)
    return _reload(roadmap)


def make_many(count: int = 200) -> models.Roadmap:
    """So many initiatives, most of them one's own, in all phases."""
    maturity_model = factories.make_maturity_model()
    assessment = factories.make_assessment(
        factories.make_organisation(), maturity_model, min_group_size=3
    )
    for department in ("sales", "service"):
        answers = factories.all_items(maturity_model, 2, 3)
        factories.answer(assessment, department, answers, count=3)
    factories.close(assessment)
    roadmap = make_roadmap(assessment)
    _add_own(roadmap, count - len(roadmap.scope["gaps"]))
    return _reload(roadmap)


def _advance(
    assessment: assessments.Assessment, blocks: tuple[str, ...], reason: str = ""
) -> tuple[Target, ...]:
    standing = load_standing(assessment)
    assert standing is not None, "too few answers to plan from"
    return tuple(
        replace(
            target,
            stage=min(4, max(target.stage, 2 + (target.years > 2))),
            intention=Intention.ADVANCE,
            reason=reason or "Customers feel it.",
        )
        if target.block in blocks
        else target
        for target in fill_targets(standing, ())
    )


def _fill_with_words(roadmap: models.Roadmap) -> None:
    organisation, today = roadmap.assessment.organisation, timezone.localdate()
    make_programme(organisation, sponsor=WORDS[:120], deputy=NAME * 2, business_case=NOTE)
    make_decision(
        organisation,
        title=f"{NAME}{WORDS}"[:200],
        decided_by=(NAME * 4)[:200],
        reason=NOTE,
        review_on=today - dt.timedelta(days=1),
    )
    ensure_programme(organisation=organisation).next_actions.create(
        title=NOTE[:200], owner=NAME, first_step=NOTE[:300], proof=NOTE[:300], due_on=today
    )
    ensure_programme(organisation=organisation).risks.create(
        event="crisis", title=NOTE[:200], mitigation=NOTE, owner=WORDS[:120]
    )
    words = {"owner": WORDS[:120], "notes": NOTE, "value_now": NOTE[:300]}
    roadmap.initiatives.update(**words)
    for phase in ("crawl", "walk", "run"):
        roadmap.phase_notes.create(phase=phase, benefit=NOTE[:300], sponsor=NAME, deputy=NAME)


def _add_own(roadmap: models.Roadmap, count: int) -> None:
    gap = own_initiative(
        from_document(roadmap.scope, Scope), "OWN-0", block="IMP", impact=3, effort=1.0
    )
    codes = [f"OWN-{n}" for n in range(1, count + 1)]
    roadmap.scope["gaps"] += [asdict(replace(gap, stone=code)) for code in codes]
    roadmap.plan["as_solved"] = dict.fromkeys(codes)
    roadmap.save()
    models.Initiative.objects.bulk_create(
        models.Initiative(
            roadmap=roadmap,
            stone=code,
            position=100 + n,
            phase=("crawl", "walk", "run")[n % 3],
            title=f"Own step {n} ({NAME}{n})",
            owner="Head of service",
        )
        for n, code in enumerate(codes)
    )


def _reload(roadmap: models.Roadmap) -> models.Roadmap:
    return models.Roadmap.objects.select_related("assessment__organisation").get(pk=roadmap.pk)
