"""Batches in, receipts out, and what the centre has of a station."""

from __future__ import annotations

from fastapi import APIRouter

router = APIRouter()
