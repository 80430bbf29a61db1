"""Personal codes of voters, wrong tries, and the permits that voters took themselves.

Frozen: what tables and guards are today stands in store/schema/ and store/guards.py, and tests compare.
"""

from __future__ import annotations

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_TABLES = {
    "voter_code": """
CREATE TABLE voter_code (
    voter_id BLOB NOT NULL,
    election_id BLOB NOT NULL,
    code BLOB NOT NULL,
    CONSTRAINT pk_voter_code PRIMARY KEY (voter_id),
    CONSTRAINT ck_voter_code_code_length CHECK (length(code) = 32),
    CONSTRAINT fk_voter_code_voter_id_voter FOREIGN KEY(voter_id) REFERENCES voter (id) ON DELETE CASCADE,
    CONSTRAINT fk_voter_code_election_id_election FOREIGN KEY(election_id) REFERENCES election (id)
) WITHOUT ROWID, STRICT
""",
    "code_try": """
CREATE TABLE code_try (
    election_id BLOB NOT NULL,
    subject BLOB NOT NULL,
    failures INTEGER NOT NULL,
    CONSTRAINT pk_code_try PRIMARY KEY (election_id, subject),
    CONSTRAINT ck_code_try_subject_length CHECK (length(subject) = 16),
    CONSTRAINT ck_code_try_failures_range CHECK (failures BETWEEN 1 AND 5),
    CONSTRAINT fk_code_try_election_id_election FOREIGN KEY(election_id) REFERENCES election (id)
) WITHOUT ROWID, STRICT
""",
    "own_permit": """
CREATE TABLE own_permit (
    token BLOB NOT NULL,
    election_id BLOB NOT NULL,
    CONSTRAINT pk_own_permit PRIMARY KEY (token),
    CONSTRAINT fk_own_permit_token_permit FOREIGN KEY(token) REFERENCES permit (token) ON DELETE CASCADE,
    CONSTRAINT fk_own_permit_election_id_election FOREIGN KEY(election_id) REFERENCES election (id)
) WITHOUT ROWID, STRICT
""",
}

_INDEXES = (
    "CREATE INDEX ix_voter_code_election_id ON voter_code (election_id)",
    "CREATE INDEX ix_own_permit_election_id ON own_permit (election_id)",
)

_GUARDS = {
    "voter_code_frozen_insert": """
CREATE TRIGGER voter_code_frozen_insert BEFORE INSERT ON voter_code
WHEN EXISTS (SELECT 1 FROM election WHERE id = NEW.election_id AND state <> 'draft')
BEGIN SELECT RAISE(ABORT, 'voter_code_frozen_insert');
END
""",
    "voter_code_frozen_update": """
CREATE TRIGGER voter_code_frozen_update BEFORE UPDATE ON voter_code
WHEN EXISTS (SELECT 1 FROM election WHERE id = OLD.election_id AND state <> 'draft')
BEGIN SELECT RAISE(ABORT, 'voter_code_frozen_update');
END
""",
    "voter_code_kept": """
CREATE TRIGGER voter_code_kept BEFORE DELETE ON voter_code
WHEN EXISTS (SELECT 1 FROM election WHERE id = OLD.election_id AND state <> 'draft' AND test_mode = 0)
BEGIN SELECT RAISE(ABORT, 'voter_code_kept');
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
