"""What the driver says becomes something a person can act on; what is a bug stays one."""

from __future__ import annotations

import inspect

import pytest

from omp_desktop.domain.errors import OmpError, placeholders
from omp_desktop.store import errors, faults
from omp_desktop.store.driver import DBAPI

CLASSES = [
    cls
    for _, cls in inspect.getmembers(errors, inspect.isclass)
    if issubclass(cls, OmpError) and cls is not OmpError
]


def driver_error(code: int, message: str = "") -> Exception:
    error: Exception = DBAPI.OperationalError(message)
    error.sqlite_errorcode = code  # type: ignore[attr-defined]
    error.sqlite_errorname = f"CODE_{code}"  # type: ignore[attr-defined]
    return error


@pytest.mark.parametrize("cls", CLASSES)
def test_every_error_says_what_to_do_in_both_languages(cls: type[OmpError]) -> None:
    assert cls.code.startswith("store.")
    assert placeholders(cls.ko) == placeholders(cls.en)
    assert cls.ko.next_step
    assert cls.en.next_step


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (faults.BUSY, errors.StoreBusy),
        (faults.LOCKED, errors.StoreBusy),
        (faults.FULL, errors.StoreFull),
        (faults.IOERR, errors.StoreFailed),
        (faults.IOERR | 4 << 8, errors.StoreFailed),
        (faults.CORRUPT, errors.StoreDamaged),
        (faults.NOTADB, errors.StoreKeyWrong),
        (faults.READONLY, errors.StoreNotWritable),
        (faults.CANTOPEN, errors.StoreNotWritable),
        (faults.PERM, errors.StoreNotWritable),
    ],
)
def test_each_result_code_has_its_error(code: int, expected: type[OmpError]) -> None:
    assert type(faults.store_error(driver_error(code))) is expected


@pytest.mark.parametrize(
    ("message", "expected", "params"),
    [
        ("ballot_is_final", errors.RecordProtected, {"rule": "ballot_is_final"}),
        (
            "UNIQUE constraint failed: permit.election_id, permit.voter_id",
            errors.RecordExists,
            {"kind": "permit"},
        ),
        ("UNIQUE constraint failed: index 'x'", errors.RecordExists, {"kind": "index"}),
        ("FOREIGN KEY constraint failed", errors.RecordInvalid, {"kind": "reference"}),
        ("NOT NULL constraint failed: voter.name", errors.RecordInvalid, {"kind": "voter"}),
        (
            "CHECK constraint failed: ck_permit_state_known",
            errors.RecordInvalid,
            {"kind": "ck_permit_state_known"},
        ),
        ("cannot store TEXT value in BLOB column voter.id", errors.RecordInvalid, {"kind": "voter"}),
    ],
)
def test_each_constraint_has_its_error(
    message: str, expected: type[OmpError], params: dict[str, str]
) -> None:
    error = faults.store_error(driver_error(faults.CONSTRAINT, message))
    assert type(error) is expected
    assert error is not None
    assert dict(error.params) == params


def test_a_taken_key_tells_its_columns() -> None:
    error = faults.store_error(driver_error(faults.CONSTRAINT, "UNIQUE constraint failed: a.b, a.c"))
    assert isinstance(error, errors.RecordExists)
    assert error.columns == {"b", "c"}


@pytest.mark.parametrize("bug", [driver_error(1, "no such table: x"), driver_error(0), ValueError("x")])
def test_a_bug_stays_a_bug(bug: Exception) -> None:
    assert faults.store_error(bug) is None
