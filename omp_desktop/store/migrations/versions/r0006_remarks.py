"""Remarks and their corrections; photos of candidates.

Frozen: what tables and guards are today stands in store/schema/ and store/guards.py, and tests compare.
"""

from __future__ import annotations

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_TABLES = {
    "remark": """
CREATE TABLE remark (
    id BLOB NOT NULL,
    election_id BLOB NOT NULL,
    kind TEXT NOT NULL,
    value TEXT NOT NULL,
    at TEXT NOT NULL,
    author BLOB NOT NULL,
    replaces BLOB,
    reason TEXT NOT NULL,
    CONSTRAINT pk_remark PRIMARY KEY (id),
    CONSTRAINT ck_remark_id_length CHECK (length(id) = 16),
    CONSTRAINT ck_remark_kind_known CHECK (kind IN ('incident', 'count', 'paper_issued', 'paper_cast')),
    CONSTRAINT ck_remark_reason_of_correction CHECK ((replaces IS NULL) = (reason = '')),
    CONSTRAINT fk_remark_election_id_election FOREIGN KEY(election_id) REFERENCES election (id),
    CONSTRAINT uq_remark_replaces UNIQUE (replaces),
    CONSTRAINT fk_remark_replaces_remark FOREIGN KEY(replaces) REFERENCES remark (id)
) WITHOUT ROWID, STRICT
""",
    "candidate_photo": """
CREATE TABLE candidate_photo (
    candidate_id BLOB NOT NULL,
    election_id BLOB NOT NULL,
    body BLOB NOT NULL,
    CONSTRAINT pk_candidate_photo PRIMARY KEY (candidate_id),
    CONSTRAINT ck_candidate_photo_body_size CHECK (length(body) BETWEEN 1 AND 300000),
    CONSTRAINT fk_candidate_photo_candidate_id_candidate FOREIGN KEY(candidate_id)
        REFERENCES candidate (id) ON DELETE CASCADE,
    CONSTRAINT fk_candidate_photo_election_id_election FOREIGN KEY(election_id) REFERENCES election (id)
) STRICT
""",
}

_INDEXES = (
    "CREATE INDEX ix_remark_election_id ON remark (election_id)",
    "CREATE INDEX ix_candidate_photo_election_id ON candidate_photo (election_id)",
)

_GUARDS = {
    "candidate_photo_frozen_insert": """
CREATE TRIGGER candidate_photo_frozen_insert BEFORE INSERT ON candidate_photo
WHEN EXISTS (SELECT 1 FROM election WHERE id = NEW.election_id AND state <> 'draft')
BEGIN SELECT RAISE(ABORT, 'candidate_photo_frozen_insert');
END
""",
    "candidate_photo_frozen_update": """
CREATE TRIGGER candidate_photo_frozen_update BEFORE UPDATE ON candidate_photo
WHEN EXISTS (SELECT 1 FROM election WHERE id = OLD.election_id AND state <> 'draft')
BEGIN SELECT RAISE(ABORT, 'candidate_photo_frozen_update');
END
""",
    "candidate_photo_kept": """
CREATE TRIGGER candidate_photo_kept BEFORE DELETE ON candidate_photo
WHEN EXISTS (SELECT 1 FROM election WHERE id = OLD.election_id AND state <> 'draft' AND test_mode = 0)
BEGIN SELECT RAISE(ABORT, 'candidate_photo_kept');
END
""",
    "remark_never_update": """
CREATE TRIGGER remark_never_update BEFORE UPDATE ON remark
BEGIN SELECT RAISE(ABORT, 'remark_never_update');
END
""",
    "remark_kept": """
CREATE TRIGGER remark_kept BEFORE DELETE ON remark
WHEN EXISTS (SELECT 1 FROM election WHERE id = OLD.election_id AND state <> 'draft' AND test_mode = 0)
BEGIN SELECT RAISE(ABORT, 'remark_kept');
END
""",
}


def upgrade() -> None:
    """Adds tables and guards."""
    for statement in (*_TABLES.values(), *_INDEXES, *_GUARDS.values()):
        op.get_bind().exec_driver_sql(statement)


def downgrade() -> None:
    """Removes them, and what is in them."""
    for table in reversed(_TABLES):
        op.drop_table(table)
