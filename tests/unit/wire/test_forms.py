"""The small types of messages: what has another form is not read, however little is different."""

from __future__ import annotations

from typing import Any

import pytest

from omp_desktop.wire.enrolment import Secret
from omp_desktop.wire.envelope import decode
from omp_desktop.wire.errors import MessageMalformed
from omp_desktop.wire.forms import Hex32, Hex64, HexId, Instant
from omp_desktop.wire.package import BirthDate

FORMS = [
    (HexId, "a0" * 16),
    (Hex32, "a0" * 32),
    (Hex64, "a0" * 64),
    (Instant, "2026-12-02T21:00:00Z"),
    (BirthDate, "1980-02-29"),
    (Secret, "0123456789ABCDEF"),
]


@pytest.mark.parametrize(("form", "text"), FORMS)
def test_a_line_feed_behind_it_makes_another_text(form: Any, text: str) -> None:
    assert decode(f'"{text}"'.encode(), form) == text
    for added in (f'"{text}\\n"', f'"\\n{text}"', f'"{text} "'):
        with pytest.raises(MessageMalformed):
            decode(added.encode(), form)
