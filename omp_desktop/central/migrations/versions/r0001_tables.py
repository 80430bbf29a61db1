"""The first tables.

Frozen: what tables are today stands in central/schema.py, and tests compare.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from omp_desktop.central.migrations.runner import served_from

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_SERIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Makes them."""
    op.create_table(
        "device",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("public_key", sa.String(length=64), nullable=False),
        sa.Column("store_id", sa.String(length=32), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("commission", sa.Boolean(), nullable=False),
        sa.Column("program", sa.Text(), nullable=False),
        sa.Column("enrolled_at", sa.String(length=20), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_device")),
    )
    op.create_table(
        "election",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("manifest", sa.LargeBinary(), nullable=False),
        sa.Column("manifest_hash", sa.String(length=64), nullable=False),
        sa.Column("manifest_signature", sa.Text(), nullable=False),
        sa.Column("commission_key", sa.String(length=64), nullable=False),
        sa.Column("published_at", sa.String(length=20), nullable=False),
        sa.Column("next_cursor", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_election")),
    )
    op.create_table(
        "setting",
        sa.Column("key", sa.String(length=60), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_setting")),
    )
    op.create_table(
        "trust_log",
        sa.Column("id", _SERIAL, nullable=False),
        sa.Column("at", sa.String(length=20), nullable=False),
        sa.Column("actor", sa.String(length=32), nullable=False),
        sa.Column("action", sa.String(length=40), nullable=False),
        sa.Column("subject", sa.String(length=120), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trust_log")),
    )
    op.create_table(
        "alarm",
        sa.Column("id", _SERIAL, nullable=False),
        sa.Column("election_id", sa.String(length=32), nullable=False),
        sa.Column("station_id", sa.String(length=32), nullable=False),
        sa.Column("code", sa.String(length=60), nullable=False),
        sa.Column("subject", sa.String(length=120), nullable=False),
        sa.Column("at", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(["election_id"], ["election.id"], name=op.f("fk_alarm_election_id_election")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alarm")),
        sa.UniqueConstraint(
            "election_id",
            "station_id",
            "code",
            "subject",
            name=op.f("uq_alarm_election_id_station_id_code_subject"),
        ),
    )
    op.create_table(
        "amendment",
        sa.Column("election_id", sa.String(length=32), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("signature", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["election_id"], ["election.id"], name=op.f("fk_amendment_election_id_election")
        ),
        sa.PrimaryKeyConstraint("election_id", "number", name=op.f("pk_amendment")),
    )
    op.create_table(
        "batch",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("election_id", sa.String(length=32), nullable=False),
        sa.Column("station_id", sa.String(length=32), nullable=False),
        sa.Column("device_id", sa.String(length=32), nullable=False),
        sa.Column("store_epoch", sa.BigInteger(), nullable=False),
        sa.Column("lane", sa.String(length=1), nullable=False),
        sa.Column("sequence", sa.BigInteger(), nullable=False),
        sa.Column("previous", sa.String(length=64), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("fork", sa.Boolean(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("receipt", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["device_id"], ["device.id"], name=op.f("fk_batch_device_id_device")),
        sa.ForeignKeyConstraint(["election_id"], ["election.id"], name=op.f("fk_batch_election_id_election")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_batch")),
    )
    op.create_index(
        op.f("ix_batch_election_id_station_id"), "batch", ["election_id", "station_id"], unique=False
    )
    op.create_index(
        "uq_batch_place",
        "batch",
        ["election_id", "device_id", "store_epoch", "lane", "sequence"],
        unique=True,
        sqlite_where=sa.text("fork = 0"),
        postgresql_where=sa.text("NOT fork"),
    )
    op.create_table(
        "code",
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("election_id", sa.String(length=32), nullable=False),
        sa.Column("station_id", sa.String(length=32), nullable=False),
        sa.Column("expires_at", sa.String(length=20), nullable=False),
        sa.Column("used_by", sa.String(length=32), nullable=True),
        sa.ForeignKeyConstraint(["election_id"], ["election.id"], name=op.f("fk_code_election_id_election")),
        sa.PrimaryKeyConstraint("hash", name=op.f("pk_code")),
    )
    op.create_table(
        "commission",
        sa.Column("commission_key", sa.String(length=64), nullable=False),
        sa.Column("device_id", sa.String(length=32), nullable=False),
        sa.Column("registered_at", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(["device_id"], ["device.id"], name=op.f("fk_commission_device_id_device")),
        sa.PrimaryKeyConstraint("commission_key", name=op.f("pk_commission")),
    )
    op.create_table(
        "count",
        sa.Column("election_id", sa.String(length=32), nullable=False),
        sa.Column("station_id", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("n", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["election_id"], ["election.id"], name=op.f("fk_count_election_id_election")),
        sa.PrimaryKeyConstraint("election_id", "station_id", "name", name=op.f("pk_count")),
    )
    op.create_table(
        "device_key",
        sa.Column("device_id", sa.String(length=32), nullable=False),
        sa.Column("public_key", sa.String(length=64), nullable=False),
        sa.Column("since", sa.String(length=20), nullable=False),
        sa.Column("revoked", sa.Boolean(), nullable=False),
        sa.Column("rotation", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["device_id"], ["device.id"], name=op.f("fk_device_key_device_id_device")),
        sa.PrimaryKeyConstraint("device_id", "public_key", name=op.f("pk_device_key")),
    )
    op.create_table(
        "enrolment",
        sa.Column("election_id", sa.String(length=32), nullable=False),
        sa.Column("device_id", sa.String(length=32), nullable=False),
        sa.Column("station_id", sa.String(length=32), nullable=False),
        sa.Column("package", sa.LargeBinary(), nullable=True),
        sa.Column("package_revision", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["device_id"], ["device.id"], name=op.f("fk_enrolment_device_id_device")),
        sa.ForeignKeyConstraint(
            ["election_id"], ["election.id"], name=op.f("fk_enrolment_election_id_election")
        ),
        sa.PrimaryKeyConstraint("election_id", "device_id", name=op.f("pk_enrolment")),
    )
    op.create_table(
        "kiosk",
        sa.Column("election_id", sa.String(length=32), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("station_id", sa.String(length=32), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("public_key", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["election_id"], ["election.id"], name=op.f("fk_kiosk_election_id_election")),
        sa.PrimaryKeyConstraint("election_id", "id", name=op.f("pk_kiosk")),
    )
    op.create_table(
        "participation",
        sa.Column("election_id", sa.String(length=32), nullable=False),
        sa.Column("voter_id", sa.String(length=32), nullable=False),
        sa.Column("station_id", sa.String(length=32), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("hour", sa.String(length=20), nullable=True),
        sa.Column("store_epoch", sa.BigInteger(), nullable=False),
        sa.Column("sequence", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["election_id"], ["election.id"], name=op.f("fk_participation_election_id_election")
        ),
        sa.PrimaryKeyConstraint("election_id", "voter_id", name=op.f("pk_participation")),
    )
    op.create_index(
        op.f("ix_participation_election_id_station_id"),
        "participation",
        ["election_id", "station_id"],
        unique=False,
    )
    op.create_table(
        "pledge",
        sa.Column("election_id", sa.String(length=32), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("candidate_id", sa.String(length=32), nullable=False),
        sa.Column("theme", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["election_id"], ["election.id"], name=op.f("fk_pledge_election_id_election")
        ),
        sa.PrimaryKeyConstraint("election_id", "id", name=op.f("pk_pledge")),
    )
    op.create_index(
        op.f("ix_pledge_election_id_candidate_id"), "pledge", ["election_id", "candidate_id"], unique=False
    )
    op.create_table(
        "quarantine",
        sa.Column("id", _SERIAL, nullable=False),
        sa.Column("election_id", sa.String(length=32), nullable=False),
        sa.Column("station_id", sa.String(length=32), nullable=False),
        sa.Column("batch_id", sa.String(length=32), nullable=False),
        sa.Column("item", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=60), nullable=False),
        sa.Column("raw", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(
            ["election_id"], ["election.id"], name=op.f("fk_quarantine_election_id_election")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quarantine")),
    )
    op.create_index(
        op.f("ix_quarantine_election_id_station_id"),
        "quarantine",
        ["election_id", "station_id"],
        unique=False,
    )
    op.create_table(
        "statement",
        sa.Column("election_id", sa.String(length=32), nullable=False),
        sa.Column("cursor", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("station_id", sa.String(length=32), nullable=False),
        sa.Column("device_id", sa.String(length=32), nullable=False),
        sa.Column("store_epoch", sa.BigInteger(), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=60), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["election_id"], ["election.id"], name=op.f("fk_statement_election_id_election")
        ),
        sa.PrimaryKeyConstraint("election_id", "cursor", name=op.f("pk_statement")),
        sa.UniqueConstraint(
            "election_id",
            "device_id",
            "store_epoch",
            "position",
            name=op.f("uq_statement_election_id_device_id_store_epoch_position"),
        ),
    )
    op.create_index(op.f("ix_statement_election_id_kind"), "statement", ["election_id", "kind"], unique=False)
    op.create_table(
        "station",
        sa.Column("election_id", sa.String(length=32), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("listed", sa.BigInteger(), nullable=False),
        sa.Column("poll_state", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(
            ["election_id"], ["election.id"], name=op.f("fk_station_election_id_election")
        ),
        sa.PrimaryKeyConstraint("election_id", "id", name=op.f("pk_station")),
    )
    op.create_table(
        "sum",
        sa.Column("election_id", sa.String(length=32), nullable=False),
        sa.Column("station_id", sa.String(length=32), nullable=False),
        sa.Column("contest_id", sa.Text(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("ballots", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["election_id"], ["election.id"], name=op.f("fk_sum_election_id_election")),
        sa.PrimaryKeyConstraint("election_id", "station_id", "contest_id", name=op.f("pk_sum")),
    )
    op.create_table(
        "ballot",
        sa.Column("election_id", sa.String(length=32), nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("short_code", sa.String(length=25), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("station_id", sa.String(length=32), nullable=False),
        sa.Column("device_id", sa.String(length=32), nullable=False),
        sa.Column("store_epoch", sa.BigInteger(), nullable=False),
        sa.Column("page", sa.BigInteger(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("batch_id", sa.String(length=32), nullable=False),
        sa.Column("proof", sa.String(length=8), nullable=False),
        sa.ForeignKeyConstraint(["batch_id"], ["batch.id"], name=op.f("fk_ballot_batch_id_batch")),
        sa.ForeignKeyConstraint(
            ["election_id"], ["election.id"], name=op.f("fk_ballot_election_id_election")
        ),
        sa.PrimaryKeyConstraint("election_id", "id", name=op.f("pk_ballot")),
        sa.UniqueConstraint(
            "election_id", "code", "station_id", name=op.f("uq_ballot_election_id_code_station_id")
        ),
    )
    op.create_index(
        op.f("ix_ballot_election_id_short_code"), "ballot", ["election_id", "short_code"], unique=False
    )
    op.create_table(
        "page",
        sa.Column("election_id", sa.String(length=32), nullable=False),
        sa.Column("device_id", sa.String(length=32), nullable=False),
        sa.Column("store_epoch", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("number", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("station_id", sa.String(length=32), nullable=False),
        sa.Column("previous", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("batch_id", sa.String(length=32), nullable=False),
        sa.Column("countersignature", sa.Text(), nullable=False),
        sa.Column("checked", sa.String(length=8), nullable=False),
        sa.Column("file_bytes", sa.BigInteger(), nullable=True),
        sa.Column("file_sha256", sa.String(length=64), nullable=True),
        sa.ForeignKeyConstraint(["batch_id"], ["batch.id"], name=op.f("fk_page_batch_id_batch")),
        sa.ForeignKeyConstraint(["election_id"], ["election.id"], name=op.f("fk_page_election_id_election")),
        sa.PrimaryKeyConstraint("election_id", "device_id", "store_epoch", "number", name=op.f("pk_page")),
    )
    op.create_index(op.f("ix_page_checked"), "page", ["checked"], unique=False)
    served_from(op.get_bind(), "0001")


def downgrade() -> None:
    """Removes them."""
    for table in (
        "page",
        "ballot",
        "sum",
        "station",
        "statement",
        "quarantine",
        "pledge",
        "participation",
        "kiosk",
        "enrolment",
        "device_key",
        "count",
        "commission",
        "code",
        "batch",
        "amendment",
        "alarm",
        "trust_log",
        "setting",
        "election",
        "device",
    ):
        op.drop_table(table)
