"""What anybody may read."""

from __future__ import annotations

from fastapi import APIRouter

router = APIRouter()
