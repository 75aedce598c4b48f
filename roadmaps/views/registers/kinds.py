"""Registers whose entries are written alike: risks, who carries the change, factors."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from assessments.access import Person
from roadmaps import models
from roadmaps.access import Right, get_roadmap, get_roadmap_to_record
from roadmaps.forms.entries import EntryForm
from roadmaps.forms.registers import AgentForm, FactorForm, RiskForm, StruckForm


def _no_more() -> dict[str, Any]:
    return {}


def _nothing_beside(_entry: Any) -> dict[str, Any]:
    return {}


@dataclass(frozen=True, slots=True)
class Kind:
    """A register. `name` is the address of an entry, `here` that of the list; `inputs` are what its
    form asks for beside choices, `adds` columns that saving sets, `shows` what its page needs
    beside the form; with `for_either`, both rights may write."""

    model: type[Any]
    form: type[EntryForm]
    name: str
    here: str
    title_new: Promise
    title_change: Promise
    template: str = "roadmaps/registers/entry_form.html"
    for_either: bool = False
    inputs: Callable[[], dict[str, Any]] = _no_more
    adds: Callable[[], dict[str, Any]] = _no_more
    shows: Callable[[Any], dict[str, Any]] = _nothing_beside

    @property
    def page(self) -> str:
        """Address of the list."""
        return f"roadmaps:{self.here}"

    @property
    def remove(self) -> str:
        """Address that takes an entry out."""
        return f"roadmaps:{self.name}_remove"

    def open(self, user: Person, pk: object) -> models.Roadmap:
        """The roadmap, for whom may write to this register."""
        if self.for_either:
            return get_roadmap_to_record(user, pk)
        return get_roadmap(user, pk, Right.RUN)


def _ask_whether_it_struck(risk: models.Risk) -> dict[str, Any]:
    today = timezone.localdate()
    start = {"revision": risk.revision, "struck_on": today}
    return {"struck": StruckForm(initial=start, today=today)}


RISK: Final = Kind(
    model=models.Risk,
    form=RiskForm,
    name="risk",
    here="risks",
    title_new=_("A risk to watch"),
    title_change=_("Risk"),
    template="roadmaps/registers/risk_form.html",
    for_either=True,
    adds=lambda: {"reviewed_on": timezone.localdate()},
    shows=_ask_whether_it_struck,
)
AGENT: Final = Kind(
    model=models.Agent,
    form=AgentForm,
    name="agent",
    here="people",
    title_new=_("Somebody who carries the change"),
    title_change=_("Somebody who carries the change"),
)
FACTOR: Final = Kind(
    model=models.Factor,
    form=FactorForm,
    name="factor",
    here="factors",
    title_new=_("A factor to follow"),
    title_change=_("Factor"),
    inputs=lambda: {"today": timezone.localdate()},
)
