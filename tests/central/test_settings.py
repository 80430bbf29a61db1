"""Settings of the centre: from the environment and from files, each wrong one in words, no secret in any."""

from __future__ import annotations

from pathlib import Path

import pytest

from omp_desktop.central.errors import CentreSettingsWrong
from omp_desktop.central.settings import (
    EXPLAINED,
    CentreSettings,
    database_of,
    is_loopback,
    load_settings,
    unknown_variables,
    variable,
)

SECRET = "geheim-und-lang"
EVERYWHERE = "0.0.0.0"  # noqa: S104 - that is what is refused
URL = f"postgresql://user:{SECRET}@db.example/centre"


@pytest.fixture(autouse=True)
def _nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in EXPLAINED:
        monkeypatch.delenv(variable(name), raising=False)


def problems() -> list[str]:
    with pytest.raises(CentreSettingsWrong) as raised:
        load_settings()
    assert SECRET not in repr(raised.value) + str(raised.value)
    return [problem.en for problem in raised.value.problems]


def test_nothing_has_to_be_set(tmp_path: Path) -> None:
    settings = load_settings()
    assert (settings.host, settings.port) == ("127.0.0.1", 8088)
    assert database_of(settings, tmp_path / "centre.db").database == str(tmp_path / "centre.db")


def test_every_setting_is_explained() -> None:
    assert set(EXPLAINED) == set(CentreSettings.model_fields)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("OMP_PORT", "70000"),
        ("OMP_PORT", "http"),
        ("OMP_BEHIND_PROXY", "perhaps"),
        ("OMP_WORK_AT_A_TIME", "0"),
        ("OMP_REQUESTS_PER_SECOND", "-1"),
        ("OMP_BODY_SECONDS", "1.5"),
        ("OMP_DRAIN_SECONDS", "601"),
        ("OMP_DISK_FREE_MB", "much"),
        ("OMP_DATABASE_URL", "sqlite://"),
        ("OMP_DATABASE_URL", "sqlite:///:memory:"),
        ("OMP_DATABASE_URL", "postgresql+asyncpg://a/b"),
        ("OMP_DATABASE_URL", SECRET),
        ("OMP_DATABASE_URL", f"postgresql://user:{SECRET}@db:port/x"),
    ],
)
def test_a_wrong_value_is_named_with_what_it_takes(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    (told,) = problems()
    assert told.startswith(f"{name} is not in the right form. It takes ")


def test_everything_that_is_wrong_is_told_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OMP_PORT", "x")
    monkeypatch.setenv("OMP_BODY_SECONDS", "x")
    assert len(problems()) == 2


@pytest.mark.parametrize("scheme", ["postgresql", "postgres", "postgresql+psycopg"])
def test_postgresql_goes_by_every_usual_name(monkeypatch: pytest.MonkeyPatch, scheme: str) -> None:
    monkeypatch.setenv("OMP_DATABASE_URL", URL.replace("postgresql", scheme, 1))
    settings = load_settings()
    assert database_of(settings, Path("x")).drivername == "postgresql+psycopg"
    assert SECRET not in repr(settings)


def test_an_installation_without_the_driver_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("omp_desktop.central.settings.find_spec", lambda _: None)
    monkeypatch.setenv("OMP_DATABASE_URL", URL)

    (told,) = problems()

    assert "SQLite" in told
    assert SECRET not in told


def test_the_address_of_the_database_can_stand_in_a_file(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = tmp_path / "url"
    file.write_text(f"\ufeff{URL}\n")
    monkeypatch.setenv("OMP_DATABASE_URL_FILE", str(file))
    url = database_of(load_settings(), Path("x"))
    assert (url.host, url.password) == ("db.example", SECRET)


@pytest.mark.parametrize("content", [None, b"", b"\xff\xfe"])
def test_a_file_that_cannot_be_read_is_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, content: bytes | None
) -> None:
    file = tmp_path / "url"
    if content is not None:
        file.write_bytes(content)
    monkeypatch.setenv("OMP_DATABASE_URL_FILE", str(file))
    assert problems() == [f"OMP_DATABASE_URL_FILE: the file cannot be read, or is empty: {file}"]


def test_the_database_has_one_address(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("OMP_DATABASE_URL", URL)
    monkeypatch.setenv("OMP_DATABASE_URL_FILE", str(tmp_path / "url"))
    assert "not both" in problems()[0]


@pytest.mark.parametrize("host", [EVERYWHERE, "::", "192.0.2.1", "centre.example", ""])
def test_another_address_than_this_computers_needs_tls_or_a_gateway(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, host: str
) -> None:
    with pytest.raises(CentreSettingsWrong):
        load_settings(host=host)
    monkeypatch.setenv("OMP_BEHIND_PROXY", "true")
    assert load_settings(host=host).host == host
    monkeypatch.delenv("OMP_BEHIND_PROXY")
    for name in ("OMP_TLS_CERTIFICATE", "OMP_TLS_KEY"):
        (tmp_path / name).write_text("x")
        monkeypatch.setenv(name, str(tmp_path / name))
    assert load_settings(host=host).tls_key == tmp_path / "OMP_TLS_KEY"


@pytest.mark.parametrize(
    ("host", "loopback"),
    [("127.0.0.1", True), ("127.8.8.8", True), ("::1", True), ("localhost", True), (EVERYWHERE, False)],
)
def test_loopback_is_this_computer_alone(host: str, loopback: bool) -> None:
    assert is_loopback(host) is loopback


def test_options_of_the_command_go_before_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OMP_PORT", "1234")
    assert load_settings(port=None).port == 1234
    assert load_settings(port=5678).port == 5678


def test_what_is_set_to_nothing_is_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OMP_TLS_KEY", "")
    assert load_settings().tls_key is None


def test_a_misspelt_name_is_found() -> None:
    given = {"OMP_PORT": "1", "OMP_DATA_DIR": "x", "OMP_PROT": "1", "PATH": "x"}
    assert unknown_variables(given) == ["OMP_PROT"]
