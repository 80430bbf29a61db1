"""What was certified (확정): the figures as a digest, what was looked at, by whom, when and why.

It is kept as canonical JSON. The digest stands in the audit log as well, in the chain of its entries: figures
that were changed afterwards agree with neither.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from omp_desktop.domain.canonical import Json, canonical_bytes, canonical_hash, parse_canonical
from omp_desktop.domain.json_fields import Fields, instant_text, local_json
from omp_desktop.domain.language import Labelled, LocalText
from omp_desktop.domain.tally import ContestResult
from omp_desktop.domain.voting_window import local_minute
from omp_desktop.store.unit_of_work import UnitOfWork

if TYPE_CHECKING:
    from omp_desktop.services.results import ElectionResult


class Verdict(Labelled):
    """How a line of the certification stands."""

    AGREES = "agrees", "맞음", "agrees"
    DIFFERS = "differs", "다름", "differs"
    UNKNOWN = "unknown", "여기서 알 수 없음", "cannot be known here"


class Check(Labelled):
    """What is looked at before a result is certified, in the order in which it is shown."""

    PERMITS = "permits", "투표용지 교부수와 투표수", "permits issued and ballots"
    VOTERS = "voters", "투표한 선거인과 투표지", "voters who voted and ballots"
    VOTES = "votes", "유효투표와 무효투표", "valid and invalid votes"
    STATIONS = "stations", "개표한 투표소", "stations counted"
    CENTRE = "centre", "투표소와 중앙 서버", "station and centre"
    QUEUE = "queue", "전송 대기열", "queue of what is sent"
    PAPER = "paper", "종이 투표지", "paper ballots"


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that was looked at, in words.

    `needs_reason`: two people have to say why it is not as it should be; `stops`: no reason helps.
    """

    check: Check
    verdict: Verdict
    said: LocalText
    needs_reason: bool = False
    stops: bool = False


@dataclass(frozen=True, slots=True)
class Certificate:
    """A result that two people certified. `figures`: the digest; `people`: account ids; `names`: theirs then.

    `at` is UTC; `chain_seq` and `chain_hash`: the entry of the audit log that says so.
    """

    election_id: str
    figures: str
    at: datetime
    people: tuple[str, ...]
    names: tuple[str, ...]
    reason: str
    lines: tuple[Line, ...]
    chain_seq: int
    chain_hash: str

    def to_text(self) -> str:
        """As it is kept."""
        lines = [
            {"check": line.check.value, "verdict": line.verdict.value, "said": local_json(line.said)}
            for line in self.lines
        ]
        kept = {
            "election_id": self.election_id,
            "figures": self.figures,
            "at": instant_text(self.at),
            "people": list(self.people),
            "names": list(self.names),
            "reason": self.reason,
            "lines": lines,
            "chain": {"seq": self.chain_seq, "hash": self.chain_hash},
        }
        return canonical_bytes(kept).decode("utf-8")

    @classmethod
    def from_text(cls, text: str) -> Certificate:
        """Reads what `to_text` made."""
        fields = Fields(parse_canonical(text.encode("utf-8")))
        chain = fields.child("chain")
        return cls(
            election_id=fields.text("election_id"),
            figures=fields.text("figures"),
            at=fields.instant("at"),
            people=fields.texts("people"),
            names=fields.texts("names"),
            reason=fields.text("reason"),
            lines=tuple(
                Line(line.word("check", Check), line.word("verdict", Verdict), line.local_text("said"))
                for line in fields.children("lines")
            ),
            chain_seq=chain.integer("seq"),
            chain_hash=chain.text("hash"),
        )


def figures_digest(result: ElectionResult) -> str:
    """SHA-256 over every figure of a result, in hex: equal for equal figures and for no others."""
    figures: Mapping[str, Any] = {
        "election_id": result.election_id,
        "listed": result.listed,
        "cast": result.cast,
        "stations": [
            {"id": each.station.id, "listed": each.listed, "cast": each.cast, "left_out": bool(each.left_out)}
            for each in sorted(result.by_station, key=lambda each: each.station.id)
        ],
        "contests": [_contest(contest) for contest in result.contests],
    }
    return canonical_hash(figures)


def status_lines(certificate: Certificate | None, timezone: str) -> str:
    """What a file that leaves the program says of its figures, in both languages; ends with a line feed."""
    if certificate is None:
        return "결과의 상태: 잠정 – 확정 전\nStatus of the result: provisional – not certified yet\n"
    when, who = local_minute(certificate.at, timezone), ", ".join(certificate.names)
    return (
        f"결과의 상태: 확정 – {when} ({timezone}) · {who}\n"
        f"Status of the result: certified – {when} ({timezone}) · {who}\n"
        f"SHA-256: {certificate.figures}\n"
    )


def keep_certificate(uow: UnitOfWork, certificate: Certificate) -> None:
    """Keeps it in the transaction of its step."""
    uow.settings.set(_name(certificate.election_id), certificate.to_text())


def kept_certificate(uow: UnitOfWork, election_id: str) -> Certificate | None:
    """What was certified, or None while nothing is."""
    text = uow.settings.get(_name(election_id))
    return None if text is None else Certificate.from_text(text)


def _contest(contest: ContestResult) -> dict[str, Json]:
    return {
        "id": contest.contest_id,
        "ballots": contest.ballots,
        "blank": contest.blank,
        "invalid": contest.invalid,
        "valid": contest.valid_votes,
        "undervotes": contest.undervotes,
        "options": [
            {"id": option.option_id, "votes": option.votes, "withdrawn": option.withdrawn}
            for option in contest.options
        ],
    }


def _name(election_id: str) -> str:
    return f"polls.{election_id}.certificate"
