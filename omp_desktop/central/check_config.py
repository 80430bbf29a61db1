"""Looks at every setting and at the files that they name, for whoever sets the centre up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from omp_desktop.central import keys
from omp_desktop.central.engine import FILE_NAME
from omp_desktop.central.errors import CentreKeyUnusable, CentreSettingsWrong
from omp_desktop.central.keys import KeyFile
from omp_desktop.central.settings import (
    EXPLAINED,
    CentreSettings,
    database_of,
    load_settings,
    unknown_variables,
    variable,
)
from omp_desktop.domain.language import LocalText


@dataclass(frozen=True, slots=True)
class Findings:
    """A line for each setting, what to know beside, and what is wrong."""

    settings: tuple[LocalText, ...]
    notes: tuple[LocalText, ...]
    problems: tuple[LocalText, ...]


def findings(folder: Path, environment: Mapping[str, str]) -> Findings:
    """Every setting in words. Nothing is made, and no secret is part of a text."""
    lines = tuple(_line(name, environment) for name in EXPLAINED)
    misspelt = tuple(
        LocalText(
            f"{name}: 모르는 설정입니다. 이름을 확인하십시오.", f"{name} is no setting. Check its name."
        )
        for name in unknown_variables(environment)
    )
    try:
        settings = load_settings()
    except CentreSettingsWrong as wrong:
        return Findings(lines, misspelt, wrong.problems)
    return Findings(lines, (*misspelt, _database(settings, folder)), tuple(_about_the_key(settings, folder)))


def _line(name: str, environment: Mapping[str, str]) -> LocalText:
    """The name, the value unless it is a secret, what it is for, and what it may be."""
    explained = EXPLAINED[name]
    value = environment.get(variable(name), "")
    default = CentreSettings.model_fields[name].default
    if not value:
        shown = LocalText(_plain(default) or "없음", _plain(default) or "none")
    elif explained.secret:
        shown = LocalText("(비밀, 표시하지 않음)", "(secret, not shown)")
    else:
        shown = LocalText(value, value)
    return LocalText(
        f"{variable(name)} = {shown.ko}\n    {explained.purpose.ko} – {explained.form.ko}",
        f"{variable(name)} = {shown.en}\n    {explained.purpose.en} – {explained.form.en}",
    )


def _plain(default: object) -> str:
    return "" if default is None else str(default).lower() if isinstance(default, bool) else str(default)


def _database(settings: CentreSettings, folder: Path) -> LocalText:
    url = database_of(settings, folder / FILE_NAME)
    if url.get_backend_name() == "sqlite":
        return LocalText(
            f"데이터베이스: SQLite 파일 {url.database}, 서버 하나",
            f"Database: the SQLite file {url.database}, one server",
        )
    where = f"{url.host or url.query.get('host', '')}/{url.database}"
    return LocalText(f"데이터베이스: PostgreSQL {where}", f"Database: PostgreSQL {where}")


def _about_the_key(settings: CentreSettings, folder: Path) -> list[LocalText]:
    file = KeyFile.of(settings, folder)
    if not file.path.exists():
        if not file.named:
            return []
        return [
            LocalText(
                f"{variable('signing_key_file')}: 파일이 없습니다: {file.path}",
                f"{variable('signing_key_file')}: there is no such file: {file.path}",
            )
        ]
    try:
        keys.read_key_file(file.path)
    except CentreKeyUnusable as problem:
        ko, en = problem.describe("ko"), problem.describe("en")
        return [LocalText(f"{ko.text} {ko.next_step}", f"{en.text} {en.next_step}")]
    return []
