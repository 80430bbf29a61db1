"""Whether this server can take a batch now: database, schema, disk, and whether it is about to go."""

from __future__ import annotations

import logging
import shutil
from typing import Final

import msgspec

from omp_desktop.central.centre import Centre
from omp_desktop.central.errors import CentreSchemaNewer, CentreSchemaOld
from omp_desktop.central.migrations.runner import PACKAGED
from omp_desktop.wire.refusals import CentreUnable

OK: Final = "ok"
_MB: Final = 2**20

_log = logging.getLogger(__name__)


class Alive(msgspec.Struct, frozen=True):
    """The process answers. Says nothing about the database: a restart would not bring that back."""

    alive: bool


class Readiness(msgspec.Struct, frozen=True, kw_only=True):
    """`ok`, or in one word what is wrong: away, old, newer, full. Unknown: it could not be looked at."""

    ready: bool
    database: str
    schema: str
    disk: str
    draining: bool


def readiness(centre: Centre) -> Readiness:
    """Looks at each. Takes as long as the database needs to answer or to fail."""
    schema = _schema(centre)
    disk = _disk(centre)
    draining = centre.draining.is_set()
    database = "away" if schema == "unknown" else OK
    return Readiness(
        ready=database == schema == disk == OK and not draining,
        database=database,
        schema=schema,
        disk=disk,
        draining=draining,
    )


def _schema(centre: Centre) -> str:
    try:
        PACKAGED.check(centre.store)
    except CentreSchemaOld:
        return "old"
    except CentreSchemaNewer:
        return "newer"
    except CentreUnable:
        return "unknown"
    return OK


def _disk(centre: Centre) -> str:
    """PostgreSQL has its disk elsewhere."""
    file = centre.store.file
    if file is None:
        return OK
    try:
        free = shutil.disk_usage(file.parent).free
    except OSError as problem:
        _log.error("The disk cannot be looked at: %s", problem.strerror)
        return "unknown"
    return OK if free >= centre.settings.disk_free_mb * _MB else "full"
