"""Amendments as they travel: the commission's canonical text and signature, checked against the manifest."""

from __future__ import annotations

from collections.abc import Sequence

from omp_desktop.crypto import signing
from omp_desktop.domain.amendment import Amendment, AmendmentKind, effective
from omp_desktop.domain.canonical import parse_canonical
from omp_desktop.domain.json_fields import Fields, FieldWrong
from omp_desktop.domain.manifest import Manifest
from omp_desktop.domain.record_errors import AmendmentMalformed
from omp_desktop.record.layout import AMENDMENT_PURPOSE
from omp_desktop.wire.package import SignedText


def read_amendment(message: SignedText, commission_key: str) -> Amendment:
    """The amendment, if the commission signed it. Whether it is allowed depends on those before it.

    Raises SignatureInvalid, SigningKeyInvalid, NotCanonical, AmendmentMalformed.
    """
    raw = message.text.encode("utf-8")
    signature = bytes.fromhex(message.signature)
    signing.verify(bytes.fromhex(commission_key), AMENDMENT_PURPOSE, raw, signature)
    try:
        fields = Fields(parse_canonical(raw))
        amendment = Amendment(
            election_id=fields.text("election_id"),
            number=fields.integer("number"),
            kind=fields.word("kind", AmendmentKind),
            payload=fields.child("payload").mapping(),
            made_at=fields.instant("made_at"),
            previous_hash=fields.text("previous_hash"),
            signature=message.signature,
        )
    except FieldWrong as wrong:
        raise AmendmentMalformed(number=0) from wrong
    if amendment.signed_bytes() != raw:
        raise AmendmentMalformed(number=amendment.number)
    return amendment


def check_chain(manifest: Manifest, amendments: Sequence[Amendment]) -> frozenset[str]:
    """That they follow on one another and are allowed; returns the options withdrawn.

    That pledges came before the opening was checked where they were drawn up. Raises AmendmentRefused.
    """
    return effective(manifest, amendments).withdrawn


def amendment_message(amendment: Amendment) -> SignedText:
    """The amendment as it travels."""
    return SignedText(text=amendment.signed_bytes().decode("utf-8"), signature=amendment.signature)
