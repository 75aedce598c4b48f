"""Who may open which address: a reviewed table. An address without a row fails the suite.

To add an address, add a row to HERE under its full name: the method, the keyword arguments taken
from the cast (`lambda cast: …`, fields of Cast), and what anonymous visitors, Stan (a consultant of
another organisation), Vera (viewer) and Olive (consultant) get. A name may have several rows; those
of the roadmap's pages stand in tests/roadmaps/access_*.py.
"""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.urls.exceptions import NoReverseMatch
from django.utils import timezone

from assessments import models
from roadmaps import models as roadmaps
from tests import factories
from tests.access import (
    BAD,
    FORBIDDEN,
    FOUND,
    LOGIN,
    MISSING,
    NOT_JSON,
    NOT_THIS_WAY,
    OK,
    Cast,
    Row,
    changing,
    for_everybody,
    governing,
    leading_back,
    not_yet,
    of_block,
    of_closed,
    of_code,
    of_code_closed,
    of_draft,
    of_invitation,
    of_membership,
    of_open,
    of_organisation,
    of_personal_link,
    of_report,
    of_roadmap,
    of_way_out,
    reading,
    running,
    setting_up,
)
from tests.roadmaps import (
    access_approaches,
    access_board,
    access_comparing,
    access_course,
    access_documents,
    access_following,
    access_registers,
    access_room,
    access_schedule,
    access_travel,
)
from tests.roadmaps.rows import make_roadmap

FILES = ("xlsx", "csv", "json")

HERE: dict[str, tuple[Row, ...]] = {
    # watchdogs
    "live": (for_everybody(OK), for_everybody(NOT_THIS_WAY, method="post")),
    "ready": (for_everybody(OK), for_everybody(NOT_THIS_WAY, method="post")),
    # accounts
    "login": (Row(OK, FOUND, FOUND, FOUND),),
    "logout": (for_everybody(NOT_THIS_WAY), for_everybody(FOUND, method="post")),
    "password_change": (Row(FOUND, OK, OK, OK),),
    "password_change_done": (Row(FOUND, OK, OK, OK),),
    "set_language": (for_everybody(FOUND, method="post", data={"language": "fr"}),),
    # organisations
    "assessments:home": (Row(OK, FOUND, FOUND, FOUND),),
    "assessments:organisation_list": (Row(FOUND, OK, OK, OK),),
    "assessments:organisation_new": (
        Row(FOUND, OK, OK, OK),
        Row(FOUND, OK, OK, OK, method="post", data={"name": ""}),
    ),
    "assessments:organisation": (reading(of_organisation),),
    "assessments:organisation_edit": setting_up(of_organisation),
    "assessments:member_save": (
        leading_back(of_organisation),
        changing(of_organisation, username="stan", role="consultant"),
    ),
    "assessments:member_remove": (leading_back(of_membership), changing(of_membership)),
    # assessments
    "assessments:assessment_new": setting_up(of_organisation),
    "assessments:assessment": (reading(of_draft), reading(of_open), reading(of_closed)),
    "assessments:assessment_edit": setting_up(of_draft),
    "assessments:reveal": (
        Row(FOUND, MISSING, FORBIDDEN, OK, kwargs=of_closed),
        changing(of_closed, show="1"),
    ),
    "assessments:assessment_open": (leading_back(of_draft), changing(of_draft)),
    "assessments:assessment_extend": (
        leading_back(of_open),
        changing(of_open, closes_on=str(timezone.localdate() + datetime.timedelta(days=60))),
    ),
    "assessments:assessment_close": (
        Row(FOUND, MISSING, FORBIDDEN, OK, kwargs=of_open),
        changing(of_open),
    ),
    # invitations: addresses of people are for consultants only
    "assessments:invitations": (Row(FOUND, MISSING, FORBIDDEN, OK, kwargs=of_open),),
    "assessments:invitations_add": (
        Row(FOUND, MISSING, FORBIDDEN, OK, kwargs=of_open),
        changing(of_open, OK, text=""),
    ),
    "assessments:invitations_send": (leading_back(of_open), changing(of_open, kind="invitation")),
    "assessments:invitation_remove": (
        Row(FOUND, MISSING, FORBIDDEN, OK, kwargs=of_invitation),
        changing(of_invitation),
    ),
    "assessments:wall": (reading(of_open),),
    "assessments:qr": (reading(of_open), Row(FOUND, MISSING, MISSING, MISSING, kwargs=of_draft)),
    "assessments:poster": (
        reading(of_open),
        Row(FOUND, MISSING, MISSING, MISSING, kwargs=of_draft),
    ),
    "assessments:questionnaire": (
        reading(of_open),
        Row(FOUND, MISSING, MISSING, MISSING, kwargs=of_closed),
    ),
    "assessments:paper": (
        Row(FOUND, MISSING, FORBIDDEN, OK, kwargs=of_open),
        Row(FOUND, MISSING, FORBIDDEN, FOUND, kwargs=of_closed),
        changing(of_open, BAD),
    ),
    "assessments:paper_take_back": (leading_back(of_open), changing(of_open)),
    # results
    "assessments:results_trend": (reading(of_organisation),),
    "assessments:results": (
        reading(of_closed),
        Row(FOUND, MISSING, MISSING, MISSING, kwargs=of_open),
    ),
    "assessments:results_block": (
        reading(lambda cast: of_closed(cast) | {"block": "shared-vision"}),
        Row(
            FOUND,
            MISSING,
            MISSING,
            MISSING,
            kwargs=lambda c: of_open(c) | {"block": "shared-vision"},
        ),
    ),
    **{
        f"assessments:results_{page}": (
            reading(of_closed),
            Row(FOUND, MISSING, MISSING, MISSING, kwargs=of_open),
        )
        for page in ("differing", "people", "comments")
    },
    "assessments:method": (reading(of_closed),),
    "assessments:results_files": (reading(of_closed), not_yet(of_open)),
    "assessments:results_file": (
        *(reading(lambda cast, kind=kind: of_closed(cast) | {"kind": kind}) for kind in FILES),
        *(not_yet(lambda cast, kind=kind: of_open(cast) | {"kind": kind}) for kind in FILES),
        not_yet(lambda cast: of_closed(cast) | {"kind": "pdf"}),
    ),
    # targets and roadmaps
    "roadmaps:targets": (
        reading(of_closed),
        Row(FOUND, MISSING, MISSING, MISSING, kwargs=of_open),
        governing(of_closed, OK),
    ),
    "roadmaps:roadmap_new": (
        reading(of_closed),
        Row(FOUND, MISSING, MISSING, MISSING, kwargs=of_open),
        running(of_closed, OK),
    ),
    "roadmaps:method": (reading(of_closed),),
    # reports: whoever may read the roadmap may have it printed. Ordering is a POST and still
    # reading: it makes a file of what the viewer sees anyway and changes nothing of it.
    "roadmaps:report_latest": (
        Row(FOUND, MISSING, OK, OK, kwargs=of_closed),
        Row(FOUND, MISSING, MISSING, MISSING, kwargs=of_open),
    ),
    "roadmaps:report_new": (
        reading(of_roadmap),
        Row(FOUND, MISSING, OK, OK, method="post", kwargs=of_roadmap, data={"language": "?"}),
        Row(
            FOUND,
            MISSING,
            FOUND,
            FOUND,
            method="post",
            kwargs=of_roadmap,
            data={"kind": "full", "language": "en", "size": "A4"},
        ),
    ),
    "roadmaps:report": (reading(of_report),),
    "roadmaps:report_download": (Row(FOUND, MISSING, FOUND, FOUND, kwargs=of_report),),
    # respondents: a code is all they need; without a sheet every page leads to the start
    "assessments:join_by_code": (for_everybody(FOUND, method="post", data={"code": "?"}),),
    "assessments:join": (for_everybody(OK, kwargs=of_code),),
    "assessments:invited": (for_everybody(OK, kwargs=of_personal_link),),
    "assessments:unsubscribe": (
        for_everybody(OK, kwargs=of_way_out),
        for_everybody(OK, method="post", kwargs=of_way_out),
    ),
    "assessments:answer": (for_everybody(FOUND, kwargs=of_block),),
    "assessments:save": (for_everybody(NOT_JSON, method="post", kwargs=of_code),),
    "assessments:resume": (
        for_everybody(OK, kwargs=of_code),
        for_everybody(400, method="post", kwargs=of_code, data={"token": "?"}),
    ),
    "assessments:resume_code": (for_everybody(FOUND, kwargs=of_code),),
    "assessments:withdraw": (
        for_everybody(MISSING, kwargs=of_code),
        for_everybody(MISSING, method="post", kwargs=of_code),
    ),
    "assessments:result": (for_everybody(MISSING, kwargs=of_code_closed),),
    "assessments:sheet_language": (for_everybody(FOUND, method="post", kwargs=of_code),),
    "assessments:review": (for_everybody(FOUND, kwargs=of_code),),
    "assessments:thanks": (for_everybody(FOUND, kwargs=of_code),),
}


AREAS = {
    "approaches": access_approaches.ROWS,
    "assessments": HERE,
    "board": access_board.ROWS,
    "comparing": access_comparing.ROWS,
    "course": access_course.ROWS,
    "documents": access_documents.ROWS,
    "following": access_following.ROWS,
    "registers": access_registers.ROWS,
    "room": access_room.ROWS,
    "schedule": access_schedule.ROWS,
    "travel": access_travel.ROWS,
}
ROWS = {name: rows for area in AREAS.values() for name, rows in area.items()}


def routes(patterns: Any = None, namespace: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every address of the product, by its full name; the admin has a table of its own."""
    for entry in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(entry, URLResolver):
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from routes(entry.url_patterns, inner)
        else:
            yield f"{namespace}{entry.name}", entry


ADMIN = dict(route for route in routes() if route[0].startswith("admin:"))
OURS = {name for name, _ in routes()} - set(ADMIN)


@pytest.fixture
def cast(organisation, assessment, maturity_model, vera) -> Cast:
    answers = factories.all_items(maturity_model, 2, 3)
    closed, planned = (
        factories.make_assessment(organisation, maturity_model, min_group_size=3) for _ in range(2)
    )
    for each in (closed, planned):
        factories.answer(each, "sales", answers, count=3)
        factories.close(each)
    draft = factories.make_assessment(organisation, maturity_model, status="draft")
    membership = organisation.memberships.get(user=vera)
    return Cast(organisation, membership, draft, assessment, closed, make_roadmap(planned))


def state() -> list[Any]:
    """Everything that consultants may change."""
    tables = (models.Organisation, models.Department, models.Membership, models.Assessment)
    tables += (roadmaps.Roadmap, roadmaps.Initiative, roadmaps.Programme, roadmaps.Target)
    return [list(table.objects.order_by("pk").values()) for table in tables]


def request(user: User | None, name: str, row: Row, cast: Cast) -> Any:
    client = Client()
    if user:
        client.force_login(user)
    address = reverse(name, kwargs=row.kwargs(cast))
    return getattr(client, row.method)(address, row.data)


def rows_of(area: str) -> Iterator[tuple[str, Row, str]]:
    """Every row of an area, with a name of its own."""
    for name, rows in AREAS[area].items():
        for number, row in enumerate(rows):
            yield name, row, f"{name}-{row.method}-{number}"


@contextmanager
def case(subtests: pytest.Subtests, title: str) -> Iterator[None]:
    """A test of its own; what happens meanwhile has not happened for the next one."""
    with subtests.test(title), transaction.atomic():
        yield
        transaction.set_rollback(True)


def test_every_address_has_a_row():
    assert set(ROWS) == OURS
    assert sum(len(area) for area in AREAS.values()) == len(ROWS)


@pytest.fixture
def no_printing(monkeypatch):
    """Who may have a file printed is asked here, not what is on it."""
    for module in ("assessments.views.printed", "roadmaps.views.registers.handover"):
        monkeypatch.setattr(f"{module}.render_apart", lambda *_page, **_how: b"%PDF")


ROLES = {"governance": {"govern"}, "programme": {"run"}}


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("area", AREAS)
def test_addresses_open_to_members_who_have_their_right(cast, organisation, area, role, subtests):
    member = factories.make_user(role)
    organisation.memberships.create(user=member, role=role)
    for name, row, title in rows_of(area):
        if row.right:
            expected = row.olive if row.right in ROLES[role] else row.vera
            with case(subtests, title):
                assert request(member, name, row, cast).status_code == expected


@pytest.mark.parametrize("area", AREAS)
@pytest.mark.usefixtures("no_printing")
def test_addresses_open_to_whom_they_may(cast, olive, vera, stan, area, subtests):
    for name, row, title in rows_of(area):
        with case(subtests, title):
            check(row, name, cast, (None, stan, vera, olive))


def check(row: Row, name: str, cast: Cast, people: tuple[User | None, ...]) -> None:
    """Everybody gets what the table says, and only the owner changes anything."""
    row.kwargs(cast)  # the rows that the address names are there before anybody asks
    before = state()
    *others, owner = people
    answers = [request(who, name, row, cast) for who in others]
    assert state() == before
    answers.append(request(owner, name, row, cast))

    assert tuple(answer.status_code for answer in answers) == row.statuses
    if row.anonymous == FOUND and row.stan != FOUND:
        assert answers[0].headers["Location"].startswith(LOGIN)


def admin_addresses() -> Iterator[tuple[str, str]]:
    """Addresses of the admin, with a number wherever they ask for something."""
    for name in ADMIN:
        for arguments in ([], [1], ["auth"], [1, 1]):
            try:
                yield name, reverse(name, args=arguments)
            except NoReverseMatch:
                continue
            break


def test_admin_opens_to_nobody_without_a_staff_account(client, olive):
    client.force_login(olive)
    addresses = dict(admin_addresses())
    reached = {
        name for name, address in addresses.items() if client.get(address).status_code == 200
    }

    assert set(addresses) == set(ADMIN) - {"admin:None"}
    assert reached == {"admin:login"}


def test_admin_knows_nothing_of_what_people_said():
    names = {name.removeprefix("admin:") for name in ADMIN}

    for hidden in ("sheet", "answer", "comment", "snapshot", "invitation", "mailing"):
        assert f"assessments_{hidden}_changelist" not in names
    assert "assessments_stone_changelist" in names
