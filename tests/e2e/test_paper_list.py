"""`paper-list`: the kept voters list without the store, in a folder whose store is damaged or gone."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from omp_desktop import cli, commands_paper
from omp_desktop.bootstrap import Costs, keys_folder, open_application
from omp_desktop.domain.language import LocalText
from omp_desktop.domain.paper_roll import RollHead, RollLine
from omp_desktop.services.kept_rolls import FOLDER, KeptRolls
from omp_desktop.services.secrets import STORE_KEY, ThrowawaySecrets
from omp_desktop.store.errors import StoreBusy
from omp_desktop.store.opening import store_file
from tests.e2e.program import run
from tests.gui.print.pictures import texts
from tests.services.scene import FAST_HASHER, FAST_KEY

HOUR = datetime(2026, 12, 3, 5, tzinfo=UTC)
PEOPLE = (
    RollLine("1", "강가람", date(1990, 3, 14), "가상시 가상로 1", marked=False),
    RollLine("2", "나누리", date(1985, 11, 2), "가상시 가상로 2", marked=True),
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A data folder with keys and nothing else."""
    made = tmp_path / "data"
    made.mkdir()
    ThrowawaySecrets(keys_folder(made)).put(STORE_KEY, bytes(range(32)))
    return made


def keep(folder: Path, *names: str) -> None:
    """A list of each election with this name, two voters long."""
    kept = KeptRolls(folder, ThrowawaySecrets(keys_folder(folder)))
    for number, name in enumerate(names):
        election = f"{number:032x}"
        head = RollHead(
            election, LocalText(name, ""), "제1투표소", "Asia/Seoul", 4, HOUR, 2, 1, complete=False
        )
        kept.keep(head, [PEOPLE])


class Command:
    """The command in this process: as many processes would take a minute."""

    def __init__(self, capsys: pytest.CaptureFixture[str], qapp: QApplication) -> None:
        self._capsys = capsys
        del qapp

    def __call__(self, folder: Path, out: Path, *more: str) -> tuple[int, str]:
        """Exit code, and all it said."""
        with pytest.raises(SystemExit) as ended:
            cli.app(arguments(folder, out, *more), standalone_mode=True)
        said = self._capsys.readouterr()
        return int(ended.value.code or 0), said.out + said.err


@pytest.fixture
def paper_list(capsys: pytest.CaptureFixture[str], qapp: QApplication) -> Command:
    return Command(capsys, qapp)


def arguments(folder: Path, out: Path, *more: str) -> list[str]:
    return ["paper-list", str(out), "--data-dir", str(folder), "--lang", "en", *more]


def test_it_needs_no_window(folder: Path, tmp_path: Path) -> None:
    keep(folder, "가상 선거")

    done = run(*arguments(folder, tmp_path / "list.pdf"))

    assert done.returncode == 0, done.stderr
    assert (tmp_path / "list.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize("damaged", [True, False])
def test_the_kept_list_is_written_when_the_store_cannot_be_opened(
    paper_list: Command, folder: Path, tmp_path: Path, damaged: bool
) -> None:
    keep(folder, "가상 선거")
    if damaged:
        store_file(folder).write_bytes(bytes(range(256)) * 64)

    code, said = paper_list(folder, tmp_path / "list.pdf")

    assert code == 0, said
    assert "polling record by hand" in said
    paper = "".join(texts((tmp_path / "list.pdf").read_bytes())).replace("\u2060", "").replace("\n", " ")
    assert "kept before the store failed" in paper
    assert "나누리" in paper
    assert store_file(folder).exists() is damaged


def test_while_the_store_opens_two_people_are_asked_for(
    paper_list: Command, folder: Path, tmp_path: Path
) -> None:
    box = ThrowawaySecrets(keys_folder(folder))
    open_application(folder, secrets=box, costs=Costs(FAST_HASHER, FAST_KEY)).close()
    keep(folder, "가상 선거")

    code, said = paper_list(folder, tmp_path / "list.pdf")

    assert code == 1
    assert "two people make the paper voters list together" in said
    assert not (tmp_path / "list.pdf").exists()


def test_a_store_that_is_busy_may_still_be_read(
    paper_list: Command, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_: object, **__: object) -> None:
        raise StoreBusy

    monkeypatch.setattr(commands_paper, "open_application", busy)
    store_file(folder).touch()
    keep(folder, "가상 선거")

    code, _ = paper_list(folder, tmp_path / "list.pdf")

    assert code == 3
    assert not (tmp_path / "list.pdf").exists()


def test_a_folder_without_a_list_says_whom_to_ask(paper_list: Command, folder: Path, tmp_path: Path) -> None:
    code, said = paper_list(folder, tmp_path / "list.pdf")

    assert code == 1
    assert "ask the commission who has voted" in said


@pytest.mark.parametrize(
    ("more", "code"), [((), 2), (("--election", "다음 선거"), 0), (("--election", "x"), 2)]
)
def test_of_several_elections_one_is_named(
    paper_list: Command, folder: Path, tmp_path: Path, more: tuple[str, ...], code: int
) -> None:
    keep(folder, "가상 선거", "다음 선거")

    ended, said = paper_list(folder, tmp_path / "list.pdf", *more)

    assert ended == code, said
    assert (tmp_path / "list.pdf").exists() is (code == 0)


def test_a_list_that_was_changed_is_not_written(paper_list: Command, folder: Path, tmp_path: Path) -> None:
    keep(folder, "가상 선거")
    (file,) = (folder / FOLDER).iterdir()
    file.write_bytes(file.read_bytes()[:-30])

    code, said = paper_list(folder, tmp_path / "list.pdf")

    assert code == 1
    assert "cannot be opened" in said
    assert not (tmp_path / "list.pdf").exists()
