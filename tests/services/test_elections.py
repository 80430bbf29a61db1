"""Elections from draft to publication and after."""

from __future__ import annotations

from tests.services.scene import SmallElection


def test_smoke(published: SmallElection) -> None:
    assert published.manifest_hash
