"""The first tables.

Frozen: what the tables are today stands in store/schema/, and a test compares the two.
"""

from __future__ import annotations

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_STATEMENTS = (
    """
CREATE TABLE account (
    id BLOB NOT NULL,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    election_id BLOB,
    candidate_id BLOB,
    active INTEGER NOT NULL,
    secret_hash TEXT NOT NULL,
    failures INTEGER NOT NULL,
    last_failure TEXT,
    CONSTRAINT pk_account PRIMARY KEY (id),
    CONSTRAINT ck_account_id_length CHECK (length(id) = 16),
    CONSTRAINT ck_account_role_known CHECK (role IN ('commission', 'manager', 'observer', 'candidate',
        'trustee')),
    CONSTRAINT ck_account_active_known CHECK (active IN (0, 1)),
    CONSTRAINT ck_account_failures_positive CHECK (failures >= 0)
) WITHOUT ROWID, STRICT
""",
    """
CREATE TABLE audit_entry (
    seq INTEGER NOT NULL,
    at TEXT NOT NULL,
    actor TEXT NOT NULL,
    event TEXT NOT NULL,
    details TEXT NOT NULL,
    previous_hash TEXT NOT NULL,
    hash TEXT NOT NULL,
    CONSTRAINT pk_audit_entry PRIMARY KEY (seq),
    CONSTRAINT ck_audit_entry_seq_positive CHECK (seq >= 1)
) STRICT
""",
    """
CREATE TABLE election (
    id BLOB NOT NULL,
    name_ko TEXT NOT NULL,
    name_en TEXT NOT NULL,
    timezone TEXT NOT NULL,
    results TEXT NOT NULL,
    own_vote TEXT NOT NULL,
    identification TEXT NOT NULL,
    minimum_open INTEGER NOT NULL,
    commissioners TEXT NOT NULL,
    test_mode INTEGER NOT NULL,
    state TEXT NOT NULL,
    queue_remaining INTEGER,
    CONSTRAINT pk_election PRIMARY KEY (id),
    CONSTRAINT ck_election_id_length CHECK (length(id) = 16),
    CONSTRAINT ck_election_state_known CHECK (state IN ('draft', 'published', 'open', 'suspended',
        'closing', 'closed', 'counted', 'certified')),
    CONSTRAINT ck_election_results_known CHECK (results IN ('after_close', 'live')),
    CONSTRAINT ck_election_own_vote_known CHECK (own_vote IN ('off', 'inclusion', 'station', 'anywhere')),
    CONSTRAINT ck_election_identification_known CHECK (identification IN ('attended', 'self')),
    CONSTRAINT ck_election_test_mode_known CHECK (test_mode IN (0, 1)),
    CONSTRAINT ck_election_minimum_open_positive CHECK (minimum_open >= 1),
    CONSTRAINT ck_election_queue_remaining_positive CHECK (queue_remaining >= 0)
) WITHOUT ROWID, STRICT
""",
    """
CREATE TABLE running_count (
    election_id BLOB NOT NULL,
    subject TEXT NOT NULL,
    word TEXT NOT NULL,
    hour TEXT NOT NULL,
    n INTEGER NOT NULL,
    CONSTRAINT pk_running_count PRIMARY KEY (election_id, subject, word, hour),
    CONSTRAINT ck_running_count_n_positive CHECK (n >= 0)
) WITHOUT ROWID, STRICT
""",
    """
CREATE TABLE setting (
    "key" TEXT NOT NULL,
    value TEXT NOT NULL,
    CONSTRAINT pk_setting PRIMARY KEY ("key")
) WITHOUT ROWID, STRICT
""",
    """
CREATE TABLE station (
    id BLOB NOT NULL,
    name TEXT NOT NULL,
    district TEXT NOT NULL,
    CONSTRAINT pk_station PRIMARY KEY (id),
    CONSTRAINT ck_station_id_length CHECK (length(id) = 16)
) WITHOUT ROWID, STRICT
""",
    """
CREATE TABLE amendment (
    election_id BLOB NOT NULL,
    number INTEGER NOT NULL,
    kind TEXT NOT NULL,
    payload TEXT NOT NULL,
    made_at TEXT NOT NULL,
    previous_hash TEXT NOT NULL,
    signature TEXT NOT NULL,
    CONSTRAINT pk_amendment PRIMARY KEY (election_id, number),
    CONSTRAINT ck_amendment_kind_known CHECK (kind IN ('withdrawal', 'hours', 'pledges')),
    CONSTRAINT ck_amendment_number_positive CHECK (number >= 1),
    CONSTRAINT fk_amendment_election_id_election FOREIGN KEY(election_id) REFERENCES election (id)
) WITHOUT ROWID, STRICT
""",
    """
CREATE TABLE contest (
    election_id BLOB NOT NULL,
    id TEXT NOT NULL,
    position INTEGER NOT NULL,
    title_ko TEXT NOT NULL,
    title_en TEXT NOT NULL,
    votes_allowed INTEGER NOT NULL,
    blank_allowed INTEGER NOT NULL,
    kind TEXT NOT NULL,
    CONSTRAINT pk_contest PRIMARY KEY (election_id, id),
    CONSTRAINT ck_contest_kind_known CHECK (kind IN ('candidates', 'yes_no')),
    CONSTRAINT ck_contest_votes_allowed_positive CHECK (votes_allowed >= 1),
    CONSTRAINT ck_contest_blank_allowed_known CHECK (blank_allowed IN (0, 1)),
    CONSTRAINT fk_contest_election_id_election FOREIGN KEY(election_id) REFERENCES election (id)
) WITHOUT ROWID, STRICT
""",
    """
CREATE TABLE device (
    id BLOB NOT NULL,
    station_id BLOB NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    public_key BLOB NOT NULL,
    active INTEGER NOT NULL,
    CONSTRAINT pk_device PRIMARY KEY (id),
    CONSTRAINT ck_device_id_length CHECK (length(id) = 16),
    CONSTRAINT ck_device_kind_known CHECK (kind IN ('office', 'kiosk')),
    CONSTRAINT ck_device_public_key_length CHECK (length(public_key) = 32),
    CONSTRAINT ck_device_active_known CHECK (active IN (0, 1)),
    CONSTRAINT fk_device_station_id_station FOREIGN KEY(station_id) REFERENCES station (id)
) WITHOUT ROWID, STRICT
""",
    """
CREATE INDEX ix_device_station_id ON device (station_id)
""",
    """
CREATE TABLE election_key (
    election_id BLOB NOT NULL,
    publics TEXT NOT NULL,
    public_key BLOB NOT NULL,
    CONSTRAINT pk_election_key PRIMARY KEY (election_id),
    CONSTRAINT ck_election_key_public_key_length CHECK (length(public_key) = 32),
    CONSTRAINT fk_election_key_election_id_election FOREIGN KEY(election_id) REFERENCES election (id)
) WITHOUT ROWID, STRICT
""",
    """
CREATE TABLE manifest (
    election_id BLOB NOT NULL,
    body BLOB NOT NULL,
    hash BLOB NOT NULL,
    signature BLOB NOT NULL,
    CONSTRAINT pk_manifest PRIMARY KEY (election_id),
    CONSTRAINT ck_manifest_hash_length CHECK (length(hash) = 32),
    CONSTRAINT fk_manifest_election_id_election FOREIGN KEY(election_id) REFERENCES election (id)
) WITHOUT ROWID, STRICT
""",
    """
CREATE TABLE opening (
    election_id BLOB NOT NULL,
    number INTEGER NOT NULL,
    body BLOB NOT NULL,
    CONSTRAINT pk_opening PRIMARY KEY (election_id, number),
    CONSTRAINT fk_opening_election_id_election FOREIGN KEY(election_id) REFERENCES election (id)
) WITHOUT ROWID, STRICT
""",
    """
CREATE TABLE outbox_mixed (
    lane TEXT NOT NULL,
    "key" TEXT NOT NULL,
    election_id BLOB NOT NULL,
    kind TEXT NOT NULL,
    payload BLOB NOT NULL,
    CONSTRAINT pk_outbox_mixed PRIMARY KEY (lane, "key"),
    CONSTRAINT ck_outbox_mixed_lane_known CHECK (lane IN ('P', 'B')),
    CONSTRAINT fk_outbox_mixed_election_id_election FOREIGN KEY(election_id) REFERENCES election (id)
) WITHOUT ROWID, STRICT
""",
    """
CREATE TABLE outbox_ordered (
    position INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    election_id BLOB NOT NULL,
    kind TEXT NOT NULL,
    "key" TEXT NOT NULL,
    payload BLOB NOT NULL,
    CONSTRAINT fk_outbox_ordered_election_id_election FOREIGN KEY(election_id) REFERENCES election (id)
) STRICT
""",
    """
CREATE TABLE participation (
    election_id BLOB NOT NULL,
    voter_id BLOB NOT NULL,
    state TEXT NOT NULL,
    hour TEXT,
    CONSTRAINT pk_participation PRIMARY KEY (election_id, voter_id),
    CONSTRAINT ck_participation_state_known CHECK (state IN ('issued', 'cast', 'cancelled')),
    CONSTRAINT ck_participation_hour_of_cast CHECK ((state = 'cast') = (hour IS NOT NULL)),
    CONSTRAINT ck_participation_hour_no_finer CHECK (hour GLOB '????-??-??T??:00:00.000000+00:00'),
    CONSTRAINT fk_participation_election_id_election FOREIGN KEY(election_id) REFERENCES election (id)
) WITHOUT ROWID, STRICT
""",
    """
CREATE TABLE poll_event (
    election_id BLOB NOT NULL,
    number INTEGER NOT NULL,
    action TEXT NOT NULL,
    from_state TEXT NOT NULL,
    to_state TEXT NOT NULL,
    at TEXT NOT NULL,
    actor_ids TEXT NOT NULL,
    counts TEXT NOT NULL,
    note TEXT NOT NULL,
    CONSTRAINT pk_poll_event PRIMARY KEY (election_id, number),
    CONSTRAINT ck_poll_event_action_known CHECK (action IN ('publish', 'open', 'suspend', 'resume',
        'begin_closing', 'close', 'reopen', 'count', 'certify')),
    CONSTRAINT ck_poll_event_from_state_known CHECK (from_state IN ('draft', 'published', 'open',
        'suspended', 'closing', 'closed', 'counted', 'certified')),
    CONSTRAINT ck_poll_event_to_state_known CHECK (to_state IN ('draft', 'published', 'open', 'suspended',
        'closing', 'closed', 'counted', 'certified')),
    CONSTRAINT fk_poll_event_election_id_election FOREIGN KEY(election_id) REFERENCES election (id)
) WITHOUT ROWID, STRICT
""",
    """
CREATE TABLE trustee (
    election_id BLOB NOT NULL,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    public TEXT NOT NULL,
    CONSTRAINT pk_trustee PRIMARY KEY (election_id, position),
    CONSTRAINT ck_trustee_position_positive CHECK (position >= 1),
    CONSTRAINT fk_trustee_election_id_election FOREIGN KEY(election_id) REFERENCES election (id)
) WITHOUT ROWID, STRICT
""",
    """
CREATE TABLE voter (
    id BLOB NOT NULL,
    election_id BLOB NOT NULL,
    station_id BLOB NOT NULL,
    roll_number TEXT NOT NULL,
    roll_key TEXT NOT NULL,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL,
    birth_date TEXT NOT NULL,
    address TEXT NOT NULL,
    CONSTRAINT pk_voter PRIMARY KEY (id),
    CONSTRAINT ck_voter_id_length CHECK (length(id) = 16),
    CONSTRAINT uq_voter_election_id_roll_key UNIQUE (election_id, roll_key),
    CONSTRAINT fk_voter_election_id_election FOREIGN KEY(election_id) REFERENCES election (id),
    CONSTRAINT fk_voter_station_id_station FOREIGN KEY(station_id) REFERENCES station (id)
) STRICT
""",
    """
CREATE INDEX ix_voter_election_id_birth_date ON voter (election_id, birth_date)
""",
    """
CREATE INDEX ix_voter_election_id_name_key ON voter (election_id, name_key)
""",
    """
CREATE TABLE voting_window (
    election_id BLOB NOT NULL,
    position INTEGER NOT NULL,
    opens TEXT NOT NULL,
    closes TEXT NOT NULL,
    CONSTRAINT pk_voting_window PRIMARY KEY (election_id, position),
    CONSTRAINT ck_voting_window_opens_first CHECK (opens < closes),
    CONSTRAINT fk_voting_window_election_id_election FOREIGN KEY(election_id) REFERENCES election (id)
) WITHOUT ROWID, STRICT
""",
    """
CREATE TABLE aggregate (
    election_id BLOB NOT NULL,
    contest_id TEXT NOT NULL,
    body BLOB NOT NULL,
    ballots INTEGER NOT NULL,
    CONSTRAINT pk_aggregate PRIMARY KEY (election_id, contest_id),
    CONSTRAINT ck_aggregate_ballots_positive CHECK (ballots >= 0),
    CONSTRAINT fk_aggregate_election_id_contest_id_contest FOREIGN KEY(election_id, contest_id) REFERENCES
        contest (election_id, id)
) WITHOUT ROWID, STRICT
""",
    """
CREATE TABLE ballot (
    id BLOB NOT NULL,
    election_id BLOB NOT NULL,
    station_id BLOB NOT NULL,
    device_id BLOB NOT NULL,
    store_epoch INTEGER NOT NULL,
    short_code TEXT NOT NULL,
    status TEXT NOT NULL,
    CONSTRAINT pk_ballot PRIMARY KEY (id),
    CONSTRAINT ck_ballot_id_length CHECK (length(id) = 32),
    CONSTRAINT ck_ballot_status_known CHECK (status IN ('committed', 'cast', 'tested', 'void')),
    CONSTRAINT ck_ballot_short_code_length CHECK (length(short_code) = 25),
    CONSTRAINT ck_ballot_store_epoch_positive CHECK (store_epoch >= 1),
    CONSTRAINT uq_ballot_election_id_short_code UNIQUE (election_id, short_code),
    CONSTRAINT fk_ballot_election_id_election FOREIGN KEY(election_id) REFERENCES election (id),
    CONSTRAINT fk_ballot_station_id_station FOREIGN KEY(station_id) REFERENCES station (id),
    CONSTRAINT fk_ballot_device_id_device FOREIGN KEY(device_id) REFERENCES device (id)
) WITHOUT ROWID, STRICT
""",
    """
CREATE INDEX ix_ballot_committed_device ON ballot (device_id) WHERE status = 'committed'
""",
    """
CREATE INDEX ix_ballot_election_id_status ON ballot (election_id, status)
""",
    """
CREATE TABLE candidate (
    id BLOB NOT NULL,
    election_id BLOB NOT NULL,
    contest_id TEXT NOT NULL,
    number INTEGER NOT NULL,
    name TEXT NOT NULL,
    party TEXT,
    state TEXT NOT NULL,
    CONSTRAINT pk_candidate PRIMARY KEY (id),
    CONSTRAINT ck_candidate_id_length CHECK (length(id) = 16),
    CONSTRAINT ck_candidate_state_known CHECK (state IN ('registered', 'withdrawn')),
    CONSTRAINT ck_candidate_number_range CHECK (number BETWEEN 1 AND 999),
    CONSTRAINT fk_candidate_election_id_contest_id_contest FOREIGN KEY(election_id, contest_id) REFERENCES
        contest (election_id, id),
    CONSTRAINT uq_candidate_election_id_contest_id_number UNIQUE (election_id, contest_id, number),
    CONSTRAINT uq_candidate_election_id_contest_id_party UNIQUE (election_id, contest_id, party)
) WITHOUT ROWID, STRICT
""",
    """
CREATE TABLE permit (
    token BLOB NOT NULL,
    election_id BLOB NOT NULL,
    station_id BLOB NOT NULL,
    device_id BLOB NOT NULL,
    voter_id BLOB,
    state TEXT NOT NULL,
    CONSTRAINT pk_permit PRIMARY KEY (token),
    CONSTRAINT ck_permit_token_length CHECK (length(token) = 16),
    CONSTRAINT ck_permit_state_known CHECK (state IN ('issued', 'used', 'cancelled')),
    CONSTRAINT ck_permit_used_forgets_voter CHECK ((state = 'used') = (voter_id IS NULL)),
    CONSTRAINT fk_permit_election_id_election FOREIGN KEY(election_id) REFERENCES election (id),
    CONSTRAINT fk_permit_station_id_station FOREIGN KEY(station_id) REFERENCES station (id),
    CONSTRAINT fk_permit_device_id_device FOREIGN KEY(device_id) REFERENCES device (id)
) WITHOUT ROWID, STRICT
""",
    """
CREATE INDEX ix_permit_open_device ON permit (device_id) WHERE state = 'issued'
""",
    """
CREATE UNIQUE INDEX uq_permit_open_voter ON permit (election_id, voter_id) WHERE state = 'issued'
""",
    """
CREATE TABLE ballot_body (
    id BLOB NOT NULL,
    body BLOB NOT NULL,
    signature BLOB NOT NULL,
    CONSTRAINT pk_ballot_body PRIMARY KEY (id),
    CONSTRAINT fk_ballot_body_id_ballot FOREIGN KEY(id) REFERENCES ballot (id)
) WITHOUT ROWID, STRICT
""",
    """
CREATE TABLE pledge (
    id BLOB NOT NULL,
    candidate_id BLOB NOT NULL,
    theme TEXT NOT NULL,
    title TEXT NOT NULL,
    description TEXT NOT NULL,
    position INTEGER NOT NULL,
    CONSTRAINT pk_pledge PRIMARY KEY (id),
    CONSTRAINT ck_pledge_id_length CHECK (length(id) = 16),
    CONSTRAINT ck_pledge_position_positive CHECK (position >= 0),
    CONSTRAINT fk_pledge_candidate_id_candidate FOREIGN KEY(candidate_id) REFERENCES candidate (id) ON
        DELETE CASCADE
) WITHOUT ROWID, STRICT
""",
    """
CREATE INDEX ix_pledge_candidate_id_position ON pledge (candidate_id, position)
""",
)
# In the order in which they refer to each other.
_TABLES = (
    "account",
    "audit_entry",
    "election",
    "running_count",
    "setting",
    "station",
    "amendment",
    "contest",
    "device",
    "election_key",
    "manifest",
    "opening",
    "outbox_mixed",
    "outbox_ordered",
    "participation",
    "poll_event",
    "trustee",
    "voter",
    "voting_window",
    "aggregate",
    "ballot",
    "candidate",
    "permit",
    "ballot_body",
    "pledge",
)


def upgrade() -> None:
    """From an empty file."""
    for statement in _STATEMENTS:
        op.get_bind().exec_driver_sql(statement)


def downgrade() -> None:
    """To an empty file."""
    for table in reversed(_TABLES):
        op.drop_table(table)
