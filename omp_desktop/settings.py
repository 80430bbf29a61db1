"""The few choices that must be known before the store is open. Everything else is kept in the store."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any, Final, Literal

import msgspec

from omp_desktop.domain.errors import ErrorText, OmpError
from omp_desktop.files import replace_file
from omp_desktop.paths import DataFolderUnusable

FILE_NAME: Final = "settings.json"
_MOST_KEPT_ASIDE = 9
# A change reads the file, changes a part and writes it: two at once would lose one of them.
_changing = threading.Lock()


class SettingsDamaged(OmpError):
    """The settings file could not be read. Not raised: told once, with the defaults already in force."""

    code = "settings-damaged"
    ko = ErrorText(
        "설정 파일이 손상되어 기본 설정으로 시작했습니다. 손상된 파일은 {kept}에 보관했습니다.",
        "언어 등 설정을 확인하고 다시 지정하십시오. 선거 자료에는 영향이 없습니다.",
    )
    en = ErrorText(
        "The settings file was damaged, so the program started with the usual settings. "
        "The damaged file is kept as {kept}.",
        "Look through the settings, such as the language, and set them again. No election data is affected.",
    )


class BoothSettings(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What this PC knows of the things around one booth. Nothing of voters.

    `dpi`: dots per inch of its screen as an official measured them, None as long as nobody has; `measured`:
    which screen that was, with its resolution: on another one the figure is worth nothing; `screen`: name of
    the screen it stands on, empty: any; `printer`: name of the printer for slips, empty: none;
    `spoken`: the spoken guide is offered, because headphones are there; `out_of_order`: it was when the
    program ended.
    """

    dpi: float | None = None
    measured: str = ""
    screen: str = ""
    printer: str = ""
    spoken: bool = False
    out_of_order: bool = False


class Settings(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Choices of this PC. A name that this version does not know is passed over.

    `booths`: by the id of the kiosk's device.
    """

    language: Literal["ko", "en"] = "ko"
    booths: dict[str, BoothSettings] = {}

    def booth(self, device_id: str) -> BoothSettings:
        """What is known about this booth; the defaults where nothing is."""
        return self.booths.get(device_id, BoothSettings())


class Loaded(msgspec.Struct, frozen=True):
    """The settings in force, and what the user must be told about them, if anything."""

    settings: Settings
    problem: SettingsDamaged | None = None


def load(folder: Path) -> Loaded:
    """The settings of this data folder; the defaults where there are none.

    A damaged file is kept aside under a new name, never overwritten. Raises DataFolderUnusable if the file
    cannot be read or moved at all.
    """
    file = folder / FILE_NAME
    try:
        content = file.read_bytes()
    except FileNotFoundError:
        return Loaded(Settings())
    except OSError as error:
        raise _unusable(folder, error) from error
    try:
        return Loaded(msgspec.json.decode(content, type=Settings))
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return Loaded(Settings(), SettingsDamaged(kept=_keep_aside(file).name))


def save(folder: Path, settings: Settings) -> None:
    """Write the settings in one step. Raises DataFolderUnusable; the old settings then stay."""
    try:
        replace_file(folder / FILE_NAME, msgspec.json.format(msgspec.json.encode(settings), indent=2) + b"\n")
    except OSError as error:
        raise _unusable(folder, error) from error


def save_language(folder: Path, language: Literal["ko", "en"]) -> None:
    """Write the language; everything else stays. Raises DataFolderUnusable."""
    with _changing:
        save(folder, msgspec.structs.replace(load(folder).settings, language=language))


def change_booth(folder: Path, device_id: str, **changes: Any) -> BoothSettings:
    """Change some of what is known about one booth; everything else stays, whoever wrote it meanwhile.

    Returns what is known now. Raises DataFolderUnusable.
    """
    with _changing:
        before = load(folder).settings
        booth = msgspec.structs.replace(before.booth(device_id), **changes)
        save(folder, msgspec.structs.replace(before, booths={**before.booths, device_id: booth}))
    return booth


def _keep_aside(file: Path) -> Path:
    """Renames to `settings.json.damaged-1` and so on; the last name is used again and again."""
    names = [file.with_name(f"{file.name}.damaged-{number}") for number in range(1, _MOST_KEPT_ASIDE + 1)]
    kept = next((name for name in names if not name.exists()), names[-1])
    try:
        file.replace(kept)
    except OSError as error:
        raise _unusable(file.parent, error) from error
    return kept


def _unusable(folder: Path, error: OSError) -> DataFolderUnusable:
    return DataFolderUnusable(folder=str(folder), reason=error.strerror or type(error).__name__)
