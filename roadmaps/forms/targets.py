"""Where each block is to stand, on one page."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.figures import stage_intensity
from assessments.queries.wording import Wording
from roadmaps.domain.targets import Intention, Target, check_targets, driving_horizon
from roadmaps.forms.sentences import target_label, target_sentence
from roadmaps.queries.targets import Standing

LONGEST_REASON = 500
LONGEST_OWNER = 120
LONGEST_STAGE = 3
EVERYWHERE = "all-blocks"
"""Stands for a block in the fields that set all of them; no code of a block has a hyphen."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The field of a horizon and, for those who only read, what is chosen in it."""

    field: Any
    chosen: str


@dataclass(frozen=True, slots=True)
class BlockRow:
    """A block on the page: where it stands (with the colour of the stage), a field per horizon,
    why, who answers for it, and whether its first stage is made firm if it stays."""

    block: str
    stage: int | None
    intensity: int
    choices: tuple[Choice, ...]
    reason: Any
    owner: Any
    consolidate: Any

    @property
    def words(self) -> tuple[Any, Any]:
        """The fields for words."""
        return self.reason, self.owner

    @property
    def has_more(self) -> bool:
        """Something is said of the block beside its stages."""
        return any(field.value() for field in (self.reason, self.owner, self.consolidate))

    @property
    def errors(self) -> list[str]:
        """Sentences about this block, each said once."""
        said = (str(error) for choice in self.choices for error in choice.field.errors)
        return list(dict.fromkeys(said))


class TargetsForm(forms.Form):
    """A choice per block and horizon, such as `advance:3`, and a reason per block."""

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        standing: Standing,
        wording: Wording,
        targets: Sequence[Target],
        owners: Mapping[str, str],
    ) -> None:
        super().__init__(data)
        self.standing, self.wording = standing, wording
        self.horizons = standing.maturity_model.horizons
        self.before = {(target.block, target.years): target for target in targets}
        for block in standing.maturity_model.blocks:
            for years in self.horizons:
                self.fields[f"{block}-{years}"] = self._choice(block, years)
            self.fields[f"{block}-reason"] = self._reason(block)
            self.fields[f"{block}-owner"] = _owner(owners.get(block, ""))
            self.fields[f"{block}-consolidate"] = self._consolidate(block)
        for years in self.horizons:
            self.fields[f"{EVERYWHERE}-{years}"] = self._for_all(years)

    def _choice(self, block: str, years: int) -> forms.ChoiceField:
        target = self.before[block, years]
        today = self.standing.stages[block] or 1
        options = dict.fromkeys((*_options(today, len(self.wording.stages)), _option(target)))
        return forms.ChoiceField(
            label=_horizon(years),
            initial=_value(*_option(target)),
            choices=[
                (_value(*option), target_label(*option, today, self.wording)) for option in options
            ],
            error_messages={"required": _("Choose what this block is to do.")},
        )

    def _reason(self, block: str) -> forms.CharField:
        reasons = (self.before[block, years].reason for years in self.horizons)
        return forms.CharField(
            label=gettext_lazy("Reason"),
            initial=next(filter(None, reasons), ""),
            max_length=LONGEST_REASON,
            required=False,
            widget=forms.TextInput,
        )

    def _consolidate(self, block: str) -> forms.BooleanField:
        return forms.BooleanField(
            label=gettext_lazy("If it stays, make its first steps firm"),
            initial=any(self.before[block, years].consolidate for years in self.horizons),
            required=False,
        )

    def _for_all(self, years: int) -> forms.ChoiceField:
        stages = self.wording.stage_names.items()
        return forms.ChoiceField(
            label=_horizon(years),
            required=False,
            choices=[
                ("", _("As set below")),
                ("stay", _("Stay where each block is")),
                ("next", _("One stage further")),
                *((str(n), _("At least “%(stage)s”") % {"stage": name}) for n, name in stages),
            ],
        )

    def rows(self) -> Iterator[BlockRow]:
        """The blocks as the page shows them."""
        return map(self.row_of, self.standing.stages)

    def row_of(self, block: str) -> BlockRow:
        """One block as the page shows it."""
        stage = self.standing.stages[block]
        choices = (self._chosen(f"{block}-{years}") for years in self.horizons)
        colour = stage_intensity(stage or 1, len(self.wording.stages))
        more = (self[f"{block}-{name}"] for name in ("reason", "owner", "consolidate"))
        return BlockRow(block, stage, colour, tuple(choices), *more)

    def _chosen(self, name: str) -> Choice:
        labels = dict(self.fields[name].choices)  # type: ignore[attr-defined]
        return Choice(self[name], labels.get(self[name].value(), ""))

    @property
    def driving_years(self) -> int:
        """The horizon that the plan is made from."""
        return driving_horizon(self.standing.maturity_model)

    @property
    def farthest_years(self) -> int:
        """The last horizon."""
        return max(self.horizons)

    def for_all(self) -> list[Any]:
        """The fields that set every block at once."""
        return [self[f"{EVERYWHERE}-{years}"] for years in self.horizons]

    def clean(self) -> dict[str, Any]:
        if not self.errors:
            self._carry()
            for problem in check_targets(self.standing.maturity_model, self.targets()):
                sentence = target_sentence(problem, self.wording)
                self.add_error(f"{problem.block}-{problem.years}", sentence)
        return self.cleaned_data

    def _carry(self) -> None:
        """Let a nearer target carry to farther horizons that nobody touched (E1)."""
        for block, today in self.standing.stages.items():
            self.cleaned_data |= self._carried(block, today or 1, self.cleaned_data)

    def _carried(self, block: str, today: int, chosen: Mapping[str, Any]) -> dict[str, str]:
        """The farther horizons of a block that still stay, and a nearer one goes beyond."""
        carried: dict[str, str] = {}
        farthest = 0
        for years in self.horizons:
            name, before = f"{block}-{years}", self.before[block, years]
            value = str(chosen.get(name, ""))
            is_untouched = before.intention is Intention.HOLD and value == _value(*_option(before))
            if is_untouched and before.stage < farthest:
                carried[name] = _value(*_towards(farthest, today))
            elif _is_readable(value):
                farthest = max(farthest, _parse(value)[0])
        return carried

    def targets(self) -> tuple[Target, ...]:
        """What was chosen, block by block."""
        return tuple(
            self._target(block, years)
            for block in self.standing.maturity_model.blocks
            for years in self.horizons
        )

    def _target(self, block: str, years: int) -> Target:
        stage, intention = _parse(self.cleaned_data[f"{block}-{years}"])
        firm = intention is Intention.HOLD and self.cleaned_data[f"{block}-consolidate"]
        reason = self.cleaned_data[f"{block}-reason"]
        return Target(block, years, stage, intention, reason, consolidate=firm)

    def owners(self) -> dict[str, str]:
        """Who answers for each block."""
        blocks = self.standing.maturity_model.blocks
        return {block: self.cleaned_data[f"{block}-owner"] for block in blocks}

    def data_for_all(self) -> dict[str, Any]:
        """What was sent, with the choices for all blocks put into each of them. A farther horizon
        never asks less than a nearer one that was set just now, and follows it where nobody
        touched it."""
        changed = dict(self.data.items())
        for block, stage in self.standing.stages.items():
            farthest = 0
            for years in self.horizons:
                wish = str(changed.get(f"{EVERYWHERE}-{years}", ""))
                if wanted := self._wanted(wish, stage or 1):
                    farthest = max(farthest, wanted)
                    changed[f"{block}-{years}"] = _value(*_towards(farthest, stage or 1))
            changed |= self._carried(block, stage or 1, changed) if farthest else {}
        return changed | {f"{EVERYWHERE}-{years}": "" for years in self.horizons}

    def _wanted(self, wish: str, today: int) -> int:
        """The stage that a choice for all asks of a block at `today`; 0: nothing."""
        stages = self.wording.stage_names
        named = {str(number): max(number, today) for number in stages}
        return ({"stay": today, "next": min(today + 1, len(stages))} | named).get(wish, 0)


def _owner(name: str) -> forms.CharField:
    return forms.CharField(
        label=gettext_lazy("Who answers for it"),
        initial=name,
        max_length=LONGEST_OWNER,
        required=False,
        widget=forms.TextInput,
    )


def _towards(stage: int, today: int) -> tuple[Intention, int]:
    return (Intention.ADVANCE if stage > today else Intention.HOLD), stage


def _options(today: int, last: int) -> Iterator[tuple[Intention, int]]:
    """What a block may do, staying first: it is as good a choice as any."""
    yield Intention.HOLD, today
    yield from ((Intention.ADVANCE, stage) for stage in range(today, last + 1))
    yield from ((Intention.SCALE_BACK, stage) for stage in reversed(range(1, today)))


def _option(target: Target) -> tuple[Intention, int]:
    return target.intention, target.stage


def _value(intention: Intention, stage: int) -> str:
    return f"{intention.value}:{stage}"


def _parse(value: str) -> tuple[int, Intention]:
    intention, stage = value.split(":")
    return int(stage), Intention(intention)


def _is_readable(value: str) -> bool:
    intention, _, stage = value.partition(":")
    return intention in set(Intention) and stage.isdecimal() and len(stage) < LONGEST_STAGE


def _horizon(years: int) -> str:
    return _("In %(years)s years") % {"years": years}
