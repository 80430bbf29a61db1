"""The composition root: from a data folder to the services, every part replaceable.

It ends at services; windows and commands are built on what it returns.
"""

from __future__ import annotations

import secrets as system_random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from omp_desktop import __version__
from omp_desktop.crypto.key_file import USUAL_COST, PassphraseCost
from omp_desktop.crypto.self_test import self_test
from omp_desktop.domain.audit import AuditEvent
from omp_desktop.domain.clock import Clock, HighWaterMark, TrustedClock, system_now
from omp_desktop.domain.sending import CentreLink
from omp_desktop.files import replace_file
from omp_desktop.paths import DataFolderUnusable
from omp_desktop.services.access import AccessService, PinHasher
from omp_desktop.services.audit_log import AuditLog
from omp_desktop.services.backups import BackupsService
from omp_desktop.services.ballot_box import Cancelled, Progress, never, silently
from omp_desktop.services.candidates import CandidatesService
from omp_desktop.services.centre import CentreService
from omp_desktop.services.centre_link import Network
from omp_desktop.services.centre_port import StrangerPort
from omp_desktop.services.ceremony import CeremonyService
from omp_desktop.services.certification import CertificationService
from omp_desktop.services.check_in import CheckInService
from omp_desktop.services.collecting import CollectingService
from omp_desktop.services.core import Core, SecretsBox
from omp_desktop.services.counting import CountingService
from omp_desktop.services.device_list import DeviceList
from omp_desktop.services.devices import DevicesService
from omp_desktop.services.diagnostics import Diagnostics
from omp_desktop.services.elections import ElectionsService
from omp_desktop.services.folder_lock import folder_lock
from omp_desktop.services.key_errors import KeysPassphraseNeeded, StoreKeyMissing
from omp_desktop.services.key_trial import KeyTrial
from omp_desktop.services.mirror import MirrorService
from omp_desktop.services.news import NewsService
from omp_desktop.services.own_vote import OwnVoteService
from omp_desktop.services.packages import PackagesService
from omp_desktop.services.pages import freeze_drawn
from omp_desktop.services.paper_roll import PaperRoll
from omp_desktop.services.papers import PapersService
from omp_desktop.services.personal_codes import PersonalCodesService
from omp_desktop.services.photos import PhotosService
from omp_desktop.services.pledges import PledgesService
from omp_desktop.services.polls import PollsService
from omp_desktop.services.queue import QueueService
from omp_desktop.services.readiness import ReadinessService
from omp_desktop.services.reconciliation import ReconciliationService
from omp_desktop.services.record_export import RecordExport
from omp_desktop.services.recovery import RecoveryService
from omp_desktop.services.remarks import RemarksService
from omp_desktop.services.restoring import restore
from omp_desktop.services.secrets import (
    OWN_VOTE_KEY,
    STORE_KEY,
    KeyringSecrets,
    PassphraseSecrets,
    ThrowawaySecrets,
)
from omp_desktop.services.self_check_in import SelfCheckIn
from omp_desktop.services.sending_port import Sending
from omp_desktop.services.stations import StationsService
from omp_desktop.services.transfer import TransferService
from omp_desktop.services.voters_list import VotersListService
from omp_desktop.services.voting import VotingService
from omp_desktop.store.engine import Store, open_store
from omp_desktop.store.errors import StoreDamaged
from omp_desktop.store.opening import store_file
from omp_desktop.store.own_votes import own_vote_file
from omp_desktop.store.second_copy import take_second_copy
from omp_desktop.sync.office import Office
from omp_desktop.sync.outbox import Freezer
from omp_desktop.sync.worker import Parts, Worker

if TYPE_CHECKING:
    from omp_desktop.sync.client import CentreClient

KEYS_FOLDER: Final = "keys"
FOLDER_ID: Final = "folder-id"
STORE_KEY_BYTES: Final = 32
_FOLDER_ID_BYTES = 8
_BOOT_ID = Path("/proc/sys/kernel/random/boot_id")

Random = Callable[[int], bytes]


@dataclass(frozen=True, slots=True)
class Costs:
    """What a guess of a PIN or a trustee's pass-phrase costs. Smaller for a mock vote and tests only."""

    pins: PinHasher = field(default_factory=PinHasher)
    trustee_key: PassphraseCost = USUAL_COST


class Application:
    """The services of one data folder, over one store. Close it when the program ends."""

    def __init__(self, core: Core, costs: Costs) -> None:
        self.core = core
        self.access = AccessService(core, costs.pins)
        self.elections = ElectionsService(core, costs.trustee_key)
        self.ceremony = CeremonyService(core, costs.trustee_key)
        self.candidates = CandidatesService(core)
        self.photos = PhotosService(core)
        self.pledges = PledgesService(core)
        self.voters_list = VotersListService(core)
        self.personal_codes = PersonalCodesService(core)
        self.stations = StationsService(core)
        self.polls = PollsService(core)
        self.check_in = CheckInService(core)
        self.counting = CountingService(core)
        self.remarks = RemarksService(core)
        self.papers = PapersService(core)
        self.own_vote = OwnVoteService(core)
        self.record = RecordExport(core)
        self.audit_log = AuditLog(core)
        self.backups = BackupsService(core)
        self.recovery = RecoveryService(core)
        self.device_list = DeviceList(core)
        self.key_trial = KeyTrial(core)
        self.diagnostics = Diagnostics(core)
        self.paper_roll = PaperRoll(core)
        self.mirror = MirrorService(core)
        network = Network(connect=partial(_connect, core.clock), meet=_meet)
        self.centre = CentreService(core, network)
        self.readiness = ReadinessService(core, self.diagnostics, self.centre)
        self.packages = PackagesService(core, network, self.centre)
        self.devices = DevicesService(core, network, self.packages)
        self.news = NewsService(core, network)
        self.reconciliation = ReconciliationService(core, network)
        self.certification = CertificationService(core, self.reconciliation)
        self.collecting = CollectingService(core, network)
        self.office = _office(core, self.centre)
        # Sends once somebody starts it: the windows do, a command that only looks does not.
        self.sync = _worker(
            core, self.office, (self.centre.finish_rotation, self.packages.pull, self.news.pull)
        )
        self.queue = QueueService(core, self.sync.wake)
        self.transfer = TransferService(
            core, network, Sending(self.office.freeze_all, self.office.acknowledge, self.sync.wake)
        )

    @property
    def store(self) -> Store:
        """The station's store; `store.elsewhere` says that the file was copied or moved."""
        return self.core.store

    @property
    def clock(self) -> Clock:
        """The trusted clock."""
        return self.core.clock

    def voting(self, kiosk_id: str) -> VotingService:
        """The service of one booth; each booth has its own, used by one thread at a time."""
        return VotingService(self.core, kiosk_id)

    def self_check_in(self, kiosk_id: str) -> SelfCheckIn:
        """Where voters at one booth check in themselves; used by the thread of its `voting`."""
        return SelfCheckIn(self.core, kiosk_id)

    def close(self) -> None:
        """Ends sending and lets the store go."""
        self.sync.stop()
        self.core.store.close()


def open_application(
    data_dir: Path,
    *,
    secrets: SecretsBox | None = None,
    clock: Clock | None = None,
    random: Random = system_random.token_bytes,
    costs: Costs | None = None,
) -> Application:
    """Opens the data folder, or makes a new one in it, and checks the store.

    `secrets` is where the keys are kept: found again in an existing folder (KeysPassphraseNeeded when they
    are under a pass-phrase), the system's key store in a new one. `clock` may be given for a mock vote only:
    with other than throw-away keys it raises ValueError, because a real election takes no time from outside.

    Raises CryptoSelfTestFailed, DataFolderUnusable, StoreKeyMissing, StoreDamaged, the errors of `open_store`
    and those of the secrets.
    """
    self_test()
    folder = _made(data_dir)
    try:
        with folder_lock(folder):
            box = secrets if secrets is not None else find_secrets(folder)
            if clock is not None and not box.throw_away:
                raise ValueError("a clock from outside is for mock votes on throw-away keys")
            key, own_vote_key = _store_key(box, folder, random), _own_vote_key(box, folder, random)
            store, trusted = _open(folder, key, own_vote_key, clock)
    except OSError as problem:
        raise _unusable(folder, problem) from problem
    _check(store)
    application = Application(Core(store, trusted, random, box, folder), costs or Costs())
    application.own_vote.tidy()
    if store.before_upgrade is not None:
        application.audit_log.record(
            AuditEvent.STORE_UPGRADED, version=__version__, backup=store.before_upgrade.name
        )
    return application


def take_over(data_dir: Path, *, secrets: SecretsBox | None = None) -> Application:
    """Opens the folder on the copy of its second medium, and keeps the damaged store as evidence.

    No votes are taken before two people decided to go on with it. Raises StoreKeyMissing, MirrorUnusable and
    what `open_application` raises.
    """
    box = secrets if secrets is not None else find_secrets(data_dir)
    key = box.get(STORE_KEY)
    if key is None:
        raise StoreKeyMissing()
    with folder_lock(data_dir):
        evidence = take_second_copy(data_dir, key)
    application = open_application(data_dir, secrets=box)
    application.mirror.note_taken_over(evidence)
    return application


def restore_application(  # noqa: PLR0913 - from where, with what, and how it is watched
    data_dir: Path,
    backup: Path,
    recovery_key: str,
    *,
    secrets: SecretsBox | None = None,
    progress: Progress = silently,
    cancelled: Cancelled = never,
) -> Application:
    """Restores a backup into `data_dir`, which has no store, and opens it; its store is not at home yet.

    Raises what `services.restoring.restore` and `open_application` raise.
    """
    folder = _made(data_dir)
    try:
        with folder_lock(folder):
            box = secrets if secrets is not None else find_secrets(folder)
            head = restore(backup, recovery_key, folder, box, progress, cancelled)
    except OSError as problem:
        raise _unusable(folder, problem) from problem
    application = open_application(folder, secrets=box)
    application.audit_log.record(AuditEvent.RESTORED, entries=head.entries)
    return application


def keys_folder(data_dir: Path) -> Path:
    """Where key files of this data folder lie, if they are files."""
    return data_dir / KEYS_FOLDER


def find_secrets(data_dir: Path) -> SecretsBox:
    """The secrets that an existing folder was made with; the system's key store for a new one.

    Raises KeysPassphraseNeeded: unlock `PassphraseSecrets` on `keys_folder`, and open the folder with it.
    """
    keys = keys_folder(data_dir)
    if PassphraseSecrets.exists(keys):
        raise KeysPassphraseNeeded()
    if ThrowawaySecrets.exists(keys):
        return ThrowawaySecrets(keys)
    return KeyringSecrets(_folder_id(data_dir))


def _office(core: Core, centre: CentreService) -> Office:
    freezer = Freezer(core.store, freeze_drawn, system_random.SystemRandom().sample, core.random)
    return Office(core.store, freezer, centre.own_seed)


def _worker(core: Core, office: Office, pulls: Sequence[Callable[[], object]]) -> Worker:
    return Worker(
        Parts(
            core.store,
            office,
            partial(_connect, core.clock),
            pulls,
            # A clock of a mock vote stands where it was set.
            accept_time=core.clock.accept_signed if isinstance(core.clock, TrustedClock) else None,
            now=core.clock.now,
        )
    )


def _connect(clock: Clock, link: CentreLink, seed: bytes) -> CentreClient:
    # Not at the start of the program, which it would make a tenth of a second longer.
    from omp_desktop.sync.client import CentreClient  # noqa: PLC0415

    return CentreClient(link, seed, clock.now)


def _meet(url: str, authority: str) -> StrangerPort:
    from omp_desktop.sync.client import Stranger  # noqa: PLC0415 - as above

    return Stranger(url, authority)


class _LateMark:
    """The store's high-water mark, for a clock that must be there before the store is open."""

    def __init__(self) -> None:
        self.mark: HighWaterMark | None = None

    def read(self) -> datetime | None:
        return None if self.mark is None else self.mark.read()


def _open(folder: Path, key: bytes, own_vote_key: bytes | None, given: Clock | None) -> tuple[Store, Clock]:
    late = _LateMark()
    clock = given if given is not None else TrustedClock(system_now, time.monotonic, _boot_id(), late)
    store = open_store(folder, key, own_vote_key=own_vote_key, reading=clock.read)
    late.mark = store.mark
    return store, clock


def _store_key(box: SecretsBox, folder: Path, random: Random) -> bytes:
    """The key of the folder's store; a new one only where there is no store yet."""
    key = box.get(STORE_KEY)
    if key is None:
        if store_file(folder).exists():
            raise StoreKeyMissing()
        key = random(STORE_KEY_BYTES)
        box.put(STORE_KEY, key)
    return key


def _own_vote_key(box: SecretsBox, folder: Path, random: Random) -> bytes | None:
    """The key of the file of own votes; None where it was lost, which ends the receipts and nothing else."""
    key = box.get(OWN_VOTE_KEY)
    if key is None and not own_vote_file(folder).exists():
        key = random(STORE_KEY_BYTES)
        box.put(OWN_VOTE_KEY, key)
    return key


def _check(store: Store) -> None:
    problems = store.quick_check()
    if problems:
        raise StoreDamaged(reason=problems[0])


def _folder_id(data_dir: Path) -> str:
    """Tells the keys of this folder from those of others in the key store; says nothing itself."""
    file = data_dir / FOLDER_ID
    if not file.exists():
        replace_file(file, system_random.token_hex(_FOLDER_ID_BYTES).encode("ascii"))
    return file.read_text(encoding="ascii").strip()


def _boot_id() -> str:
    """Changes with every start of the computer; where the system does not tell, with every process."""
    try:
        return _BOOT_ID.read_text(encoding="ascii").strip()
    except OSError:
        return system_random.token_hex(16)


def _made(folder: Path) -> Path:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as problem:
        raise _unusable(folder, problem) from problem
    return folder


def _unusable(folder: Path, problem: OSError) -> DataFolderUnusable:
    return DataFolderUnusable(folder=str(folder), reason=problem.strerror or type(problem).__name__)
