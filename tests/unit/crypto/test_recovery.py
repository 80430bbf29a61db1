"""The recovery key: what is written down opens what was sealed, and a slip of the pen is noticed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from omp_desktop.crypto.errors import RecoveryKeyInvalid
from omp_desktop.crypto.recovery import RECOVERY_BYTES, parse_recovery, recovery_pair, recovery_text
from omp_desktop.crypto.sealed_boxes import open_sealed, seal_to

SECRET = bytes(range(RECOVERY_BYTES))
SECRETS = st.binary(min_size=RECOVERY_BYTES, max_size=RECOVERY_BYTES)


def test_the_written_form_never_changes() -> None:
    assert recovery_text(SECRET) == "000G4-0R40M-30E20-9185G-R38E1-W8124-GKWYQ"
    assert recovery_pair(SECRET).public_key.hex()[:16] == "6354a67d4111731c"


@given(SECRETS)
def test_what_was_written_down_is_the_key_however_it_is_written(secret: bytes) -> None:
    said = recovery_text(secret)

    assert parse_recovery(said) == secret
    assert parse_recovery(f" {said.lower().replace('-', ' ').replace('0', 'o').replace('1', 'l')} ") == secret


@given(SECRETS, st.integers(0, 31), st.sampled_from("0123456789ABCDEFGHJKMNPQRSTVWXYZ"))
def test_one_wrong_character_is_noticed_nearly_always(secret: bytes, place: int, other: str) -> None:
    """Never is another key taken for the same; that the check fits by chance is one in 32,768."""
    signs = recovery_text(secret).replace("-", "")
    changed = signs[:place] + other + signs[place + 1 :]
    try:
        assert (parse_recovery(changed) == secret) == (changed == signs)
    except RecoveryKeyInvalid:
        assert changed != signs


@pytest.mark.parametrize(
    "entered", ["", "000G4", f"{recovery_text(SECRET)}0", "한글", "000G4-0R40M-30E20-9185G-R38E1-W8124-GKRT0"]
)
def test_anything_else_is_refused(entered: str) -> None:
    with pytest.raises(RecoveryKeyInvalid):
        parse_recovery(entered)


def test_what_was_sealed_without_the_key_opens_with_it() -> None:
    sealed = seal_to(recovery_pair(SECRET).public_key, b"keys")

    assert open_sealed(recovery_pair(parse_recovery(recovery_text(SECRET))).seed, sealed) == b"keys"
