"""How many wrong codes an address has left."""

from ipaddress import IPv6Address, ip_address, ip_network

from django.utils import timezone
from django.utils.crypto import salted_hmac

from assessments import models
from assessments.domain import limits

SHARED = ""


def find_wait(*, purpose: str, address: str | None) -> int:
    """Seconds until codes of an address are looked at again; 0 for now. In one query."""
    own, wide = bucket_of(purpose, address), wide_bucket_of(purpose, address)
    rows = models.MissBudget.objects.filter(purpose=purpose, address__in=[own, wide, SHARED])
    found = {row.address: row for row in rows}
    shared = load_left(found.get(SHARED), limits.GLOBAL)
    budget = limits.STRICT if shared < 0 else limits.ADDRESS
    waits = [limits.find_wait(budget, load_left(found.get(own), budget))]
    if wide:
        waits.append(limits.find_wait(limits.WIDE, load_left(found.get(wide), limits.WIDE)))
    return max(waits)


def load_left(row: models.MissBudget | None, budget: limits.Budget) -> float:
    """What is in a bucket now; one that has no row is full."""
    if row is None:
        return float(budget.burst)
    seconds = (timezone.now() - row.refilled_at).total_seconds()
    return limits.refill(budget, row.left, seconds)


def bucket_of(purpose: str, address: str | None, guess: str = "") -> str:
    """The name of the bucket of an address, or of one guess from there: a keyed digest."""
    text = "\n".join((purpose, _network(address), guess))
    return salted_hmac("assessments.limits", text, algorithm="sha256").hexdigest()


def wide_bucket_of(purpose: str, address: str | None) -> str:
    """The name of the bucket of a whole site of version 6 (/48); '' for other addresses."""
    found = ip_address(address) if address else None
    if not isinstance(found, IPv6Address) or found.ipv4_mapped:
        return ""
    text = f"{purpose}\n{ip_network((int(found), 48), strict=False)}"
    return salted_hmac("assessments.limits", text, algorithm="sha256").hexdigest()


def _network(address: str | None) -> str:
    """The address; of version 6 the network of one household, which holds 2 ** 64 of them."""
    if address is None:
        return "unknown"
    found = ip_address(address)
    if isinstance(found, IPv6Address):
        if found.ipv4_mapped:
            return str(found.ipv4_mapped)
        return str(ip_network((int(found), 64), strict=False))
    return str(found)
