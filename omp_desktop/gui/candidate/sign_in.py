"""Signing in to the candidate's window."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from typing import ClassVar

from omp_desktop.domain.access import Role
from omp_desktop.gui.official.sign_in import SignInScreen


class CandidateSignIn(SignInScreen):
    """The same screen as the officials', for candidates only."""

    roles: ClassVar[AbstractSet[Role]] = frozenset({Role.CANDIDATE})

    def nobody_text(self) -> str:
        return self.tr("No candidate can sign in here yet. The election commission makes the accounts.")
