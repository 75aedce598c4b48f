"""Tables of results as one CSV file in long format: a line for each figure of a block or an item.

No cell begins like a formula, whatever a spreadsheet takes as separator; numbers stay numbers.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from django.utils.translation import gettext as _

from cxmaturity.documents.cells import defuse
from cxmaturity.documents.tables import Kind, Table, Value

BYTE_ORDER_MARK: Final = "\ufeff"
"""By which spreadsheets know UTF-8."""


def render_long(facts: Table, tables: Sequence[Table]) -> str:
    """`facts` first (a name and a value each), then each figure of `tables` on its own line.

    A table has a code and a name in its first two columns.
    """
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n")
    heads = (_("Part"), _("Code"), _("Name"), _("Measure"), _("Value"))
    writer.writerow([defuse(head) for head in heads])
    for line in (*_tell(facts), *(line for table in tables for line in _lines(table))):
        writer.writerow([defuse(cell) if isinstance(cell, str) else cell for cell in line])
    return BYTE_ORDER_MARK + stream.getvalue()


def _tell(facts: Table) -> Iterator[tuple[Value, ...]]:
    for what, value in facts.rows:
        if value is not None and value != "":
            yield facts.name, "", "", what, value


def _lines(table: Table) -> Iterable[tuple[Value, ...]]:
    for code, name, *values in table.rows:
        for column, value in zip(table.columns[2:], values, strict=True):
            if value is not None and value != "":
                yield table.name, code, name, column.heading, _round(value, column.kind)


def _round(value: Value, kind: Kind) -> Value:
    """Figures as they are stored; counts without a point."""
    return int(value) if kind is Kind.COUNT and isinstance(value, float) else value
