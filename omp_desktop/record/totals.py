"""The checks of what was opened: `openings` and `totals`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from omp_desktop.crypto.election_context import ContestShape, ElectionContext
from omp_desktop.crypto.errors import TotalNotFound
from omp_desktop.crypto.opening import OpenedContest, combine, verify_partial
from omp_desktop.crypto.trustees import TrusteePublic
from omp_desktop.domain.election import ResultsPolicy
from omp_desktop.domain.errors import OmpError
from omp_desktop.domain.language import Param
from omp_desktop.domain.opening_rule import OpeningKind, too_small
from omp_desktop.record import layout
from omp_desktop.record.authority import Published, said
from omp_desktop.record.chains import cast_by_station
from omp_desktop.record.errors import WHOLE, Fault, RecordBad
from omp_desktop.record.files import RecordFiles
from omp_desktop.record.opened import RecordedOpening


def check_openings(files: RecordFiles, published: Published, publics: Sequence[TrusteePublic]) -> None:
    """Every opening is proved and gives its totals; together they show no small piece. Raises RecordBad."""
    openings, policy = files.openings, published.manifest.policy
    kinds = [opening.kind for opening in openings]
    if kinds.count(OpeningKind.FINAL) != 1 or kinds[-1] is not OpeningKind.FINAL:
        raise RecordBad(file=layout.OPENINGS, item=WHOLE, fault=Fault.FINAL)
    live = openings[:-1]
    if live and policy.results is not ResultsPolicy.LIVE:
        raise _bad(0, Fault.NOT_LIVE)
    cast = cast_by_station(files.pages)
    for at, opening in enumerate(openings):
        _check_units(at, opening, published, cast)
    final = openings[-1]
    if final.sums != files.sums or final.ballots != sum(cast.values()):
        raise _bad(len(live), Fault.PRODUCT)
    for at, opening in enumerate(openings):
        check_opening(at, opening, published.context, publics)
    # After the proofs: a stranger could write down openings without end, whose pieces take long to find.
    if too_small([opening.units for opening in live], policy.minimum_open) is not None:
        raise RecordBad(file=layout.OPENINGS, item=WHOLE, fault=Fault.PIECE)


def _check_units(at: int, opening: RecordedOpening, published: Published, cast: Mapping[str, int]) -> None:
    if opening.units.keys() - published.stations.keys():
        raise _bad(at, Fault.STATION, "units")
    if opening.sums.ballots != opening.ballots:
        raise _bad(at, Fault.COUNTS, "ballots")
    too_many = any(count > cast.get(station, 0) for station, count in opening.units.items())
    if too_many or sum(opening.units.values()) != opening.ballots:
        raise _bad(at, Fault.COUNTS, "units")


def check_opening(
    at: int, opening: RecordedOpening, context: ElectionContext, publics: Sequence[TrusteePublic]
) -> None:
    """The shares of the opening at this place are proved and give its totals. Raises RecordBad."""
    trustees = [partial.trustee for partial in opening.partials]
    if len(set(trustees)) != len(trustees):
        raise _bad(at, Fault.TWICE, "partials")
    try:
        sums = opening.sums.aggregate(context)
        if sums.ballots:
            totals = combine(context, sums, publics, opening.partials)
        else:  # nothing to open: nobody has to take part
            for partial in opening.partials:
                verify_partial(context, publics, sums, partial)
            totals = {shape.contest_id: _nothing(shape) for shape in context.contests}
    except TotalNotFound as error:
        raise _bad(at, Fault.TOTALS, str(error.params["contest"])) from error
    except OmpError as error:
        raise _bad(at, said(error)) from error
    for contest_id in context.contest_ids:
        if opening.totals.get(contest_id) != totals[contest_id]:
            raise _bad(at, Fault.TOTALS, contest_id)
    if len(opening.totals) != len(totals):
        raise _bad(at, Fault.TOTALS, "totals")


def _nothing(shape: ContestShape) -> OpenedContest:
    return OpenedContest((0,) * len(shape.option_ids), 0 if shape.blank_allowed else None)


def check_totals(openings: Sequence[RecordedOpening], context: ElectionContext) -> None:
    """So many votes can come from so many ballots. Raises RecordBad."""
    for at, opening in enumerate(openings):
        for shape in context.contests:
            totals = opening.totals.get(shape.contest_id)
            if totals is None or not _possible(shape, totals, opening.ballots):
                raise _bad(at, Fault.IMPOSSIBLE, shape.contest_id)


def _possible(shape: ContestShape, totals: OpenedContest, ballots: int) -> bool:
    votes, blank = sum(totals.votes), totals.blank or 0
    if len(totals.votes) != len(shape.option_ids) or (totals.blank is not None) != shape.blank_allowed:
        return False
    if shape.votes_allowed == 1 and shape.blank_allowed:
        return votes + blank == ballots
    return blank <= ballots and votes <= shape.votes_allowed * (ballots - blank)


def _bad(at: int, fault: Param, part: str = "") -> RecordBad:
    item = f"openings[{at}]"
    return RecordBad(file=layout.OPENINGS, item=f"{item}.{part}" if part else item, fault=fault)
