"""What can be worked out by adding and subtracting groups of two cuts shown together (method D9).

Respondents stand in a table: one cut is its rows, the other its columns. Every figure of a row or a
column can be added to and taken from others, so a set of respondents can be worked out when weights
of rows and columns add up to 1 on its own places and to 0 on all others. That holds for disjoint
unions and differences of nested sets, repeated in any order, and for whatever else subtraction
gives.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import product

Table = Mapping[tuple[str, str], int]
"""Respondents (≥ 1) by row and column; empty places are left out."""


def count_leaks(table: Table, k: int) -> int:
    """How many sets of 1 to k − 1 respondents can be worked out from all rows and all columns.

    Sets are counted within connected parts of the table, where no whole row or column that is
    large enough is added to them: with such a one they are another form of the same knowledge.
    """
    if len({row for row, _ in table}) < len({column for _, column in table}):
        table = {(column, row): size for (row, column), size in table.items()}
    return sum(_count_in_part(part, k) for part in _find_parts(table))


def _find_parts(table: Table) -> Iterator[dict[str, dict[str, int]]]:
    """Connected parts, each as its rows with their sizes by column."""
    rows: dict[str, dict[str, int]] = {}
    for (row, column), size in sorted(table.items()):
        rows.setdefault(row, {})[column] = size
    left = dict(rows)
    while left:
        name, places = left.popitem()
        part, columns = {name: places}, set(places)
        while touching := [row for row, places in left.items() if columns & places.keys()]:
            for row in touching:
                part[row] = left.pop(row)
                columns |= part[row].keys()
        yield part


def _count_in_part(rows: Mapping[str, Mapping[str, int]], k: int) -> int:
    """Weights of columns decide those of rows: a row of two neighbouring weights is split between
    them; one of a single weight is whole, and told or not."""
    columns = sorted({column for places in rows.values() for column in places})
    found = set()
    for weights in _find_weights(columns, list(rows.values())):
        inside = frozenset(
            (row, column)
            for row, places in rows.items()
            if len({weights[column] for column in places}) == 2
            for column in places
            if weights[column] == max(weights[other] for other in places)
        )
        if 0 < sum(rows[row][column] for row, column in inside) < k:
            found.add(inside)
    return len(found) + _count_whole(rows, columns, k)


def _count_whole(rows: Mapping[str, Mapping[str, int]], columns: Sequence[str], k: int) -> int:
    """Rows and columns that are themselves too small."""
    sums = [sum(places.values()) for places in rows.values()]
    sums += [sum(places.get(column, 0) for places in rows.values()) for column in columns]
    return sum(0 < size < k for size in sums)


def _find_weights(
    columns: Sequence[str], rows: Sequence[Mapping[str, int]]
) -> Iterator[dict[str, int]]:
    """Weights of connected columns, the first one 0, that differ by at most 1 within every row."""

    def is_possible(weights: Mapping[str, int]) -> bool:
        for places in rows:
            known = [weights[column] for column in places if column in weights]
            if known and max(known) - min(known) > 1:
                return False
        return True

    partial: list[dict[str, int]] = [{columns[0]: 0}]
    for order, column in enumerate(columns[1:], start=1):
        steps = range(-order, order + 1)
        partial = [
            {**weights, column: step}
            for weights, step in product(partial, steps)
            if is_possible({**weights, column: step})
        ]
    yield from partial
