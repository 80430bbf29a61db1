"""A kiosk's closing value against the pages of it that were collected."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from omp_desktop.crypto import signing
from omp_desktop.crypto.errors import SignatureInvalid, SigningKeyInvalid
from omp_desktop.crypto.pages import (
    CLOSING_PURPOSE,
    NO_CHAIN,
    Chain,
    Counts,
    Entry,
    EpochEnd,
    closing_value,
    opening_value,
)
from omp_desktop.services.pages import Closing
from omp_desktop.store.records import CollectedPage


def closing_holds(chain: Chain, closing: Closing, pages: Sequence[CollectedPage]) -> bool:
    """Whether a closing is signed and names exactly these pages, in order of their epochs and numbers.

    That its value is that of their ballots, `value_holds` says.
    """
    own = {
        epoch: list(found) for epoch, found in groupby(pages, key=lambda page: page.page.place.store_epoch)
    }
    before = NO_CHAIN
    for end in closing.epochs:
        opening = opening_value(chain, end.store_epoch, before)
        linked = own.pop(end.store_epoch, [])
        last = opening
        for number, page in enumerate(linked, start=1):
            if (page.page.place.number, page.page.previous) != (number, last.hex()):
                return False
            last = bytes.fromhex(page.page.hash)
        if end != EpochEnd(end.store_epoch, opening, len(linked), last):
            return False
        before = end.last
    return not own and closing.counts == _counts(pages) and _signed(chain, closing)


def value_holds(chain: Chain, closing: Closing, entries: Sequence[Entry]) -> bool:
    """Whether the closing's value is that of all the kiosk's ballots. Some seconds for a million."""
    in_order = sorted(entries, key=lambda entry: entry.code)
    return closing_value(chain, closing.epochs, closing.counts, in_order).hex() == closing.value


def _counts(pages: Sequence[CollectedPage]) -> Counts:
    found = [page.counts for page in pages]
    return Counts(
        sum(each.cast for each in found),
        sum(each.tested for each in found),
        sum(each.void for each in found),
    )


def _signed(chain: Chain, closing: Closing) -> bool:
    try:
        signing.verify(
            chain.public_key, CLOSING_PURPOSE, bytes.fromhex(closing.value), closing.signature or b""
        )
    except (SignatureInvalid, SigningKeyInvalid):
        return False
    return True
