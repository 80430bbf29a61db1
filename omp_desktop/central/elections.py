"""Elections that the centre has: read from the bytes that were published, understood once in a process."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from omp_desktop.central.rows import table_of
from omp_desktop.central.schema import AmendmentRow, ElectionRow
from omp_desktop.crypto.group import ED25519
from omp_desktop.domain.amendment import Amendment, effective
from omp_desktop.domain.canonical import parse_canonical
from omp_desktop.domain.errors import OmpError
from omp_desktop.domain.json_fields import FieldWrong
from omp_desktop.domain.manifest import Manifest
from omp_desktop.record.authority import Published, check_complete, check_trustees, signed
from omp_desktop.record.layout import MANIFEST_PURPOSE, read_amendments
from omp_desktop.record.manifest_context import context_of
from omp_desktop.wire.refusals import ManifestRefused

# As canonical JSON writes it: no database keeps it as text.
_NUL: Final = b"\\u0000"
_elections = table_of(ElectionRow)
_MANIFEST: Final = select(_elections.c.manifest).where(_elections.c.id == bindparam("election"))


def known(session: Session, election_id: str) -> Published | None:
    """The election with the context of its ballots, or None if the centre does not have it."""
    raw = session.connection().execute(_MANIFEST, {"election": election_id}).scalar()
    return None if raw is None else understood(raw)


@lru_cache(maxsize=32)
def understood(raw: bytes) -> Published:
    """A manifest that was checked when it came."""
    manifest = Manifest.from_bytes(raw)
    return Published(manifest, hashlib.sha256(raw).hexdigest(), context_of(raw, manifest))


def checked(raw: bytes, signature: bytes, commission_key: str) -> Published:
    """A manifest of this commission, complete, signed, its trustees' proofs good. Raises ManifestRefused."""
    if _NUL in raw:
        raise ManifestRefused
    try:
        published = understood(raw)
        check_complete(published.manifest)
        check_trustees(published)
    except (OmpError, ValueError, OverflowError) as problem:
        raise ManifestRefused from problem
    key = bytes.fromhex(commission_key)
    if published.manifest.commission_key != commission_key or not ED25519.is_element(key):
        raise ManifestRefused
    if not signed(key, MANIFEST_PURPOSE, raw, signature):
        raise ManifestRefused
    return published


def amendments(session: Session, election_id: str) -> tuple[Amendment, ...]:
    """The amendments in force: from the first one on without a gap, as far as they are allowed.

    A later one may have come before an earlier, and only the earlier ones show whether it is allowed.
    """
    rows = session.execute(
        select(AmendmentRow.number, AmendmentRow.body, AmendmentRow.signature)
        .where(AmendmentRow.election_id == election_id)
        .order_by(AmendmentRow.number)
    )
    found: list[Amendment] = []
    for number, body, signature in rows:
        if number != len(found) + 1:
            break
        found.append(read_amendment(body, signature))
    published = known(session, election_id) if found else None
    while published is not None and not allowed(published, found):
        found.pop()
    return tuple(found)


def allowed(published: Published, chain: Sequence[Amendment]) -> bool:
    """Whether these amendments follow on each other and each may change what it changes."""
    try:
        effective(published.manifest, chain)
    except (OmpError, OverflowError):
        # OverflowError: an instant that no time zone can show.
        return False
    return True


def read_amendment(body: bytes, signature: str) -> Amendment:
    """An amendment from the canonical bytes that were signed. Raises NotCanonical, FieldWrong."""
    value = parse_canonical(body)
    if not isinstance(value, dict):
        raise FieldWrong("$")
    (amendment,) = read_amendments({"amendments": [{**value, "signature": signature}]})
    return amendment
