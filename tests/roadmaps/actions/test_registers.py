import ast
import datetime as dt
import os
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from roadmaps import models
from roadmaps.actions.programmes import ensure_programme
from roadmaps.actions.registers import (
    AlreadyReplaced,
    NameTaken,
    StillNeeded,
    ToolCircle,
    add_entry,
    declare_struck,
    remove_entry,
    review_programme,
    review_risk,
    save_tool,
    watch_risk,
)
from roadmaps.actions.revisions import Changed, save_revised
from tests import factories
from tests.roadmaps.register_rows import make_decision, make_risk, make_tool

pytestmark = pytest.mark.rows
TOOL = {
    "name": "Desk",
    "supplier": "",
    "purpose": "",
    "is_critical": False,
    "is_ready": True,
    "departments": [],
    "stones": [],
}


@pytest.fixture
def programme(organisation):
    return ensure_programme(organisation=organisation)


def save(tool, needs=(), revision=0, **values):
    return save_tool(tool=tool, values=TOOL | values, needs=needs, revision=revision)


def test_decisions_are_numbered_without_gaps_in_each_programme(organisation):
    other = factories.make_organisation(name="Other (demo)")

    numbers = [
        make_decision(organisation, title="A").number,
        make_decision(other, title="A").number,
        make_decision(organisation, title="B").number,
    ]

    assert numbers == [1, 1, 2]


def test_decision_sent_twice_is_recorded_once(organisation):
    first = make_decision(organisation)

    assert make_decision(organisation) == first
    later = make_decision(organisation, replaces=first, title="Two numbers")
    assert make_decision(organisation, replaces=first, title="Two numbers") == later
    assert models.Decision.objects.count() == 2


def test_number_is_refused_twice_by_the_database(organisation, programme):
    row = make_decision(organisation)
    row.pk = None

    with pytest.raises(IntegrityError, match="number"), transaction.atomic():
        row.save()


def test_decision_is_replaced_once(organisation):
    former = make_decision(organisation)
    later = make_decision(organisation, replaces=former, title="Two numbers")

    with pytest.raises(AlreadyReplaced) as refused:
        make_decision(organisation, replaces=former, title="Three numbers")

    assert refused.value.by == later
    assert (later.supersedes, later.number) == (former, 2)
    assert models.Decision.objects.count() == 2


def test_nothing_in_the_product_writes_to_a_decision_that_is_there():
    """Only `record_decision` touches decisions to write, and it only creates; no row of them is
    ever saved, updated or deleted."""
    folder = Path(settings.BASE_DIR) / "roadmaps"
    writers, verbs = {}, {"create", "save", "update", "delete", "bulk_update", "update_or_create"}
    for path in [*(folder / "actions").glob("*.py"), *(folder / "views").rglob("*.py")]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and "Decision" in ast.unparse(node):
                calls = {
                    each.func.attr
                    for each in ast.walk(node)
                    if isinstance(each, ast.Call) and isinstance(each.func, ast.Attribute)
                }
                writers[node.name] = sorted(calls & verbs)

    assert {name: found for name, found in writers.items() if found} == {
        "record_decision": ["create"]
    }


def test_entry_sent_twice_is_added_once(programme):
    values = {"event": "crisis", "title": "Flood", "stones": ["A"]}
    first = add_entry(model=models.Risk, programme=programme, values=values)

    assert add_entry(model=models.Risk, programme=programme, values=values) == first
    other = add_entry(model=models.Risk, programme=programme, values=values | {"title": "Fire"})
    assert {first.title, other.title} == {"Flood", "Fire"}
    assert models.Risk.objects.count() == 2


def test_entry_is_removed_as_it_was_seen_and_its_history_stays(organisation):
    risk = make_risk(organisation)
    save_revised(row=risk, values={"title": "Flood"}, revision=0)

    with pytest.raises(Changed):
        remove_entry(row=risk, revision=0)
    remove_entry(row=risk, revision=1)
    remove_entry(row=risk, revision=1)

    assert models.Risk.objects.count() == 0
    assert [row.history_type for row in models.Risk.history.order_by("history_id")] == list("+~-")


def test_risk_strikes_and_is_watched_again(organisation):
    risk, day = make_risk(organisation), dt.date(2027, 3, 1)

    struck = declare_struck(risk=risk, struck_on=day, revision=0)
    assert (struck.state, struck.struck_on, struck.revision) == ("struck", day, 1)
    with pytest.raises(Changed):
        watch_risk(risk=risk, revision=0, watch=False)
    assert watch_risk(risk=risk, revision=1, watch=True).state == "open"
    assert watch_risk(risk=risk, revision=2, watch=False).state == "closed"
    assert review_risk(risk=risk, revision=3).reviewed_on == timezone.localdate()


def test_tools_that_need_one_another_in_a_circle_are_refused_by_name(programme):
    desk = save(models.Tool(programme=programme))
    record = save(models.Tool(programme=programme), name="Record", needs=[desk.pk])
    survey = save(models.Tool(programme=programme), name="Survey", needs=[record.pk])

    with pytest.raises(ToolCircle) as refused:
        save(desk, needs=[survey.pk], supplier="Acme")

    assert set(refused.value.names) == {"Desk", "Record", "Survey"}
    assert refused.value.names[0] == refused.value.names[-1]
    desk.refresh_from_db()
    assert (desk.supplier, list(desk.needs.all())) == ("", [])


def test_tool_of_another_programme_is_not_needed(programme):
    stranger = make_tool(factories.make_organisation(name="Other (demo)"))

    assert list(save(models.Tool(programme=programme), needs=[stranger.pk]).needs.all()) == []


def test_tool_names_are_one_each(programme):
    save(models.Tool(programme=programme))

    with pytest.raises(NameTaken):
        save(models.Tool(programme=programme), supplier="Acme")
    assert models.Tool.objects.count() == 1


def test_tool_changes_once_also_where_only_what_it_needs_changes(programme):
    desk = save(models.Tool(programme=programme))
    record = save(models.Tool(programme=programme), name="Record")

    assert save(desk, needs=[record.pk]).revision == 1
    assert save(desk, needs=[record.pk]).revision == 1
    with pytest.raises(Changed) as meanwhile:
        save(desk, supplier="Acme")
    assert meanwhile.value.current.revision == 1
    assert save(desk, supplier="Acme", revision=1).supplier == "Acme"


def test_tool_that_was_removed_meanwhile_is_not_made_anew(programme):
    desk = save(models.Tool(programme=programme))
    models.Tool.objects.all().delete()

    with pytest.raises(Changed) as meanwhile:
        save(desk, supplier="Acme")
    assert meanwhile.value.current is None
    assert models.Tool.objects.count() == 0


def test_tool_that_others_need_is_not_removed(programme):
    record = save(models.Tool(programme=programme), name="Record")
    save(models.Tool(programme=programme), needs=[record.pk])

    with pytest.raises(StillNeeded) as refused:
        remove_entry(row=record, revision=0)
    assert refused.value.names == ("Desk",)


def test_review_of_the_programme_never_goes_back_and_disturbs_nobody(programme):
    review_programme(programme=programme, day=dt.date(2027, 3, 2))
    review_programme(programme=programme, day=dt.date(2027, 3, 1))

    programme.refresh_from_db()
    assert (programme.reviewed_on, programme.revision) == (dt.date(2027, 3, 2), 0)


WRITERS = 12


@pytest.mark.skipif(
    not os.environ.get("DATABASE_URL", "").startswith("postgres"),
    reason="SQLite in memory has no writers that wait",
)
@pytest.mark.django_db(transaction=True)
def test_decisions_recorded_at_once_are_numbered_without_gaps():
    organisation = factories.make_organisation()
    together = threading.Barrier(WRITERS)

    def record(number: int) -> int:
        together.wait(30)
        try:
            return make_decision(organisation, title=f"Decision {number}").number
        finally:
            connection.close()

    with ThreadPoolExecutor(WRITERS) as pool:
        numbers = sorted(pool.map(record, range(WRITERS)))
    assert numbers == list(range(1, WRITERS + 1))
