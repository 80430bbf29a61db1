"""The commission's PC and a second station's, each with a store of its own, around one centre."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, field, replace
from pathlib import Path

from omp_desktop.domain.access import Role
from omp_desktop.domain.clock import Clock
from omp_desktop.domain.station import Station
from omp_desktop.services.centre import CentreService
from omp_desktop.services.core import Core
from omp_desktop.services.devices import DevicesService
from omp_desktop.services.packages import PackagesService
from omp_desktop.services.photos import PhotosService
from omp_desktop.services.secrets import ThrowawaySecrets
from omp_desktop.services.session import SecondPerson, Session
from omp_desktop.store.engine import open_store
from omp_desktop.store.identity import settle
from omp_desktop.wire.enrolment import DeviceView, EnrolmentCode
from tests.services.little_centre import URL, LittleCentre
from tests.services.scene import (
    OWN_VOTE_KEY,
    PIN,
    STORE_KEY,
    Desk,
    People,
    SmallElection,
    prepare,
    publish,
    voters_file,
)

_NAMES = ("commission", "station")
# As a picture file begins; nothing below the windows looks further.
PHOTO = b"\xff\xd8\xff" + bytes(64)
SECOND_LIST = [
    (f"{number}", f"둘째{number}", "1980-01-01", f"가상시 나로 {number}") for number in range(101, 105)
]


@dataclass
class Pc:
    """A PC with its services around the centre."""

    core: Core
    centre_of: LittleCentre
    people: People
    centre: CentreService = field(init=False)
    packages: PackagesService = field(init=False)
    devices: DevicesService = field(init=False)

    def __post_init__(self) -> None:
        network = self.centre_of.network
        self.centre = CentreService(self.core, network)
        self.packages = PackagesService(self.core, network, self.centre)
        self.devices = DevicesService(self.core, network, self.packages)

    @property
    def official(self) -> Session:
        return self.people.commission

    @property
    def second(self) -> SecondPerson:
        """The manager beside the official."""
        return self.people.beside(self.people.commission, self.people.manager)

    def start_again(self) -> None:
        """The program was ended and started: nothing is known but what was stored."""
        self.__post_init__()


@dataclass(frozen=True)
class Template:
    """Two PCs in folders that are copied for each test: publishing takes longer than most tests."""

    folder: Path
    little: LittleCentre
    election: SmallElection
    second_station: Station
    people: tuple[People, People]

    def copy(self, folder: Path, clock: Clock, closing: Callable[[Core], None]) -> Pair:
        """The same two PCs in a folder of their own, and a centre that remembers the same."""
        little = deepcopy(self.little)
        pcs = []
        for name, people in zip(_NAMES, self.people, strict=True):
            shutil.copytree(self.folder / name, folder / name)
            core = _open(folder / name, clock)
            closing(core)
            # The copy is at home where it is, as the original was.
            with core.store.uow() as uow:
                settle(uow.settings, core.store.path)
                uow.commit()
            core.store.close()
            pcs.append(Pc(_open(folder / name, clock), little, people))
            closing(pcs[-1].core)
        election = replace(self.election, key_file=folder / self.election.key_file.name)
        shutil.copy(self.election.key_file, election.key_file)
        return Pair(*pcs, little, election, self.second_station)


@dataclass
class Pair:
    """The commission, with the small election published for two stations; a PC that is no station yet."""

    commission: Pc
    station: Pc
    little: LittleCentre
    election: SmallElection
    second_station: Station

    def connect(self) -> None:
        code = EnrolmentCode.make(self.little.key.public_key).text
        self.commission.centre.register_commission(self.commission.official, URL, code)

    def code(self) -> str:
        return self.commission.devices.new_code(
            self.commission.official, self.election.id, self.second_station.id
        ).text

    def enrol(self) -> None:
        self.station.centre.enrol(self.station.official, URL, self.code())

    @property
    def device(self) -> DeviceView:
        """The station's device, as the commission sees it."""
        listed = self.commission.devices.all(self.election.id)
        return next(each for each in listed if each.station_id == self.second_station.id)

    def confirm(self) -> int:
        return self.commission.devices.confirm(
            self.commission.official, self.commission.second, self.election.id, self.device
        )

    def bring(self) -> Pair:
        """The whole way: the station has the election."""
        self.connect()
        self.enrol()
        self.confirm()
        self.station.packages.fetch(self.station.official)
        return self


def make_template(folder: Path, clock: Clock, *, brought: bool) -> Template:
    """Both PCs as `make_pair` makes them; `brought`: the station has the election already."""
    opened: list[Core] = []
    pair = make_pair(folder, clock, opened.append)
    if brought:
        pair.bring()
    for core in opened:
        core.store.close()
    people = (pair.commission.people, pair.station.people)
    return Template(folder, pair.little, pair.election, pair.second_station, people)


def _open(folder: Path, clock: Clock) -> Core:
    store = open_store(folder, STORE_KEY, own_vote_key=OWN_VOTE_KEY, reading=clock.read)
    return Core(store, clock, secrets.token_bytes, ThrowawaySecrets(folder / "keys"), folder)


def open_pc(folder: Path, clock: Clock, little: LittleCentre, closing: Callable[[Core], None]) -> Pc:
    """A new PC with its people."""
    folder.mkdir()
    core = _open(folder, clock)
    closing(core)
    desk = Desk(core)
    commission = Session(desk.access.first_account("위원", Role.COMMISSION, PIN))
    names = (("관리관", Role.MANAGER), ("참관인", Role.OBSERVER), ("부관리관", Role.MANAGER))
    others = [Session(desk.access.add_account(commission, name, role, PIN)) for name, role in names]
    return Pc(core, little, People(commission, *others))


def make_pair(
    folder: Path,
    clock: Clock,
    closing: Callable[[Core], None],
    centre: LittleCentre | None = None,
    *,
    finish: Callable[[Desk, Session, str], object] = lambda *_: None,
) -> Pair:
    """Both PCs; the election is published, nobody is connected. `finish`: what else the draft needs."""
    little = LittleCentre() if centre is None else centre
    commission, station = (open_pc(folder / name, clock, little, closing) for name in _NAMES)
    desk = Desk(commission.core)
    official = commission.official
    usb = folder / "trustee"
    usb.mkdir()
    draft = prepare(desk, commission.people, folder)
    second = desk.stations.add(official, "가상 제2투표소", "나구")
    lists = folder / "second"
    lists.mkdir()
    desk.voters_list.import_csv(official, draft.id, second.id, voters_file(lists, SECOND_LIST))
    desk.pledges.add(official, draft.president[0].id, "교육", "도서관을 늘리겠습니다")
    PhotosService(desk.core).put(official, draft.president[0].id, PHOTO)
    finish(desk, official, draft.id)
    election = publish(desk, commission.people, draft, usb)
    little.election_id = election.id
    return Pair(commission, station, little, election, second)
