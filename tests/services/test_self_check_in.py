"""Self check-in: who gets a permit for a number and a code, who is sent to the desk, what is kept of it."""

from __future__ import annotations

import logging
import secrets
import shutil
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from omp_desktop.domain.audit import AuditEvent
from omp_desktop.domain.clock import FixedClock
from omp_desktop.domain.election import Identification, Policy
from omp_desktop.domain.errors import OmpError
from omp_desktop.domain.personal_code import TRIES_MOST
from omp_desktop.domain.poll import ParticipationState, Permit
from omp_desktop.domain.voting_errors import AfterLastWindow, PersonalCodeInvalid
from omp_desktop.services.check_in_errors import KioskBusy
from omp_desktop.services.core import Core
from omp_desktop.services.key_errors import KeyStoreLocked
from omp_desktop.services.secrets import ThrowawaySecrets
from omp_desktop.services.self_check_in import SelfCheckIn
from omp_desktop.services.self_check_in_errors import (
    CheckedInBefore,
    PersonalCodeLocked,
    PersonalCodeWrong,
    SelfCheckInUnavailable,
    VotedBefore,
)
from omp_desktop.services.voting_answers import WaitingPermit
from omp_desktop.services.voting_errors import KioskUnknown, StoreElsewhere
from omp_desktop.store.engine import Store, open_store
from omp_desktop.store.identity import settle
from tests.services.polling_day import AFTER, CARD, Day, another_election
from tests.services.scene import (
    OPENS,
    OWN_VOTE_KEY,
    STORE_KEY,
    TWO_DAYS_BEFORE,
    Desk,
    People,
    SmallElection,
    prepare,
    publish,
    sign_up,
)
from tests.services.with_codes import let_voters_check_in, read_letters

Rows = Callable[[], dict[str, list[str]]]
WRONG = "9182736450918273"


@dataclass
class SelfDay:
    """An open polling day with letters, and the booth where voters check in."""

    day: Day
    codes: dict[str, str]

    def __post_init__(self) -> None:
        self.booth = SelfCheckIn(self.core, self.day.election.kiosk.id)

    @property
    def core(self) -> Core:
        return self.day.desk.core

    @property
    def store(self) -> Store:
        return self.core.store

    def enter(
        self, number: str, code: str | None = None, booth: SelfCheckIn | None = None
    ) -> list[WaitingPermit]:
        """What the voter with this number enters; with the code of the letter unless another is told."""
        return (booth or self.booth).check_in(number, self.codes[number] if code is None else code)

    def refused(self, number: str, code: str | None = None, booth: SelfCheckIn | None = None) -> OmpError:
        with pytest.raises(OmpError) as refused:
            self.enter(number, code, booth)
        return refused.value

    def fail(self, number: str, times: int) -> list[type[OmpError]]:
        return [type(self.refused(number, WRONG)) for _ in range(times)]

    def state(self, number: str) -> ParticipationState | None:
        with self.store.read() as uow:
            found = uow.participations.get(self.day.id, self.day.voter(number).id)
        return None if found is None else found.state

    def open_permits(self) -> list[Permit]:
        with self.store.read() as uow:
            return uow.permits.open_in_election(self.day.id)

    def vote(self, permit: WaitingPermit) -> None:
        voting = self.day.booth
        voting.begin(permit.token)
        sealed = voting.seal(permit.token, self.day.choices(self.day.election.president[0]))
        voting.cast(permit.token, sealed.ballot_id)


@dataclass(frozen=True)
class Made:
    """An open station with letters, in a folder that is copied for each test."""

    folder: Path
    people: People
    election: SmallElection
    codes: dict[str, str]


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    folder = tmp_path_factory.mktemp("letters")
    data, letters, usb = folder / "data", folder / "letters.csv", folder / "usb"
    for each in (data, usb):
        each.mkdir()
    clock = FixedClock(TWO_DAYS_BEFORE)
    store = open_store(data, STORE_KEY, own_vote_key=OWN_VOTE_KEY, reading=clock.read)
    desk = Desk(Core(store, clock, secrets.token_bytes, ThrowawaySecrets(data / "keys"), data))
    people = sign_up(desk)
    draft = prepare(desk, people, folder)
    let_voters_check_in(desk, people.commission, draft.id, letters)
    election = publish(desk, people, draft, usb)
    Day(desk, people, election, clock).open()
    store.close()
    codes = {number: row["본인확인코드"] for number, row in read_letters(letters).items()}
    return Made(data, people, election, codes)


@pytest.fixture
def store(made: Made, data_dir: Path, clock: FixedClock) -> Iterator[Store]:
    """The station in a folder of its own, where it is at home."""
    clock.set(OPENS)
    shutil.copytree(made.folder, data_dir, dirs_exist_ok=True)
    copied = open_store(data_dir, STORE_KEY, own_vote_key=OWN_VOTE_KEY, reading=clock.read)
    with copied.uow() as uow:
        settle(uow.settings, copied.path)
        uow.commit()
    copied.close()
    opened = open_store(data_dir, STORE_KEY, own_vote_key=OWN_VOTE_KEY, reading=clock.read)
    yield opened
    opened.close()


@pytest.fixture
def people(made: Made) -> People:
    return made.people


@pytest.fixture
def scene(made: Made, desk: Desk, clock: FixedClock) -> SelfDay:
    return SelfDay(Day(desk, made.people, made.election, clock), made.codes)


@pytest.fixture
def another_booth(scene: SelfDay) -> SelfCheckIn:
    day = scene.day
    kiosk = day.desk.stations.add_kiosk(day.people.commission, day.election.station.id)
    return SelfCheckIn(scene.core, kiosk.id)


# Number and code match


def test_a_voter_with_the_letter_gets_a_permit_for_this_booth_and_votes(scene: SelfDay) -> None:
    (permit,) = scene.enter("7")
    assert scene.day.booth.waiting() == [permit]
    assert scene.state("7") is ParticipationState.ISSUED
    scene.vote(permit)
    assert scene.state("7") is ParticipationState.CAST


def test_leading_zeros_and_grouping_do_not_matter(scene: SelfDay) -> None:
    code = scene.codes["7"]
    assert scene.enter("007", code.replace(" ", "-"))


def test_it_is_counted_as_the_way_the_identity_was_checked(scene: SelfDay, state_of: Rows) -> None:
    scene.enter("7")
    counts = [row for table in state_of().values() for row in table if "check-in." in row]
    assert counts == [f"('check-in.{scene.day.id}.self', '1')"]


def test_whoever_is_listed_in_two_elections_with_one_letter_gets_both_permits(
    scene: SelfDay, desk: Desk, people: People, tmp_path: Path, state_of: Rows
) -> None:
    same = {number: code for number, code in scene.codes.items() if number == "7"}
    second = another_election(
        desk,
        people,
        scene.day.election,
        tmp_path,
        codes=same,
        policy=Policy(identification=Identification.SELF),
    )
    Day(desk, people, second, scene.day.clock).open()
    assert {permit.election_id for permit in scene.enter("7")} == {scene.day.id, second.id}
    scene.booth.give_back()
    assert [permit.election_id for permit in scene.enter("8")] == [scene.day.id]
    assert state_of()["code_try"] == []


def test_wrong_codes_are_forgotten_also_where_another_election_has_no_code_for_the_voter(
    scene: SelfDay, desk: Desk, people: People, tmp_path: Path
) -> None:
    second = another_election(
        desk,
        people,
        scene.day.election,
        tmp_path,
        codes={"7": scene.codes["7"]},
        policy=Policy(identification=Identification.SELF),
    )
    Day(desk, people, second, scene.day.clock).open()
    for _ in range(2):
        assert scene.fail("8", TRIES_MOST - 1) == [PersonalCodeWrong] * (TRIES_MOST - 1)
        assert scene.enter("8")
        scene.booth.give_back()
    assert scene.fail("8", TRIES_MOST)[-1] is PersonalCodeLocked


# Number and code do not match


@pytest.mark.parametrize("number", ["7", "999"])
def test_a_wrong_code_and_an_unknown_number_get_the_same_answers(scene: SelfDay, number: str) -> None:
    answers = scene.fail(number, TRIES_MOST + 2)
    assert answers == [PersonalCodeWrong] * (TRIES_MOST - 1) + [PersonalCodeLocked] * 3


def test_both_leave_the_same_behind_in_the_store(scene: SelfDay, state_of: Rows) -> None:
    scene.fail("7", 2)
    scene.fail("999", 2)
    kept = state_of()["code_try"]
    assert len(kept) == 2
    assert all(row.endswith(", 2)") for row in kept)
    assert not any("999" in row for row in kept)


def test_the_code_of_another_voter_is_wrong(scene: SelfDay) -> None:
    assert isinstance(scene.refused("7", scene.codes["8"]), PersonalCodeWrong)


def test_too_few_digits_are_no_try(scene: SelfDay) -> None:
    for _ in range(TRIES_MOST + 1):
        assert isinstance(scene.refused("7", "4831 0275"), PersonalCodeInvalid)
    assert scene.enter("7")


def test_after_five_wrong_tries_the_right_code_leads_to_the_desk_too(scene: SelfDay) -> None:
    scene.fail("7", TRIES_MOST)
    assert isinstance(scene.refused("7"), PersonalCodeLocked)
    assert scene.state("7") is None
    assert scene.enter("8")


def test_zeros_before_a_number_give_no_try_more(scene: SelfDay) -> None:
    for number in ("7", "07", "007", "0007", "00007"):
        scene.refused(number, WRONG)
    assert isinstance(scene.refused("7"), PersonalCodeLocked)
    for number in ("999", "0999", "00999", "000999", "0000999"):
        answer = scene.refused(number, WRONG)
    assert isinstance(answer, PersonalCodeLocked)


def test_neither_another_booth_nor_a_restart_gives_a_try_more(
    scene: SelfDay, another_booth: SelfCheckIn
) -> None:
    scene.fail("7", 3)
    scene.refused("7", WRONG, another_booth)
    scene.booth = SelfCheckIn(scene.core, scene.day.election.kiosk.id)
    scene.fail("7", 1)
    assert isinstance(scene.refused("7"), PersonalCodeLocked)


def test_the_right_code_in_time_gives_all_tries_back(scene: SelfDay) -> None:
    scene.fail("7", TRIES_MOST - 1)
    scene.enter("7")
    scene.booth.give_back()
    assert scene.fail("7", TRIES_MOST - 1) == [PersonalCodeWrong] * (TRIES_MOST - 1)


def test_the_desk_issues_a_permit_all_the_same_and_gives_all_tries_back(scene: SelfDay) -> None:
    scene.fail("7", TRIES_MOST)
    permit = scene.day.permit("7")
    assert permit.voter_id == scene.day.voter("7").id
    scene.day.check_in.cancel(scene.day.people.manager, scene.day.id, permit.voter_id, "돌아감")
    assert scene.enter("7")


def test_many_booths_at_once_give_five_tries_together(scene: SelfDay) -> None:
    day = scene.day
    kiosks = [day.desk.stations.add_kiosk(day.people.commission, day.election.station.id) for _ in range(4)]
    answers: list[type[OmpError]] = []

    def try_two(kiosk_id: str) -> None:
        booth = SelfCheckIn(scene.core, kiosk_id)
        for _ in range(2):
            answers.append(type(scene.refused("7", WRONG, booth)))

    threads = [threading.Thread(target=try_two, args=(kiosk.id,)) for kiosk in kiosks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers, key=str).count(PersonalCodeWrong) == TRIES_MOST - 1
    assert len(answers) == 8


# The code is right, and there is no permit all the same


def test_who_has_voted_is_told_so_only_with_the_right_code(scene: SelfDay) -> None:
    scene.vote(scene.enter("7")[0])
    assert isinstance(scene.refused("7", WRONG), PersonalCodeWrong)
    assert isinstance(scene.refused("7"), VotedBefore)


def test_one_voter_has_one_permit_whichever_way_it_came(scene: SelfDay, another_booth: SelfCheckIn) -> None:
    scene.enter("7")
    assert isinstance(scene.refused("7", booth=another_booth), CheckedInBefore)
    scene.day.check_in.issue(
        scene.day.people.manager, [(scene.day.id, scene.day.voter("8").id)], another_booth._kiosk_id, CARD
    )
    scene.booth.give_back()
    assert isinstance(scene.refused("8"), CheckedInBefore)
    assert len(scene.open_permits()) == 1


def test_a_booth_that_waits_for_somebody_takes_nobody_else(scene: SelfDay) -> None:
    scene.day.permit("8")
    assert isinstance(scene.refused("7"), KioskBusy)


def test_outside_the_window_nobody_checks_in(scene: SelfDay) -> None:
    scene.day.clock.set(AFTER)
    assert isinstance(scene.refused("7"), AfterLastWindow)


def test_a_booth_that_is_not_of_this_station_takes_nobody(scene: SelfDay) -> None:
    assert isinstance(scene.refused("7", booth=SelfCheckIn(scene.core, "ff" * 16)), KioskUnknown)


def test_a_copied_store_takes_nobody(scene: SelfDay, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(type(scene.store), "elsewhere", True)
    assert isinstance(scene.refused("7"), StoreElsewhere)


# Whether it is offered


def test_it_is_offered_while_polls_are_open(scene: SelfDay) -> None:
    assert scene.booth.offered()
    scene.day.close()
    assert not scene.booth.offered()
    assert isinstance(scene.refused("7"), SelfCheckInUnavailable)


def test_without_the_key_of_the_codes_the_desk_checks_in(scene: SelfDay) -> None:
    for file in (scene.core.data_dir / "keys").glob("codes-*"):
        file.unlink()
    assert isinstance(scene.refused("7"), SelfCheckInUnavailable)
    assert scene.day.permit("7")


@pytest.mark.parametrize("failure", [KeyStoreLocked(), None], ids=["fails", "has no key"])
def test_a_key_store_that_cannot_tell_holds_up_votes_once_and_is_asked_again_later(
    scene: SelfDay, monkeypatch: pytest.MonkeyPatch, failure: OmpError | None
) -> None:
    asked: list[str] = []
    seconds = [0.0]
    scene.booth = SelfCheckIn(scene.core, scene.day.election.kiosk.id, monotonic=lambda: seconds[0])

    def silent(_box: object, name: str) -> None:
        asked.append(name)
        if failure is not None:
            raise failure

    with monkeypatch.context() as patched:
        patched.setattr(type(scene.core.secrets_box), "get", silent)
        assert isinstance(scene.refused("7"), SelfCheckInUnavailable)
        once = list(asked)
        assert isinstance(scene.refused("7"), SelfCheckInUnavailable)
    assert once
    assert asked == once
    seconds[0] = 61
    assert scene.enter("7")


# The voter is gone


def test_what_a_voter_took_and_left_is_nobody_elses_and_the_voter_may_come_again(scene: SelfDay) -> None:
    scene.enter("7")
    assert scene.booth.give_back() == 1
    assert scene.day.booth.waiting() == []
    assert scene.state("7") is ParticipationState.CANCELLED
    assert scene.enter("7")


def test_after_a_restart_nobody_finds_what_somebody_took_before(scene: SelfDay) -> None:
    scene.enter("7")
    assert SelfCheckIn(scene.core, scene.day.election.kiosk.id).give_back() == 1
    assert scene.open_permits() == []


def test_whom_an_official_sends_to_another_booth_keeps_the_permit(
    scene: SelfDay, another_booth: SelfCheckIn
) -> None:
    scene.enter("7")
    day = scene.day
    day.check_in.move(day.people.manager, day.election.kiosk.id, another_booth._kiosk_id)
    assert another_booth.give_back() == 0
    assert len(scene.open_permits()) == 1


def test_what_the_desk_issued_stays(scene: SelfDay) -> None:
    scene.day.permit("7")
    assert scene.booth.give_back() == 0
    assert scene.state("7") is ParticipationState.ISSUED


def test_what_was_voted_with_stays(scene: SelfDay) -> None:
    scene.vote(scene.enter("7")[0])
    assert scene.booth.give_back() == 0
    assert scene.state("7") is ParticipationState.CAST


# What is kept, and what is not


def test_no_code_and_no_number_that_was_entered_is_anywhere(
    scene: SelfDay, state_of: Rows, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    scene.enter("7")
    errors = [scene.refused("31415", WRONG), scene.refused("8", WRONG)]
    said = [repr(error) + str(error.describe("ko")) + str(error.params) for error in errors]
    everything = "\n".join(row for table in state_of().values() for row in table)
    paths = [path for path in scene.core.data_dir.rglob("*") if path.is_file()]
    files = b"".join(path.read_bytes() for path in paths)
    for secret in (WRONG, scene.codes["7"], scene.codes["7"].replace(" ", ""), "31415"):
        assert not any(secret in text for text in (*said, everything, caplog.text))
        assert secret.encode() not in files


def test_no_log_entry_tells_that_or_when_somebody_checked_in(scene: SelfDay) -> None:
    with scene.store.read() as uow:
        before = uow.audit.count()
    scene.enter("7")
    scene.refused("8", WRONG)
    scene.booth.give_back()
    with scene.store.read() as uow:
        assert uow.audit.count() == before


def test_the_fifth_wrong_code_is_logged_without_voter_number_and_booth(scene: SelfDay) -> None:
    scene.fail("7", TRIES_MOST + 1)
    with scene.store.read() as uow:
        last = uow.audit.last()
        assert last is not None
        assert last.event is AuditEvent.PERSONAL_CODE_LOCKED
        assert dict(last.details) == {"election": scene.day.id}
        assert last.actor == "system"


def test_a_permit_forgets_its_voter_as_one_from_the_desk_does(scene: SelfDay, state_of: Rows) -> None:
    voter = scene.day.voter("7").id
    scene.vote(scene.enter("7")[0])
    tables = state_of()
    holds_voter = {
        name for name, rows in tables.items() if any(repr(bytes.fromhex(voter))[2:-1] in row for row in rows)
    }
    assert holds_voter <= {"voter", "voter_code", "participation", "outbox_mixed"}
