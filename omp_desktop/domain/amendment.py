"""Signed amendments: the only changes to a published election – a withdrawal, longer hours, pledges.

They form a chain: each names the hash of the one before, the first the hash of the manifest. The signature is
checked by whoever holds the commission's public key; the rules are checked here.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from types import MappingProxyType
from typing import Any

from omp_desktop.domain.canonical import canonical_bytes, canonical_hash
from omp_desktop.domain.election import ContestKind, VotingWindow, format_instant
from omp_desktop.domain.json_fields import Fields, FieldWrong, instant_text
from omp_desktop.domain.language import Labelled
from omp_desktop.domain.manifest import Manifest
from omp_desktop.domain.pledge import Pledge
from omp_desktop.domain.record_errors import (
    AmendmentMalformed,
    AmendmentOutOfSequence,
    ExtensionMeetsNextWindow,
    HoursOnlyExtend,
    NoSuchOption,
    NoSuchWindow,
    PledgesAfterOpening,
    WithdrawnTwice,
)


class AmendmentKind(Labelled):
    """What an amendment changes."""

    WITHDRAWAL = "withdrawal", "후보자 사퇴", "withdrawal"
    HOURS = "hours", "투표 시간 연장", "extension of hours"
    PLEDGES = "pledges", "공약 공고", "pledges"


@dataclass(frozen=True, slots=True)
class PublishedPledge:
    """A pledge as voters see it."""

    theme: str
    title: str
    description: str


Pledges = Mapping[str, tuple[PublishedPledge, ...]]


@dataclass(frozen=True, slots=True)
class Amendment:
    """One change, numbered from 1 without gaps. `made_at` is UTC in whole seconds, `signature` hex."""

    election_id: str
    number: int
    kind: AmendmentKind
    payload: Mapping[str, Any]
    made_at: datetime
    previous_hash: str
    signature: str = ""

    def signed_bytes(self) -> bytes:
        """What the commission signs: everything but the signature, canonical."""
        return canonical_bytes(self._content())

    @property
    def hash(self) -> str:
        """SHA-256 in hex over content and signature; the next amendment names it."""
        return canonical_hash({**self._content(), "signature": self.signature})

    def signed(self, signature: str) -> "Amendment":
        """The amendment with its signature in hex."""
        return replace(self, signature=signature)

    def _content(self) -> dict[str, Any]:
        return {
            "election_id": self.election_id,
            "number": self.number,
            "kind": self.kind.value,
            "payload": self.payload,
            "made_at": instant_text(self.made_at),
            "previous_hash": self.previous_hash,
        }


@dataclass(frozen=True, slots=True)
class EffectiveElection:
    """What is in force: windows with extensions, ids of withdrawn options, pledges by candidate id.

    `pledges` is None until some were published.
    """

    windows: tuple[VotingWindow, ...]
    withdrawn: frozenset[str] = frozenset()
    pledges: Pledges | None = None


def withdrawal_payload(option_id: str) -> dict[str, Any]:
    """The payload of a withdrawal."""
    return {"option_id": option_id}


def hours_payload(window: int, closes: datetime) -> dict[str, Any]:
    """The payload of an extension of the window with this index (from 0)."""
    return {"window": window, "closes": instant_text(closes)}


def pledges_payload(pledges: Iterable[Pledge]) -> dict[str, Any]:
    """The payload that publishes all pledges, each candidate's in their order."""
    by_candidate: dict[str, list[dict[str, str]]] = {}
    for pledge in sorted(pledges, key=lambda p: (p.candidate_id, p.position)):
        shown = {"theme": pledge.theme, "title": pledge.title, "description": pledge.description}
        by_candidate.setdefault(pledge.candidate_id, []).append(shown)
    return {"pledges": by_candidate}


def draw_up(  # noqa: PLR0913 - an amendment's parts, each by name
    manifest: Manifest,
    earlier: Sequence[Amendment],
    *,
    kind: AmendmentKind,
    payload: Mapping[str, Any],
    made_at: datetime,
    opened_at: datetime | None = None,
) -> Amendment:
    """The next amendment, still unsigned, checked against everything in force (errors of `effective`)."""
    amendment = Amendment(
        election_id=manifest.election_id,
        number=len(earlier) + 1,
        kind=kind,
        payload=payload,
        made_at=made_at.replace(microsecond=0),
        previous_hash=earlier[-1].hash if earlier else manifest.hash,
    )
    effective(manifest, [*earlier, amendment], opened_at=opened_at)
    return amendment


def effective(
    manifest: Manifest, amendments: Iterable[Amendment], *, opened_at: datetime | None = None
) -> EffectiveElection:
    """The election with all amendments applied in order; `opened_at` is when the polls first opened.

    Hours only get longer, an option is withdrawn once (in a yes/no contest both options go), pledges come
    before the opening. Raises AmendmentRefused and its kinds.
    """
    current = EffectiveElection(manifest.windows)
    previous_hash = manifest.hash
    for number, amendment in enumerate(amendments, start=1):
        expected = (manifest.election_id, number, previous_hash)
        if (amendment.election_id, amendment.number, amendment.previous_hash) != expected:
            raise AmendmentOutOfSequence(number=amendment.number)
        apply = _RULES[amendment.kind]
        try:
            current = apply(manifest, current, amendment, opened_at)
        except FieldWrong as error:
            raise AmendmentMalformed(number=number) from error
        previous_hash = amendment.hash
    return current


def _withdraw(
    manifest: Manifest, current: EffectiveElection, amendment: Amendment, _opened_at: datetime | None
) -> EffectiveElection:
    option_id = Fields(amendment.payload).text("option_id")
    for contest in manifest.contests:
        option = next((o for o in contest.options if o.id == option_id), None)
        if option is None:
            continue
        if option.withdrawn or option_id in current.withdrawn:
            raise WithdrawnTwice(number=option.number)
        # Without the candidate a vote for or against has no subject.
        gone = {o.id for o in contest.options} if contest.kind is ContestKind.YES_NO else {option_id}
        return replace(current, withdrawn=current.withdrawn | gone)
    raise NoSuchOption


def _extend(
    manifest: Manifest, current: EffectiveElection, amendment: Amendment, _opened_at: datetime | None
) -> EffectiveElection:
    fields = Fields(amendment.payload)
    index, closes = fields.integer("window"), fields.instant("closes")
    windows = list(current.windows)
    if not 0 <= index < len(windows):
        raise NoSuchWindow(number=index + 1)
    show = partial(format_instant, timezone=manifest.timezone)
    if closes <= windows[index].closes:
        raise HoursOnlyExtend(closes=show(windows[index].closes))
    if index + 1 < len(windows) and closes >= windows[index + 1].opens:
        raise ExtensionMeetsNextWindow(opens=show(windows[index + 1].opens))
    windows[index] = replace(windows[index], closes=closes)
    return replace(current, windows=tuple(windows))


def _publish_pledges(
    manifest: Manifest, current: EffectiveElection, amendment: Amendment, opened_at: datetime | None
) -> EffectiveElection:
    if opened_at is not None and amendment.made_at >= opened_at:
        raise PledgesAfterOpening
    by_candidate = Fields(amendment.payload).child("pledges")
    known = {option.id for contest in manifest.contests for option in contest.options}
    if by_candidate.mapping().keys() - known:
        raise NoSuchOption
    pledges = {
        candidate_id: tuple(
            PublishedPledge(p.text("theme"), p.text("title"), p.text("description"))
            for p in by_candidate.children(candidate_id)
        )
        for candidate_id in by_candidate.mapping()
    }
    return replace(current, pledges=MappingProxyType(pledges))


_RULES = {
    AmendmentKind.WITHDRAWAL: _withdraw,
    AmendmentKind.HOURS: _extend,
    AmendmentKind.PLEDGES: _publish_pledges,
}
