"""The .deb on a fresh Debian 12 that has neither Python nor fonts: installed, used, upgraded, removed."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from omp_desktop.bootstrap import keys_folder
from omp_desktop.services.secrets import STORE_KEY, ThrowawaySecrets
from omp_desktop.store.connections import Connections
from omp_desktop.store.driver import StoreKey
from omp_desktop.store.engine import open_store
from omp_desktop.store.migrations.runner import PACKAGED, Migrations
from omp_desktop.store.opening import BACKUP_FOLDER, store_file
from resources.packaging.linux import deb
from resources.packaging.linux.tree import stage
from resources.packaging.product import BUNDLE, NAME, ROOT, VERSION
from tests.installers.chroot import WORK, Guest, fresh_guest, good, package
from tests.store.station import KEY, an_election, on_local_disk

pytestmark = [pytest.mark.installer, pytest.mark.timeout(1800)]

OLDER = "0.0.9"
DEFINITION = """
timezone = "Asia/Seoul"
[name]
ko = "모의 대통령선거"
en = "Mock presidential election"
[[window]]
opens = "2030-03-09 06:00"
closes = "2030-03-09 18:00"
[[contest]]
id = "president"
votes_allowed = 1
blank = true
[contest.title]
ko = "대통령"
en = "President"
"""
CANDIDATES = "기호,후보자명,정당,상태\n1,갑돌,가나당,\n2,을순,다라당,\n"
DECK = "number,count\n1,12\n2,7\nblank,1\n"
BALLOTS = 20


def wait_for(what: Callable[[], bool], seconds: float = 120) -> None:
    """Until it is so; the time only ends a test that would go on for ever."""
    until = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < until, "it did not come about"
        time.sleep(0.1)


def install(guest: Guest, file: Path) -> subprocess.CompletedProcess[str]:
    return guest.apt("install", guest.bring(file))


def fonts_of(guest: Guest) -> list[Path]:
    """Files of fonts that the system has."""
    folder = guest.folder / "usr/share/fonts"
    return [path for path in folder.rglob("*") if path.is_file()]


def vote(guest: Guest, place: str) -> str:
    """Casts the deck into a throw-away station in that folder; what was said."""
    for name, text in (("definition.toml", DEFINITION), ("candidates.csv", CANDIDATES), ("deck.csv", DECK)):
        (guest.home / name).write_text(text, encoding="utf-8")
    files = "--definition definition.toml --candidates candidates.csv --deck deck.csv"
    return good(guest.shell(f"cd; omp-desktop mock-vote {files} --out {place} --lang en"))


@pytest.fixture(scope="module")
def guest() -> Iterator[Guest]:
    """A Debian with the package as it is, and no font but the program's own."""
    with fresh_guest("debian") as fresh:
        assert fresh.shell("command -v python3").returncode != 0
        assert not fonts_of(fresh)
        good(install(fresh, package("deb")))
        # They come with fontconfig.
        shutil.rmtree(fresh.folder / "usr/share/fonts", ignore_errors=True)
        assert fresh.shell("command -v python3").returncode != 0
        yield fresh


# --- used without a display ------------------------------------------------------------------------------


def test_it_says_its_version(guest: Guest) -> None:
    assert good(guest.run("omp-desktop", "--version")).strip() == VERSION


def test_it_says_of_itself_that_it_is_fit_for_a_polling_day(guest: Guest) -> None:
    said = json.loads(good(guest.run("omp-desktop", "self-test", "--json")))

    assert said["ok"] is True
    # There is no key store here, and no display.
    notes = {line["step"] for line in said["lines"] if line["outcome"] == "note"}
    assert notes == {"keys", "display"}


def test_every_screen_is_drawn_with_the_fonts_that_it_brings(guest: Guest, pictures: Path) -> None:
    good(guest.run("omp-desktop", "tour", "--out", f"/home/{guest.home.name}/tour", seconds=1500))

    taken = sorted((guest.home / "tour").rglob("*.png"))
    assert len(taken) > 100
    for name in ("role-chooser-ko", "voter-start-ko"):
        picture = next(file for file in taken if file.stem.endswith(name))
        shutil.copyfile(picture, pictures / f"debian-{name}.png")
        assert shapes_of_letters(QImage(str(picture))) > 40, f"{picture.name}: boxes in place of letters"


def test_a_mock_vote_counts_its_deck_and_its_record_is_verified(guest: Guest) -> None:
    said = vote(guest, "mock")

    assert f"{BALLOTS} ballots" in said
    assert "equal the deck exactly" in said
    good(guest.shell("cd; omp-desktop verify mock/record.zip --closing mock/closing.json"))


def test_the_centre_answers_and_ends_when_it_is_asked_to(guest: Guest) -> None:
    serve = "exec omp-desktop central serve --host 127.0.0.1 --port 0 --lang en --data-dir ~/centre"
    # $!: the program itself; its own exit code is what counts.
    script = f"({serve}) & echo $! > ~/centre.pid; wait $!; echo ended with $?"

    with guest.started(script) as process:
        assert process.stdout is not None
        address = next(
            found[0] for line in process.stdout if (found := re.search(r"http://127\.0\.0\.1:\d+", line))
        )
        with urllib.request.urlopen(f"{address}/v1/hello?nonce={'ab' * 16}", timeout=60) as answer:  # noqa: S310 - our own
            assert answer.status == 200
        end_process_of(guest, "centre.pid")
        assert "ended with 0" in process.stdout.read()


def end_process_of(guest: Guest, file: str) -> None:
    """SIGTERM to the process whose number in its own namespace stands in a file of the home."""
    inner = (guest.home / file).read_text().strip()
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            numbers = re.search(r"^NSpid:\t(.*)$", status.read_text(), re.MULTILINE)
            there = (status.parent / "exe").readlink()
        except OSError:
            continue
        if numbers and numbers[1].split()[1:] == [inner] and there.name == NAME:
            os.kill(int(numbers[1].split()[0]), signal.SIGTERM)
            return
    pytest.fail("the process is not there")


def shapes_of_letters(picture: QImage) -> int:
    """How many different small connected shapes there are: boxes in place of letters are all the same."""
    grey = picture.convertToFormat(QImage.Format.Format_Grayscale8)
    width, height = grey.width(), grey.height()
    rows = [bytes(grey.constScanLine(y))[:width] for y in range(height)]
    ground = max(set(rows[height // 2]), key=rows[height // 2].count)
    marked = {(x, y) for y, row in enumerate(rows) for x, value in enumerate(row) if abs(value - ground) > 90}
    shapes = set()
    while marked:
        shape, waiting = [], [marked.pop()]
        while waiting:
            x, y = waiting.pop()
            shape.append((x, y))
            near = {(x + dx, y + dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1)} & marked
            marked -= near
            waiting += near
        left, top = min(x for x, _ in shape), min(y for _, y in shape)
        if 8 < len(shape) < 600:
            shapes.add(frozenset((x - left, y - top) for x, y in shape))
    return len(shapes)


# --- used with what a desktop has ------------------------------------------------------------------------


@pytest.fixture(scope="module")
def desktop() -> Iterator[Guest]:
    """A guest with a display, a session bus and a key store."""
    with fresh_guest("desktop") as fresh:
        good(install(fresh, package("deb")))
        good(fresh.apt("install", "xvfb", "openbox", "dbus", "gnome-keyring"))
        shutil.rmtree(fresh.folder / "usr/share/fonts", ignore_errors=True)
        yield fresh


def test_the_demonstration_opens_its_window(desktop: Guest, pictures: Path) -> None:
    screen = desktop.home / "screen"
    script = """
    mkdir ~/screen
    Xvfb -displayfd 3 -screen 0 1280x800x24 -fbdir ~/screen -nolisten tcp 3> ~/number 2> ~/xvfb.log &
    while [ ! -s ~/number ]; do sleep 0.1; done
    export DISPLAY=:$(cat ~/number)
    openbox 2> /dev/null &
    exec omp-desktop demo --lang ko
    """

    with desktop.started(script):
        wait_for(lambda: any(screen.glob("*screen0")))
        # Its centre has heard from it: the store is open.
        logs = desktop.home / ".local/share/omp-desktop/demonstration/centre/logs"
        wait_for(lambda: any("/batches/" in file.read_text() for file in logs.glob("*.log")))
        wait_for(lambda: settled(screen / "Xvfb_screen0"))
        picture = picture_of(screen / "Xvfb_screen0")
    picture.save(str(pictures / "debian-window.png"))
    assert shapes_of_letters(picture) > 80


def settled(screen: Path) -> bool:
    """Whether something is drawn that stays for a second."""
    before = picture_of(screen)
    time.sleep(1)
    after = picture_of(screen)
    colours = {before.pixel(x, y) for x in range(0, 1280, 16) for y in range(0, 800, 16)}
    return len(colours) > 8 and before == after


def picture_of(screen: Path) -> QImage:
    """The screen of an Xvfb, from its file in the format of xwd."""
    content = screen.read_bytes()
    header = [int.from_bytes(content[n : n + 4], "big") for n in range(0, 100, 4)]
    size, width, height, line, colours = header[0], header[4], header[5], header[12], header[19]
    start = size + colours * 12
    return QImage(content[start:], width, height, line, QImage.Format.Format_RGB32).copy()


def test_the_key_store_of_a_desktop_is_used(desktop: Guest) -> None:
    test = (
        "echo | gnome-keyring-daemon --unlock --components=secrets > /dev/null; omp-desktop self-test --json"
    )

    said = json.loads(good(desktop.run("dbus-run-session", "--", "sh", "-euc", test)))

    assert said["ok"] is True
    assert {line["outcome"] for line in said["lines"] if line["step"] == "keys"} == {"well"}


# --- upgraded, refused, removed --------------------------------------------------------------------------


@pytest.fixture(scope="module")
def older_package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same bundle as an older version."""
    work = tmp_path_factory.mktemp("older")
    return deb.make(stage(BUNDLE, work / "tree", OLDER), work, OLDER, strength=0)


def test_an_upgrade_keeps_the_data_and_an_older_version_is_refused(older_package: Path) -> None:
    with fresh_guest("upgrade") as guest:
        good(install(guest, older_package))
        vote(guest, "station-day")
        before = guest.contents("station-day")

        good(install(guest, package("deb")))

        assert version_in(guest) == VERSION
        assert guest.contents("station-day") == before
        results = "omp-desktop results --data-dir ~/station-day/station --out ~/results.csv"
        good(guest.shell(results))
        counted = (guest.home / "results.csv").read_text(encoding="utf-8-sig")
        assert "갑돌" in counted

        refused = install(guest, older_package)

        assert refused.returncode != 0
        said = refused.stdout + refused.stderr
        assert f"{VERSION} is installed, and the older {OLDER} is not put over it" in said
        assert "먼저 제거한 뒤 설치하십시오" in said
        assert version_in(guest) == VERSION
        assert good(guest.run("omp-desktop", "--version")).strip() == VERSION
        # The way that is named there.
        good(guest.apt("remove", NAME))
        good(install(guest, older_package))
        good(guest.shell(results))


def version_in(guest: Guest) -> str:
    return good(guest.run("dpkg-query", "-f", "${Version}", "-W", NAME))


def test_a_program_that_runs_is_not_replaced_but_can_be_removed(older_package: Path) -> None:
    with fresh_guest("running") as guest:
        good(install(guest, older_package))
        newer = guest.bring(package("deb"))
        running = f"""
        omp-desktop central serve --port 0 --data-dir /root/centre > /root/said &
        while ! grep -q http:// /root/said; do sleep 0.1; done
        ! dpkg --install {newer} 2> /root/refused
        dpkg --remove {NAME}
        """

        good(guest.shell(running, who="root", LC_ALL="C.UTF-8"))

        said = (guest.folder / "root/refused").read_text(encoding="utf-8")
        assert "is running and was not replaced" in said
        assert "실행 중이므로" in said
        # It has ended: nothing is in the way.
        good(install(guest, package("deb")))


def test_stores_of_older_and_newer_programs(guest: Guest, tmp_path: Path) -> None:
    first = PACKAGED.all_revisions()[0]
    old, new = a_station(tmp_path / "old", first), a_station(tmp_path / "new", PACKAGED.head)
    with Connections(store_file(new), StoreKey(KEY)).raw() as store:
        store.execute("UPDATE alembic_version SET version_num = '9999'")
        store.commit()
    there = guest.give(old)
    newer = guest.give(new)
    before = guest.contents("new")

    opened = guest.run("omp-desktop", "doctor", "--data-dir", there, "--lang", "en")
    refused = guest.run("omp-desktop", "doctor", "--data-dir", newer, "--lang", "en")

    # Keys without protection are what it finds fault with.
    assert opened.returncode in {0, 1}, opened.stderr
    assert "The audit log" in opened.stdout
    assert [file.name for file in (guest.home / "old" / BACKUP_FOLDER).iterdir()] == [f"station-{first}.db"]
    with Connections(store_file(guest.home / "old"), StoreKey(KEY)).raw() as store:
        assert store.execute("SELECT version_num FROM alembic_version").fetchone() == (PACKAGED.head,)
        assert store.execute("SELECT count(*) FROM election").fetchone() == (1,)
    assert refused.returncode != 0
    assert "A newer version of the program" in refused.stdout + refused.stderr
    assert "Traceback" not in refused.stderr
    after = guest.contents("new")
    assert {name: after[name] for name in before} == before


def a_station(folder: Path, revision: str) -> Path:
    """The data folder of a station as the program of that revision made it, on keys of its own."""
    folder.mkdir()
    ThrowawaySecrets(keys_folder(folder)).put(STORE_KEY, KEY)
    store = open_store(folder, KEY, probe=on_local_disk, migrations=Migrations(head=revision))
    with store.uow() as uow:
        uow.elections.add(an_election())
        uow.commit()
    store.close()
    return folder


def test_removing_leaves_the_data_and_purging_leaves_no_file_of_the_package() -> None:
    with fresh_guest("removed") as guest:
        good(install(guest, package("deb")))
        vote(guest, ".local/share/omp-desktop")
        data = guest.contents(".local/share/omp-desktop")
        files = [f for f in good(guest.run("dpkg", "-L", NAME)).split("\n") if NAME in f]
        assert len(files) > 100

        said = good(guest.apt("remove", NAME))

        assert "Election data were not deleted" in said
        assert guest.contents(".local/share/omp-desktop") == data
        left = {
            "/etc/omp-desktop",
            "/etc/omp-desktop/openbox.xml",
            "/etc/apparmor.d/opt.omp-desktop.omp-desktop",
        }
        assert {file for file in files if (guest.folder / file[1:]).exists()} == left
        good(guest.apt("purge", NAME))
        assert [file for file in files if (guest.folder / file[1:]).exists()] == []
        assert guest.contents(".local/share/omp-desktop") == data


# --- what is in it ---------------------------------------------------------------------------------------


def test_no_file_names_the_folder_in_which_it_was_built(guest: Guest) -> None:
    files = [guest.folder / f[1:] for f in good(guest.run("dpkg", "-L", NAME)).split("\n") if f]
    named = [
        path
        for path in files
        if path.is_file() and not path.is_symlink() and str(ROOT).encode() in path.read_bytes()
    ]

    assert named == []


def test_debians_own_checker_has_nothing_to_say(tmp_path: Path) -> None:
    if shutil.which("lintian") is None:
        pytest.skip("lintian is not on this machine (Debian package lintian)")
    command = ["lintian", "--allow-root", str(package("deb"))]
    checked = subprocess.run(command, capture_output=True, text=True, check=False)
    assert checked.stdout == ""


def test_two_builds_give_the_same_bytes(tmp_path: Path) -> None:
    # Without compressing much: what differs would differ before.
    one, two = (
        deb.make(stage(BUNDLE, tmp_path / name / "tree", VERSION), tmp_path / name, VERSION, strength=0)
        for name in ("one", "two")
    )

    assert one.read_bytes() == two.read_bytes()


def test_the_guest_is_gone_when_its_commands_have_ended() -> None:
    assert str(WORK) not in Path("/proc/self/mounts").read_text(encoding="utf-8")
