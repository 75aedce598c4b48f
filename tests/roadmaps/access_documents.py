"""Who may open which address: see tests/test_access.py.

Look and sharing are changed with either right: tests/roadmaps/views/test_looks.py and
test_sharing.py ask that of both roles, for here a row names one right or none.
"""

import datetime as dt
from typing import Any

from django.utils import timezone

from roadmaps.actions.brands import save_logo
from roadmaps.actions.sharing import share_report
from roadmaps.domain.looks import CLIENT
from roadmaps.models import SharedLink
from tests.access import (
    FOUND,
    MISSING,
    OK,
    Cast,
    Row,
    changing,
    for_everybody,
    leading_back,
    of_roadmap,
    reading,
)

UNKNOWN = "0" * 43


def of_logo(cast: Cast) -> dict[str, Any]:
    save_logo(organisation=cast.organisation, which=CLIENT, content=b"picture")
    return of_roadmap(cast) | {"which": "client"}


def of_link(cast: Cast) -> dict[str, Any]:
    """One link: everybody asks for the same."""
    link = SharedLink.objects.first() or _share(cast)[0]
    return {"pk": link.roadmap_id, "link": link.pk}


def of_token(cast: Cast) -> dict[str, Any]:
    return {"token": _share(cast)[1]}


def of_shared(cast: Cast) -> dict[str, Any]:
    return {"pk": _share(cast)[0].pk}


def _share(cast: Cast) -> tuple[SharedLink, str]:
    until = timezone.localdate() + dt.timedelta(days=9)
    return share_report(roadmap=cast.roadmap, label="Board", expires_on=until)


ROWS: dict[str, tuple[Row, ...]] = {
    "roadmaps:look": (
        reading(of_roadmap),
        changing(of_roadmap, accent="#003189", consultancy="North", revision=0),
    ),
    "roadmaps:logo": (
        reading(of_logo),
        Row(FOUND, MISSING, MISSING, MISSING, kwargs=lambda c: of_roadmap(c) | {"which": "x"}),
        changing(of_logo, OK),  # without a picture the form comes back
    ),
    "roadmaps:logo_remove": (leading_back(of_logo), changing(of_logo)),
    "roadmaps:sharing": (reading(of_roadmap), changing(of_roadmap, OK, label="")),
    "roadmaps:link_revoke": (leading_back(of_link), changing(of_link)),
    # shared: whoever has the link and its cookie; an account helps nobody
    "roadmaps:shared": (
        for_everybody(FOUND, kwargs=of_token),
        for_everybody(MISSING, kwargs=lambda _cast: {"token": UNKNOWN}),
    ),
    "roadmaps:shared_report": (for_everybody(MISSING, kwargs=of_shared),),
    "roadmaps:shared_passphrase": (
        for_everybody(FOUND, kwargs=of_shared),
        for_everybody(MISSING, method="post", kwargs=of_shared, data={"passphrase": "x"}),
    ),
    "roadmaps:shared_logo": (
        for_everybody(MISSING, kwargs=lambda cast: of_shared(cast) | {"which": "client"}),
    ),
    "roadmaps:shared_colours": (for_everybody(MISSING, kwargs=of_shared),),
}
