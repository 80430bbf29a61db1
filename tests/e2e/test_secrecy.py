"""What nobody may learn from the files of a station: who voted for what, who is on the list, and any secret.

A real election (keys under a pass-phrase, not thrown away) is played from the first account to the exported
result, with people whose names, numbers and choices would be noticed anywhere; the log is on, commands run
beside, and files are looked at between the steps as well, also while a transaction is open.
"""

from __future__ import annotations

import hashlib
import logging
import re
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from omp_desktop import bootstrap, logs
from omp_desktop.bootstrap import Application, Costs, keys_folder, open_application
from omp_desktop.crypto.own_vote import receipt_text
from omp_desktop.domain.access import Role
from omp_desktop.domain.candidate import Candidate
from omp_desktop.domain.definition import parse_definition
from omp_desktop.domain.import_errors import ImportRefused
from omp_desktop.domain.poll import IdentityMethod
from omp_desktop.reports.cdf_events import event_log
from omp_desktop.reports.cdf_results import results_json
from omp_desktop.reports.csv import results_csv
from omp_desktop.services.access_errors import WrongPin
from omp_desktop.services.secrets import PassphraseSecrets
from omp_desktop.services.session import SecondPerson, Session
from omp_desktop.services.voting_errors import OwnVoteNotShown
from omp_desktop.store.driver import RawConnection, StoreKey, connect
from omp_desktop.store.unit_of_work import UnitOfWork
from tests.e2e.program import on_a_terminal
from tests.e2e.search import leaks, spellings
from tests.services.scene import FAST_HASHER, FAST_KEY, OPENS, TWO_DAYS_BEFORE

COSTS = Costs(FAST_HASHER, FAST_KEY)
AFTER = OPENS + timedelta(hours=12, minutes=1)
VOTERS = 36
CASTS = 30

DEFINITION = """
name.ko = "가상 회장 선거"
timezone = "Asia/Seoul"
[[window]]
opens = "2026-12-03 06:00"
closes = "2026-12-03 18:00"
[[contest]]
id = "president"
title.ko = "회장"
[[contest]]
id = "council"
title.ko = "대의원"
votes_allowed = 2
"""
PIN_OF = {Role.COMMISSION: "8361940275", Role.MANAGER: "5927301846", Role.OBSERVER: "7140386295"}
WRONG_PIN = "6604172938"
STORE_PASSPHRASE = "무지개 다리 건너 17 rainbow"
TRUSTEE_PASSPHRASE = "달빛 창가 호두 41 walnut"
PRESIDENT = (("으뜸벌새나래", "벌새누리당"), ("버금왜가리솔", "왜가리모임"), ("Quillon Featherstone", ""))
COUNCIL = ("종다리한아름", "물총새두아름", "딱따구리세아름")
_SYLLABLES = "가나다라마바사아자차카타"


def voter_name(number: int) -> str:
    """Six syllables that are on no other list."""
    return f"비밀{_SYLLABLES[number // 12]}{_SYLLABLES[number % 12]}선거인"


def roll_number(number: int) -> str:
    return f"RQ-{70_000 + number}-Z"


def address(number: int) -> str:
    return f"가상시 은닉구 감춤로 {4_000 + number}"


def birth_date(number: int) -> str:
    return f"19{60 + number:02}-07-{1 + number % 28:02}"


@dataclass
class Cast:
    """What the test knows of one vote, and nobody else may."""

    number: int
    voter_id: str
    token: str
    ballot_id: str
    code: str
    chosen: frozenset[str]
    nonce: bytes
    receipt: bytes


@dataclass
class Played:
    """The election after its count: where it lies, what it must not tell, and what lay there on the way."""

    folder: Path
    export: Path
    election_id: str = ""
    candidates: list[Candidate] = field(default_factory=list)
    casts: list[Cast] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)
    left_in_temp: list[str] = field(default_factory=list)
    audit_while_voting: int = 0
    rows_open: dict[str, list[tuple[object, ...]]] = field(default_factory=dict)
    rows: dict[str, list[tuple[object, ...]]] = field(default_factory=dict)
    shown: str = ""

    @property
    def for_programs(self) -> Path:
        """The results in the common format."""
        return self.export.with_name("results.json")

    @property
    def log(self) -> Path:
        """The audit log in the common format."""
        return self.export.with_name("log.json")

    def look(self, moment: str) -> None:
        """Keeps what every file holds now."""
        for file in self.folder.rglob("*"):
            content = file.read_bytes() if file.is_file() else b""
            if content and content not in self.files.values():
                self.files[f"{file.relative_to(self.folder).as_posix()} {moment}"] = content

    def tables(self) -> dict[str, list[tuple[object, ...]]]:
        """Every row of every table of both files, through the open store."""
        found: dict[str, list[tuple[object, ...]]] = {}
        for file, key_name in (("station.db", "store-key"), ("own_vote.db", "own-vote-key")):
            connection = self.connection(file, key_name)
            try:
                names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
                for (name,) in names:
                    rows = connection.execute(f'SELECT * FROM "{name}"').fetchall()  # noqa: S608 - names of tables
                    found[str(name)] = [tuple(row) for row in rows]
            finally:
                connection.close()
        return found

    def connection(self, file: str = "station.db", key_name: str = "store-key") -> RawConnection:
        box = PassphraseSecrets.unlock(keys_folder(self.folder), STORE_PASSPHRASE)
        key = box.get(key_name)
        assert key is not None
        return connect(self.folder / file, StoreKey(key), 3000)


@contextmanager
def looking_before_commits(played: Played, moment: str) -> Iterator[None]:
    """Looks at the files when everything of a transaction is written and nothing is committed yet."""
    commit = UnitOfWork.commit

    def look_and_commit(self: UnitOfWork) -> None:
        played.look(moment)
        commit(self)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(UnitOfWork, "commit", look_and_commit)
        yield


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Played:
    outside = tmp_path_factory.mktemp("outside")
    temp = tmp_path_factory.mktemp("temp")
    played = Played(outside / "station", outside / "results.csv")
    played.folder.mkdir(mode=0o700)
    with pytest.MonkeyPatch.context() as patch, logs.log_to(played.folder, "official"):
        patch.setattr(tempfile, "tempdir", str(temp))
        _play(played, outside, patch)
    played.look("at the end")
    played.left_in_temp = [str(file) for file in temp.rglob("*")]
    return played


def _play(played: Played, outside: Path, patch: pytest.MonkeyPatch) -> None:
    box = PassphraseSecrets.create(keys_folder(played.folder), STORE_PASSPHRASE, opslimit=1, memlimit=8192)
    now = [TWO_DAYS_BEFORE]
    patch.setattr(bootstrap, "system_now", lambda: now[0])
    app = open_application(played.folder, secrets=box, costs=COSTS)
    people = _people(app)
    key_file = _set_up(app, people, played, outside)
    second = SecondPerson(people[Role.OBSERVER].account, beside=people[Role.MANAGER].account.id)
    now[0] = OPENS
    app.polls.zero_report(people[Role.MANAGER], played.election_id)
    app.polls.open(people[Role.MANAGER], second, played.election_id)
    before = app.audit_log.count()
    _vote(app, people[Role.MANAGER], played, now)
    played.rows_open = played.tables()
    _see_own_votes(app, people[Role.MANAGER], played)
    played.audit_while_voting = app.audit_log.count() - before
    assert app.paper_roll.renew(played.election_id) is not None
    played.look("while the polls are open")
    app.store.backup(played.folder / "backups" / "copy.db")
    now[0] = AFTER
    app.polls.begin_closing(people[Role.MANAGER], played.election_id, 0)
    app.polls.close(people[Role.MANAGER], second, played.election_id)
    result = app.counting.count(
        people[Role.MANAGER], second, played.election_id, key_file, TRUSTEE_PASSPHRASE
    )
    played.export.write_text(results_csv(result.contests), encoding="utf-8")
    election, log = app.elections.get(played.election_id).election, app.audit_log.walk()
    played.for_programs.write_text(results_json(election, result, now[0]), encoding="utf-8")
    played.log.write_text("".join(event_log(log, app.stations.this_station(), now[0])), encoding="utf-8")
    played.rows = played.tables()
    app.close()
    _commands(played, outside)


def _people(app: Application) -> dict[Role, Session]:
    logging.getLogger("omp_desktop").info("The program started")
    first = app.access.first_account("위원", Role.COMMISSION, PIN_OF[Role.COMMISSION])
    commission = app.access.sign_in(first.id, PIN_OF[Role.COMMISSION])
    people = {Role.COMMISSION: commission}
    for role in (Role.MANAGER, Role.OBSERVER):
        account = app.access.add_account(commission, role.ko, role, PIN_OF[role])
        with pytest.raises(WrongPin) as wrong:
            app.access.sign_in(account.id, WRONG_PIN)
        logging.getLogger("omp_desktop").critical("Unexpected error", exc_info=wrong.value)
        people[role] = app.access.sign_in(account.id, PIN_OF[role])
    return people


def _set_up(app: Application, people: Mapping[Role, Session], played: Played, outside: Path) -> Path:
    """Everything up to the publication; the voters' file is looked at while it is being taken."""
    official = people[Role.COMMISSION]
    election = app.elections.create(official, parse_definition(DEFINITION))
    assert not election.test_mode
    played.election_id = election.id
    for number, (name, party) in enumerate(PRESIDENT, start=1):
        app.candidates.register(official, election.id, "president", number, name, party)
    for number, name in enumerate(COUNCIL, start=1):
        app.candidates.register(official, election.id, "council", number, name)
    played.candidates = app.candidates.in_election(election.id)
    station = app.stations.add(official, "가상 제1투표소")
    app.stations.add_kiosk(official, station.id)
    voters = _voters_file(outside / "voters.csv", VOTERS)
    with looking_before_commits(played, "in the import"):
        app.voters_list.import_csv(official, election.id, station.id, voters)
    # As if it were a fault of the program: the whole way to the error is in the log.
    with pytest.raises(ImportRefused) as refused:
        app.voters_list.import_csv(official, election.id, station.id, voters)
    logging.getLogger("omp_desktop").critical("Unexpected error", exc_info=refused.value)
    usb = outside / "usb"
    usb.mkdir()
    key_file = app.elections.make_single_trustee_key(
        official, election.id, "개표 관리인", TRUSTEE_PASSPHRASE, usb
    )
    app.elections.publish(official, election.id)
    app.elections.create(official, parse_definition(DEFINITION.replace("가상 회장 선거", "다음 선거")))
    return key_file


def _voters_file(file: Path, voters: int) -> Path:
    rows = [f"{roll_number(n)},{voter_name(n)},{birth_date(n)},{address(n)}" for n in range(voters)]
    file.write_text("\n".join(("등재번호,성명,생년월일,주소", *rows)), encoding="cp949")
    return file


def _vote(app: Application, manager: Session, played: Played, now: list[datetime]) -> None:
    """Thirty people vote, each for something else; one gives up and comes again, one permit is taken back."""
    (kiosk,) = (view.device for view in app.check_in.kiosks())
    booth = app.voting(kiosk.id)
    president = [c.id for c in played.candidates if c.contest_id == "president"]
    council = [c.id for c in played.candidates if c.contest_id == "council"]
    for number in range(CASTS):
        now[0] += timedelta(seconds=97)
        voter = app.check_in.search(played.election_id, roll_number(number)).hits[0].voter
        request = (played.election_id, voter.id)
        (permit,) = app.check_in.issue(manager, [request], kiosk.id, IdentityMethod.RESIDENT_CARD)
        booth.begin(permit.token)
        first = frozenset(president[number % 4 : number % 4 + 1])
        more = frozenset(council[number % 3 : number % 3 + number % 3])
        choices = {"president": first, "council": more}
        if number == 5:
            tested = booth.seal(permit.token, choices)
            with looking_before_commits(played, "in a test"):
                booth.test(permit.token, tested.ballot_id)
        if number == 3:
            app.polls.status(played.election_id)
            booth.give_up(permit.token, booth.seal(permit.token, choices).ballot_id)
        sealed = booth.seal(permit.token, choices)
        if number == 7:
            played.look("between seal and cast")
        here = booth._sealed
        assert here is not None
        assert here.receipt is not None
        with looking_before_commits(played, "in a cast") if number == 9 else nullcontext():
            booth.cast(permit.token, sealed.ballot_id, receipt_wanted=number % 3 == 0)
        code = sealed.code.replace("-", "")
        played.casts.append(
            Cast(
                number,
                voter.id,
                permit.token,
                sealed.ballot_id,
                code,
                first | more,
                here.nonce,
                here.receipt.secret,
            )
        )
    voter = app.check_in.search(played.election_id, roll_number(VOTERS - 1)).hits[0].voter
    app.check_in.issue(manager, [(played.election_id, voter.id)], kiosk.id, IdentityMethod.PASSPORT)
    app.check_in.cancel(manager, played.election_id, voter.id, "돌아감")


def _see_own_votes(app: Application, manager: Session, played: Played) -> None:
    """Two voters see their own vote, one tries it twice; files are looked at before the look is taken."""
    for cast in played.casts[:4:3]:
        with looking_before_commits(played, "in a check of the own vote"):
            seen = app.own_vote.check(manager, cast.code, receipt_text(cast.receipt))
        assert {option.id for contest in seen for option in contest.chosen} == cast.chosen
    with pytest.raises(OwnVoteNotShown) as refused:
        app.own_vote.check(manager, played.casts[0].code, receipt_text(played.casts[0].receipt))
    # As if it were a fault of the program: the whole way to the error is in the log.
    logging.getLogger("omp_desktop").critical("Unexpected error", exc_info=refused.value)


def _commands(played: Played, outside: Path) -> None:
    """The command line on the same folder; a list that it refuses shows its bad lines on the screen only."""
    if sys.platform == "win32":
        return
    more = _voters_file(outside / "more.csv", VOTERS)
    more.write_text(more.read_text(encoding="cp949") * 2, encoding="cp949")
    place = ("--data-dir", str(played.folder), "--lang", "en")
    for command in (
        ("results", "--out", str(outside / "by-command.csv"), "--election", "가상 회장 선거"),
        ("doctor",),
        ("voters", "import", str(more), "--account", "위원"),
    ):
        _, shown = on_a_terminal(
            [*command, *place], ("Pass-phrase:", STORE_PASSPHRASE), ("PIN:", PIN_OF[Role.COMMISSION])
        )
        played.shown += shown


PERSONAL = [
    text for n in range(VOTERS) for text in (voter_name(n), roll_number(n), address(n), birth_date(n))
]
SECRETS = [*PIN_OF.values(), WRONG_PIN, STORE_PASSPHRASE, TRUSTEE_PASSPHRASE]
CHOICES = [*COUNCIL, *(text for option in PRESIDENT for text in option if text)]


# What lies in the files


def test_there_is_something_to_be_searched(played: Played) -> None:
    names = " ".join(played.files)

    assert len(played.casts) == CASTS
    for name in ("station.db", "own_vote.db", "logs/official.log", "keys/", "copy.db"):
        assert name in names
    if sys.platform != "win32":
        assert "same roll number" in played.shown
    # Journals that hold pages: the looks were inside the transactions.
    for moment in ("in the import", "in a cast", "in a test"):
        assert len(played.files[f"station.db-journal {moment}"]) > 4096
    for moment in ("in a cast", "in a check of the own vote"):
        assert len(played.files[f"own_vote.db-journal {moment}"]) > 4096


@pytest.mark.parametrize("kind", ["voters", "secrets", "choices"])
def test_no_file_of_the_station_tells_a_voter_a_secret_or_a_choice(played: Played, kind: str) -> None:
    hidden = {"voters": PERSONAL, "secrets": SECRETS, "choices": [*CHOICES, *_ids_of_choices(played)]}[kind]

    assert leaks(played.files, hidden) == []


def test_no_file_of_the_station_tells_a_permit_or_a_ballot(played: Played) -> None:
    hidden = [
        text for cast in played.casts for text in (cast.voter_id, cast.token, cast.ballot_id, cast.code)
    ]

    assert leaks(played.files, hidden) == []
    # Ids lie in tables as bytes.
    raw = [
        bytes.fromhex(text) for cast in played.casts for text in (cast.voter_id, cast.token, cast.ballot_id)
    ]
    assert [name for name, content in played.files.items() if any(each in content for each in raw)] == []


def test_no_file_of_the_station_holds_a_receipt_or_what_opens_a_ballot(played: Played) -> None:
    """Neither of voters who took the receipt nor of those who declined it."""
    hidden = [text for cast in played.casts for text in secret_texts(cast)]

    assert leaks(played.files, hidden) == []
    raw = [each for cast in played.casts for each in (cast.nonce, cast.receipt)]
    assert [name for name, content in played.files.items() if any(each in content for each in raw)] == []


def secret_texts(cast: Cast) -> list[str]:
    shown = receipt_text(cast.receipt)
    return [cast.nonce.hex(), cast.receipt.hex(), shown, shown.replace("-", "")]


def test_the_log_was_written_and_tells_of_no_vote(played: Played) -> None:
    said = {name: content for name, content in played.files.items() if ".log" in name}

    votes = [text for cast in played.casts for text in (cast.code, *secret_texts(cast))]
    assert leaks(said, [*PERSONAL, *SECRETS, *CHOICES, *votes]) == []
    assert played.audit_while_voting == 1  # the permit that was taken back


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps files of a user's folder to that user")
def test_every_file_of_the_station_is_for_its_owner_only(played: Played) -> None:
    places = [played.folder, *played.folder.rglob("*"), played.export.with_name("by-command.csv")]

    assert [place.name for place in places if place.stat().st_mode & 0o077] == []


def test_nothing_is_left_in_the_systems_folder_for_temporary_files(played: Played) -> None:
    assert played.left_in_temp == []


def test_results_name_candidates_and_nobody_else(played: Played) -> None:
    exports = {"by the service": played.export.read_bytes(), "for programs": played.for_programs.read_bytes()}
    if sys.platform != "win32":
        exports["by the command"] = played.export.with_name("by-command.csv").read_bytes()

    assert leaks(exports, PERSONAL + SECRETS) == []
    for content in exports.values():
        assert PRESIDENT[0][0].encode() in content


def test_the_exported_audit_log_names_no_voter_and_no_choice(played: Played) -> None:
    content = played.log.read_bytes()

    assert leaks({"log": content}, PERSONAL + SECRETS) == []
    assert b"poll.opened" in content


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no terminals that a program can make")
def test_a_terminal_shows_no_secret_that_was_typed_into_it(played: Played) -> None:
    assert "Results saved" in played.shown
    assert leaks({"terminal": played.shown.encode()}, SECRETS) == []


# The controls: with one of them in a file the search goes red


@pytest.mark.parametrize("spelling", sorted(spellings(voter_name(0))))
def test_a_name_in_a_file_would_be_found(played: Played, spelling: str) -> None:
    raw = b"\x00" + spellings(voter_name(5))[spelling] + b"\xff"

    found = leaks({**played.files, "notes.txt": raw}, [voter_name(4), voter_name(5)])

    assert {(file, secret) for file, secret, _ in found} == {("notes.txt", voter_name(5))}


@pytest.mark.parametrize("secret", [PIN_OF[Role.MANAGER], STORE_PASSPHRASE, address(3), PRESIDENT[2][0]])
def test_a_secret_in_a_log_would_be_found(played: Played, secret: str) -> None:
    files = {**played.files, "official.log": f"2026-12-03 INFO cast {secret}\n".encode()}

    assert ("official.log", secret, "utf-8") in leaks(files, [secret])


# What the tables hold


def _ids_of_choices(played: Played) -> list[str]:
    return [option for cast in played.casts for option in cast.chosen]


Rows = dict[str, list[tuple[object, ...]]]


def traces(identifier: str) -> frozenset[bytes]:
    """The id as text and bytes, and its usual hashes of either, as text and bytes."""
    plain = (identifier.encode(), bytes.fromhex(identifier) if _is_hex(identifier) else identifier.encode())
    found = set(plain)
    for raw in plain:
        for algorithm in (hashlib.sha256, hashlib.sha1, hashlib.md5, hashlib.blake2b):
            # Its beginning is enough, also of one that was cut short.
            beginning = algorithm(raw).digest()[:12]
            found |= {beginning, beginning.hex().encode()}
    return frozenset(found)


def _is_hex(text: str) -> bool:
    return bool(re.fullmatch(r"([0-9a-f]{2})+", text))


def as_bytes(row: tuple[object, ...]) -> bytes:
    """A row's values side by side; blobs as they are."""
    return b"\0".join(value if isinstance(value, bytes) else str(value).encode() for value in row)


def joined(rows: Rows, casts: list[Cast]) -> list[str]:
    """Tables with a row that holds somebody's id, permit, or a hash of them beside a ballot's."""
    people = frozenset().union(*(traces(text) for cast in casts for text in (cast.voter_id, cast.token)))
    ballots = frozenset().union(*(traces(text) for cast in casts for text in (cast.ballot_id, cast.code)))
    found = []
    for table, held in rows.items():
        for row in held:
            raw = as_bytes(row)
            if any(person in raw for person in people) and any(ballot in raw for ballot in ballots):
                found.append(table)
    return found


def shared_values(rows: Rows, casts: list[Cast]) -> list[tuple[int, object]]:
    """Values by which somebody's rows and their ballot's would find each other: in theirs, not in all."""
    held = _flat(rows)
    about = [_values_about(held, (cast.voter_id, cast.token)) for cast in casts]
    of_ballot = [_values_about(held, (cast.ballot_id, cast.code)) for cast in casts]
    everybodys = frozenset.intersection(*about) | frozenset.intersection(*of_ballot)
    return [
        (cast.number, value)
        for cast, person, ballot in zip(casts, about, of_ballot, strict=True)
        for value in (person & ballot) - everybodys
    ]


def _flat(rows: Rows) -> list[tuple[tuple[object, ...], bytes]]:
    return [(row, as_bytes(row)) for table in rows.values() for row in table]


def _values_about(
    held: list[tuple[tuple[object, ...], bytes]], identifiers: tuple[str, ...]
) -> frozenset[object]:
    marks = frozenset().union(*(traces(text) for text in identifiers))
    return frozenset(value for row, raw in held if any(mark in raw for mark in marks) for value in row)


@pytest.mark.parametrize("when", ["rows_open", "rows"])
def test_no_row_joins_a_voter_and_a_ballot(played: Played, when: str) -> None:
    rows: Rows = getattr(played, when)

    assert joined(rows, played.casts) == []
    assert shared_values(rows, played.casts) == []


def test_every_voter_and_every_ballot_is_somewhere_or_the_search_would_prove_nothing(played: Played) -> None:
    held = _flat(played.rows_open)
    # The permit too: it is there, and has forgotten whose it was.
    for cast in played.casts:
        for identifier in (cast.voter_id, cast.token, cast.ballot_id, cast.code):
            assert _values_about(held, (identifier,)), cast.number


def test_a_row_that_joined_them_would_be_found(played: Played) -> None:
    cast = played.casts[11]
    hashed = hashlib.sha256(bytes.fromhex(cast.voter_id)).hexdigest()
    joining = {**played.rows_open, "receipt": [(hashed, bytes.fromhex(cast.ballot_id))]}
    linked = {
        **played.rows_open,
        "receipt": [(bytes.fromhex(cast.voter_id), 815_4711)],
        "box": [(bytes.fromhex(cast.ballot_id), 815_4711)],
    }

    assert joined(joining, played.casts) == ["receipt"]
    assert shared_values(linked, played.casts) == [(11, 815_4711)]


def opening(rows: Rows, casts: list[Cast]) -> list[str]:
    """Tables with a row that holds what opens a cast ballot or its record, or a hash of it."""
    secret = frozenset().union(*(traces(raw.hex()) for cast in casts for raw in (cast.nonce, cast.receipt)))
    return [
        table for table, held in rows.items() for row in held if any(each in as_bytes(row) for each in secret)
    ]


@pytest.mark.parametrize("when", ["rows_open", "rows"])
def test_no_row_of_either_file_opens_a_ballot_in_the_box(played: Played, when: str) -> None:
    rows: Rows = getattr(played, when)

    assert opening(rows, played.casts) == []
    # Tested ballots are opened for everybody; the peppers are there, but for the looks that were taken.
    assert len(rows["tested_ballot"]) == 1
    assert len(rows["own_vote_record"]) == CASTS
    assert len(rows["pepper"]) == (CASTS if when == "rows_open" else CASTS - 2)


def test_a_row_that_opened_a_ballot_would_be_found(played: Played) -> None:
    nonce, receipt = played.casts[4].nonce, hashlib.sha256(played.casts[7].receipt).digest()

    assert opening({**played.rows, "receipt": [(1, receipt)]}, played.casts) == ["receipt"]
    assert opening({**played.rows, "tested_ballot": [(b"x", nonce)]}, played.casts) == ["tested_ballot"]


def test_a_receipt_that_was_declined_left_the_same_as_one_that_was_taken(played: Played) -> None:
    lengths = {len(row[1]) for row in played.rows_open["own_vote_record"] if isinstance(row[1], bytes)}
    peppers = {(len(str(row[1])), row[3]) for row in played.rows_open["pepper"]}

    assert len(lengths) == 1
    assert peppers == {(25, 1)}


VOTING_TABLES = (
    "participation",
    "permit",
    "ballot",
    "ballot_body",
    "aggregate",
    "outbox_mixed",
    "running_count",
    "tested_ballot",
    "own_vote_record",
)
OWN_VOTE_TABLES = ("pepper", "identity")
TIME = re.compile(rb"\d{4}-\d\d-\d\d[T ]\d\d:(\d\d):(\d\d)")


def finer_than_hours(rows: Rows) -> list[str]:
    return [
        table
        for table in rows
        if table in (*VOTING_TABLES, *OWN_VOTE_TABLES)
        for row in rows[table]
        if any(match.groups() != (b"00", b"00") for match in TIME.finditer(as_bytes(row)))
    ]


def test_no_table_that_a_vote_touches_knows_more_of_its_time_than_the_hour(played: Played) -> None:
    assert finer_than_hours(played.rows_open) == []
    # A taken back permit has none.
    assert any(TIME.search(as_bytes(row)) for row in played.rows_open["participation"])


def test_a_finer_time_would_be_found(played: Played) -> None:
    rows = {**played.rows_open, "ballot": [("x", "2026-12-03T06:14:00.000000+00:00")]}

    assert finer_than_hours(rows) == ["ballot"]


def test_the_tables_of_a_vote_have_no_numbers_that_tell_an_order(played: Played) -> None:
    for file, key_name, tables in (
        ("station.db", "store-key", VOTING_TABLES),
        ("own_vote.db", "own-vote-key", OWN_VOTE_TABLES),
    ):
        connection = played.connection(file, key_name)
        try:
            for table in tables:
                with pytest.raises(Exception, match="no such column: rowid"):
                    connection.execute(f"SELECT rowid FROM {table}")  # noqa: S608 - names of tables
        finally:
            connection.close()
    # They are read in the order of their random keys.
    for table in ("participation", "permit", "ballot", "outbox_mixed", "pepper"):
        rows = played.rows_open[table]
        assert rows == sorted(rows, key=lambda row: (row[0], row[1])), table


def test_participations_and_ballots_wait_under_keys_that_share_nothing(played: Played) -> None:
    waiting = played.rows_open["outbox_mixed"]
    lanes = {lane: [row for row in waiting if row[0] == lane] for lane in ("P", "B")}
    keys = {lane: {row[1] for row in rows} for lane, rows in lanes.items()}

    assert len(keys["P"]) == CASTS + 1  # and the one whose permit was taken back
    assert len(keys["B"]) == CASTS + 2  # and the ballots that were given up and tested
    assert keys["P"].isdisjoint(keys["B"])
    for rows in lanes.values():
        assert len({len(bytes(row[4])) for row in rows if b'"cast"' in bytes(row[4])}) == 1  # type: ignore[call-overload]


def test_ballots_of_every_choice_are_equally_long(played: Played) -> None:
    assert len({cast.chosen for cast in played.casts}) >= 10
    lengths = {(len(body), len(signature)) for _, body, signature in played.rows_open["ballot_body"]}  # type: ignore[arg-type]
    assert len(lengths) == 1


def test_no_choice_stands_beside_anybody_in_any_table(played: Played) -> None:
    """Options are in the manifest, the candidates and the pledges; nowhere near a voter or a ballot."""
    options = [bytes.fromhex(option) for option in _ids_of_choices(played)] + [
        option.encode() for option in _ids_of_choices(played)
    ]
    near = {
        table
        for table, rows in played.rows.items()
        for row in rows
        if table in (*VOTING_TABLES, *OWN_VOTE_TABLES, "voter", "audit_entry", "poll_event")
        and any(option in as_bytes(row) for option in options)
    }

    assert near == set()
    assert any(option in as_bytes(row) for option in options for row in played.rows["manifest"])
