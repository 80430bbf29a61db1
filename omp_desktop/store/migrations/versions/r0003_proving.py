"""Pages, closing values, tested ballots, own-vote records, the key ceremony and shares of openings.

Frozen: what tables and guards are today stands in store/schema/ and store/guards.py, and tests compare.
"""

from __future__ import annotations

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_TABLES = {
    "page": """
CREATE TABLE page (
    election_id BLOB NOT NULL,
    device_id BLOB NOT NULL,
    store_epoch INTEGER NOT NULL,
    number INTEGER NOT NULL,
    station_id BLOB NOT NULL,
    previous BLOB NOT NULL,
    hash BLOB NOT NULL,
    CONSTRAINT pk_page PRIMARY KEY (election_id, device_id, store_epoch, number),
    CONSTRAINT ck_page_previous_length CHECK (length(previous) = 32),
    CONSTRAINT ck_page_hash_length CHECK (length(hash) = 32),
    CONSTRAINT ck_page_number_positive CHECK (number >= 1),
    CONSTRAINT fk_page_election_id_election FOREIGN KEY(election_id) REFERENCES election (id),
    CONSTRAINT fk_page_device_id_device FOREIGN KEY(device_id) REFERENCES device (id),
    CONSTRAINT fk_page_station_id_station FOREIGN KEY(station_id) REFERENCES station (id)
) WITHOUT ROWID, STRICT
""",
    "page_ballot": """
CREATE TABLE page_ballot (
    id BLOB NOT NULL,
    election_id BLOB NOT NULL,
    device_id BLOB NOT NULL,
    store_epoch INTEGER NOT NULL,
    number INTEGER NOT NULL,
    CONSTRAINT pk_page_ballot PRIMARY KEY (id),
    CONSTRAINT fk_page_ballot_election_id_device_id_store_epoch_number_page FOREIGN KEY(election_id,
        device_id, store_epoch, number) REFERENCES page (election_id, device_id, store_epoch, number),
    CONSTRAINT fk_page_ballot_id_ballot FOREIGN KEY(id) REFERENCES ballot (id)
) WITHOUT ROWID, STRICT
""",
    "closing_value": """
CREATE TABLE closing_value (
    election_id BLOB NOT NULL,
    device_id BLOB NOT NULL,
    number INTEGER NOT NULL,
    value BLOB NOT NULL,
    body TEXT NOT NULL,
    signature BLOB,
    CONSTRAINT pk_closing_value PRIMARY KEY (election_id, device_id, number),
    CONSTRAINT ck_closing_value_value_length CHECK (length(value) = 32),
    CONSTRAINT fk_closing_value_election_id_election FOREIGN KEY(election_id) REFERENCES election (id),
    CONSTRAINT fk_closing_value_device_id_device FOREIGN KEY(device_id) REFERENCES device (id)
) WITHOUT ROWID, STRICT
""",
    "tested_ballot": """
CREATE TABLE tested_ballot (
    id BLOB NOT NULL,
    nonce BLOB NOT NULL,
    CONSTRAINT pk_tested_ballot PRIMARY KEY (id),
    CONSTRAINT ck_tested_ballot_nonce_length CHECK (length(nonce) = 32),
    CONSTRAINT fk_tested_ballot_id_ballot FOREIGN KEY(id) REFERENCES ballot (id)
) WITHOUT ROWID, STRICT
""",
    "own_vote_record": """
CREATE TABLE own_vote_record (
    id BLOB NOT NULL,
    body BLOB NOT NULL,
    CONSTRAINT pk_own_vote_record PRIMARY KEY (id),
    CONSTRAINT fk_own_vote_record_id_ballot FOREIGN KEY(id) REFERENCES ballot (id)
) WITHOUT ROWID, STRICT
""",
    "ceremony": """
CREATE TABLE ceremony (
    election_id BLOB NOT NULL,
    body TEXT NOT NULL,
    CONSTRAINT pk_ceremony PRIMARY KEY (election_id),
    CONSTRAINT fk_ceremony_election_id_election FOREIGN KEY(election_id) REFERENCES election (id)
) WITHOUT ROWID, STRICT
""",
    "opening_request": """
CREATE TABLE opening_request (
    election_id BLOB NOT NULL,
    number INTEGER NOT NULL,
    kind TEXT NOT NULL,
    body BLOB NOT NULL,
    CONSTRAINT pk_opening_request PRIMARY KEY (election_id, number),
    CONSTRAINT ck_opening_request_kind_known CHECK (kind IN ('final', 'live')),
    CONSTRAINT fk_opening_request_election_id_election FOREIGN KEY(election_id) REFERENCES election (id)
) WITHOUT ROWID, STRICT
""",
    "opening_share": """
CREATE TABLE opening_share (
    election_id BLOB NOT NULL,
    number INTEGER NOT NULL,
    trustee INTEGER NOT NULL,
    body BLOB NOT NULL,
    CONSTRAINT pk_opening_share PRIMARY KEY (election_id, number, trustee),
    CONSTRAINT fk_opening_share_election_id_number_opening_request FOREIGN KEY(election_id, number)
        REFERENCES opening_request (election_id, number)
) WITHOUT ROWID, STRICT
""",
}

_INDEX = (
    "CREATE INDEX ix_page_ballot_election_id_device_id_store_epoch_number"
    " ON page_ballot (election_id, device_id, store_epoch, number)"
)

_GUARDS = {
    "page_ballot_is_final": """
CREATE TRIGGER page_ballot_is_final BEFORE INSERT ON page_ballot
WHEN (SELECT status FROM ballot WHERE id = NEW.id) = 'committed'
BEGIN SELECT RAISE(ABORT, 'page_ballot_is_final');
END
""",
    "page_ballot_never_update": """
CREATE TRIGGER page_ballot_never_update BEFORE UPDATE ON page_ballot
BEGIN SELECT RAISE(ABORT, 'page_ballot_never_update');
END
""",
    "page_ballot_kept": """
CREATE TRIGGER page_ballot_kept BEFORE DELETE ON page_ballot
WHEN EXISTS (SELECT 1 FROM election WHERE id = OLD.election_id AND state <> 'draft' AND test_mode = 0)
BEGIN SELECT RAISE(ABORT, 'page_ballot_kept');
END
""",
    "page_never_update": """
CREATE TRIGGER page_never_update BEFORE UPDATE ON page
BEGIN SELECT RAISE(ABORT, 'page_never_update');
END
""",
    "page_kept": """
CREATE TRIGGER page_kept BEFORE DELETE ON page
WHEN EXISTS (SELECT 1 FROM election WHERE id = OLD.election_id AND state <> 'draft' AND test_mode = 0)
BEGIN SELECT RAISE(ABORT, 'page_kept');
END
""",
    "closing_value_is_final": """
CREATE TRIGGER closing_value_is_final BEFORE UPDATE ON closing_value
WHEN OLD.signature IS NOT NULL OR NEW.election_id <> OLD.election_id OR NEW.device_id <> OLD.device_id OR
    NEW.number <> OLD.number OR NEW.value <> OLD.value OR NEW.body <> OLD.body
BEGIN SELECT RAISE(ABORT, 'closing_value_is_final');
END
""",
    "closing_value_kept": """
CREATE TRIGGER closing_value_kept BEFORE DELETE ON closing_value
WHEN EXISTS (SELECT 1 FROM election WHERE id = OLD.election_id AND state <> 'draft' AND test_mode = 0)
BEGIN SELECT RAISE(ABORT, 'closing_value_kept');
END
""",
    "tested_ballot_was_tested": """
CREATE TRIGGER tested_ballot_was_tested BEFORE INSERT ON tested_ballot
WHEN (SELECT status FROM ballot WHERE id = NEW.id) IS NOT 'tested'
BEGIN SELECT RAISE(ABORT, 'tested_ballot_was_tested');
END
""",
    "tested_ballot_never_update": """
CREATE TRIGGER tested_ballot_never_update BEFORE UPDATE ON tested_ballot
BEGIN SELECT RAISE(ABORT, 'tested_ballot_never_update');
END
""",
    "tested_ballot_kept": """
CREATE TRIGGER tested_ballot_kept BEFORE DELETE ON tested_ballot
WHEN EXISTS (SELECT 1 FROM election WHERE id = (SELECT election_id FROM ballot WHERE id = OLD.id) AND
    state <> 'draft' AND test_mode = 0)
BEGIN SELECT RAISE(ABORT, 'tested_ballot_kept');
END
""",
    "own_vote_record_never_update": """
CREATE TRIGGER own_vote_record_never_update BEFORE UPDATE ON own_vote_record
BEGIN SELECT RAISE(ABORT, 'own_vote_record_never_update');
END
""",
    "own_vote_record_kept": """
CREATE TRIGGER own_vote_record_kept BEFORE DELETE ON own_vote_record
WHEN EXISTS (SELECT 1 FROM election WHERE id = (SELECT election_id FROM ballot WHERE id = OLD.id) AND
    state <> 'draft' AND test_mode = 0)
BEGIN SELECT RAISE(ABORT, 'own_vote_record_kept');
END
""",
    "ceremony_frozen_update": """
CREATE TRIGGER ceremony_frozen_update BEFORE UPDATE ON ceremony
WHEN EXISTS (SELECT 1 FROM election WHERE id = OLD.election_id AND state <> 'draft')
BEGIN SELECT RAISE(ABORT, 'ceremony_frozen_update');
END
""",
    "ceremony_kept": """
CREATE TRIGGER ceremony_kept BEFORE DELETE ON ceremony
WHEN EXISTS (SELECT 1 FROM election WHERE id = OLD.election_id AND state <> 'draft' AND test_mode = 0)
BEGIN SELECT RAISE(ABORT, 'ceremony_kept');
END
""",
    "opening_request_never_update": """
CREATE TRIGGER opening_request_never_update BEFORE UPDATE ON opening_request
BEGIN SELECT RAISE(ABORT, 'opening_request_never_update');
END
""",
    "opening_request_kept": """
CREATE TRIGGER opening_request_kept BEFORE DELETE ON opening_request
WHEN EXISTS (SELECT 1 FROM election WHERE id = OLD.election_id AND state <> 'draft' AND test_mode = 0)
BEGIN SELECT RAISE(ABORT, 'opening_request_kept');
END
""",
    "opening_share_never_update": """
CREATE TRIGGER opening_share_never_update BEFORE UPDATE ON opening_share
BEGIN SELECT RAISE(ABORT, 'opening_share_never_update');
END
""",
    "opening_share_kept": """
CREATE TRIGGER opening_share_kept BEFORE DELETE ON opening_share
WHEN EXISTS (SELECT 1 FROM election WHERE id = OLD.election_id AND state <> 'draft' AND test_mode = 0)
BEGIN SELECT RAISE(ABORT, 'opening_share_kept');
END
""",
}


def upgrade() -> None:
    """Adds tables and guards."""
    for statement in (*_TABLES.values(), _INDEX, *_GUARDS.values()):
        op.get_bind().exec_driver_sql(statement)


def downgrade() -> None:
    """Removes them, and what is in them."""
    for table in reversed(_TABLES):
        op.drop_table(table)
