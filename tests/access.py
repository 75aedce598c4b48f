"""Words of the tables that say who may open which address (tests/test_access.py)."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from assessments import models
from assessments.queries.invitations import join_token, unsubscribe_token
from roadmaps import models as roadmaps
from roadmaps.actions.reports import request_report
from roadmaps.domain.documents import Wanted

OK, FOUND, FORBIDDEN, MISSING, NOT_THIS_WAY, NOT_JSON = 200, 302, 403, 404, 405, 415
BAD = 400
LOGIN = "/accounts/login/"


@dataclass(frozen=True)
class Cast:
    """The rows that addresses name; all belong to Olive's organisation. `roadmap` is not of
    `closed`, which has none."""

    organisation: models.Organisation
    membership: models.Membership
    draft: models.Assessment
    open: models.Assessment
    closed: models.Assessment
    roadmap: roadmaps.Roadmap


@dataclass(frozen=True)
class Row:
    """What each person gets for one request. `right` (`run` or `govern`): members who have it get
    what Olive gets, members with the other one what Vera gets."""

    anonymous: int
    stan: int
    vera: int
    olive: int
    method: str = "get"
    kwargs: Callable[[Cast], dict[str, Any]] = lambda _cast: {}
    data: dict[str, Any] = field(default_factory=dict)
    right: str = ""

    @property
    def statuses(self) -> tuple[int, int, int, int]:
        return (self.anonymous, self.stan, self.vera, self.olive)


def of_organisation(cast: Cast) -> dict[str, Any]:
    return {"pk": cast.organisation.pk}


def of_draft(cast: Cast) -> dict[str, Any]:
    return {"pk": cast.draft.pk}


def of_open(cast: Cast) -> dict[str, Any]:
    return {"pk": cast.open.pk}


def of_closed(cast: Cast) -> dict[str, Any]:
    return {"pk": cast.closed.pk}


def of_roadmap(cast: Cast) -> dict[str, Any]:
    return {"pk": cast.roadmap.pk}


def of_report(cast: Cast) -> dict[str, Any]:
    return {"pk": request_report(roadmap=cast.roadmap, wanted=Wanted("en"))[0].pk}


def of_initiative(cast: Cast) -> dict[str, Any]:
    return of_roadmap(cast) | {"stone": "IMP-1"}


def reading(kwargs: Callable[[Cast], dict[str, Any]]) -> Row:
    """A page that members read."""
    return Row(FOUND, MISSING, OK, OK, kwargs=kwargs)


def running(kwargs: Callable[[Cast], dict[str, Any]], status: int = FOUND, **data: Any) -> Row:
    """A request that consultants and those who run the programme may send."""
    return replace(changing(kwargs, status, **data), right="run")


def governing(kwargs: Callable[[Cast], dict[str, Any]], status: int = FOUND, **data: Any) -> Row:
    """A request that consultants and those who steer the course may send."""
    return replace(changing(kwargs, status, **data), right="govern")


def changing(kwargs: Callable[[Cast], dict[str, Any]], status: int = FOUND, **data: Any) -> Row:
    """A request that only consultants may send."""
    return Row(FOUND, MISSING, FORBIDDEN, status, method="post", kwargs=kwargs, data=data)


def leading_back(kwargs: Callable[[Cast], dict[str, Any]]) -> Row:
    """Only changes things: asked to show itself it leads to its page, which asks who it is."""
    return for_everybody(FOUND, kwargs=kwargs)


def setting_up(kwargs: Callable[[Cast], dict[str, Any]]) -> tuple[Row, Row]:
    """A form that only consultants see and send; sent empty it comes back."""
    return (Row(FOUND, MISSING, FORBIDDEN, OK, kwargs=kwargs), changing(kwargs, OK, name=""))


def of_membership(cast: Cast) -> dict[str, Any]:
    return of_organisation(cast) | {"membership": cast.membership.pk}


def of_code(cast: Cast) -> dict[str, Any]:
    return {"code": cast.open.join_code}


def of_code_closed(cast: Cast) -> dict[str, Any]:
    return {"code": cast.closed.join_code}


def of_block(cast: Cast) -> dict[str, Any]:
    return {"code": cast.open.join_code, "block": "shared-vision"}


def of_invitation(cast: Cast) -> dict[str, Any]:
    row = cast.open.invitations.get_or_create(email="ada@example.org", language="en")[0]
    return of_open(cast) | {"invitation": row.pk}


def of_personal_link(cast: Cast) -> dict[str, Any]:
    row = cast.open.invitations.get_or_create(email="ada@example.org", language="en")[0]
    return {"token": join_token(row)}


def of_way_out(cast: Cast) -> dict[str, Any]:
    row = cast.open.invitations.get_or_create(email="ada@example.org", language="en")[0]
    return {"token": unsubscribe_token(row)}


def for_everybody(status: int, **fields: Any) -> Row:
    """The same for all: no account is asked for."""
    return Row(status, status, status, status, **fields)


def not_yet(kwargs: Callable[[Cast], dict[str, Any]]) -> Row:
    """What does not exist, for members neither."""
    return Row(FOUND, MISSING, MISSING, MISSING, kwargs=kwargs)
