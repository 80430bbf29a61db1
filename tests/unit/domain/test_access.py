"""PINs, passwords and the lock after wrong tries."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from omp_desktop.domain.access import (
    Role,
    check_password,
    check_pin,
    locked_for,
    lockout,
    role_names,
)
from omp_desktop.domain.access_errors import (
    PasswordTooShort,
    PasswordWeak,
    PinNotDigits,
    PinTooLong,
    PinTooShort,
    PinWeak,
)
from omp_desktop.domain.errors import OmpError

NOON = datetime(2026, 12, 3, 3, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("failures", "seconds"),
    [(0, 0), (4, 0), (5, 15), (6, 30), (7, 60), (12, 1920), (13, 3600), (14, 3600), (10**9, 3600)],
)
def test_the_lock_begins_at_the_fifth_try_and_doubles_up_to_an_hour(failures: int, seconds: int) -> None:
    assert lockout(failures) == timedelta(seconds=seconds)


@given(st.integers(min_value=0, max_value=200))
def test_one_more_wrong_try_never_shortens_the_lock(failures: int) -> None:
    assert lockout(failures) <= lockout(failures + 1)


def test_the_lock_runs_out_with_time() -> None:
    assert locked_for(6, NOON, NOON + timedelta(seconds=10)) == timedelta(seconds=20)
    assert locked_for(6, NOON, NOON + timedelta(seconds=31)) == timedelta(0)


def test_there_is_no_lock_without_a_wrong_try() -> None:
    assert locked_for(0, None, NOON) == timedelta(0)


def test_a_clock_set_back_does_not_lock_somebody_out_for_longer() -> None:
    assert locked_for(5, NOON, NOON - timedelta(days=1)) == timedelta(seconds=15)


@pytest.mark.parametrize("pin", ["482913", "902817", "19900314", "110293", "442884", "4829137" * 18 + "48"])
def test_an_ordinary_pin_is_taken(pin: str) -> None:
    check_pin(pin)


@pytest.mark.parametrize(
    "pin",
    [
        "111111",
        "123456",
        "345678",
        "890123",
        "654321",
        "210987",
        "121212",
        "123123",
        "48294829",
        "112112",
        "110011",
        "100000",
    ],
)
def test_a_pin_that_everybody_tries_first_is_refused(pin: str) -> None:
    with pytest.raises(PinWeak):
        check_pin(pin)


@pytest.mark.parametrize("pin", ["", "1", "48291"])
def test_a_pin_below_six_digits_is_refused(pin: str) -> None:
    with pytest.raises(PinTooShort):
        check_pin(pin)


@pytest.mark.parametrize("pin", ["48291a", "４８２９１３", "482 913", "-482913", "②③④⑤⑥⑦"])
def test_a_pin_has_plain_digits_only(pin: str) -> None:
    with pytest.raises(PinNotDigits):
        check_pin(pin)


def test_an_endless_pin_is_refused() -> None:
    with pytest.raises(PinTooLong):
        check_pin("4829137" * 18 + "482")


@pytest.mark.parametrize("password", ["말 배터리 스테이플", "abcdabdc", "가나다라" * 32])
def test_an_ordinary_password_is_taken(password: str) -> None:
    check_password(password)


def test_a_password_counts_whole_syllables() -> None:
    with pytest.raises(PasswordTooShort):
        check_password("\u1112\u1161\u11ab\u1100\u1173\u11af12")


@pytest.mark.parametrize("password", ["aaaaaaaa", "abababab", "abcabcabc", "12345678", "48294829"])
def test_a_password_that_everybody_tries_first_is_refused(password: str) -> None:
    with pytest.raises(PasswordWeak):
        check_password(password)


def test_a_password_of_digits_is_judged_like_a_pin() -> None:
    check_password("48291375")


def test_an_endless_password_is_refused() -> None:
    with pytest.raises(PinTooLong):
        check_password("가나다라" * 32 + "마")


@given(st.text(alphabet="0123456789a", max_size=9))
def test_a_refusal_never_repeats_the_secret(secret: str) -> None:
    for check in (check_pin, check_password):
        try:
            check(secret)
        except OmpError as error:
            assert not [value for value in error.params.values() if isinstance(value, str)]  # noqa: PT017


def test_roles_are_named_in_their_own_order() -> None:
    names = role_names({Role.OBSERVER, Role.MANAGER})
    assert names.en == "polling station manager, polling observer"
    assert names.ko == "투표관리관, 투표참관인"
