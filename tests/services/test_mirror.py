"""The second medium on a polling day: set up, failing in the middle of a vote, and given up by two people."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from omp_desktop import bootstrap
from omp_desktop.domain.access_errors import SamePerson
from omp_desktop.domain.audit import AuditEvent
from omp_desktop.domain.ballot import BallotStatus
from omp_desktop.domain.election import ElectionState
from omp_desktop.domain.text_errors import TextMissing
from omp_desktop.services import mirror as services_mirror
from omp_desktop.services.core import Core
from omp_desktop.services.errors import NotAllowed
from omp_desktop.services.key_errors import StoreKeyMissing
from omp_desktop.services.mirror import MirrorService, MirrorView, on_another_disk
from omp_desktop.services.mirror_errors import MirrorNotWhileVoting, MirrorOnSameDisk
from omp_desktop.services.secrets import STORE_KEY as STORE_KEY_NAME
from omp_desktop.services.secrets import ThrowawaySecrets
from omp_desktop.services.voting import Outcome
from omp_desktop.services.voting_errors import StoreElsewhere
from omp_desktop.store.errors import MirrorFailed, StoreDamaged, StoreFailed, StoreOnNetworkDrive
from omp_desktop.store.mirror_state import MirrorMode
from omp_desktop.store.mirror_trouble import MirrorTrouble
from omp_desktop.store.second_copy import FOLDER
from tests.services.polling_day import Day
from tests.services.scene import OWN_VOTE_KEY, STORE_KEY, People


def apart(_folder: Path, _data_dir: Path) -> bool:
    """Wherever the tests run, the medium counts as another disk."""
    return True


@pytest.fixture
def medium(tmp_path: Path) -> Path:
    path = tmp_path / "medium"
    path.mkdir()
    return path


@pytest.fixture
def mirror(core: Core) -> MirrorService:
    return MirrorService(core, separate=apart)


@pytest.fixture
def day_on_two(open_day: Day, mirror: MirrorService, medium: Path) -> Day:
    """The polls are open, and everything is written to two media."""
    mirror.make(open_day.people.manager, medium)
    return open_day


def pull_out(medium: Path) -> Callable[[], object]:
    """Returns what puts it back."""
    there = medium.rename(medium.with_name("pulled out"))
    return lambda: there.rename(medium)


def events(day: Day) -> list[AuditEvent]:
    with day.desk.core.store.read() as uow:
        return [entry.event for entry in uow.audit.page(0, 1000)]


def cast(day: Day) -> int:
    with day.desk.core.store.read() as uow:
        return uow.ballots.counts(day.id)[BallotStatus.CAST]


# Setting it up


def test_without_one_there_is_nothing_to_say(mirror: MirrorService, people: People) -> None:
    assert mirror.view() == MirrorView()
    assert not mirror.view().votes_refused
    mirror.check(people.manager)


def test_it_is_made_and_written_down(day_on_two: Day, mirror: MirrorService, medium: Path) -> None:
    view = mirror.view()
    assert view.mode is MirrorMode.ON
    assert view.path is not None
    assert view.path.parent == medium
    assert view.problem is None
    assert events(day_on_two)[-1] is AuditEvent.MIRROR_MADE
    mirror.check(day_on_two.people.manager)


def test_only_officials_make_it(mirror: MirrorService, people: People, medium: Path) -> None:
    with pytest.raises(NotAllowed):
        mirror.make(people.observer, medium)
    with pytest.raises(NotAllowed):
        mirror.check(people.observer)
    assert list(medium.iterdir()) == []


def test_the_disk_of_the_data_is_refused(core: Core, people: People, medium: Path) -> None:
    with pytest.raises(MirrorOnSameDisk):
        MirrorService(core).make(people.manager, medium)
    assert not on_another_disk(medium, core.data_dir)


def test_a_network_drive_is_refused(core: Core, people: People, medium: Path) -> None:
    service = MirrorService(core, separate=apart, probe=lambda _folder: "nfs4")
    with pytest.raises(StoreOnNetworkDrive):
        service.make(people.manager, medium)


def test_a_large_store_is_not_copied_while_people_vote(
    open_day: Day, mirror: MirrorService, medium: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(services_mirror, "LARGEST_WHILE_VOTING", 0)
    with pytest.raises(MirrorNotWhileVoting):
        mirror.make(open_day.people.manager, medium)
    open_day.polls.suspend(open_day.people.manager, open_day.observer, open_day.id, "사본")
    mirror.make(open_day.people.manager, medium)
    assert mirror.view().mode is MirrorMode.ON


# While people vote


def test_votes_are_in_both_files(day_on_two: Day, mirror: MirrorService) -> None:
    day_on_two.vote("1")
    day_on_two.vote("2", None)
    mirror.check(day_on_two.people.manager)
    day_on_two.close()
    assert day_on_two.count().contests[0].ballots == 2


def test_a_cast_is_refused_and_the_same_ballot_is_cast_when_the_medium_is_back(
    day_on_two: Day, mirror: MirrorService, medium: Path
) -> None:
    permit = day_on_two.permit("1")
    day_on_two.booth.begin(permit.token)
    sealed = day_on_two.booth.seal(permit.token, day_on_two.choices(None))
    back = pull_out(medium)
    with pytest.raises(MirrorFailed):
        day_on_two.booth.cast(permit.token, sealed.ballot_id)
    assert day_on_two.booth.outcome(permit.token, sealed.ballot_id) is Outcome.NOT_RECORDED
    assert mirror.view().votes_refused
    back()
    assert day_on_two.booth.cast(permit.token, sealed.ballot_id).code == sealed.code
    assert not mirror.view().votes_refused
    mirror.check(day_on_two.people.manager)


def test_two_people_go_on_with_one_medium_with_the_same_ballot(
    day_on_two: Day, mirror: MirrorService, medium: Path
) -> None:
    people = day_on_two.people
    permit = day_on_two.permit("1")
    day_on_two.booth.begin(permit.token)
    sealed = day_on_two.booth.seal(permit.token, day_on_two.choices(None))
    pull_out(medium)
    for _ in range(2):
        with pytest.raises(MirrorFailed):
            day_on_two.booth.cast(permit.token, sealed.ballot_id)
    # Both enter their PINs, which is written down, though no vote can be.
    day_on_two.desk.access.sign_out(people.manager)
    with pytest.raises(MirrorFailed):
        day_on_two.booth.cast(permit.token, sealed.ballot_id)
    view = mirror.go_on_without(people.manager, day_on_two.observer, "USB 메모리 고장")
    assert view.mode is MirrorMode.OFF
    assert not view.votes_refused
    assert events(day_on_two)[-1] is AuditEvent.MIRROR_GIVEN_UP
    day_on_two.booth.cast(permit.token, sealed.ballot_id)
    assert cast(day_on_two) == 1


def test_it_is_made_anew_where_it_was(day_on_two: Day, mirror: MirrorService, medium: Path) -> None:
    people = day_on_two.people
    back = pull_out(medium)
    with pytest.raises(MirrorFailed):
        day_on_two.permit("1")
    mirror.go_on_without(people.manager, day_on_two.observer, "빠짐")
    day_on_two.vote("1")
    back()
    assert mirror.make_anew(people.manager).mode is MirrorMode.ON
    assert len(list(medium.glob("*.db"))) == 1
    day_on_two.vote("2")
    mirror.check(people.manager)


def test_it_cannot_be_made_anew_while_the_medium_is_away(day_on_two: Day, core: Core, medium: Path) -> None:
    pull_out(medium)
    with pytest.raises(MirrorFailed) as refused:
        MirrorService(core).make_anew(day_on_two.people.manager)
    assert refused.value.params == {"reason": MirrorTrouble.AWAY}


def test_one_person_cannot_give_it_up_nor_without_a_reason(day_on_two: Day, mirror: MirrorService) -> None:
    people = day_on_two.people
    with pytest.raises(SamePerson):
        mirror.go_on_without(people.manager, people.beside(people.manager, people.manager), "혼자")
    with pytest.raises(NotAllowed):
        mirror.end(people.observer, people.beside(people.observer, people.manager), "참관인")
    with pytest.raises(TextMissing):
        mirror.go_on_without(people.manager, day_on_two.observer, " ")
    assert mirror.view().mode is MirrorMode.ON


def test_two_people_end_it(day_on_two: Day, mirror: MirrorService, medium: Path) -> None:
    pull_out(medium)
    view = mirror.end(day_on_two.people.manager, day_on_two.observer, "매체를 잃어버림")
    assert view.mode is None
    assert events(day_on_two)[-1] is AuditEvent.MIRROR_ENDED
    day_on_two.vote("1")


# Opening and closing


def test_polls_do_not_open_while_the_second_file_is_behind(
    day: Day, mirror: MirrorService, medium: Path
) -> None:
    mirror.make(day.people.manager, medium)
    pull_out(medium)
    with pytest.raises(MirrorFailed):
        day.open()
    assert day.polls.status(day.id).state is ElectionState.PUBLISHED


def test_the_end_of_voting_rewrites_both_files(day_on_two: Day, mirror: MirrorService, medium: Path) -> None:
    day_on_two.vote("1")
    (file,) = medium.glob("*.db")
    before = file.read_bytes()
    day_on_two.close()
    assert not day_on_two.polls.status(day_on_two.id).order_shows
    assert file.read_bytes() != before
    mirror.check(day_on_two.people.manager)


def test_the_rewriting_stays_owed_while_the_second_file_shows_the_order(
    day_on_two: Day, medium: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = day_on_two.desk.core.store

    def gone() -> None:
        raise MirrorFailed(reason="gone")

    with monkeypatch.context() as patch:
        patch.setattr(store.mirror, "vacuum", gone)
        day_on_two.close()
        assert day_on_two.polls.status(day_on_two.id).order_shows
        assert day_on_two.polls.status(day_on_two.id).state is ElectionState.CLOSED
        with pytest.raises(MirrorFailed):
            day_on_two.polls.erase_order(day_on_two.people.manager)
    assert day_on_two.polls.erase_order(day_on_two.people.manager)


# A store that failed or was damaged


def test_a_failed_store_is_opened_again_by_an_official(day_on_two: Day, mirror: MirrorService) -> None:
    store = day_on_two.desk.core.store
    store._notice(StoreFailed(reason="SQLITE_IOERR_FSYNC"))
    view = mirror.view()
    assert isinstance(view.failure, StoreFailed)
    assert view.votes_refused
    with pytest.raises(NotAllowed):
        mirror.reopen(day_on_two.people.observer)
    assert mirror.reopen(day_on_two.people.manager).failure is None
    day_on_two.vote("1")


def ruin(path: Path) -> None:
    found = bytearray(path.read_bytes())
    found[8192] ^= 1
    found[4096] ^= 1
    path.write_bytes(found)


def test_a_damaged_store_goes_on_from_the_second_medium_once_two_people_say_so(
    day_on_two: Day, data_dir: Path
) -> None:
    day_on_two.vote("1")
    box = ThrowawaySecrets(data_dir / "keys")
    with pytest.raises(StoreKeyMissing):
        bootstrap.take_over(data_dir, secrets=box)
    box.put(STORE_KEY_NAME, STORE_KEY)
    box.put("own-vote-key", OWN_VOTE_KEY)
    ruin(data_dir / "station.db")
    with pytest.raises(StoreDamaged):
        bootstrap.open_application(data_dir, secrets=box)
    application = bootstrap.take_over(data_dir, secrets=box)
    try:
        assert len(list((data_dir / FOLDER).glob("*.db"))) == 1
        view = application.mirror.view()
        assert view.elsewhere
        assert view.votes_refused
        assert view.mode is MirrorMode.OFF
        booth = application.voting(day_on_two.election.kiosk.id)
        with pytest.raises(StoreElsewhere):
            booth.begin("00" * 16)
        people = day_on_two.people
        assert application.polls.go_on_here(people.manager, day_on_two.observer, "디스크 고장") == 2
        assert not application.mirror.view().votes_refused
        with application.store.read() as uow:
            assert uow.ballots.counts(day_on_two.id)[BallotStatus.CAST] == 1
            assert AuditEvent.STORE_TAKEN_OVER in [e.event for e in uow.audit.page(0, 1000)]
    finally:
        application.close()
