"""What a booth asks of the station, put together from the services."""

from __future__ import annotations

from omp_desktop.bootstrap import Application
from omp_desktop.gui.voter.booth import BoothServices
from omp_desktop.gui.voter.facts import StationView


def booth_services(application: Application, kiosk_id: str) -> BoothServices:
    """The services of one booth."""
    voting, letters = application.voting(kiosk_id), application.self_check_in(kiosk_id)
    station = StationView(
        voting,
        application.elections,
        application.polls,
        application.stations,
        application.own_vote,
        letters,
    )
    return BoothServices(
        voting,
        station.observe,
        station.look_up,
        application.own_vote,
        letters=letters,
        photo=application.photos.photo,
    )
