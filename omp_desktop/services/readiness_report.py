"""The readiness report (준비 점검표): what a check found, as it is kept to be shown and printed again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from omp_desktop.domain.canonical import canonical_bytes, parse_canonical
from omp_desktop.domain.clock import ClockQuality
from omp_desktop.domain.json_fields import Fields, instant_text, local_json
from omp_desktop.services.findings import Finding
from omp_desktop.store.unit_of_work import UnitOfWork

_NAME: Final = "polls.{election}.readiness"


@dataclass(frozen=True, slots=True)
class ReadinessReport:
    """One check. `at` is UTC; `person` an account's id; `chain_seq`, `chain_hash`: its audit entry."""

    election_id: str
    station: str
    at: datetime
    clock: ClockQuality
    person: str
    findings: tuple[Finding, ...]
    chain_seq: int
    chain_hash: str

    @property
    def problems(self) -> tuple[Finding, ...]:
        """What somebody should look at before the polls open."""
        return tuple(finding for finding in self.findings if not finding.ok)

    def to_text(self) -> str:
        """As it is kept."""
        return canonical_bytes(
            {
                "election": self.election_id,
                "station": self.station,
                "at": instant_text(self.at),
                "clock": self.clock.value,
                "person": self.person,
                "findings": [_finding_json(finding) for finding in self.findings],
                "chain_seq": self.chain_seq,
                "chain_hash": self.chain_hash,
            }
        ).decode("utf-8")

    @classmethod
    def from_text(cls, text: str) -> ReadinessReport:
        """Reads what `to_text` made."""
        fields = Fields(parse_canonical(text.encode("utf-8")))
        return cls(
            election_id=fields.text("election"),
            station=fields.text("station"),
            at=fields.instant("at"),
            clock=fields.word("clock", ClockQuality),
            person=fields.text("person"),
            findings=tuple(_finding(each) for each in fields.children("findings")),
            chain_seq=fields.integer("chain_seq"),
            chain_hash=fields.text("chain_hash"),
        )


def keep_readiness(uow: UnitOfWork, report: ReadinessReport) -> None:
    """Keeps the report in the place of the one before."""
    uow.settings.set(_NAME.format(election=report.election_id), report.to_text())


def kept_readiness(uow: UnitOfWork, election_id: str) -> ReadinessReport | None:
    """The latest check for this election, or None."""
    text = uow.settings.get(_NAME.format(election=election_id))
    return None if text is None else ReadinessReport.from_text(text)


def readiness_checked(uow: UnitOfWork, election_id: str) -> bool:
    """Whether there is one; does not read it."""
    return uow.settings.get(_NAME.format(election=election_id)) is not None


def _finding_json(finding: Finding) -> dict[str, Any]:
    return {
        "code": finding.code,
        "ok": finding.ok,
        "text": local_json(finding.text),
        "next_step": local_json(finding.next_step),
    }


def _finding(fields: Fields) -> Finding:
    return Finding(
        fields.text("code"),
        fields.boolean("ok"),
        fields.local_text("text"),
        fields.local_text("next_step"),
    )
