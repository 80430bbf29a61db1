"""Bad input: each is refused in both languages with something to do next, and the store stays as it was.

One station stands for all cases, because none of them may change it: a draft to import into, an election that
is open, one that rests, and one that is closed. docs/testing.md says where the other bad inputs are tested.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked, NoKeyringError

from docs import update
from omp_desktop.bootstrap import Application, keys_folder, open_application
from omp_desktop.domain import access_errors, candidate_errors, election_errors, import_errors, voting_errors
from omp_desktop.domain.access import Role
from omp_desktop.domain.candidate import Candidate, CandidateState
from omp_desktop.domain.clock import ClockQuality, FixedClock
from omp_desktop.domain.errors import OmpError, placeholders
from omp_desktop.domain.imports import ImportPreview
from omp_desktop.domain.line_problem import LineProblem, RowProblem
from omp_desktop.domain.poll import Permit, PermitState
from omp_desktop.domain.voting_window import window_from_local
from omp_desktop.services import access_errors as services_access_errors
from omp_desktop.services import check_in_errors, key_errors
from omp_desktop.services.elections import read_definition
from omp_desktop.services.errors import NotAllowed, NotYourOwn
from omp_desktop.services.secrets import STORE_KEY, KeyringSecrets, ThrowawaySecrets
from omp_desktop.services.session import Session
from omp_desktop.services.voting import Sealed, VotingService
from omp_desktop.services.voting_errors import BallotNotSealed
from omp_desktop.store import errors as store_errors
from omp_desktop.store import volume
from omp_desktop.store.driver import StoreKey, connect
from omp_desktop.store.opening import store_file
from tests.faults.station import CHEAP
from tests.services.polling_day import AFTER, CARD, NOON, Day, another_election
from tests.services.scene import OPENS, PIN, SEOUL, Desk, definition, prepare, publish, sign_up, voters_file
from tests.services.test_secrets import Faulty, Hanging, Memory

MEGABYTE = 1024 * 1024
ROOT = Path(__file__).parents[2]
HANGUL = re.compile(r"[가-힣]")
Rows = dict[str, list[str]]


def in_both_languages(error: OmpError) -> None:
    """What happened and what to do next, filled in, each in its language."""
    ko, en = error.describe("ko"), error.describe("en")
    for korean, english in ((ko.text, en.text), (ko.next_step, en.next_step)):
        assert HANGUL.search(korean)
        assert english
        assert "{" not in korean + english


def names_its_place(problem: LineProblem, line: int, column: str) -> None:
    """Line, column, what is wrong and what is right, in both languages."""
    ko, en = problem.describe("ko"), problem.describe("en")
    assert ko.startswith(f"{line}번 줄")
    assert en.startswith(f"Line {line}")
    if column:
        assert f"'{column}' 칸" in ko
        assert f"column '{column}'" in en
    assert problem.example or problem.next_step.ko or problem.problem in _WITHOUT_EXAMPLE


_WITHOUT_EXAMPLE = {RowProblem.EMPTY_FILE, RowProblem.NO_ROWS}


@dataclass
class Scene:
    """The station of all cases."""

    app: Application
    day: Day
    clock: FixedClock
    draft_id: str
    station_id: str
    folder: Path
    booths: dict[str, VotingService]
    permits: dict[str, Permit]
    sealed: dict[str, Sealed]
    resting: Day
    closed: Day
    candidate: Session

    def rows(self) -> Rows:
        """Every row of every table."""
        key = self.app.core.secrets_box.get(STORE_KEY)
        assert key is not None
        connection = connect(self.app.store.path, StoreKey(key), 3000)
        try:
            names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
            return {
                str(name): sorted(map(repr, connection.execute(f'SELECT * FROM "{name}"').fetchall()))  # noqa: S608 - names of tables
                for (name,) in names
            }
        finally:
            connection.close()

    def cast(self, name: str) -> object:
        return self.booths[name].cast(self.permits[name].token, self.sealed[name].ballot_id)

    def permit(self, day: Day, roll_number: str, booth: str) -> Permit:
        voter, manager = day.voter(roll_number), day.people.manager
        (permit,) = self.app.check_in.issue(manager, [(day.id, voter.id)], self.kiosk_ids[booth], CARD)
        return permit

    @property
    def kiosk_ids(self) -> Mapping[str, str]:
        return {view.device.name: view.device.id for view in self.app.check_in.kiosks()}

    def seal(self, name: str, day: Day, roll_number: str) -> None:
        """Somebody is in the booth of this name, with a sealed ballot before them."""
        permit = self.permit(day, roll_number, name)
        booth = self.app.voting(self.kiosk_ids[name])
        booth.begin(permit.token)
        self.booths[name], self.permits[name] = booth, permit
        self.sealed[name] = booth.seal(permit.token, day.choices(None))


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    outside = tmp_path_factory.mktemp("outside")
    folder, usb = outside / "station", outside / "usb"
    usb.mkdir()
    clock = FixedClock(OPENS - timedelta(days=1))
    app = open_application(folder, secrets=ThrowawaySecrets(keys_folder(folder)), clock=clock, costs=CHEAP)
    desk = Desk(app.core)
    people = sign_up(desk)
    official = people.commission
    election = publish(desk, people, prepare(desk, people, outside), usb)
    for name in ("열림", "휴식", "마감", "사용됨", "남의 것"):
        desk.stations.add_kiosk(official, election.station.id, name)
    others = [another_election(desk, people, election, outside) for _ in range(2)]
    elsewhere = desk.stations.add(official, "가상 제2투표소")
    draft = desk.elections.create(official, definition())
    far = voters_file(outside, [("900", "먼바다", "1980-01-01", "가상로 900")])
    desk.voters_list.import_csv(official, draft.id, elsewhere.id, far)
    desk.candidates.register(official, draft.id, "president", 7, "한결", "마바당")
    account = desk.access.add_account(official, "갑돌", Role.CANDIDATE, PIN, election.president[0].id)
    open_, resting, closed = (Day(desk, people, each, clock).open() for each in (election, *others))
    clock.set(NOON)
    scene = Scene(
        app,
        open_,
        clock,
        draft.id,
        election.station.id,
        outside,
        {},
        {},
        {},
        resting,
        closed,
        Session(account),
    )
    _fill(scene)
    yield scene
    app.close()


def _fill(scene: Scene) -> None:
    """People in the booths, and people who have left them."""
    manager, open_ = scene.day.people.manager, scene.day
    scene.seal("사용됨", open_, "3")
    scene.cast("사용됨")
    scene.permits["취소됨"] = scene.permit(open_, "4", "기표대 1")
    scene.app.check_in.cancel(manager, open_.id, open_.voter("4").id, "돌아감")
    scene.seal("휴식", scene.resting, "5")
    scene.seal("마감", scene.closed, "6")
    scene.app.polls.suspend(manager, scene.resting.observer, scene.resting.id, "점검")
    scene.clock.set(AFTER)
    scene.closed.close()
    scene.clock.set(NOON)
    scene.seal("열림", open_, "2")
    elsewhere = next(view.station for view in scene.app.stations.all() if not view.here)
    stray = Permit(
        "ab" * 16,
        open_.id,
        elsewhere.id,
        scene.kiosk_ids["남의 것"],
        open_.voter("12").id,
        PermitState.ISSUED,
    )
    with scene.app.store.uow() as uow:
        uow.permits.add(stray)
        uow.commit()
    scene.permits["남의 것"] = stray


@pytest.fixture(autouse=True)
def _at_noon(request: pytest.FixtureRequest) -> Iterator[None]:
    yield
    if "scene" in request.fixturenames:
        scene: Scene = request.getfixturevalue("scene")
        scene.clock.set(NOON, ClockQuality.LOCAL)


def refused(scene: Scene, error: type[OmpError], call: Callable[[], object]) -> OmpError:
    """The call raises the error in both languages, and every row is what it was."""
    before = scene.rows()
    with pytest.raises(error) as caught:
        call()
    in_both_languages(caught.value)
    assert scene.rows() == before
    return caught.value


# Files


HEADING = "기호,후보자명,정당,상태\n"
GOOD = "1,갑돌,가나당,\n"
BAD_CANDIDATES = [
    pytest.param(GOOD + "둘,을순,,\n", 3, "기호", "row.not-a-number", id="no number"),
    pytest.param(GOOD + "1000,을순,,\n", 3, "기호", "row.out-of-range", id="a number out of range"),
    pytest.param(GOOD + "1,을순,,\n", 3, "기호", "row.number-twice", id="a number twice"),
    pytest.param(GOOD + "7,을순,,\n", 3, "기호", "row.number-registered", id="a number that is registered"),
    pytest.param(GOOD + "2,을순,가나당,\n", 3, "정당", "row.party-twice", id="a second candidate of a party"),
    pytest.param("2,을순,마바당,\n", 2, "정당", "row.party-registered", id="a party that has a candidate"),
    pytest.param(GOOD + "2,,다라당,\n", 3, "후보자명", "row.missing", id="no name"),
    pytest.param(f"2,{'가' * 81},,\n", 2, "후보자명", "row.too-long", id="a name without end"),
    pytest.param("2,을\u202e순,,\n", 2, "후보자명", "row.forbidden-character", id="a name that turns around"),
    pytest.param("2,을\x00순,,\n", 2, "후보자명", "row.forbidden-character", id="a name with a NUL"),
    pytest.param("2,\u3164,,\n", 2, "후보자명", "row.forbidden-character", id="a name without ink"),
    pytest.param("2,을순,,당선\n", 2, "상태", "row.status-unknown", id="an unknown status"),
    pytest.param("2,을순,,,남는 칸\n", 2, "", "row.extra-cells", id="too many cells"),
    pytest.param('2,"을순,,\n3,병수,,\n', 2, "", "row.unreadable", id="quotes that do not match"),
    pytest.param('2,"을\n순",,\n', 2, "", "row.line-break", id="a line break in quotes"),
    pytest.param("", 1, "", "row.no-rows", id="nothing below the heading"),
]


def candidates_file(folder: Path, text: str) -> Path:
    file = folder / "candidates.csv"
    file.write_text(text, encoding="utf-8-sig")
    return file


def candidates_of(scene: Scene, file: Path) -> Callable[[], object]:
    """An import into an election with one contest to choose from."""
    official = scene.day.people.commission
    return lambda: scene.app.candidates.import_csv(official, scene.draft_id, file)


@pytest.mark.parametrize(("lines", "line", "column", "problem"), BAD_CANDIDATES)
def test_a_bad_line_of_candidates_is_named(
    scene: Scene, tmp_path: Path, lines: str, line: int, column: str, problem: str
) -> None:
    rows = [f"president,{row}" if row else row for row in lines.split("\n")]
    if problem in {"row.line-break", "row.unreadable"}:
        rows = [f"president,{lines}"]
    file = candidates_file(tmp_path, f"contest,{HEADING}" + "\n".join(rows))

    error = refused(scene, import_errors.ImportRefused, candidates_of(scene, file))

    assert isinstance(error, import_errors.ImportRefused)
    (found,) = error.problems
    assert (found.line, found.column, found.problem) == (line, column, problem)
    names_its_place(found, line, column)


VOTERS_HEADING = "등재번호,성명,생년월일,주소\n"
VOTER = "1,강가람,1990-03-14,가상로 1\n"
BAD_VOTERS = [
    pytest.param(
        VOTER + "1,나누리,1985-11-02,가상로 2\n", 3, "등재번호", "row.roll-number-twice", id="a number twice"
    ),
    pytest.param(
        "900,나누리,1985-11-02,가상로 2\n", 2, "등재번호", "row.roll-number-listed", id="a listed number"
    ),
    pytest.param(VOTER + "2,강가람,19900314,가상로 1\n", 3, "성명", "row.person-twice", id="a voter twice"),
    pytest.param(VOTER + ",나누리,1985-11-02,가상로 2\n", 3, "등재번호", "row.missing", id="no number"),
    pytest.param(VOTER + "2,,1985-11-02,가상로 2\n", 3, "성명", "row.missing", id="no name"),
    pytest.param(VOTER + "2,나누리,,가상로 2\n", 3, "생년월일", "row.missing", id="no birth date"),
    pytest.param(VOTER + "2,나누리,1985-02-30,가상로 2\n", 3, "생년월일", "row.birth-date", id="no such day"),
    pytest.param(
        VOTER + "2,나누리,2085-11-02,가상로 2\n", 3, "생년월일", "row.birth-date", id="not born yet"
    ),
    pytest.param(VOTER + "2,나누리,1985-11-02,로 2, 3동\n", 3, "", "row.extra-cells", id="a bare comma"),
    pytest.param("", 1, "", "row.no-rows", id="an empty list"),
]


@pytest.mark.parametrize(("lines", "line", "column", "problem"), BAD_VOTERS)
def test_a_bad_line_of_voters_is_named(
    scene: Scene, tmp_path: Path, lines: str, line: int, column: str, problem: str
) -> None:
    file = tmp_path / "voters.csv"
    file.write_text(VOTERS_HEADING + lines, encoding="cp949")
    official = scene.day.people.commission

    error = refused(
        scene,
        import_errors.ImportRefused,
        lambda: scene.app.voters_list.import_csv(official, scene.draft_id, scene.station_id, file),
    )

    assert isinstance(error, import_errors.ImportRefused)
    (found,) = error.problems
    assert (found.line, found.column, found.problem) == (line, column, problem)
    names_its_place(found, line, column)


def _large(file: Path) -> Path:
    with file.open("wb") as sparse:
        sparse.truncate(100 * MEGABYTE)
    return file


def _folder(file: Path) -> Path:
    file.mkdir()
    return file


def _of(content: bytes) -> Callable[[Path], Path]:
    def write(file: Path) -> Path:
        file.write_bytes(content)
        return file

    return write


NO_LISTS = [
    pytest.param(_large, import_errors.ImportFileTooLarge, id="100 MB"),
    pytest.param(_folder, import_errors.ImportFileIsFolder, id="a folder"),
    pytest.param(lambda file: file, import_errors.ImportFileMissing, id="not there"),
    pytest.param(_of(b""), import_errors.ImportRefused, id="an empty file"),
    pytest.param(_of("번호;이름\n1;가\n".encode()), import_errors.ImportRefused, id="other headings"),
    pytest.param(
        _of(b"number,name\n1,Ren\xe9e \xff\xff\n"), import_errors.ImportEncodingUnknown, id="no encoding"
    ),
    pytest.param(
        _of("등재번호,성명".encode("utf-16-le")), import_errors.ImportEncodingUnknown, id="UTF-16 unmarked"
    ),
    pytest.param(_of(b"PK\x03\x04" + bytes(100)), import_errors.ImportIsSpreadsheet, id="a workbook"),
    pytest.param(_of(b"\x00" * 4096), import_errors.ImportRefused, id="zeros"),
]
if hasattr(os, "mkfifo"):

    def _pipe(file: Path) -> Path:
        os.mkfifo(file)
        return file

    NO_LISTS.append(pytest.param(_pipe, import_errors.ImportFileUnreadable, id="a pipe"))


@pytest.mark.parametrize("kind", ["candidates", "voters"])
@pytest.mark.parametrize(("make", "error"), NO_LISTS)
def test_what_is_no_list_is_refused_by_name(
    scene: Scene, tmp_path: Path, make: Callable[[Path], Path], error: type[OmpError], kind: str
) -> None:
    file = make(tmp_path / "list.csv")
    official, app = scene.day.people.commission, scene.app
    imports: dict[str, Callable[[], object]] = {
        "candidates": lambda: app.candidates.import_csv(official, scene.draft_id, file, skip_bad=True),
        "voters": lambda: app.voters_list.import_csv(
            official, scene.draft_id, scene.station_id, file, skip_bad=True
        ),
    }
    previews: dict[str, Callable[[], ImportPreview]] = {
        "candidates": lambda: app.candidates.preview_import(file, scene.draft_id),
        "voters": lambda: app.voters_list.preview(file, scene.draft_id),
    }

    refused(scene, error, imports[kind])

    if error is import_errors.ImportRefused:
        assert not previews[kind]().skippable
    else:
        refused(scene, error, previews[kind])


def _windows(*hours: tuple[str, str]) -> str:
    tables = "".join(f'[[window]]\nopens = "{opens}"\ncloses = "{closes}"\n' for opens, closes in hours)
    return f'name.ko = "가"\ntimezone = "Asia/Seoul"\n{tables}[[contest]]\nid = "p"\ntitle.ko = "나"\n'


@pytest.mark.parametrize(
    ("hours", "problem"),
    [
        ([("2026-12-03 18:00", "2026-12-03 06:00")], "election.window-ends-first"),
        ([("2026-12-03 06:00", "2026-12-03 06:00")], "election.window-ends-first"),
        (
            [("2026-12-03 06:00", "2026-12-03 18:00"), ("2026-12-03 17:00", "2026-12-04 18:00")],
            "election.windows-overlap",
        ),
        (
            [("2026-12-04 06:00", "2026-12-04 18:00"), ("2026-12-03 06:00", "2026-12-03 18:00")],
            "election.windows-out-of-order",
        ),
    ],
)
def test_hours_that_cannot_be_are_named_in_a_definition(
    tmp_path: Path, hours: list[tuple[str, str]], problem: str
) -> None:
    file = tmp_path / "definition.toml"
    file.write_text(_windows(*hours), encoding="utf-8")

    with pytest.raises(import_errors.DefinitionInvalid) as caught:
        read_definition(file)

    in_both_languages(caught.value)
    (found,) = caught.value.problems
    assert found.problem == problem
    names_its_place(found, found.line, "opens")


@pytest.mark.parametrize(
    ("hours", "error"),
    [
        ([(18, 6)], election_errors.WindowEndsFirst),
        ([(6, 18), (17, 20)], election_errors.WindowsOverlap),
        ([(12, 18), (6, 11)], election_errors.WindowsOutOfOrder),
    ],
)
def test_hours_that_cannot_be_are_refused_in_a_form(
    scene: Scene, hours: list[tuple[int, int]], error: type[OmpError]
) -> None:
    day = window_from_local("2026-12-03 00:00", "2026-12-03 23:59", SEOUL).opens
    windows = tuple(
        replace(
            window_from_local("2026-12-03 06:00", "2026-12-03 18:00", SEOUL),
            opens=day + timedelta(hours=opens),
            closes=day + timedelta(hours=closes),
        )
        for opens, closes in hours
    )
    draft = scene.app.elections.get(scene.draft_id).election

    refused(
        scene,
        error,
        lambda: scene.app.elections.update_draft(
            scene.day.people.commission, replace(draft, windows=windows)
        ),
    )


# The desk and the booth


def issue(scene: Scene, day: Day, voter_id: str) -> Callable[[], object]:
    kiosk = scene.day.election.kiosk.id
    return lambda: scene.app.check_in.issue(day.people.manager, [(day.id, voter_id)], kiosk, CARD)


def test_somebody_who_is_not_on_the_list_is_refused(scene: Scene) -> None:
    refused(scene, voting_errors.VoterNotListed, issue(scene, scene.day, "ef" * 16))


def test_somebody_who_is_on_the_list_of_another_election_is_refused(scene: Scene) -> None:
    refused(scene, voting_errors.VoterNotListed, issue(scene, scene.day, scene.closed.voter("1").id))


def test_somebody_who_is_checked_in_already_is_refused(scene: Scene) -> None:
    refused(scene, voting_errors.AlreadyIssued, issue(scene, scene.day, scene.day.voter("2").id))


def test_somebody_who_voted_already_is_refused(scene: Scene) -> None:
    refused(scene, voting_errors.AlreadyVoted, issue(scene, scene.day, scene.day.voter("3").id))


def test_no_permit_is_given_while_voting_rests_or_after_the_close(scene: Scene) -> None:
    for day in (scene.resting, scene.closed):
        refused(scene, voting_errors.NotOpen, issue(scene, day, day.voter("1").id))


def test_a_booth_with_somebody_in_it_takes_nobody_else(scene: Scene) -> None:
    kiosk = scene.permits["열림"].device_id
    request = (scene.day.id, scene.day.voter("1").id)

    refused(
        scene,
        check_in_errors.KioskBusy,
        lambda: scene.app.check_in.issue(scene.day.people.manager, [request], kiosk, CARD),
    )


@pytest.mark.parametrize(
    ("whose", "error"),
    [
        ("사용됨", voting_errors.PermitUsed),
        ("취소됨", voting_errors.PermitCancelled),
        ("남의 것", voting_errors.PermitOfOtherStation),
        ("휴식", voting_errors.PermitOfOtherKiosk),
    ],
)
def test_a_permit_that_is_used_cancelled_or_of_another_place_is_refused(
    scene: Scene, whose: str, error: type[OmpError]
) -> None:
    token = scene.permits[whose].token
    booth = VotingService(scene.app.core, scene.day.election.kiosk.id)

    refused(scene, error, lambda: booth.begin(token))
    refused(scene, error, lambda: booth.seal(token, scene.day.choices(None)))
    refused(scene, OmpError, lambda: booth.cast(token, scene.sealed["열림"].ballot_id))


def test_a_permit_is_used_once(scene: Scene) -> None:
    other = scene.sealed["열림"].ballot_id
    booth = scene.booths["사용됨"]

    refused(scene, voting_errors.PermitUsed, lambda: booth.cast(scene.permits["사용됨"].token, other))


def test_a_ballot_that_somebody_else_sealed_is_not_cast(scene: Scene) -> None:
    booth = VotingService(scene.app.core, scene.permits["열림"].device_id)

    refused(
        scene,
        BallotNotSealed,
        lambda: booth.cast(scene.permits["열림"].token, scene.sealed["열림"].ballot_id),
    )


@pytest.mark.parametrize(
    ("hours", "error"),
    [(-7, voting_errors.BeforeWindow), (7, voting_errors.AfterLastWindow)],
)
def test_nothing_is_cast_outside_the_window(scene: Scene, hours: int, error: type[OmpError]) -> None:
    scene.clock.set(NOON + timedelta(hours=hours))

    refused(scene, error, lambda: scene.cast("열림"))


def test_nothing_is_cast_while_voting_rests(scene: Scene) -> None:
    refused(scene, voting_errors.NotOpen, lambda: scene.cast("휴식"))


def test_nothing_is_cast_after_the_close(scene: Scene) -> None:
    refused(scene, voting_errors.PermitCancelled, lambda: scene.cast("마감"))


# The clock


def test_with_a_clock_set_back_voting_goes_on_for_a_reason_only(scene: Scene) -> None:
    scene.clock.set(NOON, ClockQuality.SUSPECT)
    resting = scene.resting

    refused(
        scene,
        voting_errors.ReasonNeeded,
        lambda: scene.app.polls.resume(resting.people.manager, resting.observer, resting.id),
    )


def test_with_a_clock_set_back_the_ends_of_the_window_ask_two_people(scene: Scene) -> None:
    scene.clock.set(AFTER, ClockQuality.SUSPECT)
    manager = scene.day.people.manager

    refused(scene, voting_errors.ClockDoubtful, lambda: scene.cast("열림"))
    refused(
        scene, voting_errors.ClockDoubtful, lambda: scene.app.polls.begin_closing(manager, scene.day.id, 0)
    )


# People


def test_a_wrong_pin_changes_nothing_but_the_count_of_wrong_tries(scene: Scene) -> None:
    account = scene.app.access.add_account(scene.day.people.commission, "새 관리관", Role.MANAGER, PIN)
    before = scene.rows()

    with pytest.raises(services_access_errors.WrongPin) as wrong:
        scene.app.access.sign_in(account.id, "314159")
    for _ in range(3):
        with pytest.raises(services_access_errors.WrongPin):
            scene.app.access.sign_in(account.id, "314159")
    with pytest.raises(services_access_errors.LockedOut) as locked:
        scene.app.access.sign_in(account.id, "314159")
    with pytest.raises(services_access_errors.LockedOut):
        scene.app.access.sign_in(account.id, PIN)

    in_both_languages(wrong.value)
    in_both_languages(locked.value)
    after = scene.rows()
    assert {table for table in after if after[table] != before[table]} == {"account", "audit_entry"}


def test_a_candidate_changes_nobody_elses_pledges_and_nothing_else_at_all(scene: Scene) -> None:
    candidate, day, app = scene.candidate, scene.day, scene.app
    rival = day.election.president[1].id
    second = day.people.beside(candidate, day.people.observer)

    refused(scene, NotYourOwn, lambda: app.pledges.add(candidate, rival, "복지", "도서관"))
    refused(
        scene,
        candidate_errors.PledgesLocked,
        lambda: app.pledges.add(candidate, candidate_of(candidate), "가", "나"),
    )
    for call in (
        lambda: app.elections.withdraw_candidate(candidate, day.id, rival),
        lambda: app.candidates.import_csv(candidate, scene.draft_id, scene.folder / "voters.csv"),
        lambda: app.voters_list.clear(candidate, scene.draft_id),
        lambda: app.check_in.issue(candidate, [(day.id, day.voter("1").id)], day.election.kiosk.id, CARD),
        lambda: app.access.add_account(candidate, "새 위원", Role.COMMISSION, PIN),
        lambda: app.polls.zero_report(candidate, day.id),
        lambda: app.polls.erase_order(candidate),
    ):
        refused(scene, NotAllowed, call)
    for step in (
        lambda: app.polls.suspend(candidate, second, day.id, "점검"),
        lambda: app.polls.reopen(candidate, second, scene.closed.id, "다시"),
        lambda: app.counting.count(candidate, second, scene.closed.id, scene.folder / "key.json", "x"),
    ):
        refused(scene, access_errors.ActionNotAllowed, step)


def candidate_of(session: Session) -> str:
    assert session.account.candidate_id is not None
    return session.account.candidate_id


def test_nobody_withdraws_after_the_close(scene: Scene) -> None:
    candidate: Candidate = scene.closed.election.president[0]
    assert candidate.state is CandidateState.REGISTERED

    refused(
        scene,
        candidate_errors.WithdrawalTooLate,
        lambda: scene.app.elections.withdraw_candidate(
            scene.day.people.commission, scene.closed.id, candidate.id
        ),
    )


# The key store and the store, at the start


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A station whose key is in the system's key store."""
    folder = tmp_path / "station"
    backend = Memory()
    monkeypatch.setattr(keyring, "get_keyring", lambda: backend)
    application = open_application(folder, costs=CHEAP)
    application.access.first_account("위원", Role.COMMISSION, PIN)
    application.close()
    return folder


def content_of(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def not_opened(folder: Path, error: type[OmpError], secrets: KeyringSecrets | None = None) -> None:
    before = content_of(folder)
    with pytest.raises(error) as caught:
        open_application(folder, secrets=secrets, costs=CHEAP)
    in_both_languages(caught.value)
    assert content_of(folder) == before


@pytest.mark.parametrize(
    ("backend", "error"),
    [
        (Faulty(NoKeyringError("none")), key_errors.KeyStoreAbsent),
        (Faulty(KeyringLocked("locked")), key_errors.KeyStoreLocked),
        (Memory(), key_errors.StoreKeyMissing),
    ],
)
def test_without_its_key_store_a_station_is_not_opened(
    kept: Path, monkeypatch: pytest.MonkeyPatch, backend: KeyringBackend, error: type[OmpError]
) -> None:
    monkeypatch.setattr(keyring, "get_keyring", lambda: backend)

    not_opened(kept, error)


def test_a_key_store_that_never_answers_keeps_nobody_waiting(kept: Path) -> None:
    hanging = Hanging()
    box = KeyringSecrets((kept / "folder-id").read_text(), backend=hanging, answer_within=0.05)

    not_opened(kept, key_errors.KeyStoreHangs, box)

    hanging.released.set()


def _cut_off(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-1000])


def _flip(file: Path) -> None:
    raw = bytearray(file.read_bytes())
    raw[len(raw) // 2] ^= 1
    file.write_bytes(raw)


@pytest.mark.parametrize("damage", [_cut_off, _flip])
def test_a_damaged_store_is_not_opened(kept: Path, damage: Callable[[Path], None]) -> None:
    damage(store_file(kept))

    not_opened(kept, store_errors.StoreDamaged)


def test_a_store_of_a_newer_version_is_not_opened(kept: Path) -> None:
    application = open_application(kept, costs=CHEAP)
    with application.store.uow() as uow:
        uow._connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")  # type: ignore[union-attr]
        uow.commit()
    application.close()

    not_opened(kept, store_errors.StoreNewer)


@pytest.mark.skipif(
    not Path("/proc/self/mounts").exists(), reason="another system tells of drives in another way"
)
def test_a_store_on_a_network_drive_is_not_opened(
    kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(f"server:/export {kept.resolve()} nfs4 rw 0 0\n", encoding="utf-8")
    monkeypatch.setattr(volume, "_MOUNTS", mounts)

    not_opened(kept, store_errors.StoreOnNetworkDrive)


# The words, and the table


def test_every_error_of_the_program_speaks_both_languages() -> None:
    errors = update.import_errors()

    assert len(errors) > 150
    for code, error in errors.items():
        for korean, english in ((error.ko.text, error.en.text), (error.ko.next_step, error.en.next_step)):
            assert HANGUL.search(korean), code
            assert english, code
            assert not HANGUL.search(english), code
        assert placeholders(error.ko) == placeholders(error.en), code


def test_every_test_that_the_table_names_exists() -> None:
    table = (ROOT / "docs" / "testing.md").read_text(encoding="utf-8")
    named = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", table)

    missing = [
        f"{file}::{name}"
        for file, name in named
        if f"def {name}(" not in (ROOT / file).read_text(encoding="utf-8")
    ]

    assert len(named) > 20
    assert missing == []
