"""What anybody is told, as JSON. No answer has a voter in it. Instants are UTC, ids and hashes hex."""

from __future__ import annotations

from typing import Literal

import msgspec

from omp_desktop.domain.amendment import AmendmentKind
from omp_desktop.domain.ballot import BallotStatus
from omp_desktop.domain.election import ElectionState, ResultsPolicy
from omp_desktop.domain.language import LocalText


class TextAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """A text in both languages; where people wrote one of them, both are the same."""

    ko: str
    en: str


def text_answer(text: LocalText) -> TextAnswer:
    """A text that people wrote, in both languages."""
    return TextAnswer(ko=text.text("ko"), en=text.text("en"))


class WindowAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """Voting hours; both ends belong to them. Extensions are in them already."""

    opens: str
    closes: str


class ElectionEntry(msgspec.Struct, frozen=True, kw_only=True):
    """An election of the list. `state` is that of all stations together: one open station makes it open."""

    election_id: str
    name: TextAnswer
    state: ElectionState
    test_mode: bool
    timezone: str
    windows: list[WindowAnswer]


class ElectionsAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """All elections of this centre, in the order of their ids."""

    elections: list[ElectionEntry]


class AmendmentAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """A change after the publication. `amendment` is the canonical text that the commission signed."""

    number: int
    kind: AmendmentKind
    amendment: str
    signature: str


class ElectionAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """What was published. `manifest` is its canonical text: the SHA-256 of it is `manifest_hash`.

    `commission_key` signed it (docs/ballot-crypto.md, Signatures; purpose "manifest") and the amendments.
    `results`: when totals may be seen, after_close or live.
    """

    election_id: str
    name: TextAnswer
    state: ElectionState
    test_mode: bool
    timezone: str
    windows: list[WindowAnswer]
    results: ResultsPolicy
    manifest: str
    manifest_hash: str
    manifest_signature: str
    commission_key: str
    amendments: list[AmendmentAnswer]


class CandidateEntry(msgspec.Struct, frozen=True, kw_only=True):
    """An option on the ballot: a candidate, or for and against. `pledges`: how many there are."""

    candidate_id: str
    contest_id: str
    contest: TextAnswer
    number: int
    name: TextAnswer
    party: str | None
    withdrawn: bool
    pledges: int


class CandidatesAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """Everybody on the ballot, in its order."""

    election_id: str
    candidates: list[CandidateEntry]


class PledgeEntry(msgspec.Struct, frozen=True, kw_only=True):
    """A pledge."""

    theme: str
    title: str
    description: str


class PledgesAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """A candidate's pledges in their order; `published`: as the commission signed them in an amendment."""

    election_id: str
    candidate_id: str
    published: bool
    pledges: list[PledgeEntry]


class StationPolls(msgspec.Struct, frozen=True, kw_only=True):
    """Whether a station takes votes now. `code` is empty, or why not: a code of docs/errors.md."""

    station_id: str
    name: str
    state: ElectionState
    can_vote: bool
    code: str


class CanVoteAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """Whether votes are taken now at any station, and if not, why.

    It rests on what the stations told last. A station without a network takes votes all the same.
    """

    election_id: str
    can_vote: bool
    code: str
    why: TextAnswer
    server_time: str
    timezone: str
    windows: list[WindowAnswer]
    stations: list[StationPolls]


class StationTurnout(msgspec.Struct, frozen=True, kw_only=True):
    """How many voters of a station's list have voted. `percent` has one decimal, "–" for an empty list."""

    station_id: str
    name: str
    listed: int
    voted: int
    percent: str


class HourTurnout(msgspec.Struct, frozen=True, kw_only=True):
    """How many voted in the hour that begins then; null: counted with the hour before, they were too few."""

    hour: str
    voted: int | None


class TurnoutAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """How many have voted, as far as the stations have sent it."""

    election_id: str
    listed: int
    voted: int
    percent: str
    stations: list[StationTurnout]
    hours: list[HourTurnout]


class OptionResult(msgspec.Struct, frozen=True, kw_only=True):
    """Votes for an option. Those for a withdrawn one are reported, and invalid.

    `share` is that of the valid votes in percent.
    """

    candidate_id: str
    number: int
    name: TextAnswer
    party: str | None
    votes: int
    withdrawn: bool
    share: str


class ContestAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """The result of a contest. `holds`: every sum that must agree does (docs/ballot-crypto.md, totals)."""

    contest_id: str
    title: TextAnswer
    votes_allowed: int
    ballots: int
    valid_votes: int
    blank: int
    invalid: int
    invalid_withdrawn: int
    undervotes: int
    holds: bool
    options: list[OptionResult]


Proof = Literal["waiting", "good", "bad"]
Confirmation = Literal["confirmed", "waiting", "differs", "not-compared"]


class ResultsAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """Totals that the trustees opened; the proofs of the opening hold.

    They are provisional until `state` is certified: the commission and a second person looked at everything
    that has to agree. `certified_at`: when, by the clock of their computer; null while provisional.
    `kind`: final, or live where the election's rules allow totals during the vote. `confirmation`: whether
    the sums that were opened are the product of the ballots at this centre. waiting: not all of them are here
    and checked yet; not-compared: a live opening covers a part of them. `trustees`: who took part.
    `left_out`: stations that two people at the commission count without: nobody there counts as having
    voted, and their ballots are in no sum.
    """

    election_id: str
    kind: Literal["final", "live"]
    state: ElectionState
    certified_at: str | None
    confirmation: Confirmation
    trustees: list[int]
    listed: int
    voted: int
    left_out: list[str]
    ballots: int
    contests: list[ContestAnswer]


class PageAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """The page that a ballot stands on, its hash, and the centre's signature of it."""

    device_id: str
    store_epoch: int
    number: int
    hash: str
    countersignature: str


class BallotAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """A ballot that is at the centre. `status`: cast, tested or void; only cast ones are counted, and none of
    a station that is left out.

    `proof`: waiting, good or bad – whether its proofs were checked after it came. `code` is the whole
    confirmation code, `short_code` the form that voters get.
    """

    election_id: str
    code: str
    short_code: str
    status: BallotStatus
    proof: Proof
    station_id: str
    station: str
    page: PageAnswer


class FileEntry(msgspec.Struct, frozen=True, kw_only=True):
    """A file of the record: its name, size and hash."""

    name: str
    bytes: int
    sha256: str


class RecordAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """The files of the election record, as far as it is here; record.json, which lists the others, is first.

    Together in a folder they are a record that `omp-desktop verify` takes. `pages_waiting`: pages that are
    not in it because they are not checked yet; `pages_unreadable`: pages with bytes that are no ballots.
    Pages of stations that are left out are neither in it nor counted here.
    """

    election_id: str
    files: list[FileEntry]
    pages_waiting: int
    pages_unreadable: int
