"""What whoever looks after the centre can set: by the environment, secrets also by files.

Each setting stands in `EXPLAINED` in both languages; `central check-config` shows them. No value of a secret
is ever part of a text.
"""

from __future__ import annotations

import ipaddress
import os
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict
from sqlalchemy import make_url
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError

from omp_desktop.central.errors import CentreSettingsWrong
from omp_desktop.domain.language import LocalText
from omp_desktop.paths import DATA_DIR_VARIABLE

PREFIX: Final = "OMP_"
_SECRET_FILE_MOST: Final = 10_000  # bytes
_DRIVER: Final = "postgresql+psycopg"
_NO_DRIVER: Final = LocalText(
    "이 설치본은 PostgreSQL을 쓸 수 없습니다(드라이버 없음). 설정을 비워 SQLite로 쓰거나, docs/centre.md처럼 "
    "중앙 서버를 컨테이너나 소스로 설치하십시오.",
    "This installation cannot use PostgreSQL (it comes without the driver). Leave the setting empty to keep "
    "everything in SQLite, or install the centre as a container or from source, as docs/centre.md tells.",
)


class CentreSettings(BaseSettings):
    """The settings, each checked by itself. What must fit together is in `problems_of`."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_ignore_empty=True, frozen=True, extra="ignore", hide_input_in_errors=True
    )

    host: str = "127.0.0.1"
    port: int = Field(default=8088, ge=0, le=65535)
    database_url: SecretStr | None = None
    database_url_file: Path | None = None
    signing_key_file: Path | None = None
    tls_certificate: Path | None = None
    tls_key: Path | None = None
    behind_proxy: bool = False
    log_dir: Path | None = None
    work_at_a_time: int = Field(default=16, ge=2, le=200)
    requests_per_second: int = Field(default=50, ge=1, le=10_000)
    body_seconds: int = Field(default=20, ge=1, le=600)
    drain_seconds: int = Field(default=0, ge=0, le=600)
    disk_free_mb: int = Field(default=200, ge=0, le=1_000_000)


@dataclass(frozen=True, slots=True)
class Explained:
    """What a setting is for, and what it may be."""

    purpose: LocalText
    form: LocalText
    secret: bool = False


_FILE: Final = LocalText("파일 이름", "the name of a file")

EXPLAINED: Final[Mapping[str, Explained]] = {
    "host": Explained(
        LocalText("접속을 받는 주소", "the address that it listens on"),
        LocalText("IP 주소 또는 컴퓨터 이름", "an IP address or a name"),
    ),
    "port": Explained(
        LocalText("접속을 받는 포트", "the port that it listens on"),
        LocalText("0부터 65535까지의 수", "a number from 0 to 65535"),
    ),
    "database_url": Explained(
        LocalText(
            "데이터베이스 주소. 없으면 데이터 폴더의 SQLite 파일",
            "the database; without it a SQLite file in the data folder",
        ),
        LocalText("postgresql://사용자:비밀번호@서버/이름", "postgresql://user:password@server/name"),
        secret=True,
    ),
    "database_url_file": Explained(
        LocalText("데이터베이스 주소가 든 파일", "a file that holds the address of the database"), _FILE
    ),
    "signing_key_file": Explained(
        LocalText(
            "중앙 서버의 서명 열쇠 파일. 없으면 데이터 폴더의 centre.key",
            "the file of the centre's signing key; without it centre.key in the data folder",
        ),
        _FILE,
    ),
    "tls_certificate": Explained(LocalText("TLS 인증서 파일(PEM)", "the certificate for TLS (PEM)"), _FILE),
    "tls_key": Explained(LocalText("TLS 인증서의 열쇠 파일(PEM)", "the certificate's key (PEM)"), _FILE),
    "behind_proxy": Explained(
        LocalText("앞에 선 게이트웨이가 TLS를 맡는다", "a gateway in front of it does TLS"),
        LocalText("true 또는 false", "true or false"),
    ),
    "log_dir": Explained(
        LocalText(
            "로그 파일의 폴더. 없으면 데이터 폴더의 logs",
            "the folder of logs; without it logs in the data folder",
        ),
        LocalText("폴더 이름", "the name of a folder"),
    ),
    "work_at_a_time": Explained(
        LocalText(
            "동시에 처리하는 요청. 더 오면 2초까지 기다리고 그다음은 503",
            "requests in work at once; more wait for 2 seconds, and then get 503",
        ),
        LocalText("2부터 200까지의 수", "a number from 2 to 200"),
    ),
    "requests_per_second": Explained(
        LocalText("한 기기의 초당 요청. 더 오면 429", "requests of one device in a second; more get 429"),
        LocalText("1부터 10000까지의 수", "a number from 1 to 10000"),
    ),
    "body_seconds": Explained(
        LocalText(
            "요청 본문이 다 오기까지 기다리는 초", "seconds within which a request's body must have come"
        ),
        LocalText("1부터 600까지의 수", "a number from 1 to 600"),
    ),
    "drain_seconds": Explained(
        LocalText(
            "SIGTERM 뒤 /readyz만 끄고 계속 받는 초",
            "seconds after SIGTERM in which /readyz says no and requests are still taken",
        ),
        LocalText("0부터 600까지의 수", "a number from 0 to 600"),
    ),
    "disk_free_mb": Explained(
        LocalText(
            "데이터 폴더에 남아야 하는 자리(MB). 모자라면 /readyz가 꺼진다",
            "room that the data folder's disk must have (MB); with less /readyz says no",
        ),
        LocalText("0부터 1000000까지의 수", "a number from 0 to 1000000"),
    ),
}


def variable(name: str) -> str:
    """The name of a setting in the environment."""
    return PREFIX + name.upper()


def load_settings(**given: Any) -> CentreSettings:
    """The settings of the environment; `given` (options of a command) go first, None is not given.

    Raises CentreSettingsWrong with everything that is wrong.
    """
    chosen = {name: value for name, value in given.items() if value is not None}
    try:
        settings = CentreSettings(**chosen)
    except ValidationError as error:
        raise CentreSettingsWrong.of(
            [_wrong_form(str(problem["loc"][0])) for problem in error.errors()]
        ) from None
    problems = problems_of(settings)
    if problems:
        raise CentreSettingsWrong.of(problems)
    return settings


def problems_of(settings: CentreSettings) -> list[LocalText]:
    """What does not fit together or cannot be read."""
    problems = [*_about_the_address(settings), *_about_the_database(settings)]
    for name in ("tls_certificate", "tls_key"):
        path: Path | None = getattr(settings, name)
        if path is not None and not _readable(path):
            problems.append(_unreadable(name, path))
    return problems


def unknown_variables(environment: Mapping[str, str]) -> list[str]:
    """Variables that begin like a setting and are none: most likely misspelt."""
    known = {DATA_DIR_VARIABLE, *(variable(name) for name in EXPLAINED)}
    return sorted(name for name in environment if name.startswith(PREFIX) and name not in known)


def database_of(settings: CentreSettings, file: Path) -> URL:
    """Where the database is: as it was set, or `file`. Raises CentreSettingsWrong."""
    url, problems = _database(settings)
    if problems:
        raise CentreSettingsWrong.of(problems)
    return url or URL.create("sqlite", database=str(file))


def is_loopback(host: str) -> bool:
    """Whether an address can be reached from this computer alone."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _about_the_address(settings: CentreSettings) -> list[LocalText]:
    problems = []
    tls = settings.tls_certificate is not None and settings.tls_key is not None
    if (settings.tls_certificate is None) != (settings.tls_key is None):
        problems.append(
            LocalText(
                "OMP_TLS_CERTIFICATE와 OMP_TLS_KEY는 함께 지정해야 합니다.",
                "OMP_TLS_CERTIFICATE and OMP_TLS_KEY go together: set both or none.",
            )
        )
    elif not (tls or settings.behind_proxy or is_loopback(settings.host)):
        problems.append(
            LocalText(
                f"OMP_HOST가 {settings.host}이면 다른 컴퓨터가 접속할 수 있으므로 TLS 인증서가 필요합니다. "
                "OMP_TLS_CERTIFICATE와 OMP_TLS_KEY를 지정하거나, 게이트웨이가 TLS를 맡으면 "
                "OMP_BEHIND_PROXY=true로 알리십시오.",
                f"At OMP_HOST {settings.host} other computers reach the centre, so it needs TLS. Set "
                "OMP_TLS_CERTIFICATE and OMP_TLS_KEY, or say OMP_BEHIND_PROXY=true if a gateway does TLS.",
            )
        )
    return problems


def _about_the_database(settings: CentreSettings) -> list[LocalText]:
    return _database(settings)[1]


def _database(settings: CentreSettings) -> tuple[URL | None, list[LocalText]]:
    if settings.database_url is not None and settings.database_url_file is not None:
        return None, [
            LocalText(
                "OMP_DATABASE_URL과 OMP_DATABASE_URL_FILE 가운데 하나만 지정하십시오.",
                "Set either OMP_DATABASE_URL or OMP_DATABASE_URL_FILE, not both.",
            )
        ]
    if settings.database_url_file is not None:
        text = _secret_in(settings.database_url_file)
        if text is None:
            return None, [_unreadable("database_url_file", settings.database_url_file)]
        return _parsed("database_url_file", text)
    if settings.database_url is not None:
        return _parsed("database_url", settings.database_url.get_secret_value())
    return None, []


def _parsed(name: str, text: str) -> tuple[URL | None, list[LocalText]]:
    try:
        url = make_url(text)
    except (ArgumentError, ValueError):
        return None, [_wrong_form(name, EXPLAINED["database_url"].form)]
    if url.drivername in {"postgresql", "postgres", _DRIVER}:
        # A station's installation comes without: its own centre keeps to SQLite.
        if find_spec(_DRIVER.partition("+")[2]) is None:
            return None, [_NO_DRIVER]
        return url.set(drivername=_DRIVER), []
    if url.get_backend_name() == "sqlite" and url.database and url.database != ":memory:":
        return url, []
    return None, [_wrong_form(name, EXPLAINED["database_url"].form)]


def _wrong_form(name: str, form: LocalText | None = None) -> LocalText:
    """Without the value: it may be a secret."""
    wanted = form or EXPLAINED[name].form
    return LocalText(
        f"{variable(name)}: 형식이 올바르지 않습니다. 필요한 것: {wanted.ko}",
        f"{variable(name)} is not in the right form. It takes {wanted.en}.",
    )


def _unreadable(name: str, path: Path) -> LocalText:
    return LocalText(
        f"{variable(name)}: 파일을 읽을 수 없거나 비어 있습니다: {path}",
        f"{variable(name)}: the file cannot be read, or is empty: {path}",
    )


def _readable(path: Path) -> bool:
    return path.is_file() and os.access(path, os.R_OK)


def _secret_in(path: Path) -> str | None:
    try:
        with path.open("rb") as file:
            raw = file.read(_SECRET_FILE_MOST)
        return raw.decode("utf-8-sig").strip() or None
    except (OSError, UnicodeDecodeError):
        return None
