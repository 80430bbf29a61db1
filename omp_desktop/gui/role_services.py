"""What the windows of the roles work with, put together from the services of a data folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from omp_desktop.bootstrap import Application

if TYPE_CHECKING:
    from omp_desktop.gui.candidate.services import CandidateServices
    from omp_desktop.gui.official.services import OfficialServices
    from omp_desktop.scenarios.demonstration_centre import DemonstrationCentre

# Imported when a window is opened: the role chooser stands sooner without them.
# ruff: noqa: PLC0415


def official_services(application: Application, cable: DemonstrationCentre | None = None) -> OfficialServices:
    """What the official's window works with; `cable` in a demonstration with a centre."""
    from omp_desktop.gui.official.services import OfficialServices

    return OfficialServices(
        clock=application.clock,
        access=application.access,
        elections=application.elections,
        ceremony=application.ceremony,
        candidates=application.candidates,
        photos=application.photos,
        pledges=application.pledges,
        voters_list=application.voters_list,
        personal_codes=application.personal_codes,
        stations=application.stations,
        polls=application.polls,
        check_in=application.check_in,
        collecting=application.collecting,
        counting=application.counting,
        remarks=application.remarks,
        papers=application.papers,
        certification=application.certification,
        audit_log=application.audit_log,
        backups=application.backups,
        recovery=application.recovery,
        device_list=application.device_list,
        key_trial=application.key_trial,
        diagnostics=application.diagnostics,
        mirror=application.mirror,
        readiness=application.readiness,
        paper_roll=application.paper_roll,
        queue=application.queue,
        record=application.record,
        centre=application.centre,
        packages=application.packages,
        devices=application.devices,
        transfer=application.transfer,
        reconciliation=application.reconciliation,
        sync=application.sync,
        cable=cable,
        data_dir=application.core.data_dir,
    )


def candidate_services(application: Application) -> CandidateServices:
    """What the candidate's window works with."""
    from omp_desktop.gui.candidate.services import CandidateServices

    return CandidateServices(
        clock=application.clock,
        access=application.access,
        elections=application.elections,
        candidates=application.candidates,
        photos=application.photos,
        pledges=application.pledges,
        polls=application.polls,
        queue=application.queue,
        board=application.sync.board,
    )
