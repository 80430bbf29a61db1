"""What a quorum of shares gives: the totals, and the opening as it stands in the election record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from omp_desktop.crypto.errors import BadShare
from omp_desktop.crypto.opening import OpenedContest, PartialOpening, combine, sums_to_json
from omp_desktop.crypto.trustees import TrusteePublic
from omp_desktop.domain.canonical import canonical_bytes
from omp_desktop.services.counting_errors import ShareMissing
from omp_desktop.services.opening_files import OpeningRequest
from omp_desktop.services.opening_status import publics_of
from omp_desktop.services.publication import Published


@dataclass(frozen=True, slots=True)
class Opened:
    """A request, the shares that open it, and its totals. `record`: as it stands in the election record."""

    request: OpeningRequest
    totals: Mapping[str, OpenedContest]
    record: bytes


def combined(published: Published, request: OpeningRequest, partials: Sequence[PartialOpening]) -> Opened:
    """The totals and the record of an opening, from the shares of any quorum whose proofs hold.

    Raises ShareMissing with the numbers of those who have not given a share, BadShare where good ones are too
    few without a bad one, TotalNotFound.
    """
    publics = publics_of(published)
    by_trustee = {partial.trustee: partial for partial in partials}
    bad: BadShare | None = None
    while len(by_trustee) >= publics[0].quorum:
        used = [by_trustee[index] for index in sorted(by_trustee)][: publics[0].quorum]
        try:
            # It checks the proofs of every share before it uses it.
            totals = combine(published.context, request.sums, publics, used)
        except BadShare as problem:
            bad = bad or problem
            del by_trustee[int(str(problem.params["trustee"]))]
        else:
            return Opened(request, totals, _record(request, used, totals))
    raise bad or _missing(publics, by_trustee)


def _record(
    request: OpeningRequest, used: Sequence[PartialOpening], totals: Mapping[str, OpenedContest]
) -> bytes:
    return canonical_bytes(
        {
            "kind": request.kind.value,
            "ballots": request.sums.ballots,
            "sums": sums_to_json(request.sums),
            "units": dict(request.units),
            "partials": [partial.to_json() for partial in used],
            "totals": {
                contest_id: {"votes": list(total.votes), "blank": total.blank}
                for contest_id, total in totals.items()
            },
        }
    )


def _missing(publics: Sequence[TrusteePublic], given: Mapping[int, PartialOpening]) -> ShareMissing:
    missing = [str(public.index) for public in publics if public.index not in given]
    needed = publics[0].quorum
    return ShareMissing(needed=needed, given=len(given), missing=", ".join(missing), more=needed - len(given))
