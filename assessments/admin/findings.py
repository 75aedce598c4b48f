"""What stands against publishing a version, each with the page where it is mended."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from django.urls import reverse

from assessments import models
from assessments.admin.labels import MODELS, field_label, language_label, part_label
from assessments.exchange.dumping import dump_maturity_model
from assessments.exchange.publication import Finding, Level, find_findings

NUMBERS = frozenset(("scoring", "planning", "simulation"))
ANSWERS = {"breadth_scale": "breadth-", "breadth_help": "breadth_help-"}


@dataclass(frozen=True, slots=True)
class ListedFinding:
    """A finding as the page lists it: where it is, in words, and the address to mend it."""

    finding: Finding
    place: str
    url: str

    @property
    def is_error(self) -> bool:
        """Whether it blocks publishing."""
        return self.finding.level is Level.ERROR


@dataclass(frozen=True, slots=True)
class Findings:
    """All findings of a version."""

    errors: tuple[ListedFinding, ...]
    warnings: tuple[ListedFinding, ...]

    @property
    def rules(self) -> dict[str, int]:
        """How often each kind of warning comes, in the order of the list."""
        return dict(Counter(one.finding.rule for one in self.warnings))

    def __bool__(self) -> bool:
        return bool(self.errors or self.warnings)


def findings_of(row: models.MaturityModel) -> Findings:
    """What stands against publishing a version as it is now."""
    listed = _list(row, find_findings(dump_maturity_model(row)))
    return Findings(
        tuple(one for one in listed if one.is_error),
        tuple(one for one in listed if not one.is_error),
    )


def _list(row: models.MaturityModel, findings: Iterable[Finding]) -> list[ListedFinding]:
    @cache
    def keys(part: str) -> dict[str, int]:
        found = MODELS[part]._default_manager.filter(maturity_model=row)
        return dict(found.values_list("code", "pk"))

    def address(finding: Finding) -> str:
        if finding.part in NUMBERS:
            return _page(row, "numbers", finding.part)
        if finding.field.startswith("descriptors"):
            return _page(row, "matrix")
        code = _row_code(finding)
        if finding.part not in MODELS or code not in keys(finding.part):
            return _page(row, "change")
        name = MODELS[finding.part]._meta.model_name
        return reverse(f"admin:assessments_{name}_change", args=[keys(finding.part)[code]])

    return [ListedFinding(one, _place(one), address(one)) for one in findings]


def _page(row: models.MaturityModel, name: str, *more: str) -> str:
    return reverse(f"admin:assessments_maturitymodel_{name}", args=[row.pk, *more])


def _row_code(finding: Finding) -> str:
    """The code of the row in its table: answer texts have one of their scale and level."""
    head, _dot, rest = finding.field.partition(".")
    if finding.part == "capability_scales":
        return f"{head}-{rest.partition('.')[0]}"
    if finding.part in ANSWERS:
        return f"{ANSWERS[finding.part]}{finding.code}"
    return finding.code or (head if finding.part in {"breadth_stems", "no_answer"} else "")


def _place(finding: Finding) -> str:
    """`Stepping stone VIS-1 · title · French`."""
    told = f"{part_label(finding.part)} {_row_code(finding)}".strip()
    language = language_label(str(finding.facts.get("language", "")))
    label = field_label(finding.part, finding.field)
    if finding.part in {"capability_scales", "breadth_stems", "no_answer"}:
        label = ""
    return " · ".join(filter(None, (told, label, language)))
