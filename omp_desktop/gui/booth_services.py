"""What a booth asks of the station, put together from the services."""

from __future__ import annotations

from collections.abc import Iterator

from omp_desktop.bootstrap import Application
from omp_desktop.domain.election import Election, ElectionState
from omp_desktop.domain.errors import OmpError
from omp_desktop.domain.poll import may_cast
from omp_desktop.domain.station import Device, DeviceKind
from omp_desktop.domain.voting_errors import NotOpen
from omp_desktop.domain.voting_window import VotingWindow
from omp_desktop.gui.official.words import zone
from omp_desktop.gui.voter.booth import BoothServices
from omp_desktop.gui.voter.observation import Observation
from omp_desktop.gui.voter.start import BoothFacts
from omp_desktop.services.poll_view import PollView
from omp_desktop.services.voting import Inclusion
from omp_desktop.services.voting_errors import LookUpOff


def booths(application: Application) -> list[Device]:
    """The booths of this station that are in use, by name. Runs on a worker."""
    return [
        device
        for view in application.stations.all()
        if view.here
        for device in sorted(view.devices, key=lambda device: device.name)
        if device.kind is DeviceKind.KIOSK and device.active
    ]


def booth_services(application: Application, kiosk_id: str) -> BoothServices:
    """The services of one booth."""
    voting = application.voting(kiosk_id)

    def observe() -> Observation:
        return Observation(tuple(voting.waiting()), _facts(application))

    def look_up(code: str) -> Inclusion:
        return _look_up(application, kiosk_id, code)

    return BoothServices(voting, observe, look_up)


def _facts(application: Application) -> BoothFacts:
    """What the start screen says: of one election name and hours, of several only whether one is open."""
    station = application.stations.this_station()
    views = [application.polls.status(election.id) for election in _published(application)]
    stops = {view.election.id: _stop(view) for view in views}
    going_on = [view for view in views if stops[view.election.id] is None]
    shown = going_on or views
    one = shown[0] if len(shown) == 1 else None
    return BoothFacts(
        station=station.name if station else "",
        election=one.election.name if one else None,
        hours=_hours(one) if one else "",
        stop=None if going_on else next(iter(stops.values()), NotOpen(state=ElectionState.DRAFT)),
    )


def _published(application: Application) -> Iterator[Election]:
    over = {ElectionState.DRAFT, ElectionState.COUNTED, ElectionState.CERTIFIED}
    elections = [e for e in application.elections.all() if e.state is not ElectionState.DRAFT]
    yield from [e for e in elections if e.state not in over] or elections


def _stop(view: PollView) -> OmpError | None:
    """Why nobody can vote now, or None."""
    try:
        may_cast(
            view.state,
            view.election.windows,
            view.reading.now,
            view.queue_remaining,
            timezone=view.election.timezone,
            quality=view.reading.quality,
            time_confirmed=view.time_confirmed,
        )
    except OmpError as reason:
        return reason
    return None


def _hours(view: PollView) -> str:
    window: VotingWindow | None = view.window or view.coming
    if window is None:
        return ""
    where = zone(view.election.timezone)
    opens, closes = window.opens.astimezone(where), window.closes.astimezone(where)
    if opens.date() == closes.date():
        return f"{opens:%H:%M} – {closes:%H:%M}"
    return f"{opens:%m-%d %H:%M} – {closes:%m-%d %H:%M}"


def _look_up(application: Application, kiosk_id: str, code: str) -> Inclusion:
    """In every election that allows it; a code belongs to one of them.

    Raises CodeInvalid, and LookUpOff when none allows it.
    """
    voting = application.voting(kiosk_id)
    refused: LookUpOff | None = None
    answered = False
    for election in application.elections.all():
        if election.state is ElectionState.DRAFT:
            continue
        try:
            found = voting.look_up(election.id, code)
        except LookUpOff as error:
            refused = error
            continue
        answered = True
        if found.found:
            return found
    if refused is not None and not answered:
        raise refused
    return Inclusion(found=False)
