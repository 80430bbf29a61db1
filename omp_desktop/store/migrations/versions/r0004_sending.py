"""Frozen batches with their receipts, and what the commission collected from the centre.

Frozen: what tables and guards are today stands in store/schema/ and store/guards.py, and tests compare.
"""

from __future__ import annotations

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_TABLES = {
    "outbox_batch": """
CREATE TABLE outbox_batch (
    id BLOB NOT NULL,
    election_id BLOB NOT NULL,
    lane TEXT NOT NULL,
    device_id BLOB NOT NULL,
    store_epoch INTEGER NOT NULL,
    sequence INTEGER NOT NULL,
    digest BLOB NOT NULL,
    n INTEGER NOT NULL,
    state TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    problem TEXT,
    page_device_id BLOB,
    page_store_epoch INTEGER,
    page_number INTEGER,
    receipt BLOB,
    CONSTRAINT pk_outbox_batch PRIMARY KEY (id),
    CONSTRAINT ck_outbox_batch_id_length CHECK (length(id) = 16),
    CONSTRAINT ck_outbox_batch_lane_known CHECK (lane IN ('S', 'P', 'B')),
    CONSTRAINT ck_outbox_batch_sequence_positive CHECK (sequence >= 1),
    CONSTRAINT ck_outbox_batch_n_range CHECK (n BETWEEN 1 AND 200),
    CONSTRAINT ck_outbox_batch_attempts_positive CHECK (attempts >= 0),
    CONSTRAINT ck_outbox_batch_digest_length CHECK (length(digest) = 32),
    CONSTRAINT ck_outbox_batch_state_known CHECK (state IN ('waiting', 'sent', 'acknowledged', 'held')),
    CONSTRAINT ck_outbox_batch_acknowledged_by_receipt CHECK ((state = 'acknowledged') = (receipt IS NOT
        NULL)),
    CONSTRAINT ck_outbox_batch_page_of_ballots CHECK ((lane = 'B') = (page_number IS NOT NULL)),
    CONSTRAINT uq_outbox_batch_election_id_device_id_store_epoch_lane_sequence
        UNIQUE (election_id, device_id, store_epoch, lane, sequence),
    CONSTRAINT fk_outbox_batch_election_id_election FOREIGN KEY(election_id) REFERENCES election (id),
    CONSTRAINT fk_outbox_batch_device_id_device FOREIGN KEY(device_id) REFERENCES device (id),
    CONSTRAINT fk_outbox_batch_page_device_id_device FOREIGN KEY(page_device_id) REFERENCES device (id)
) WITHOUT ROWID, STRICT
""",
    "outbox_batch_body": """
CREATE TABLE outbox_batch_body (
    id BLOB NOT NULL,
    body BLOB NOT NULL,
    CONSTRAINT pk_outbox_batch_body PRIMARY KEY (id),
    CONSTRAINT fk_outbox_batch_body_id_outbox_batch FOREIGN KEY(id) REFERENCES outbox_batch (id)
) WITHOUT ROWID, STRICT
""",
    "collected_batch": """
CREATE TABLE collected_batch (
    id BLOB NOT NULL,
    election_id BLOB NOT NULL,
    station_id BLOB NOT NULL,
    device_id BLOB NOT NULL,
    lane TEXT NOT NULL,
    store_epoch INTEGER NOT NULL,
    sequence INTEGER NOT NULL,
    digest BLOB NOT NULL,
    previous BLOB NOT NULL,
    receipt BLOB NOT NULL,
    body BLOB NOT NULL,
    CONSTRAINT pk_collected_batch PRIMARY KEY (id),
    CONSTRAINT ck_collected_batch_id_length CHECK (length(id) = 16),
    CONSTRAINT ck_collected_batch_lane_known CHECK (lane IN ('S', 'P', 'B')),
    CONSTRAINT ck_collected_batch_digest_length CHECK (length(digest) = 32),
    CONSTRAINT ck_collected_batch_previous_length CHECK (length(previous) = 32),
    CONSTRAINT fk_collected_batch_election_id_election FOREIGN KEY(election_id) REFERENCES election (id)
) WITHOUT ROWID, STRICT
""",
    "collected_problem": """
CREATE TABLE collected_problem (
    batch_id BLOB NOT NULL,
    item INTEGER NOT NULL,
    election_id BLOB NOT NULL,
    station_id BLOB NOT NULL,
    lane TEXT NOT NULL,
    fault TEXT NOT NULL,
    CONSTRAINT pk_collected_problem PRIMARY KEY (batch_id, item),
    CONSTRAINT ck_collected_problem_batch_id_length CHECK (length(batch_id) = 16),
    CONSTRAINT ck_collected_problem_item_range CHECK (item >= -1),
    CONSTRAINT ck_collected_problem_lane_known CHECK (lane IN ('S', 'P', 'B')),
    CONSTRAINT ck_collected_problem_fault_known CHECK (fault IN ('sender', 'signature', 'malformed', 'place',
        'receipt', 'changed', 'set-aside', 'kiosk', 'kiosk-key', 'page', 'fork', 'ballot', 'copy', 'voter')),
    CONSTRAINT fk_collected_problem_election_id_election FOREIGN KEY(election_id) REFERENCES election (id)
) WITHOUT ROWID, STRICT
""",
    "collected_page": """
CREATE TABLE collected_page (
    election_id BLOB NOT NULL,
    device_id BLOB NOT NULL,
    store_epoch INTEGER NOT NULL,
    number INTEGER NOT NULL,
    station_id BLOB NOT NULL,
    batch_id BLOB NOT NULL,
    previous BLOB NOT NULL,
    hash BLOB NOT NULL,
    n_cast INTEGER NOT NULL,
    n_tested INTEGER NOT NULL,
    n_void INTEGER NOT NULL,
    CONSTRAINT pk_collected_page PRIMARY KEY (election_id, device_id, store_epoch, number),
    CONSTRAINT ck_collected_page_previous_length CHECK (length(previous) = 32),
    CONSTRAINT ck_collected_page_hash_length CHECK (length(hash) = 32),
    CONSTRAINT ck_collected_page_number_positive CHECK (number >= 1),
    CONSTRAINT fk_collected_page_election_id_election FOREIGN KEY(election_id) REFERENCES election (id),
    CONSTRAINT fk_collected_page_batch_id_collected_batch FOREIGN KEY(batch_id) REFERENCES collected_batch
        (id)
) WITHOUT ROWID, STRICT
""",
    "collected_ballot": """
CREATE TABLE collected_ballot (
    id BLOB NOT NULL,
    election_id BLOB NOT NULL,
    station_id BLOB NOT NULL,
    device_id BLOB NOT NULL,
    batch_id BLOB NOT NULL,
    short_code TEXT NOT NULL,
    code BLOB NOT NULL,
    status TEXT NOT NULL,
    CONSTRAINT pk_collected_ballot PRIMARY KEY (id),
    CONSTRAINT ck_collected_ballot_id_length CHECK (length(id) = 32),
    CONSTRAINT ck_collected_ballot_short_code_length CHECK (length(short_code) = 25),
    CONSTRAINT ck_collected_ballot_code_length CHECK (length(code) = 32),
    CONSTRAINT ck_collected_ballot_status_known CHECK (status IN ('committed', 'cast', 'tested', 'void')),
    CONSTRAINT uq_collected_ballot_election_id_short_code UNIQUE (election_id, short_code),
    CONSTRAINT fk_collected_ballot_election_id_election FOREIGN KEY(election_id) REFERENCES election (id),
    CONSTRAINT fk_collected_ballot_batch_id_collected_batch FOREIGN KEY(batch_id) REFERENCES collected_batch
        (id)
) WITHOUT ROWID, STRICT
""",
    "collected_participation": """
CREATE TABLE collected_participation (
    election_id BLOB NOT NULL,
    voter_id BLOB NOT NULL,
    station_id BLOB NOT NULL,
    state TEXT NOT NULL,
    hour TEXT,
    store_epoch INTEGER NOT NULL,
    sequence INTEGER NOT NULL,
    CONSTRAINT pk_collected_participation PRIMARY KEY (election_id, voter_id),
    CONSTRAINT ck_collected_participation_state_known CHECK (state IN ('issued', 'cast', 'cancelled')),
    CONSTRAINT ck_collected_participation_hour_of_cast CHECK ((state = 'cast') = (hour IS NOT NULL)),
    CONSTRAINT fk_collected_participation_election_id_election FOREIGN KEY(election_id) REFERENCES election
        (id)
) WITHOUT ROWID, STRICT
""",
    "collected_sum": """
CREATE TABLE collected_sum (
    election_id BLOB NOT NULL,
    station_id BLOB NOT NULL,
    contest_id TEXT NOT NULL,
    body BLOB NOT NULL,
    ballots INTEGER NOT NULL,
    CONSTRAINT pk_collected_sum PRIMARY KEY (election_id, station_id, contest_id),
    CONSTRAINT ck_collected_sum_ballots_positive CHECK (ballots >= 0),
    CONSTRAINT fk_collected_sum_election_id_election FOREIGN KEY(election_id) REFERENCES election (id)
) WITHOUT ROWID, STRICT
""",
    "station_left_out": """
CREATE TABLE station_left_out (
    election_id BLOB NOT NULL,
    station_id BLOB NOT NULL,
    reason TEXT NOT NULL,
    CONSTRAINT pk_station_left_out PRIMARY KEY (election_id, station_id),
    CONSTRAINT fk_station_left_out_election_id_election FOREIGN KEY(election_id) REFERENCES election (id)
) WITHOUT ROWID, STRICT
""",
}

_COLUMN = "ALTER TABLE outbox_ordered ADD COLUMN batch_id BLOB"

_INDEXES = (
    "CREATE INDEX ix_outbox_batch_state ON outbox_batch (state)",
    "CREATE INDEX ix_collected_batch_election_id_station_id_lane"
    " ON collected_batch (election_id, station_id, lane)",
    "CREATE INDEX ix_collected_problem_election_id_station_id ON collected_problem (election_id, station_id)",
    "CREATE INDEX ix_collected_page_batch_id ON collected_page (batch_id)",
    "CREATE INDEX ix_collected_ballot_election_id_device_id ON collected_ballot (election_id, device_id)",
    "CREATE INDEX ix_collected_participation_election_id_station_id_state"
    " ON collected_participation (election_id, station_id, state)",
)

_GUARDS = {
    "batch_begins_waiting": """
CREATE TRIGGER batch_begins_waiting BEFORE INSERT ON outbox_batch
WHEN NEW.state <> 'waiting'
BEGIN SELECT RAISE(ABORT, 'batch_begins_waiting');
END
""",
    "batch_is_frozen": """
CREATE TRIGGER batch_is_frozen BEFORE UPDATE ON outbox_batch
WHEN OLD.state = 'acknowledged' OR NEW.id IS NOT OLD.id OR NEW.election_id IS NOT OLD.election_id OR
    NEW.lane IS NOT OLD.lane OR NEW.device_id IS NOT OLD.device_id OR NEW.store_epoch IS NOT
    OLD.store_epoch OR NEW.sequence IS NOT OLD.sequence OR NEW.digest IS NOT OLD.digest OR NEW.n IS NOT
    OLD.n OR NEW.page_device_id IS NOT OLD.page_device_id OR NEW.page_store_epoch IS NOT
    OLD.page_store_epoch OR NEW.page_number IS NOT OLD.page_number
BEGIN SELECT RAISE(ABORT, 'batch_is_frozen');
END
""",
    "outbox_batch_kept": """
CREATE TRIGGER outbox_batch_kept BEFORE DELETE ON outbox_batch
WHEN EXISTS (SELECT 1 FROM election WHERE id = OLD.election_id AND state <> 'draft' AND test_mode = 0)
BEGIN SELECT RAISE(ABORT, 'outbox_batch_kept');
END
""",
    "outbox_batch_body_never_update": """
CREATE TRIGGER outbox_batch_body_never_update BEFORE UPDATE ON outbox_batch_body
BEGIN SELECT RAISE(ABORT, 'outbox_batch_body_never_update');
END
""",
    "outbox_batch_body_kept": """
CREATE TRIGGER outbox_batch_body_kept BEFORE DELETE ON outbox_batch_body
WHEN EXISTS (SELECT 1 FROM election WHERE id = (SELECT election_id FROM outbox_batch WHERE id = OLD.id)
    AND state <> 'draft' AND test_mode = 0)
BEGIN SELECT RAISE(ABORT, 'outbox_batch_body_kept');
END
""",
    "collected_batch_never_update": """
CREATE TRIGGER collected_batch_never_update BEFORE UPDATE ON collected_batch
BEGIN SELECT RAISE(ABORT, 'collected_batch_never_update');
END
""",
    "collected_batch_kept": """
CREATE TRIGGER collected_batch_kept BEFORE DELETE ON collected_batch
WHEN EXISTS (SELECT 1 FROM election WHERE id = OLD.election_id AND state <> 'draft' AND test_mode = 0)
BEGIN SELECT RAISE(ABORT, 'collected_batch_kept');
END
""",
    "collected_page_never_update": """
CREATE TRIGGER collected_page_never_update BEFORE UPDATE ON collected_page
BEGIN SELECT RAISE(ABORT, 'collected_page_never_update');
END
""",
    "collected_page_kept": """
CREATE TRIGGER collected_page_kept BEFORE DELETE ON collected_page
WHEN EXISTS (SELECT 1 FROM election WHERE id = OLD.election_id AND state <> 'draft' AND test_mode = 0)
BEGIN SELECT RAISE(ABORT, 'collected_page_kept');
END
""",
    "collected_ballot_never_update": """
CREATE TRIGGER collected_ballot_never_update BEFORE UPDATE ON collected_ballot
BEGIN SELECT RAISE(ABORT, 'collected_ballot_never_update');
END
""",
    "collected_ballot_kept": """
CREATE TRIGGER collected_ballot_kept BEFORE DELETE ON collected_ballot
WHEN EXISTS (SELECT 1 FROM election WHERE id = OLD.election_id AND state <> 'draft' AND test_mode = 0)
BEGIN SELECT RAISE(ABORT, 'collected_ballot_kept');
END
""",
    "collected_cast_is_final": """
CREATE TRIGGER collected_cast_is_final BEFORE UPDATE ON collected_participation
WHEN OLD.state = 'cast'
BEGIN SELECT RAISE(ABORT, 'collected_cast_is_final');
END
""",
    "collected_participation_kept": """
CREATE TRIGGER collected_participation_kept BEFORE DELETE ON collected_participation
WHEN EXISTS (SELECT 1 FROM election WHERE id = OLD.election_id AND state <> 'draft' AND test_mode = 0)
BEGIN SELECT RAISE(ABORT, 'collected_participation_kept');
END
""",
    "collected_sum_kept": """
CREATE TRIGGER collected_sum_kept BEFORE DELETE ON collected_sum
WHEN EXISTS (SELECT 1 FROM election WHERE id = OLD.election_id AND state <> 'draft' AND test_mode = 0)
BEGIN SELECT RAISE(ABORT, 'collected_sum_kept');
END
""",
    "batch_count_insert": """
CREATE TRIGGER batch_count_insert AFTER INSERT ON outbox_batch
BEGIN INSERT INTO running_count (election_id, subject, word, hour, n) SELECT NEW.election_id, 'frozen',
    NEW.lane, '', NEW.n WHERE NEW.lane <> 'S' ON CONFLICT DO UPDATE SET n = n + excluded.n;
    INSERT INTO running_count (election_id, subject, word, hour, n) VALUES (NEW.election_id, 'batch',
    NEW.state, '', 1) ON CONFLICT DO UPDATE SET n = n + 1;
END
""",
    "batch_count_update": """
CREATE TRIGGER batch_count_update AFTER UPDATE OF state ON outbox_batch
BEGIN UPDATE running_count SET n = n - 1 WHERE election_id = OLD.election_id AND subject = 'batch' AND
    word = OLD.state AND hour = '';
    INSERT INTO running_count (election_id, subject, word, hour, n) VALUES (NEW.election_id, 'batch',
    NEW.state, '', 1) ON CONFLICT DO UPDATE SET n = n + 1;
    UPDATE running_count SET n = n - OLD.n WHERE election_id = OLD.election_id AND subject = 'frozen' AND
    word = OLD.lane AND NEW.state = 'acknowledged' AND OLD.state <> 'acknowledged';
END
""",
    "batch_count_delete": """
CREATE TRIGGER batch_count_delete AFTER DELETE ON outbox_batch
BEGIN UPDATE running_count SET n = n - 1 WHERE election_id = OLD.election_id AND subject = 'batch' AND
    word = OLD.state AND hour = '';
    UPDATE running_count SET n = n - OLD.n WHERE election_id = OLD.election_id AND subject = 'frozen' AND
    word = OLD.lane AND OLD.state <> 'acknowledged';
END
""",
}


def upgrade() -> None:
    """Adds tables, a column and guards."""
    for statement in (*_TABLES.values(), _COLUMN, *_INDEXES, *_GUARDS.values()):
        op.get_bind().exec_driver_sql(statement)


def downgrade() -> None:
    """Removes them, and what is in them."""
    for table in reversed(_TABLES):
        op.drop_table(table)
    op.get_bind().exec_driver_sql("ALTER TABLE outbox_ordered DROP COLUMN batch_id")
