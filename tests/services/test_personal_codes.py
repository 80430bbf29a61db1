"""Personal codes of a draft: made for the letters, imported with the list, brought to other stations."""

from __future__ import annotations

import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from omp_desktop.crypto.personal_codes import is_code, station_key
from omp_desktop.domain.audit import AuditEvent
from omp_desktop.domain.clock import FixedClock
from omp_desktop.domain.import_errors import ImportRefused
from omp_desktop.domain.personal_code import parse_personal_code
from omp_desktop.services.code_keys import made_code_key
from omp_desktop.services.core import Core
from omp_desktop.services.election_errors import NotADraft
from omp_desktop.services.errors import NotAllowed
from omp_desktop.services.personal_code_errors import LettersFileWrong, NobodyNeedsCode
from omp_desktop.services.personal_codes import CodesView, MadeCodes, PersonalCodesService
from omp_desktop.services.polls import PollsService
from omp_desktop.services.self_check_in import SelfCheckIn
from omp_desktop.store.engine import Store
from omp_desktop.store.errors import StoreBusy
from omp_desktop.wire.envelope import unpack
from tests.services.scene import OPENS, VOTERS, Desk, Draft, People, SmallElection, voters_file
from tests.services.two_stations import SECOND_LIST, make_pair
from tests.services.with_codes import let_voters_check_in, read_letters

Rows = Callable[[], dict[str, list[str]]]
CODE = "7305 1846 2918 0463"


@pytest.fixture
def codes(core: Core) -> PersonalCodesService:
    return PersonalCodesService(core)


@pytest.fixture
def letters(tmp_path: Path) -> Path:
    return tmp_path / "letters.csv"


def right(core: Core, draft: Draft, number: str, code: str) -> bool:
    """Whether this is the code of the voter with this number."""
    key = station_key(made_code_key(core, draft.id), draft.station.id)
    with core.store.read() as uow:
        voter = uow.voters.by_roll_number(draft.id, number)
        assert voter is not None
        kept = uow.codes.of_voter(voter.id)
    return kept is not None and is_code(key, voter.id, parse_personal_code(code), kept)


def kept_of(rows: dict[str, list[str]]) -> list[str]:
    return rows["voter_code"]


# Made


def test_every_voter_gets_a_code_of_their_own_and_a_line_for_the_letter(
    core: Core, codes: PersonalCodesService, draft: Draft, people: People, letters: Path
) -> None:
    assert codes.make(people.commission, draft.id, letters, "ko") == MadeCodes(len(VOTERS), 0)
    lines = read_letters(letters)
    assert list(lines) == [row[0] for row in VOTERS]
    assert lines["7"] == {
        "투표소": "가상 제1투표소",
        "등재번호": "7",
        "성명": "사랑",
        "주소": "가상시 가상로 7",
        "본인확인코드": lines["7"]["본인확인코드"],
    }
    assert len({line["본인확인코드"] for line in lines.values()}) == len(VOTERS)
    assert all(right(core, draft, number, line["본인확인코드"]) for number, line in lines.items())
    assert codes.view(draft.id) == CodesView(len(VOTERS), len(VOTERS))


def test_the_file_is_for_its_owner_only_and_has_english_headings_too(
    codes: PersonalCodesService, draft: Draft, people: People, letters: Path
) -> None:
    codes.make(people.commission, draft.id, letters, "en")
    assert stat.S_IMODE(letters.stat().st_mode) == 0o600
    heading = letters.read_bytes().decode("utf-8-sig").splitlines()[0]
    assert heading == "station,roll_number,name,address,personal_code"


def test_the_store_keeps_no_code(
    codes: PersonalCodesService, draft: Draft, people: People, letters: Path, state_of: Rows
) -> None:
    codes.make(people.commission, draft.id, letters, "ko")
    everything = "\n".join(row for rows in state_of().values() for row in rows)
    for line in read_letters(letters).values():
        code = line["본인확인코드"]
        assert code not in everything
        assert code.replace(" ", "") not in everything


def test_who_has_a_code_keeps_it_unless_all_are_made_anew(
    core: Core, codes: PersonalCodesService, draft: Draft, people: People, letters: Path
) -> None:
    codes.make(people.commission, draft.id, letters, "ko")
    first = read_letters(letters)["7"]["본인확인코드"]
    with pytest.raises(NobodyNeedsCode):
        codes.make(people.commission, draft.id, letters, "ko")
    assert right(core, draft, "7", first)
    codes.make(people.commission, draft.id, letters, "ko", everybody=True)
    assert not right(core, draft, "7", first)
    assert right(core, draft, "7", read_letters(letters)["7"]["본인확인코드"])


def test_making_them_is_logged_with_the_number_only(
    store: Store, codes: PersonalCodesService, draft: Draft, people: People, letters: Path
) -> None:
    codes.make(people.commission, draft.id, letters, "ko")
    with store.read() as uow:
        last = uow.audit.last()
    assert last is not None
    assert last.event is AuditEvent.PERSONAL_CODES_MADE
    assert dict(last.details) == {"election": draft.id, "count": len(VOTERS)}


def test_numbers_that_no_number_pad_can_enter_are_told(
    codes: PersonalCodesService, desk: Desk, draft: Draft, people: People, letters: Path, tmp_path: Path
) -> None:
    more = tmp_path / "more"
    more.mkdir()
    file = voters_file(more, [("가-1", "더한이", "1990-01-01", "가상시 다로 1")])
    desk.voters_list.import_csv(people.commission, draft.id, draft.station.id, file)
    assert codes.make(people.commission, draft.id, letters, "ko") == MadeCodes(len(VOTERS) + 1, 1)


def test_only_the_commission_makes_codes(
    codes: PersonalCodesService, draft: Draft, people: People, letters: Path
) -> None:
    with pytest.raises(NotAllowed):
        codes.make(people.manager, draft.id, letters, "ko")
    assert not letters.exists()


def test_after_the_publication_no_code_changes(
    codes: PersonalCodesService, published: SmallElection, people: People, letters: Path
) -> None:
    with pytest.raises(NotADraft):
        codes.make(people.commission, published.id, letters, "ko")
    assert not letters.exists()


def test_without_a_file_nothing_changes(
    codes: PersonalCodesService, draft: Draft, people: People, tmp_path: Path, state_of: Rows
) -> None:
    before = state_of()
    with pytest.raises(LettersFileWrong):
        codes.make(people.commission, draft.id, tmp_path / "no folder" / "letters.csv", "ko")
    assert state_of() == before


def test_a_file_with_codes_that_were_not_stored_does_not_stay(
    codes: PersonalCodesService,
    draft: Draft,
    people: People,
    letters: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def busy(*_: object) -> None:
        raise StoreBusy()

    monkeypatch.setattr("omp_desktop.store.repositories.personal_codes.PersonalCodes.put_many", busy)
    with pytest.raises(StoreBusy):
        codes.make(people.commission, draft.id, letters, "ko")
    assert not letters.exists()


@pytest.mark.parametrize("broken", ["store", "stick"])
def test_new_codes_that_are_not_stored_leave_the_letters_of_before(
    core: Core,
    codes: PersonalCodesService,
    draft: Draft,
    people: People,
    letters: Path,
    monkeypatch: pytest.MonkeyPatch,
    broken: str,
) -> None:
    codes.make(people.commission, draft.id, letters, "ko")
    before = letters.read_bytes()
    if broken == "store":

        def busy(*_: object) -> None:
            raise StoreBusy()

        monkeypatch.setattr("omp_desktop.store.repositories.personal_codes.PersonalCodes.put_many", busy)
    else:
        read, answers = Path.read_bytes, iter([before, b""])
        monkeypatch.setattr(Path, "read_bytes", lambda path: next(answers) if path == letters else read(path))
    with pytest.raises(StoreBusy if broken == "store" else LettersFileWrong):
        codes.make(people.commission, draft.id, letters, "ko", everybody=True)
    monkeypatch.undo()
    assert letters.read_bytes() == before
    assert right(core, draft, "7", read_letters(letters)["7"]["본인확인코드"])


def test_an_emptied_list_has_no_codes(
    codes: PersonalCodesService,
    desk: Desk,
    draft: Draft,
    people: People,
    letters: Path,
    state_of: Rows,
) -> None:
    codes.make(people.commission, draft.id, letters, "ko")
    desk.voters_list.clear(people.commission, draft.id)
    assert kept_of(state_of()) == []


def test_a_removed_draft_leaves_no_codes(
    codes: PersonalCodesService, desk: Desk, draft: Draft, people: People, letters: Path, state_of: Rows
) -> None:
    codes.make(people.commission, draft.id, letters, "ko")
    desk.elections.remove_draft(people.commission, draft.id)
    assert kept_of(state_of()) == []


# Imported


@pytest.fixture
def emptied(desk: Desk, draft: Draft, people: People) -> Draft:
    desk.voters_list.clear(people.commission, draft.id)
    return draft


def test_codes_come_in_with_the_list(
    core: Core, codes: PersonalCodesService, desk: Desk, emptied: Draft, people: People, tmp_path: Path
) -> None:
    file = voters_file(tmp_path, codes={"7": CODE, "8": "9182-7364-5091-8273"})
    desk.voters_list.import_csv(people.commission, emptied.id, emptied.station.id, file)
    assert codes.view(emptied.id) == CodesView(len(VOTERS), 2)
    assert codes.view(emptied.id).without == len(VOTERS) - 2
    assert right(core, emptied, "7", CODE)
    assert not right(core, emptied, "8", CODE)


def test_a_list_without_codes_asks_for_no_key(core: Core, draft: Draft) -> None:
    assert core.secrets_box.get(f"codes-{draft.id}") is None


@pytest.mark.parametrize(
    ("wrong", "problem"),
    [
        ("7305 1846 2918", "row.code-invalid"),
        ("7305 1846 2918 046A", "row.code-invalid"),
        ("1111 1111 1111 1111", "row.code-guessable"),
        (CODE, "row.code-twice"),
    ],
)
def test_a_code_that_serves_nobody_is_a_bad_line_that_does_not_repeat_it(
    desk: Desk, emptied: Draft, people: People, tmp_path: Path, wrong: str, problem: str
) -> None:
    file = voters_file(tmp_path, codes={"2": CODE, "7": wrong})
    with pytest.raises(ImportRefused) as refused:
        desk.voters_list.import_csv(people.commission, emptied.id, emptied.station.id, file)
    (bad,) = refused.value.problems
    assert (bad.line, bad.problem, bad.column) == (8, problem, "본인확인코드")
    assert not any(wrong in text for text in (bad.value, bad.describe("ko"), repr(bad)))


# Brought to another station


def test_a_package_brings_what_another_station_needs_and_no_more(tmp_path: Path, clock: FixedClock) -> None:
    opened: list[Core] = []
    letters = tmp_path / "letters.csv"
    pair = make_pair(
        tmp_path,
        clock,
        opened.append,
        finish=lambda desk, official, election: let_voters_check_in(desk, official, election, letters),
    )
    pair.bring()
    commission, station = pair.commission.core, pair.station.core
    lines = read_letters(letters)
    mine = SECOND_LIST[0][0]
    with station.store.read() as uow:
        assert uow.codes.count(pair.election.id) == len(SECOND_LIST)
    assert station.secrets_box.get(f"codes-{pair.election.id}") is None
    assert station.secrets_box.get(f"station-codes-{pair.election.id}") == station_key(
        made_code_key(commission, pair.election.id), pair.second_station.id
    )
    packed = pair.commission.packages.make(pair.commission.official, pair.election.id, pair.device).packed
    code = lines[mine]["본인확인코드"]
    assert code.replace(" ", "").encode() not in unpack(packed, 2**24)

    kiosk = Desk(station).stations.add_kiosk(pair.station.official, pair.second_station.id)
    polls, people = PollsService(station), pair.station.people
    clock.set(OPENS)
    polls.zero_report(people.manager, pair.election.id)
    polls.open(people.manager, people.beside(people.manager, people.observer), pair.election.id)
    assert SelfCheckIn(station, kiosk.id).check_in(mine, code)
    for core in opened:
        core.store.close()
