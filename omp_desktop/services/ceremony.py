"""The key ceremony: the trustees of an election make its key together, on one PC or by files.

The commission's PC holds the board, with public messages only. Each trustee takes their steps there, one
after the other, or on a PC of their own with the file that the commission sent; both run the same code.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from omp_desktop.crypto.ceremony import run_ceremony
from omp_desktop.crypto.ceremony_board import CEREMONY_ID_BYTES, Board, Message, Plan, Promise, Reveal, Shares
from omp_desktop.crypto.key_file import USUAL_COST, PassphraseCost
from omp_desktop.crypto.trustees import TrusteePublic, TrusteeSecret, joint_key
from omp_desktop.domain.access import check_password
from omp_desktop.domain.audit import AuditEvent
from omp_desktop.domain.canonical import canonical_bytes
from omp_desktop.domain.definition import TRUSTEES_MOST
from omp_desktop.domain.text import NAME_MAX, Field, required_line
from omp_desktop.services import ceremony_record, trustee_turns
from omp_desktop.services.audit_log import AuditLog
from omp_desktop.services.ceremony_errors import (
    CeremonyNotBegun,
    CeremonyOfAnotherElection,
    KeyStoreAtStation,
    NotEnoughForCeremony,
    ThrowAwayTrustees,
    TrusteeFileMissing,
)
from omp_desktop.services.ceremony_files import (
    BoardFile,
    MessagesFile,
    read_messages,
    write_board,
    write_messages,
)
from omp_desktop.services.ceremony_record import CeremonyView
from omp_desktop.services.core import Core
from omp_desktop.services.drafts import read_draft
from omp_desktop.services.key_errors import ThrowAwayKeys
from omp_desktop.services.session import (
    COMMISSION_ONLY,
    TRUSTEES_PART,
    Session,
    require_active,
    require_role,
)
from omp_desktop.services.trustee_keeping import (
    Keep,
    Keeping,
    KeyFileKeeping,
    KeyStoreKeeping,
    OnMedium,
    Place,
    check_key_folder,
)
from omp_desktop.services.trustee_turns import Turn
from omp_desktop.store.errors import RecordMissing
from omp_desktop.store.records import StoredElectionKey
from omp_desktop.store.unit_of_work import UnitOfWork

FEWEST: Final = 2
_STEP_NUMBERS: Final = {Promise: 1, Reveal: 2, Shares: 3}
_LAST_STEP: Final = 4


class CeremonyService:
    """The ceremony on the commission's PC; `take_part` and what follows it, on a trustee's."""

    def __init__(self, core: Core, key_cost: PassphraseCost = USUAL_COST) -> None:
        """`key_cost` is what a guess of a trustee's pass-phrase costs."""
        self._core = core
        self._audit = AuditLog(core)
        self._key_cost = key_cost

    def look(self, election_id: str) -> CeremonyView:
        """Where the ceremony of an election stands. Raises RecordMissing."""
        with self._core.store.read() as uow:
            uow.elections.get(election_id)
            return ceremony_record.view(uow, election_id)

    def begin(self, actor: Session, election_id: str, names: Sequence[str], quorum: int) -> CeremonyView:
        """Begins a ceremony with these trustees, or begins it again: the files made before are worth nothing.

        A key that they had finished is forgotten then: its trustees destroy their files, and what nobody can
        open must not be published should the new ceremony be given up.

        Raises NotAllowed, NotADraft, NotEnoughForCeremony, TextMissing, TextForbidden, TextTooLong,
        CeremonyPlanInvalid, TrusteeNameTwice.
        """
        require_role(actor, COMMISSION_ONLY)
        if not FEWEST <= len(names) <= TRUSTEES_MOST:
            raise NotEnoughForCeremony(count=len(names), most=TRUSTEES_MOST)
        plan = self._plan(names, quorum)
        with self._core.store.uow() as uow:
            read_draft(uow, election_id)
            before = ceremony_record.read(uow, election_id).board
            if before is not None and before.step is None:
                uow.trustees.clear(election_id)
                uow.elections.forget_key(election_id)
            ceremony_record.keep(uow, election_id, Board(plan))
            self._audit.append(
                uow,
                AuditEvent.CEREMONY_BEGUN if before is None else AuditEvent.CEREMONY_BEGUN_AGAIN,
                actor,
                election=election_id,
                count=plan.count,
                quorum=plan.quorum,
                names=", ".join(plan.names),
            )
            uow.commit()
        return self.look(election_id)

    def give_up(self, actor: Session, election_id: str) -> CeremonyView:
        """Forgets a ceremony that has begun; how many trustees there are to be stays.

        Raises NotAllowed, NotADraft, CeremonyNotBegun.
        """
        require_role(actor, COMMISSION_ONLY)
        with self._core.store.uow() as uow:
            read_draft(uow, election_id)
            board = _board(uow, election_id)
            ceremony_record.ask_for(uow, election_id, board.plan.count, board.plan.quorum)
            self._audit.append(uow, AuditEvent.CEREMONY_GIVEN_UP, actor, election=election_id)
            uow.commit()
        return self.look(election_id)

    def take_turn(self, actor: Session, election_id: str, index: int, keep: OnMedium) -> CeremonyView:
        """A trustee's turn on this PC: their next step, with what they keep on their medium.

        A new pass-phrase is judged at the first step only. Raises NotAllowed, NotADraft, CeremonyNotBegun,
        PasswordTooShort, PasswordWeak, KeyFolderMissing, KeyFolderInsideData, and as
        `trustee_turns.take_turn`.
        """
        return self._act(actor, election_id, index, keep, self._turn)

    def confirm(
        self, actor: Session, election_id: str, index: int, keep: OnMedium, transcript: str
    ) -> CeremonyView:
        """A trustee's last step on this PC, after comparing the value of all. The last one makes the key.

        Raises as `take_turn` and `trustee_turns.confirm`.
        """

        def last(board: Board, at: int, keeping: Keeping) -> Turn:
            return trustee_turns.confirm(board, at, keeping, transcript)

        return self._act(actor, election_id, index, keep, last)

    def export_board(self, actor: Session, election_id: str, folder: Path) -> Path:
        """Saves everything published so far as a file for the trustees on other PCs; returns its path.

        Raises NotAllowed, CeremonyNotBegun, CeremonyFileUnwritable.
        """
        require_role(actor, COMMISSION_ONLY)
        with self._core.store.read() as uow:
            election = uow.elections.get(election_id)
            file = BoardFile(election_id, election.name, election.test_mode, _board(uow, election_id))
        path = folder / file.file_name
        write_board(path, file)
        return path

    def import_messages(self, actor: Session, election_id: str, path: Path) -> CeremonyView:
        """Takes in what a trustee sent, the whole file or nothing of it.

        Raises NotAllowed, NotADraft, CeremonyNotBegun, CeremonyOfAnotherElection, and as `read_messages` and
        `Board.accept`.
        """
        require_role(actor, COMMISSION_ONLY)
        file = read_messages(path)
        if file.election_id != election_id:
            raise CeremonyOfAnotherElection()
        return self._publish(actor, election_id, file.messages)

    def make_throw_away(
        self, actor: Session, election_id: str, names: Sequence[str], quorum: int
    ) -> tuple[TrusteeSecret, ...]:
        """For a mock vote: the program holds the whole ceremony itself, and gives all secrets to the caller.

        Raises NotAllowed, NotADraft, ThrowAwayTrustees (a real election), and as `run_ceremony`.
        """
        require_role(actor, COMMISSION_ONLY)
        publics, secrets, transcript = run_ceremony(names, quorum, self._core.random)
        with self._core.store.uow() as uow:
            if not read_draft(uow, election_id).test_mode:
                raise ThrowAwayTrustees()
            ceremony_record.ask_for(uow, election_id, len(publics), quorum)
            self._complete(uow, actor, election_id, names, publics, transcript)
            uow.commit()
        return secrets

    def take_part(self, actor: Session, file: BoardFile, index: int, keep: Keep, save_to: Path) -> Path:
        """On a trustee's PC: their next step. Saves the file for the commission in a folder; its path.

        Raises NotAllowed, KeyStoreAtStation, ThrowAwayKeys, CeremonyFileUnwritable, and as `take_turn`.
        """
        return self._part(actor, file, index, keep, save_to, self._turn)

    def confirm_part(  # noqa: PLR0913, PLR0917 - as `take_part`, and what was compared
        self, actor: Session, file: BoardFile, index: int, keep: Keep, save_to: Path, transcript: str
    ) -> Path:
        """On a trustee's PC: the last step. Otherwise as `take_part` and `confirm`."""

        def last(board: Board, at: int, keeping: Keeping) -> Turn:
            return trustee_turns.confirm(board, at, keeping, transcript)

        return self._part(actor, file, index, keep, save_to, last)

    def save_key_file(self, actor: Session, file: BoardFile, index: int, keep: OnMedium) -> Path:
        """On a trustee's PC: writes the finished key from the key store to a file, for the count.

        Raises NotAllowed, PasswordTooShort, PasswordWeak, KeyFolderMissing, KeyFolderInsideData,
        TrusteeFileMissing, MediumTaken, TrusteeFileUnwritable, and the errors of the key store.
        """
        require_role(actor, TRUSTEES_PART)
        check_password(keep.passphrase)
        check_key_folder(keep.folder, self._core.data_dir, mock=file.test_mode)
        place = Place(file.election_id, file.board.plan, index)
        kept = KeyStoreKeeping(place, self._core.secrets_box).load()
        if not isinstance(kept, TrusteeSecret):
            raise TrusteeFileMissing(name=place.name)
        target = KeyFileKeeping(place, keep, self._core.random, self._key_cost)
        target.check_new()
        target.save(kept)
        return target.path

    def _plan(self, names: Sequence[str], quorum: int) -> Plan:
        cleaned = tuple(required_line(name, limit=NAME_MAX, field=Field.NAME) for name in names)
        plan = Plan(self._core.random(CEREMONY_ID_BYTES), cleaned, quorum)
        plan.check()
        return plan

    def _turn(self, board: Board, index: int, keeping: Keeping) -> Turn:
        return trustee_turns.take_turn(board, index, keeping, self._core.random)

    def _act(
        self,
        actor: Session,
        election_id: str,
        index: int,
        keep: OnMedium,
        act: Callable[[Board, int, Keeping], Turn],
    ) -> CeremonyView:
        """First what the trustee keeps, outside any transaction: it takes seconds. Then the board."""
        require_role(actor, COMMISSION_ONLY)
        with self._core.store.read() as uow:
            require_active(uow, actor.account)
            election = read_draft(uow, election_id)
            board = _board(uow, election_id)
        check_key_folder(keep.folder, self._core.data_dir, mock=election.test_mode)
        turn = act(board, index, self._on_medium(Place(election_id, board.plan, index), keep, board))
        return self._publish(actor, election_id, turn.messages)

    def _part(  # noqa: PLR0913, PLR0917 - what the two steps share
        self,
        actor: Session,
        file: BoardFile,
        index: int,
        keep: Keep,
        save_to: Path,
        act: Callable[[Board, int, Keeping], Turn],
    ) -> Path:
        require_role(actor, TRUSTEES_PART)
        place = Place(file.election_id, file.board.plan, index)
        turn = act(file.board, index, self._elsewhere(place, keep, file))
        target = save_to / f"{place.file_name(index).removesuffix('.json')}-to-commission.json"
        write_messages(target, MessagesFile(file.election_id, turn.messages))
        self._audit.record(AuditEvent.CEREMONY_PART_TAKEN, actor, name=place.name)
        return target

    def _elsewhere(self, place: Place, keep: Keep, file: BoardFile) -> Keeping:
        if isinstance(keep, OnMedium):
            check_key_folder(keep.folder, self._core.data_dir, mock=file.test_mode)
            return self._on_medium(place, keep, file.board)
        if self._has_ballots_of(file.election_id):
            raise KeyStoreAtStation()
        if self._core.secrets_box.throw_away and not file.test_mode:
            raise ThrowAwayKeys()
        return KeyStoreKeeping(place, self._core.secrets_box)

    def _on_medium(self, place: Place, keep: OnMedium, board: Board) -> Keeping:
        if place.index not in board.promises:
            check_password(keep.passphrase)
        return KeyFileKeeping(place, keep, self._core.random, self._key_cost)

    def _has_ballots_of(self, election_id: str) -> bool:
        with self._core.store.read() as uow:
            try:
                uow.elections.get(election_id)
            except RecordMissing:
                return False
        return True

    def _publish(self, actor: Session, election_id: str, messages: Sequence[Message]) -> CeremonyView:
        with self._core.store.uow() as uow:
            read_draft(uow, election_id)
            board = _board(uow, election_id)
            for message in messages:
                after = board.accept(message)
                if after is not board:
                    self._record(uow, actor, election_id, after, message)
                board = after
            ceremony_record.keep(uow, election_id, board)
            uow.commit()
        return self.look(election_id)

    def _record(
        self, uow: UnitOfWork, actor: Session, election_id: str, board: Board, message: Message
    ) -> None:
        name = board.plan.name(message.index)
        step = _STEP_NUMBERS.get(type(message), _LAST_STEP)
        self._audit.append(uow, AuditEvent.CEREMONY_STEP, actor, election=election_id, name=name, step=step)
        if board.step is None:
            names = board.plan.names
            self._complete(uow, actor, election_id, names, board.publics, board.transcript())

    def _complete(  # noqa: PLR0913, PLR0917 - everything that the key consists of
        self,
        uow: UnitOfWork,
        actor: Session,
        election_id: str,
        names: Sequence[str],
        publics: Sequence[TrusteePublic],
        transcript: bytes,
    ) -> None:
        put_key(uow, election_id, names, publics)
        self._audit.append(
            uow,
            AuditEvent.CEREMONY_COMPLETED,
            actor,
            election=election_id,
            count=len(publics),
            quorum=publics[0].quorum,
            transcript=transcript.hex(),
        )


def put_key(
    uow: UnitOfWork, election_id: str, names: Sequence[str], publics: Sequence[TrusteePublic]
) -> None:
    """Stores the trustees of a draft and the key that they made, in place of any before.

    Raises RecordProtected, and as `joint_key`.
    """
    public_key = joint_key(publics).hex()
    uow.trustees.clear(election_id)
    for name, public in zip(names, publics, strict=True):
        uow.trustees.put(election_id, public.index, name, _json_text(public.to_json()))
    listed = _json_text([public.to_json() for public in publics])
    uow.elections.put_key(election_id, StoredElectionKey(listed, public_key))


def _board(uow: UnitOfWork, election_id: str) -> Board:
    board = ceremony_record.read(uow, election_id).board
    if board is None:
        raise CeremonyNotBegun()
    return board


def _json_text(value: object) -> str:
    return canonical_bytes(value).decode("utf-8")
