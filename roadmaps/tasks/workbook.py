"""The workbook of the operational plan."""

from assessments.queries.results import load_snapshot_facts
from cxmaturity.documents.tables import Table
from cxmaturity.documents.workbooks import render_workbook
from roadmaps.domain.costs import find_costs
from roadmaps.exchange.workbook import Source, tabulate
from roadmaps.queries.events import event_texts
from roadmaps.queries.money import load_benefits, load_cost_lines, load_works
from roadmaps.queries.programmes import find_programme
from roadmaps.queries.registers import load_registers
from roadmaps.queries.report_way import load_way
from roadmaps.queries.wording import wording_of_roadmap
from roadmaps.tasks.orders import Order
from roadmaps.tasks.words import say


def read(order: Order) -> tuple[Table, ...]:
    """The sheets of the workbook, in the language that is active."""
    row, organisation = order.roadmap, order.roadmap.assessment.organisation
    way, wording = load_way(row, order.made_on, compares=False), wording_of_roadmap(row)
    programme = find_programme(organisation)
    held, lines = load_registers(row, programme), load_cost_lines(organisation)
    ends = {each.stone: each.ends_on for each in way.timetable.stones}
    phases = [phase.phase for phase in way.course.state.phases]
    events = event_texts(tuple(dict.fromkeys(risk.event for risk in held.risks)))
    source = Source(
        way=way,
        wording=wording,
        facts=load_snapshot_facts(row.assessment),
        lines={
            line.code: say("report/words/line.txt", line=line, wording=wording)
            for line in way.course.lines
        },
        events={code: text.name for code, text in events.items()},
        benefits=load_benefits(organisation, ends),
        cost_lines=lines,
        costs=find_costs(load_works(row), lines, programme.daily_rate, phases),
        decisions=held.decisions,
        risks=held.risks,
    )
    return tabulate(source)


def build(tables: tuple[Table, ...], order: Order) -> bytes:
    """The file. It says when it was made in its properties."""
    return render_workbook(tables)
