"""The devices that a PC knows: whose they are, whether they may sign, and where they were last used."""

from __future__ import annotations

from datetime import date

from omp_desktop.domain.station import DeviceKind
from omp_desktop.services.core import Core
from omp_desktop.services.device_list import DeviceList, DeviceState, with_centre
from omp_desktop.services.secrets import device_key_name
from omp_desktop.wire.enrolment import CONFIRMED, REVOKED, WAITING, DeviceView, fingerprint
from tests.services.polling_day import Day
from tests.services.scene import SmallElection

THERE = "ab" * 16
KEY = "cd" * 32


def confirm_elsewhere(core: Core, election: SmallElection) -> None:
    """Two people compared the fingerprint of another station's computer here."""
    with core.store.uow() as uow:
        uow.centre.confirm_sender(election.id, "ef" * 16, THERE, KEY)
        uow.commit()


def view(state: str) -> DeviceView:
    return DeviceView(
        device_id=THERE,
        station_id="ef" * 16,
        name="",
        public_key=KEY,
        fingerprint="",
        state=state,
        commission=False,
    )


def test_a_booth_of_this_pc_comes_first_with_its_fingerprint(core: Core, published: SmallElection) -> None:
    confirm_elsewhere(core, published)

    booth, other = DeviceList(core).all()

    assert (booth.name, booth.here, booth.state) == (published.kiosk.name, True, DeviceState.ACTIVE)
    assert booth.fingerprint == fingerprint(bytes.fromhex(published.kiosk.public_key))
    assert booth.last is None
    assert (other.kind, other.here, other.fingerprint) == (
        DeviceKind.OFFICE,
        False,
        fingerprint(bytes.fromhex(KEY)),
    )


def test_a_booth_whose_key_is_gone_says_so(core: Core, published: SmallElection) -> None:
    core.secrets_box.delete(device_key_name(published.kiosk.id))

    (booth,) = DeviceList(core).all()

    assert booth.state is DeviceState.KEY_MISSING


def test_a_device_that_was_revoked_here_stays_revoked_without_a_centre(
    core: Core, published: SmallElection
) -> None:
    confirm_elsewhere(core, published)
    with core.store.uow() as uow:
        uow.centre.remember_revoked(THERE)
        uow.commit()

    _, other = DeviceList(core).all()

    assert other.state is DeviceState.REVOKED


def test_what_the_centre_says_is_laid_over(core: Core, published: SmallElection) -> None:
    confirm_elsewhere(core, published)
    listed = DeviceList(core).all()

    said = [with_centre(listed, [view(state)])[1].state for state in (WAITING, REVOKED, CONFIRMED)]

    assert said == [DeviceState.WAITING, DeviceState.REVOKED, DeviceState.ACTIVE]
    assert with_centre(listed, []) == listed


def test_of_its_use_only_the_election_and_its_last_day_are_said(open_day: Day) -> None:
    day = open_day
    day.vote("1")
    assert DeviceList(day.desk.core).all()[0].last is None

    day.close()

    last = DeviceList(day.desk.core).all()[0].last
    assert last is not None
    assert last.day == date(2026, 12, 3)
    assert type(last.day) is date
