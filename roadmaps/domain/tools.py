"""Tools of a programme: whom they depend on, who uses them, which steps wait (method E8)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter

from assessments.domain.prerequisites import find_circle
from roadmaps.domain.fact_alerts import CONCENTRATED
from roadmaps.domain.plans import Position


@dataclass(frozen=True, slots=True)
class Tool:
    """An application. `departments` that use it and `stones` that need it are codes, `needs` the
    keys of other tools; `supplier` is empty for what the organisation makes itself."""

    key: int
    name: str
    supplier: str = ""
    purpose: str = ""
    is_critical: bool = False
    is_ready: bool = True
    departments: tuple[str, ...] = ()
    stones: tuple[str, ...] = ()
    needs: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Concentration:
    """One supplier behind so many steps of a phase that its failure would stop the phase."""

    supplier: str
    phase: str
    stones: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Waiting:
    """Steps of a phase that wait for the same tools (names), which are not in place."""

    phase: str
    tools: tuple[str, ...]
    stones: tuple[str, ...]


def find_tool_circle(tools: Sequence[Tool], changed: Tool) -> tuple[str, ...]:
    """Names of tools that would need one another in a circle if `changed` replaced the one with its
    key, the first one at the end again; empty if none."""
    after = {tool.key: tool for tool in tools} | {changed.key: changed}
    needs = {str(key): tuple(map(str, tool.needs)) for key, tool in after.items()}
    return tuple(after[int(key)].name for key in find_circle(needs))


def with_needed(tools: Mapping[int, Tool], key: int) -> tuple[Tool, ...]:
    """A tool and all it needs, directly or through others, each once."""
    found: dict[int, Tool] = {}
    open_keys = [key]
    while open_keys:
        current = open_keys.pop(0)
        if current in tools and current not in found:
            found[current] = tools[current]
            open_keys += tools[current].needs
    return tuple(found.values())


def tools_by_stone(tools: Sequence[Tool]) -> dict[str, tuple[Tool, ...]]:
    """For each stone the tools that stand behind it: those that it needs, and what they need."""
    by_key = {tool.key: tool for tool in tools}
    behind: dict[str, dict[int, Tool]] = {}
    for tool in tools:
        for stone in tool.stones:
            for each in with_needed(by_key, tool.key):
                behind.setdefault(stone, {})[each.key] = each
    return {stone: tuple(found.values()) for stone, found in behind.items()}


def find_suppliers(tools: Sequence[Tool]) -> dict[str, tuple[str, ...]]:
    """Suppliers behind each stone, each once (method E8). One that is written in several ways
    (capitals, spaces) is one, named as it was written first."""
    names = _supplier_names(tools)
    return {
        stone: tuple(dict.fromkeys(names[_plain(t.supplier)] for t in behind if t.supplier.strip()))
        for stone, behind in tools_by_stone(tools).items()
    }


def critical_suppliers(tools: Sequence[Tool]) -> tuple[str, ...]:
    """Suppliers of tools that the programme depends on, each once (method E5, `vendor_failure`); a
    tool without one stands for itself."""
    names = _supplier_names(tools)
    found = (names.get(_plain(t.supplier)) or t.name for t in tools if t.is_critical)
    return tuple(dict.fromkeys(found))


def _plain(supplier: str) -> str:
    return " ".join(supplier.split()).casefold()


def supplier_names(tools: Iterable[Tool]) -> dict[int, str]:
    """The supplier of each tool (key), named alike wherever it is written in several ways; empty
    for none."""
    found = list(tools)
    names = _supplier_names(found)
    return {tool.key: names[_plain(tool.supplier)] for tool in found}


def _supplier_names(tools: Iterable[Tool]) -> dict[str, str]:
    names: dict[str, str] = {}
    for tool in tools:
        names.setdefault(_plain(tool.supplier), " ".join(tool.supplier.split()))
    return names


def find_concentrations(
    tools: Sequence[Tool], placement: Mapping[str, Position]
) -> tuple[Concentration, ...]:
    """Suppliers behind at least `CONCENTRATED` steps of one phase (method E8, R9)."""
    served: dict[tuple[str, str], list[str]] = {}
    for stone, suppliers in find_suppliers(tools).items():
        phase = placement.get(stone)
        for supplier in suppliers if phase else ():
            served.setdefault((supplier, phase or ""), []).append(stone)
    return tuple(
        Concentration(supplier, phase, tuple(stones))
        for (supplier, phase), stones in served.items()
        if len(stones) >= CONCENTRATED
    )


def find_silos(tools: Sequence[Tool], departments: Sequence[str]) -> tuple[Tool, ...]:
    """Tools that one department alone uses, where there are several (method E8)."""
    if len(departments) < 2:
        return ()
    return tuple(tool for tool in tools if len(tool.departments) == 1)


def without_purpose(tools: Sequence[Tool]) -> tuple[Tool, ...]:
    """Tools of which nobody said what they are for (S0.47)."""
    return tuple(tool for tool in tools if not tool.purpose.strip())


def find_waiting(tools: Sequence[Tool], placement: Mapping[str, Position]) -> tuple[Waiting, ...]:
    """Steps in a phase that need a tool that is not in place, themselves or through others.

    `placement`: phase of each step that is not done yet. Method E8, R9."""
    found: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for stone, behind in tools_by_stone(tools).items():
        phase = placement.get(stone)
        lacking = tuple(tool.name for tool in behind if not tool.is_ready)
        if phase and lacking:
            found.setdefault((phase, lacking), []).append(stone)
    return tuple(Waiting(*about, tuple(stones)) for about, stones in found.items())


@dataclass(frozen=True, slots=True)
class ToolNotices:
    """What is worth a look in the inventory."""

    waiting: tuple[Waiting, ...]
    concentrations: tuple[Concentration, ...]
    silos: tuple[Tool, ...]
    without_purpose: tuple[Tool, ...]

    @property
    def count(self) -> int:
        """All of them."""
        parts = (self.waiting, self.concentrations, self.silos, self.without_purpose)
        return sum(map(len, parts))


def find_tool_notices(
    tools: Sequence[Tool], departments: Sequence[str], ahead: Mapping[str, Position]
) -> ToolNotices:
    """Steps that wait, suppliers behind much (R9), silos and tools without a purpose. `ahead`: the
    phase of each step that is neither done nor given up."""
    return ToolNotices(
        waiting=find_waiting(tools, ahead),
        concentrations=find_concentrations(tools, ahead),
        silos=find_silos(tools, departments),
        without_purpose=without_purpose(tools),
    )


def layers_of(tools: Sequence[Tool]) -> dict[int, int]:
    """How far each tool (key) stands from those that need no other, 0 for these; tools that need
    one another in a circle, which nothing here writes, all count as 0."""
    by_key = {tool.key: tool for tool in tools}
    needs = {key: [n for n in tool.needs if n in by_key] for key, tool in by_key.items()}
    layers = dict.fromkeys(by_key, 0)
    try:
        for key in TopologicalSorter(needs).static_order():
            layers[key] = max((layers[other] + 1 for other in needs[key]), default=0)
    except CycleError:
        return dict.fromkeys(by_key, 0)
    return layers
