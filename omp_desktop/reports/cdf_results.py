"""Results in NIST's common data format for election results, version 2.0 (NIST SP 1500-100r2), as JSON.

Which figure stands where: docs/decisions/0028-results-in-a-common-format.md. There are no cast vote records:
single ballots are never decrypted, and the sums of one station are never opened alone.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final, Protocol
from zoneinfo import ZoneInfo

from omp_desktop import __version__
from omp_desktop.domain.election import ContestKind, Election
from omp_desktop.domain.json_fields import instant_text
from omp_desktop.domain.language import LocalText
from omp_desktop.domain.station import Station
from omp_desktop.domain.tally import ContestResult, OptionTotal
from omp_desktop.reports.cdf_checks import require_consistent

Json = dict[str, Any]

APPLICATION: Final = f"OMP Desktop {__version__}"
SCOPE: Final = "scope"
WITHDRAWN: Final = "withdrawn"
_PREFIX: Final = "ElectionResults."
_ISSUER: Final = "Election commission"
_ABBREVIATION: Final = "EC"
_NOTES: Final = (
    "투표지 한 장 한 장의 내용은 복호화하지 않으므로 투표지별 기록(cast vote record)은 없습니다. 한 투표소의 "
    "합계만 따로 열지 않으므로 후보자별 득표는 전체 합계로만 있습니다. "
    "There are no cast vote records, because single ballots are never decrypted. Votes are given for all "
    "stations together, because the sums of one station are never opened alone."
)
_CERTIFIED: Final = "확정 / Certified: "
_LEFT_OUT: Final = "개표에 넣지 않은 투표소 / Stations left out of the count: "


class StationPart(Protocol):
    """What one station contributes; `left_out`: why the count was made without it, or ""."""

    @property
    def station(self) -> Station: ...
    @property
    def listed(self) -> int: ...
    @property
    def cast(self) -> int: ...
    @property
    def left_out(self) -> str: ...


class Certified(Protocol):
    """When and by whom a result was certified."""

    @property
    def at(self) -> datetime: ...
    @property
    def names(self) -> Sequence[str]: ...


class Counted(Protocol):
    """A result: contests, voters listed and voted, whether it is still to be certified, the stations."""

    @property
    def contests(self) -> Sequence[ContestResult]: ...
    @property
    def listed(self) -> int: ...
    @property
    def cast(self) -> int: ...
    @property
    def provisional(self) -> bool: ...
    @property
    def by_station(self) -> Sequence[StationPart]: ...
    @property
    def certificate(self) -> Certified | None: ...
    @property
    def as_certified(self) -> bool: ...


def results_json(election: Election, result: Counted, generated: datetime) -> str:
    """The report as the text of a file, after its checks. Raises ExportInconsistent."""
    report = election_report(election, result, generated)
    require_consistent(report)
    return json.dumps(report, ensure_ascii=False, indent=2) + "\n"


def election_report(election: Election, result: Counted, generated: datetime) -> Json:
    """The report as JSON values; `generated` is when it was made. Nothing is checked here."""
    parties = _party_ids(result.contests)
    report = _thing(
        "ElectionReport",
        Format="summary-contest",
        GeneratedDate=instant_text(generated),
        Issuer=", ".join(election.commissioners) or _ISSUER,
        IssuerAbbreviation=_ABBREVIATION,
        SequenceStart=1,
        SequenceEnd=1,
        Status=_status(result),
        VendorApplicationId=APPLICATION,
        IsTest=election.test_mode,
        Notes=_notes(result),
        GpUnit=[_scope(election, result), *(_station(part) for part in result.by_station)],
        Party=[
            _thing("Party", identifier, Name=_words(LocalText(name, name)))
            for name, identifier in parties.items()
        ],
        Election=[_election(election, result, parties)],
    )
    if election.test_mode:
        report["TestType"] = "mock vote"
    return report


def _thing(kind: str, identifier: str = "", **fields: Any) -> Json:
    """An object of the format; `identifier` only for what others refer to."""
    named = {"@id": identifier} if identifier else {}
    return {**named, "@type": _PREFIX + kind, **fields}


def _words(text: LocalText) -> Json:
    """A text in its languages; what is the same in both is given once."""
    spoken = [("ko", text.ko), ("en", text.en if text.en != text.ko else "")]
    return _thing(
        "InternationalizedText",
        Text=[
            _thing("LanguageString", Language=language, Content=content)
            for language, content in spoken
            if content
        ],
    )


def _status(result: Counted) -> str:
    if not result.provisional and result.as_certified:
        return "certified"
    return "unofficial-partial" if _left_out(result) else "unofficial-complete"


def _left_out(result: Counted) -> list[StationPart]:
    return [part for part in result.by_station if part.left_out]


def _notes(result: Counted) -> str:
    said = [_NOTES]
    names = ", ".join(part.station.name for part in _left_out(result))
    if names:
        said.append(f"{_LEFT_OUT}{names}.")
    if result.certificate is not None:
        people = ", ".join(result.certificate.names)
        said.append(f"{_CERTIFIED}{instant_text(result.certificate.at)}, {people}.")
    return " ".join(said)


def _station_id(part: StationPart) -> str:
    return f"station-{part.station.id}"


def _scope(election: Election, result: Counted) -> Json:
    return _thing(
        "ReportingUnit",
        SCOPE,
        Type="other",
        OtherType="all polling stations of the election",
        Name=_words(election.name),
        ComposingGpUnitIds=[_station_id(part) for part in result.by_station],
        SubUnitsReported=len(result.by_station) - len(_left_out(result)),
        TotalSubUnits=len(result.by_station),
        VotersRegistered=result.listed,
        VotersParticipated=result.cast,
    )


def _station(part: StationPart) -> Json:
    status = _thing("CountStatus", Type="total", Status="not-processed" if part.left_out else "completed")
    return _thing(
        "ReportingUnit",
        _station_id(part),
        Type="polling-place",
        Name=_words(LocalText(part.station.name, part.station.name)),
        VotersRegistered=part.listed,
        VotersParticipated=part.cast,
        CountStatus=[status],
    )


def _party_ids(contests: Sequence[ContestResult]) -> dict[str, str]:
    """The identifier of each party by its name, in the order in which the parties first stand on a ballot."""
    names = dict.fromkeys(option.party for contest in contests for option in contest.options if option.party)
    return {name: f"party-{number}" for number, name in enumerate(names, start=1)}


def _election(election: Election, result: Counted, parties: Mapping[str, str]) -> Json:
    here = ZoneInfo(election.timezone)
    kinds = {contest.id: contest.kind for contest in election.contests}
    measures = [c for c in result.contests if kinds.get(c.contest_id) is ContestKind.YES_NO]
    chosen = [c for c in result.contests if c not in measures]
    candidates = [_candidate(option, parties) for contest in chosen for option in contest.options]
    places = {contest.contest_id: place for place, contest in enumerate(result.contests, start=1)}
    return _thing(
        "Election",
        Name=_words(election.name),
        Type="other",
        OtherType="not stated",
        StartDate=election.windows[0].opens.astimezone(here).date().isoformat(),
        EndDate=election.windows[-1].closes.astimezone(here).date().isoformat(),
        ElectionScopeId=SCOPE,
        ExternalIdentifier=[
            _thing("ExternalIdentifier", Type="other", OtherType="id of the election", Value=election.id)
        ],
        BallotCounts=_ballots(result),
        Candidate=candidates,
        Contest=[
            _contest(contest, places[contest.contest_id], measure=contest in measures)
            for contest in result.contests
        ],
    )


def _candidate(option: OptionTotal, parties: Mapping[str, str]) -> Json:
    candidate = _thing("Candidate", f"candidate-{option.option_id}", BallotName=_words(option.name))
    if option.party:
        candidate["PartyId"] = parties[option.party]
    if option.withdrawn:
        candidate["PreElectionStatus"] = "withdrawn"
    return candidate


def _ballots(result: Counted) -> list[Json]:
    """All ballots, and of each contest those without a valid vote, of which the blank ones."""
    cast = max((contest.ballots for contest in result.contests), default=0)
    counts = [_thing("BallotCounts", GpUnitId=SCOPE, Type="total", BallotsCast=cast)]
    for contest in result.contests:
        for word, ballots in (("invalid", contest.invalid), ("blank", contest.blank)):
            counts.append(
                _thing(
                    "BallotCounts",
                    GpUnitId=SCOPE,
                    Type="other",
                    OtherType=f"{word} in {contest.contest_id}",
                    BallotsRejected=ballots,
                )
            )
    return counts


def _contest(contest: ContestResult, place: int, *, measure: bool) -> Json:
    select = _answer if measure else _selection
    common = {
        "Name": contest.title.text("ko"),
        "BallotTitle": _words(contest.title),
        "ElectionDistrictId": SCOPE,
        "SequenceOrder": place,
        "ContestSelection": [select(option) for option in contest.options],
        "OtherCounts": [_thing("OtherCounts", GpUnitId=SCOPE, Undervotes=_undervotes(contest))],
    }
    identifier = f"contest-{contest.contest_id}"
    if measure:
        return _thing("BallotMeasureContest", identifier, **common)
    variation = "plurality" if contest.votes_allowed == 1 else "n-of-m"
    return _thing(
        "CandidateContest",
        identifier,
        **common,
        VotesAllowed=contest.votes_allowed,
        VoteVariation=variation,
    )


def _undervotes(contest: ContestResult) -> int:
    """Choices that could have been made and were not, those of blank ballots included as the format means."""
    return contest.undervotes + contest.blank * contest.votes_allowed


def _selection(option: OptionTotal) -> Json:
    return _thing(
        "CandidateSelection",
        f"selection-{option.option_id}",
        CandidateIds=[f"candidate-{option.option_id}"],
        SequenceOrder=option.number,
        VoteCounts=_votes(option),
    )


def _answer(option: OptionTotal) -> Json:
    return _thing(
        "BallotMeasureSelection",
        f"selection-{option.option_id}",
        Selection=_words(option.name),
        SequenceOrder=option.number,
        VoteCounts=_votes(option),
    )


def _votes(option: OptionTotal) -> list[Json]:
    """Valid votes as total. Those for who withdrew are invalid: a type of their own, where there are any."""
    if not option.withdrawn:
        return [_thing("VoteCounts", GpUnitId=SCOPE, Type="total", Count=option.votes)]
    if not option.votes:
        return []
    return [_thing("VoteCounts", GpUnitId=SCOPE, Type="other", OtherType=WITHDRAWN, Count=option.votes)]
