"""What the official's pages work with."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from omp_desktop.domain.clock import Clock

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from omp_desktop.gui.print.printing import Printing
    from omp_desktop.gui.speech.speaker import Speaker
    from omp_desktop.scenarios.demonstration_centre import DemonstrationCentre
    from omp_desktop.services.access import AccessService
    from omp_desktop.services.audit_log import AuditLog
    from omp_desktop.services.backups import BackupsService
    from omp_desktop.services.candidates import CandidatesService
    from omp_desktop.services.centre import CentreService
    from omp_desktop.services.ceremony import CeremonyService
    from omp_desktop.services.certification import CertificationService
    from omp_desktop.services.check_in import CheckInService
    from omp_desktop.services.collecting import CollectingService
    from omp_desktop.services.counting import CountingService
    from omp_desktop.services.device_list import DeviceList
    from omp_desktop.services.devices import DevicesService
    from omp_desktop.services.diagnostics import Diagnostics
    from omp_desktop.services.elections import ElectionsService
    from omp_desktop.services.key_trial import KeyTrial
    from omp_desktop.services.mirror import MirrorService
    from omp_desktop.services.packages import PackagesService
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
    from omp_desktop.services.stations import StationsService
    from omp_desktop.services.transfer import TransferService
    from omp_desktop.services.voters_list import VotersListService
    from omp_desktop.sync.worker import Worker


@dataclass(frozen=True, slots=True)
class OfficialServices:
    """The use cases behind the official's window.

    Called on workers only: any of them may wait for the store. `sync` sends; `cable` is a demonstration's.
    Not on workers: `printing`; `speaker` makes what says the sample of the spoken guide; `open_booths` are
    the devices whose voter's screen is open, `seen_booths` those of them that have a display.
    """

    clock: Clock
    access: AccessService
    elections: ElectionsService
    ceremony: CeremonyService
    candidates: CandidatesService
    photos: PhotosService
    pledges: PledgesService
    voters_list: VotersListService
    personal_codes: PersonalCodesService
    stations: StationsService
    polls: PollsService
    check_in: CheckInService
    collecting: CollectingService
    counting: CountingService
    remarks: RemarksService
    papers: PapersService
    certification: CertificationService
    audit_log: AuditLog
    backups: BackupsService
    recovery: RecoveryService
    device_list: DeviceList
    key_trial: KeyTrial
    diagnostics: Diagnostics
    mirror: MirrorService
    readiness: ReadinessService
    paper_roll: PaperRoll
    queue: QueueService
    record: RecordExport
    centre: CentreService
    packages: PackagesService
    devices: DevicesService
    transfer: TransferService
    reconciliation: ReconciliationService
    sync: Worker
    data_dir: Path | None = None
    cable: DemonstrationCentre | None = None
    printing: Printing | None = None
    speaker: Callable[[QObject], Speaker] | None = None
    open_booths: Callable[[], Collection[str]] = frozenset
    seen_booths: Callable[[], Collection[str]] = frozenset
