"""Whether an election results report of the common format agrees with itself, before anything is written.

The schema of the format says nothing of what a reference points to and of no sum. Both are looked at here,
and the fields by a list of those that this program writes, so that a slip is found without the schema too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from omp_desktop.reports.errors import ExportInconsistent

Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Shape:
    """The fields of an object: those it needs, and those it may have beside `@type`."""

    needed: frozenset[str]
    more: frozenset[str] = frozenset()


def _shape(needed: str, more: str = "") -> Shape:
    return Shape(frozenset(needed.split()), frozenset(more.split()))


_CONTEST: Final = "BallotTitle SequenceOrder ContestSelection OtherCounts"
PREFIX: Final = "ElectionResults."
SHAPES: Final[Mapping[str, Shape]] = {
    "ElectionReport": _shape(
        "Format GeneratedDate Issuer IssuerAbbreviation SequenceStart SequenceEnd Status VendorApplicationId",
        "IsTest TestType Notes GpUnit Party Election",
    ),
    "ReportingUnit": _shape(
        "@id Type",
        "OtherType Name ComposingGpUnitIds SubUnitsReported TotalSubUnits VotersRegistered"
        " VotersParticipated CountStatus",
    ),
    "CountStatus": _shape("Status Type"),
    "Party": _shape("@id Name"),
    "Election": _shape(
        "ElectionScopeId EndDate Name StartDate Type",
        "OtherType ExternalIdentifier BallotCounts Candidate Contest",
    ),
    "ExternalIdentifier": _shape("Type Value", "OtherType"),
    "BallotCounts": _shape("GpUnitId Type", "OtherType BallotsCast BallotsRejected"),
    "Candidate": _shape("@id BallotName", "PartyId PreElectionStatus"),
    "CandidateContest": _shape("@id ElectionDistrictId Name VotesAllowed", f"{_CONTEST} VoteVariation"),
    "BallotMeasureContest": _shape("@id ElectionDistrictId Name", _CONTEST),
    "CandidateSelection": _shape("@id", "CandidateIds SequenceOrder VoteCounts"),
    "BallotMeasureSelection": _shape("@id Selection", "SequenceOrder VoteCounts"),
    "VoteCounts": _shape("Count GpUnitId Type", "OtherType"),
    "OtherCounts": _shape("GpUnitId", "Undervotes"),
    "InternationalizedText": _shape("Text"),
    "LanguageString": _shape("Content Language"),
}
# What each reference has to point to.
REFERENCES: Final[Mapping[str, str]] = {
    "ElectionScopeId": "ReportingUnit",
    "ElectionDistrictId": "ReportingUnit",
    "GpUnitId": "ReportingUnit",
    "ComposingGpUnitIds": "ReportingUnit",
    "PartyId": "Party",
    "CandidateIds": "Candidate",
}
_COUNTS: Final = frozenset(
    {
        "BallotsCast",
        "BallotsRejected",
        "Count",
        "SubUnitsReported",
        "TotalSubUnits",
        "Undervotes",
        "VotersParticipated",
        "VotersRegistered",
        "VotesAllowed",
    }
)


def require_consistent(report: Json) -> None:
    """Raises ExportInconsistent with the first problem there is."""
    problem = next(problems(report), None)
    if problem is not None:
        raise ExportInconsistent(problem=problem)


def problems(report: Json) -> Iterator[str]:
    """Each thing that does not fit, as a place in the report and what is wrong there."""
    objects = list(_objects(report, "$"))
    malformed = [problem for where, thing in objects for problem in _of_shape(where, thing)]
    yield from malformed
    if malformed:
        # Sums over what is not there would only say it again.
        return
    yield from _of_references(objects)
    yield from _of_units(report)
    for election in report.get("Election", ()):
        yield from _of_election(report, election)


def _objects(value: Any, where: str) -> Iterator[tuple[str, Json]]:
    """Every object with its place, the whole first."""
    if isinstance(value, Mapping):
        yield where, value
        for name, part in value.items():
            yield from _objects(part, f"{where}.{name}")
    elif isinstance(value, list | tuple):
        for place, part in enumerate(value):
            yield from _objects(part, f"{where}[{place}]")


def _kind(thing: Json) -> str:
    return str(thing.get("@type", "")).removeprefix(PREFIX)


def _of_shape(where: str, thing: Json) -> Iterator[str]:
    shape = SHAPES.get(_kind(thing))
    if shape is None:
        yield f"{where}: unknown object"
        return
    fields = thing.keys() - {"@type"}
    for name in sorted(shape.needed - fields):
        yield f"{where}: {name} is missing"
    for name in sorted(fields - shape.needed - shape.more):
        yield f"{where}: {name} does not belong here"
    for name in sorted(fields & _COUNTS):
        number = thing[name]
        if isinstance(number, bool) or not isinstance(number, int) or number < 0:
            yield f"{where}.{name}: not a number of ballots or voters"


def _of_references(objects: Sequence[tuple[str, Json]]) -> Iterator[str]:
    kinds = {thing["@id"]: _kind(thing) for _, thing in objects if "@id" in thing}
    for identifier, times in Counter(thing["@id"] for _, thing in objects if "@id" in thing).items():
        if times > 1:
            yield f"{identifier}: given {times} times"
    for where, thing in objects:
        for name in sorted(thing.keys() & REFERENCES.keys()):
            targets = thing[name] if isinstance(thing[name], list) else [thing[name]]
            for target in targets:
                if kinds.get(target) != REFERENCES[name]:
                    yield f"{where}.{name}: {target} is no {REFERENCES[name]} of this report"


def _of_units(report: Json) -> Iterator[str]:
    """Of a unit that is made of others: its voters are theirs."""
    units = {unit["@id"]: unit for unit in report.get("GpUnit", ())}
    for unit in units.values():
        parts = [units[part] for part in unit.get("ComposingGpUnitIds", ()) if part in units]
        if not parts:
            continue
        for name in ("VotersRegistered", "VotersParticipated"):
            together = sum(part.get(name, 0) for part in parts)
            yield from _equal(f"{unit['@id']}.{name}", unit.get(name, 0), together)
    for unit in units.values():
        if unit.get("VotersParticipated", 0) > unit.get("VotersRegistered", 0):
            yield f"{unit['@id']}: more voters voted than are listed"


def _of_election(report: Json, election: Json) -> Iterator[str]:
    cast = sum(c["BallotsCast"] for c in election.get("BallotCounts", ()) if "BallotsCast" in c)
    rejected = {
        c["OtherType"]: c["BallotsRejected"]
        for c in election.get("BallotCounts", ())
        if "BallotsRejected" in c and "OtherType" in c
    }
    voted = {unit["@id"]: unit.get("VotersParticipated", 0) for unit in report.get("GpUnit", ())}
    scope = election["ElectionScopeId"]
    yield from _equal("ballots and voters who voted", cast, voted.get(scope, 0))
    for contest in election.get("Contest", ()):
        name = contest["@id"].removeprefix("contest-")
        invalid, blank = rejected.get(f"invalid in {name}"), rejected.get(f"blank in {name}")
        if invalid is None or blank is None:
            yield f"{contest['@id']}: its invalid or blank ballots are missing"
            continue
        yield from _of_contest(contest, _Ballots(cast, invalid, blank))


@dataclass(frozen=True, slots=True)
class _Ballots:
    """The ballots of a contest: all, those that are invalid, and those with nothing chosen."""

    cast: int
    invalid: int
    blank: int


def _of_contest(contest: Json, ballots: _Ballots) -> Iterator[str]:
    allowed = contest.get("VotesAllowed", 1)
    counts = [count for selection in contest["ContestSelection"] for count in selection["VoteCounts"]]
    valid = sum(count["Count"] for count in counts if count["Type"] == "total")
    withdrawn = sum(count["Count"] for count in counts if count["Type"] != "total")
    undervotes = sum(each["Undervotes"] for each in contest["OtherCounts"])
    where = contest["@id"]
    yield from _equal(f"{where}: votes", valid + withdrawn + undervotes, ballots.cast * allowed)
    one_choice = allowed == 1
    yield from _equal(
        f"{where}: invalid", ballots.invalid, ballots.blank + withdrawn if one_choice else ballots.blank
    )
    if one_choice:
        yield from _equal(f"{where}: valid and invalid", valid + ballots.invalid, ballots.cast)
    most = max((count["Count"] for count in counts), default=0)
    if most > ballots.cast - ballots.blank:
        yield f"{where}: more votes for one than ballots that are not blank"


def _equal(what: str, left: int, right: int) -> Iterator[str]:
    if left != right:
        yield f"{what}: {left} ≠ {right}"
