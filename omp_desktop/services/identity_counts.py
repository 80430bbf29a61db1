"""How identities were checked, as counts for the polling record (투표록).

Only counts, per election and method. A method beside each voter would be one more piece of personal data that
nobody needs – who came with a passport says something about them – and the record asks for totals only.
"""

from __future__ import annotations

from collections.abc import Mapping

from omp_desktop.domain.poll import IdentityMethod
from omp_desktop.store.unit_of_work import UnitOfWork


def count_method(uow: UnitOfWork, election_id: str, method: IdentityMethod) -> None:
    """One more permit was issued on this method, inside the caller's transaction."""
    name = _name(election_id, method)
    uow.settings.set(name, str(int(uow.settings.get(name) or 0) + 1))


def method_counts(uow: UnitOfWork, election_id: str) -> Mapping[IdentityMethod, int]:
    """Permits issued on each method, those cancelled later included; every method is there."""
    return {method: int(uow.settings.get(_name(election_id, method)) or 0) for method in IdentityMethod}


def _name(election_id: str, method: IdentityMethod) -> str:
    return f"check-in.{election_id}.{method.value}"
