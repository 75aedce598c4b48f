import json

from roadmaps.domain.planning import plan
from roadmaps.domain.plans import Plan, PlanSettings
from roadmaps.domain.scopes import Scope
from roadmaps.domain.targets import Target
from roadmaps.queries.documents import from_document, to_document
from tests.roadmaps.domain.cases import CAPACITIES, PHASES, advance, worked_scope


def after_storing(value, kind):
    return from_document(json.loads(json.dumps(to_document(value))), kind)


def test_values_come_back_as_they_were():
    scope, settings = worked_scope(), PlanSettings()
    best = plan(scope, PHASES, CAPACITIES, settings)
    targets = advance({"VIS": 2})
    assert after_storing(scope, Scope) == scope
    assert after_storing(best, Plan) == best
    assert after_storing(settings, PlanSettings) == settings
    assert after_storing(targets, tuple[Target, ...]) == targets


def test_documents_equal_what_the_database_gives_back():
    document = to_document(worked_scope())
    assert json.loads(json.dumps(document)) == document
