"""News from the centre: what the commission amended, and what candidates at other stations promise.

Each is checked before it counts: an amendment by the commission's signature and its place in the chain, a
pledge by the rules of pledges. What is not good is set aside in the audit log, and the next one comes. The
feed has the order in which the centre took things, which is not the order in which a station said them: what
is older than what the same station said about the same pledge changes nothing, here as at the centre. How far
the feed was taken is stored in the transaction that takes it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from msgspec import Raw, structs

from omp_desktop.crypto.errors import SignatureInvalid, SigningKeyInvalid
from omp_desktop.domain.audit import AuditEvent
from omp_desktop.domain.candidate_errors import PledgesFull, PledgesLocked
from omp_desktop.domain.election import ElectionState
from omp_desktop.domain.errors import OmpError
from omp_desktop.domain.pledge import Pledge, check_pledge, check_pledges_editable
from omp_desktop.domain.record_errors import AmendmentRefused, NoSuchOption, NotCanonical
from omp_desktop.domain.text_errors import TextForbidden, TextMissing, TextTooLong
from omp_desktop.services.amendment_messages import check_chain, read_amendment
from omp_desktop.services.audit_log import AuditLog
from omp_desktop.services.centre_link import Network, connection, known_link, read_link
from omp_desktop.services.centre_port import CentrePort
from omp_desktop.services.core import Core
from omp_desktop.services.package_taking import take_amendment
from omp_desktop.services.publication import read_published
from omp_desktop.store.errors import RecordMissing
from omp_desktop.store.unit_of_work import UnitOfWork
from omp_desktop.wire import statements
from omp_desktop.wire.envelope import decode
from omp_desktop.wire.errors import WireRefused
from omp_desktop.wire.package import SignedText
from omp_desktop.wire.refusals import CentreRefused
from omp_desktop.wire.statements import AmendmentBody, PledgeBody
from omp_desktop.wire.station import News, NewsItem

# What may be wrong with a piece of news: it is set aside then. Anything else is no fault of the news.
_BAD: Final = (
    AmendmentRefused,
    NoSuchOption,
    NotCanonical,
    PledgesFull,
    PledgesLocked,
    SignatureInvalid,
    SigningKeyInvalid,
    TextForbidden,
    TextMissing,
    TextTooLong,
    WireRefused,
)
# Amendments that came before their turn, by election and number.
_AHEAD: Final = "centre.amendment."


@dataclass(frozen=True, slots=True)
class SetAsideNews:
    """A piece of news that was not applied, by its number in the feed."""

    cursor: int
    kind: str
    problem: OmpError


@dataclass(frozen=True, slots=True)
class TakenNews:
    """What a look at the feed brought; `seen` counts everything, also what is no business of this PC."""

    seen: int = 0
    amendments: int = 0
    pledges: int = 0
    set_aside: tuple[SetAsideNews, ...] = ()

    def __add__(self, other: TakenNews) -> TakenNews:
        """Both together."""
        return TakenNews(
            self.seen + other.seen,
            self.amendments + other.amendments,
            self.pledges + other.pledges,
            self.set_aside + other.set_aside,
        )


class NewsService:
    """Takes the feed of every election that is published here."""

    def __init__(self, core: Core, network: Network) -> None:
        self._core = core
        self._network = network
        self._audit = AuditLog(core)
        self._appliers: dict[str, Callable[[UnitOfWork, str, NewsItem], TakenNews]] = {
            statements.AMENDMENT: self._take_amendment,
            statements.PLEDGE_ADDED: self._take_pledge,
            statements.PLEDGE_CHANGED: self._take_pledge,
            statements.PLEDGE_RESTORED: self._take_pledge,
            statements.PLEDGE_REMOVED: self._take_pledge,
        }

    def pull(self) -> TakenNews:
        """Takes what is new of every election; for the thread that sends.

        A PC that is not confirmed, or an election that is not at the centre yet, is no news. Raises
        CentreUnreachable, DeviceKeyMissing, and the errors of the store.
        """
        total, link = TakenNews(), read_link(self._core)
        if link is None or not link.url or not link.confirmed:
            return total
        port = connection(self._core, self._network)
        with self._core.store.read() as uow:
            elections = [e.id for e in uow.elections.all() if e.state is not ElectionState.DRAFT]
        for election_id in elections:
            try:
                total += self._fetch(port, election_id)
            except CentreRefused:
                # Sending meets the same answer and shows it.
                continue
        return total

    def _fetch(self, port: CentrePort, election_id: str) -> TakenNews:
        total, more = TakenNews(), True
        while more:
            with self._core.store.read() as uow:
                after = uow.centre.news_cursor(election_id)
            news = port.news(election_id, after)
            total += self.apply(news)
            more = news.more and bool(news.items)
        return total

    def apply(self, news: News) -> TakenNews:
        """Takes one answer of the feed, in one transaction with its cursor."""
        own = known_link(self._core).device_id
        taken = TakenNews(seen=len(news.items))
        if not news.items:
            return taken
        with self._core.store.uow() as uow:
            if uow.centre.news_cursor(news.election_id) != news.after:
                return TakenNews()  # another process took it meanwhile
            for item in news.items:
                if item.device_id != own:
                    taken += self._take(uow, news.election_id, item)
            uow.centre.set_news_cursor(news.election_id, max(item.cursor for item in news.items))
            uow.commit()
        return taken

    def _take(self, uow: UnitOfWork, election_id: str, item: NewsItem) -> TakenNews:
        apply = self._appliers.get(item.kind)
        if apply is None:
            return TakenNews()
        try:
            return apply(uow, election_id, item)
        except _BAD as problem:
            self._audit.append(
                uow,
                AuditEvent.NEWS_SET_ASIDE,
                None,
                election=election_id,
                cursor=item.cursor,
                code=problem.code,
            )
            return TakenNews(set_aside=(SetAsideNews(item.cursor, item.kind, problem),))

    def _take_amendment(self, uow: UnitOfWork, election_id: str, item: NewsItem) -> TakenNews:
        """The amendment, and those that waited for it: the centre takes batches in any order."""
        number, taken = self._put_amendment(uow, election_id, bytes(item.body))
        follows = uow.settings.get(f"{_AHEAD}{election_id}.{number + 1}")
        if follows is None:
            return taken
        return taken + self._take(uow, election_id, structs.replace(item, body=Raw(follows.encode())))

    def _put_amendment(self, uow: UnitOfWork, election_id: str, raw: bytes) -> tuple[int, TakenNews]:
        """Its number, and whether it was new. One that comes before its turn is kept for it, and refused."""
        body = decode(raw, AmendmentBody)
        published = read_published(uow, election_id)
        amendment = read_amendment(
            SignedText(text=body.amendment, signature=body.signature), published.manifest.commission_key
        )
        number, present = amendment.number, published.amendments
        if number <= len(present) and amendment.hash == present[number - 1].hash:
            return number, TakenNews()  # the package brought it
        if number > len(present) + 1:
            uow.settings.set(f"{_AHEAD}{election_id}.{number}", raw.decode("utf-8"))
        withdrawn = check_chain(published.manifest, [*present, amendment])
        take_amendment(uow, amendment, withdrawn)
        self._audit.append(uow, AuditEvent.NEWS_TAKEN, None, election=election_id, number=number)
        return number, TakenNews(amendments=1)

    def _take_pledge(self, uow: UnitOfWork, election_id: str, item: NewsItem) -> TakenNews:
        """The pledge as its sender said it last."""
        pledge, place = _pledge(uow, election_id, item), (item.store_epoch, item.position)
        if place <= uow.centre.last_said(election_id, item.device_id, pledge.id):
            return TakenNews()
        change = _remove_pledge if item.kind == statements.PLEDGE_REMOVED else _put_pledge
        changed = change(uow, pledge)
        uow.centre.set_last_said(election_id, item.device_id, pledge.id, place)
        return TakenNews(pledges=int(changed))


def _put_pledge(uow: UnitOfWork, pledge: Pledge) -> bool:
    others = [each for each in uow.pledges.of_candidate(pledge.candidate_id) if each.id != pledge.id]
    checked = check_pledge(pledge, others)
    known = _known(uow, pledge)
    place = min(checked.position, len(others))
    if known:
        uow.pledges.save(replace(checked, position=place))
    else:
        uow.pledges.add(replace(checked, position=place))
    order = [each.id for each in others]
    order.insert(place, checked.id)
    uow.pledges.replace_positions(pledge.candidate_id, order)
    return True


def _remove_pledge(uow: UnitOfWork, pledge: Pledge) -> bool:
    """Whether it was there."""
    if not _known(uow, pledge):
        return False
    uow.pledges.remove(pledge.id)
    left = [each.id for each in uow.pledges.of_candidate(pledge.candidate_id)]
    uow.pledges.replace_positions(pledge.candidate_id, left)
    return True


def _pledge(uow: UnitOfWork, election_id: str, item: NewsItem) -> Pledge:
    """The pledge that it is about. Raises WireRefused, NoSuchOption, and PledgesLocked once polls opened."""
    body = decode(bytes(item.body), PledgeBody)
    if body.candidate not in {candidate.id for candidate in uow.candidates.in_election(election_id)}:
        raise NoSuchOption()
    check_pledges_editable(uow.elections.get(election_id).state)
    return Pledge(body.pledge, body.candidate, body.theme, body.title, body.description, body.position)


def _known(uow: UnitOfWork, pledge: Pledge) -> bool:
    """Whether it is there. Raises NoSuchOption where it is another candidate's."""
    try:
        known = uow.pledges.get(pledge.id)
    except RecordMissing:
        return False
    if known.candidate_id != pledge.candidate_id:
        raise NoSuchOption()
    return True
