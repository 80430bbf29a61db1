"""Openings: sums that trustees are asked to open, and the shares that they give one after another.

An opening is begun once, on the sums of that moment; every share is checked when it is given, and any quorum
of good ones will do. Nothing is combined here: two people do that (counting.py, live_results.py).
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from omp_desktop.crypto.opening import PartialOpening, open_aggregate, verify_partial
from omp_desktop.crypto.trustees import TrusteeSecret, check_secret
from omp_desktop.domain.audit import AuditEvent
from omp_desktop.domain.canonical import canonical_bytes
from omp_desktop.domain.election import ElectionState, PollAction, ResultsPolicy, next_state
from omp_desktop.domain.opening_rule import OpeningKind
from omp_desktop.files import replace_file
from omp_desktop.services.all_sums import ballots_summed, total_sums
from omp_desktop.services.audit_log import AuditLog
from omp_desktop.services.ballot_box import Box, Cancelled, Progress, checked_box, never, silently
from omp_desktop.services.core import Core
from omp_desktop.services.counting_errors import (
    LiveNotAllowed,
    LiveNotNow,
    OpeningFileUnreadable,
    RequestOutdated,
    ShareTwice,
    TrusteeKeyInsideData,
)
from omp_desktop.services.deliveries import require_complete
from omp_desktop.services.opened_sums import Opened, combined
from omp_desktop.services.opening_files import (
    OpeningRequest,
    RequestFile,
    make_share,
    parse_partial,
    read_secret,
    read_share,
    request_file,
    write_share,
)
from omp_desktop.services.opening_status import (
    OpeningStatus,
    check_live,
    current,
    publics_of,
    require,
    status,
)
from omp_desktop.services.publication import Published, read_published
from omp_desktop.services.session import OFFICIALS, TRUSTEES_PART, Session, require_active, require_role
from omp_desktop.store.unit_of_work import UnitOfWork

_LIVE_STATES = frozenset({ElectionState.OPEN, ElectionState.SUSPENDED})


@dataclass(frozen=True, slots=True)
class MadeShare:
    """A share that was made on this PC: whose it is by number, and its file."""

    trustee: int
    path: Path


class OpeningsService:
    """Begins openings and takes the trustees' shares."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self._audit = AuditLog(core)
        # Requests whose sums this process has compared with the ballots.
        self._compared: set[bytes] = set()

    def status(self, election_id: str, kind: OpeningKind) -> OpeningStatus:
        """How far the opening of this kind is. Raises NotPublished, OpeningUnreadable."""
        with self._core.store.read() as uow:
            return status(uow, election_id, kind)

    def begin(
        self,
        actor: Session,
        election_id: str,
        kind: OpeningKind,
        progress: Progress = silently,
        cancelled: Cancelled = never,
    ) -> OpeningStatus:
        """Compares the sums with the ballots and asks the trustees to open them; goes on with one begun.

        Raises NotAllowed, AccountInactive, IllegalTransition, LiveNotAllowed, LiveNotNow, LiveTooSoon,
        StationsIncomplete, NumbersDiffer, SumsDiffer, CountCancelled.
        """
        self.prepare(actor, election_id, kind, progress, cancelled)
        return self.status(election_id, kind)

    def prepare(
        self,
        actor: Session,
        election_id: str,
        kind: OpeningKind,
        progress: Progress = silently,
        cancelled: Cancelled = never,
    ) -> OpeningRequest:
        """The request that `begin` made or found. Raises as `begin`."""
        with self._core.store.read() as uow:
            published = self.allowed(uow, actor, election_id, kind)
            request = current(uow, published, kind)
            if kind is OpeningKind.LIVE and request is None:
                check_live(uow, published, ballots_summed(uow, election_id))
            if kind is OpeningKind.FINAL:
                require_complete(uow, published)
        if request is not None:
            if kind is OpeningKind.FINAL:
                self._compare(request, progress, cancelled)
            return request
        return self._ask(actor, kind, checked_box(self._core, election_id, progress, cancelled))

    def give_key(
        self, actor: Session, election_id: str, kind: OpeningKind, key_file: Path, passphrase: str
    ) -> OpeningStatus:
        """A trustee gives the share on this PC; key and pass-phrase stay in memory only.

        Raises NotAllowed, OpeningNotBegun, TrusteeKeyInsideData, ShareTwice, and what `read_secret` and the
        check of the state raise.
        """
        self._begun(actor, election_id, kind)
        return self.give_secret(actor, election_id, kind, self.secret_in(election_id, key_file, passphrase))

    def secret_in(self, election_id: str, key_file: Path, passphrase: str) -> TrusteeSecret:
        """A trustee's secret from the key file. A mock vote may keep the file beside the ballots.

        Raises TrusteeKeyInsideData and what `read_secret` raises.
        """
        with self._core.store.read() as uow:
            published = read_published(uow, election_id)
            test_mode = uow.elections.get(election_id).test_mode
        self._check_place(key_file, mock=test_mode)
        return read_secret(publics_of(published), key_file, passphrase)

    def give_secret(
        self, actor: Session, election_id: str, kind: OpeningKind, secret: TrusteeSecret
    ) -> OpeningStatus:
        """As `give_key`, with a secret that is in memory already (the trustees of a mock vote)."""
        published, request = self._begun(actor, election_id, kind)
        check_secret(publics_of(published), secret)
        self._refuse_twice(request, secret.index)
        if kind is OpeningKind.FINAL:
            self._compare(request, silently, never)
        partial = open_aggregate(published.context, request.sums, secret, self._core.random)
        return self._take(actor, published, request, partial)

    def give_share(self, actor: Session, election_id: str, kind: OpeningKind, path: Path) -> OpeningStatus:
        """A trustee's share that was made elsewhere.

        Raises NotAllowed, OpeningNotBegun, OpeningFileUnreadable, OpeningFileWrong, ShareOfAnotherOpening,
        OpeningMalformed, BadShare (trustee), TrusteesDoNotMatch, ShareTwice.
        """
        published, request = self._begun(actor, election_id, kind)
        return self._take(actor, published, request, read_share(request, path))

    def export_request(self, actor: Session, election_id: str, kind: OpeningKind, path: Path) -> None:
        """Writes what a trustee elsewhere needs to make the share. Raises OpeningFileUnreadable."""
        published, request = self._begun(actor, election_id, kind)
        try:
            replace_file(path, request_file(request, published.manifest.to_bytes()))
        except OSError as problem:
            raise OpeningFileUnreadable(reason=problem.strerror or type(problem).__name__) from problem

    def make_share(
        self, actor: Session, file: RequestFile, key_file: Path, passphrase: str, save_to: Path
    ) -> MadeShare:
        """On a trustee's PC: saves the share for the station in a folder. Needs no election on this PC.

        Raises NotAllowed, TrusteeKeyInsideData, ShareFileTaken, OpeningFileUnreadable, and what `read_secret`
        raises.
        """
        require_role(actor, TRUSTEES_PART)
        self._check_place(key_file, mock=file.manifest.test_mode)
        trustee, content = make_share(file, key_file, passphrase, self._core.random)
        path = save_to / file.share_name(trustee)
        write_share(path, content)
        self._audit.record(AuditEvent.SHARE_MADE, actor, number=file.request.number, trustee=trustee)
        return MadeShare(trustee, path)

    def opened(
        self,
        actor: Session,
        election_id: str,
        kind: OpeningKind,
        progress: Progress = silently,
        cancelled: Cancelled = never,
    ) -> Opened:
        """The totals, from the shares that were given. Nothing is stored.

        Raises NotAllowed, OpeningNotBegun, RequestOutdated, ShareMissing, BadShare, TotalNotFound, and what
        the check of the state raises.
        """
        published, request = self._begun(actor, election_id, kind)
        with self._core.store.read() as uow:
            shares = uow.opening_requests.shares(election_id, request.number)
        if kind is OpeningKind.FINAL:
            self._compare(request, progress, cancelled)
        return combined(published, request, [parse_partial(share) for share in shares.values()])

    def allowed(self, uow: UnitOfWork, actor: Session, election_id: str, kind: OpeningKind) -> Published:
        """The published election, if this person may open such sums now.

        Raises NotAllowed, AccountInactive, NotPublished, IllegalTransition, LiveNotAllowed, LiveNotNow.
        """
        require_role(actor, OFFICIALS)
        require_active(uow, actor.account)
        published = read_published(uow, election_id)
        state = uow.elections.get(election_id).state
        if kind is OpeningKind.FINAL:
            next_state(state, PollAction.COUNT)
        elif published.manifest.policy.results is not ResultsPolicy.LIVE:
            raise LiveNotAllowed
        elif state not in _LIVE_STATES:
            raise LiveNotNow(state=state)
        return published

    def require_current(self, uow: UnitOfWork, request: OpeningRequest) -> None:
        """Whether these are still the sums to open. Raises OpeningNotBegun, RequestOutdated."""
        published = read_published(uow, request.election_id)
        if require(uow, published, request.kind) != request:
            raise RequestOutdated

    def _check_place(self, key_file: Path, *, mock: bool) -> None:
        if key_file.resolve().is_relative_to(self._core.data_dir.resolve()) and not mock:
            raise TrusteeKeyInsideData

    def _ask(self, actor: Session, kind: OpeningKind, box: Box) -> OpeningRequest:
        election_id = box.published.manifest.election_id
        with self._core.store.uow() as uow:
            published = self.allowed(uow, actor, election_id, kind)
            known = current(uow, published, kind)
            if known is not None:
                return known
            if kind is OpeningKind.LIVE:
                check_live(uow, published, box.units)
            elif total_sums(uow, published) != box.stored:
                raise RequestOutdated
            latest = uow.opening_requests.latest(election_id)
            number = 1 if latest is None else latest.number + 1
            request = OpeningRequest(election_id, number, kind, box.sums, box.units)
            stored = request.stored()
            uow.opening_requests.begin(stored)
            self._audit.append(
                uow,
                AuditEvent.COUNT_BEGUN,
                actor,
                election=election_id,
                kind=kind.value,
                number=number,
                ballots=box.sums.ballots,
            )
            uow.commit()
        self._compared.add(stored.body)
        return request

    def _take(
        self, actor: Session, published: Published, request: OpeningRequest, partial: PartialOpening
    ) -> OpeningStatus:
        self._refuse_twice(request, partial.trustee)
        verify_partial(published.context, publics_of(published), request.sums, partial)
        with self._core.store.uow() as uow:
            self.allowed(uow, actor, request.election_id, request.kind)
            if partial.trustee in uow.opening_requests.shares(request.election_id, request.number):
                raise ShareTwice(trustee=partial.trustee)
            body = canonical_bytes(partial.to_json())
            uow.opening_requests.add_share(request.election_id, request.number, partial.trustee, body)
            self._audit.append(
                uow,
                AuditEvent.SHARE_GIVEN,
                actor,
                election=request.election_id,
                number=request.number,
                trustee=partial.trustee,
            )
            uow.commit()
        return self.status(request.election_id, request.kind)

    def _refuse_twice(self, request: OpeningRequest, trustee: int) -> None:
        """Before anything slow is done; asked again when the share is stored."""
        with self._core.store.read() as uow:
            if trustee in uow.opening_requests.shares(request.election_id, request.number):
                raise ShareTwice(trustee=trustee)

    def _begun(self, actor: Session, election_id: str, kind: OpeningKind) -> tuple[Published, OpeningRequest]:
        with self._core.store.read() as uow:
            published = self.allowed(uow, actor, election_id, kind)
            return published, require(uow, published, kind)

    def _compare(self, request: OpeningRequest, progress: Progress, cancelled: Cancelled) -> None:
        """Once in each process: a request that was put into the store by other means opens nothing."""
        body = request.stored().body
        if body not in self._compared:
            if checked_box(self._core, request.election_id, progress, cancelled).sums != request.sums:
                raise RequestOutdated
            self._compared.add(body)
