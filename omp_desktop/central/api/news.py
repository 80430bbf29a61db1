"""The feed of statements, the overview and the batches for the commission."""

from __future__ import annotations

from fastapi import APIRouter

router = APIRouter()
