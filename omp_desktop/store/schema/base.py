"""What all tables share: names of constraints, and the columns that recur."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, ClassVar

from sqlalchemy import ForeignKey, LargeBinary, MetaData, Text
from sqlalchemy.orm import DeclarativeBase, mapped_column

from omp_desktop.store.columns import HexId, Instant, YesNo

BALLOT_ID_BYTES = 32
PUBLIC_KEY_BYTES = 32
SHORT_CODE_LENGTH = 25
KEPT_CODE_BYTES = 32

Id = Annotated[str, mapped_column(HexId)]
IdKey = Annotated[str, mapped_column(HexId, primary_key=True)]
ElectionKey = Annotated[str, mapped_column(HexId, ForeignKey("election.id"), primary_key=True)]
ElectionRef = Annotated[str, mapped_column(HexId, ForeignKey("election.id"))]
StationRef = Annotated[str, mapped_column(HexId, ForeignKey("station.id"))]
DeviceRef = Annotated[str, mapped_column(HexId, ForeignKey("device.id"))]
Sequence = Annotated[int, mapped_column(primary_key=True, autoincrement=False)]
Moment = Annotated[datetime, mapped_column(Instant)]
Flag = Annotated[bool, mapped_column(YesNo)]

STRICT: dict[str, Any] = {"sqlite_strict": True}
WITHOUT_ROWID: dict[str, Any] = {"sqlite_strict": True, "sqlite_with_rowid": False}


class Base(DeclarativeBase):
    """Every table and its constraints have names, so that a migration can address them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {str: Text(), bytes: LargeBinary()}
