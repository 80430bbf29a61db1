"""The triggers that protect what counts and keep the running counts in step.

Frozen: what the guards are today stands in store/guards.py, and a test compares the two.
"""

from __future__ import annotations

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_GUARDS = {
    "election_never_draft_again": """
CREATE TRIGGER election_never_draft_again BEFORE UPDATE OF state ON election
WHEN OLD.state <> 'draft' AND NEW.state = 'draft'
BEGIN SELECT RAISE(ABORT, 'election_never_draft_again');
END
""",
    "election_frozen": """
CREATE TRIGGER election_frozen BEFORE UPDATE ON election
WHEN OLD.state <> 'draft' AND (NEW.name_ko IS NOT OLD.name_ko OR NEW.name_en IS NOT OLD.name_en OR
    NEW.timezone IS NOT OLD.timezone OR NEW.results IS NOT OLD.results OR NEW.own_vote IS NOT OLD.own_vote
    OR NEW.identification IS NOT OLD.identification OR NEW.minimum_open IS NOT OLD.minimum_open OR
    NEW.commissioners IS NOT OLD.commissioners OR NEW.test_mode IS NOT OLD.test_mode)
BEGIN SELECT RAISE(ABORT, 'election_frozen');
END
""",
    "election_kept": """
CREATE TRIGGER election_kept BEFORE DELETE ON election
WHEN EXISTS (SELECT 1 FROM election WHERE id = OLD.id AND state <> 'draft' AND test_mode = 0)
BEGIN SELECT RAISE(ABORT, 'election_kept');
END
""",
    "voting_window_frozen_insert": """
CREATE TRIGGER voting_window_frozen_insert BEFORE INSERT ON voting_window
WHEN EXISTS (SELECT 1 FROM election WHERE id = NEW.election_id AND state <> 'draft')
BEGIN SELECT RAISE(ABORT, 'voting_window_frozen_insert');
END
""",
    "voting_window_frozen_update": """
CREATE TRIGGER voting_window_frozen_update BEFORE UPDATE ON voting_window
WHEN EXISTS (SELECT 1 FROM election WHERE id = OLD.election_id AND state <> 'draft')
BEGIN SELECT RAISE(ABORT, 'voting_window_frozen_update');
END
""",
    "voting_window_kept": """
CREATE TRIGGER voting_window_kept BEFORE DELETE ON voting_window
WHEN EXISTS (SELECT 1 FROM election WHERE id = OLD.election_id AND state <> 'draft' AND test_mode = 0)
BEGIN SELECT RAISE(ABORT, 'voting_window_kept');
END
""",
    "contest_frozen_insert": """
CREATE TRIGGER contest_frozen_insert BEFORE INSERT ON contest
WHEN EXISTS (SELECT 1 FROM election WHERE id = NEW.election_id AND state <> 'draft')
BEGIN SELECT RAISE(ABORT, 'contest_frozen_insert');
END
""",
    "contest_frozen_update": """
CREATE TRIGGER contest_frozen_update BEFORE UPDATE ON contest
WHEN EXISTS (SELECT 1 FROM election WHERE id = OLD.election_id AND state <> 'draft')
BEGIN SELECT RAISE(ABORT, 'contest_frozen_update');
END
""",
    "contest_kept": """
CREATE TRIGGER contest_kept BEFORE DELETE ON contest
WHEN EXISTS (SELECT 1 FROM election WHERE id = OLD.election_id AND state <> 'draft' AND test_mode = 0)
BEGIN SELECT RAISE(ABORT, 'contest_kept');
END
""",
    "manifest_frozen_update": """
CREATE TRIGGER manifest_frozen_update BEFORE UPDATE ON manifest
WHEN EXISTS (SELECT 1 FROM election WHERE id = OLD.election_id AND state <> 'draft')
BEGIN SELECT RAISE(ABORT, 'manifest_frozen_update');
END
""",
    "manifest_kept": """
CREATE TRIGGER manifest_kept BEFORE DELETE ON manifest
WHEN EXISTS (SELECT 1 FROM election WHERE id = OLD.election_id AND state <> 'draft' AND test_mode = 0)
BEGIN SELECT RAISE(ABORT, 'manifest_kept');
END
""",
    "election_key_frozen_update": """
CREATE TRIGGER election_key_frozen_update BEFORE UPDATE ON election_key
WHEN EXISTS (SELECT 1 FROM election WHERE id = OLD.election_id AND state <> 'draft')
BEGIN SELECT RAISE(ABORT, 'election_key_frozen_update');
END
""",
    "election_key_kept": """
CREATE TRIGGER election_key_kept BEFORE DELETE ON election_key
WHEN EXISTS (SELECT 1 FROM election WHERE id = OLD.election_id AND state <> 'draft' AND test_mode = 0)
BEGIN SELECT RAISE(ABORT, 'election_key_kept');
END
""",
    "trustee_frozen_update": """
CREATE TRIGGER trustee_frozen_update BEFORE UPDATE ON trustee
WHEN EXISTS (SELECT 1 FROM election WHERE id = OLD.election_id AND state <> 'draft')
BEGIN SELECT RAISE(ABORT, 'trustee_frozen_update');
END
""",
    "trustee_kept": """
CREATE TRIGGER trustee_kept BEFORE DELETE ON trustee
WHEN EXISTS (SELECT 1 FROM election WHERE id = OLD.election_id AND state <> 'draft' AND test_mode = 0)
BEGIN SELECT RAISE(ABORT, 'trustee_kept');
END
""",
    "candidate_kept": """
CREATE TRIGGER candidate_kept BEFORE DELETE ON candidate
WHEN EXISTS (SELECT 1 FROM election WHERE id = OLD.election_id AND state <> 'draft' AND test_mode = 0)
BEGIN SELECT RAISE(ABORT, 'candidate_kept');
END
""",
    "candidate_frozen": """
CREATE TRIGGER candidate_frozen BEFORE UPDATE ON candidate
WHEN (NEW.id <> OLD.id OR NEW.election_id <> OLD.election_id OR NEW.contest_id <> OLD.contest_id OR
    NEW.number <> OLD.number OR NEW.name <> OLD.name OR NEW.party IS NOT OLD.party OR OLD.state =
    'withdrawn') AND EXISTS (SELECT 1 FROM election WHERE id = OLD.election_id AND state <> 'draft')
BEGIN SELECT RAISE(ABORT, 'candidate_frozen');
END
""",
    "voter_frozen_update": """
CREATE TRIGGER voter_frozen_update BEFORE UPDATE ON voter
WHEN EXISTS (SELECT 1 FROM election WHERE id = OLD.election_id AND state <> 'draft')
BEGIN SELECT RAISE(ABORT, 'voter_frozen_update');
END
""",
    "voter_kept": """
CREATE TRIGGER voter_kept BEFORE DELETE ON voter
WHEN EXISTS (SELECT 1 FROM election WHERE id = OLD.election_id AND state <> 'draft' AND test_mode = 0)
BEGIN SELECT RAISE(ABORT, 'voter_kept');
END
""",
    "participation_voter_of_election": """
CREATE TRIGGER participation_voter_of_election BEFORE INSERT ON participation
WHEN (SELECT election_id FROM voter WHERE id = NEW.voter_id) IS NOT NEW.election_id
BEGIN SELECT RAISE(ABORT, 'participation_voter_of_election');
END
""",
    "participation_begins_issued": """
CREATE TRIGGER participation_begins_issued BEFORE INSERT ON participation
WHEN NEW.state <> 'issued'
BEGIN SELECT RAISE(ABORT, 'participation_begins_issued');
END
""",
    "participation_cast_is_final": """
CREATE TRIGGER participation_cast_is_final BEFORE UPDATE ON participation
WHEN OLD.state = 'cast' OR NEW.election_id <> OLD.election_id OR NEW.voter_id <> OLD.voter_id OR (NEW.state
    = 'cast' AND OLD.state <> 'issued')
BEGIN SELECT RAISE(ABORT, 'participation_cast_is_final');
END
""",
    "participation_kept": """
CREATE TRIGGER participation_kept BEFORE DELETE ON participation
WHEN EXISTS (SELECT 1 FROM election WHERE id = OLD.election_id AND state <> 'draft' AND test_mode = 0)
BEGIN SELECT RAISE(ABORT, 'participation_kept');
END
""",
    "permit_begins_issued": """
CREATE TRIGGER permit_begins_issued BEFORE INSERT ON permit
WHEN NEW.state <> 'issued'
BEGIN SELECT RAISE(ABORT, 'permit_begins_issued');
END
""",
    "permit_is_final": """
CREATE TRIGGER permit_is_final BEFORE UPDATE ON permit
WHEN OLD.state <> 'issued' OR NEW.token <> OLD.token OR NEW.election_id <> OLD.election_id OR (NEW.state <>
    'used' AND NEW.voter_id IS NOT OLD.voter_id)
BEGIN SELECT RAISE(ABORT, 'permit_is_final');
END
""",
    "permit_kept": """
CREATE TRIGGER permit_kept BEFORE DELETE ON permit
WHEN EXISTS (SELECT 1 FROM election WHERE id = OLD.election_id AND state <> 'draft' AND test_mode = 0)
BEGIN SELECT RAISE(ABORT, 'permit_kept');
END
""",
    "ballot_begins_committed": """
CREATE TRIGGER ballot_begins_committed BEFORE INSERT ON ballot
WHEN NEW.status <> 'committed'
BEGIN SELECT RAISE(ABORT, 'ballot_begins_committed');
END
""",
    "ballot_is_final": """
CREATE TRIGGER ballot_is_final BEFORE UPDATE ON ballot
WHEN OLD.status <> 'committed' OR NEW.id <> OLD.id OR NEW.election_id <> OLD.election_id OR NEW.station_id
    <> OLD.station_id OR NEW.device_id <> OLD.device_id OR NEW.store_epoch <> OLD.store_epoch OR
    NEW.short_code <> OLD.short_code
BEGIN SELECT RAISE(ABORT, 'ballot_is_final');
END
""",
    "ballot_cast_while_open": """
CREATE TRIGGER ballot_cast_while_open BEFORE UPDATE OF status ON ballot
WHEN NEW.status = 'cast' AND (SELECT state FROM election WHERE id = NEW.election_id) NOT IN ('open',
    'closing')
BEGIN SELECT RAISE(ABORT, 'ballot_cast_while_open');
END
""",
    "ballot_kept": """
CREATE TRIGGER ballot_kept BEFORE DELETE ON ballot
WHEN EXISTS (SELECT 1 FROM election WHERE id = OLD.election_id AND state <> 'draft' AND test_mode = 0)
BEGIN SELECT RAISE(ABORT, 'ballot_kept');
END
""",
    "ballot_body_never_update": """
CREATE TRIGGER ballot_body_never_update BEFORE UPDATE ON ballot_body
BEGIN SELECT RAISE(ABORT, 'ballot_body_never_update');
END
""",
    "ballot_body_kept": """
CREATE TRIGGER ballot_body_kept BEFORE DELETE ON ballot_body
WHEN EXISTS (SELECT 1 FROM election WHERE id = (SELECT election_id FROM ballot WHERE id = OLD.id) AND state
    <> 'draft' AND test_mode = 0)
BEGIN SELECT RAISE(ABORT, 'ballot_body_kept');
END
""",
    "aggregate_while_open_insert": """
CREATE TRIGGER aggregate_while_open_insert BEFORE INSERT ON aggregate
WHEN NEW.ballots > 0 AND (SELECT state FROM election WHERE id = NEW.election_id) NOT IN ('open', 'closing')
BEGIN SELECT RAISE(ABORT, 'aggregate_while_open_insert');
END
""",
    "aggregate_while_open_update": """
CREATE TRIGGER aggregate_while_open_update BEFORE UPDATE ON aggregate
WHEN (SELECT state FROM election WHERE id = NEW.election_id) NOT IN ('open', 'closing')
BEGIN SELECT RAISE(ABORT, 'aggregate_while_open_update');
END
""",
    "aggregate_kept": """
CREATE TRIGGER aggregate_kept BEFORE DELETE ON aggregate
WHEN EXISTS (SELECT 1 FROM election WHERE id = OLD.election_id AND state <> 'draft' AND test_mode = 0)
BEGIN SELECT RAISE(ABORT, 'aggregate_kept');
END
""",
    "opening_never_update": """
CREATE TRIGGER opening_never_update BEFORE UPDATE ON opening
BEGIN SELECT RAISE(ABORT, 'opening_never_update');
END
""",
    "opening_kept": """
CREATE TRIGGER opening_kept BEFORE DELETE ON opening
WHEN EXISTS (SELECT 1 FROM election WHERE id = OLD.election_id AND state <> 'draft' AND test_mode = 0)
BEGIN SELECT RAISE(ABORT, 'opening_kept');
END
""",
    "amendment_never_update": """
CREATE TRIGGER amendment_never_update BEFORE UPDATE ON amendment
BEGIN SELECT RAISE(ABORT, 'amendment_never_update');
END
""",
    "amendment_kept": """
CREATE TRIGGER amendment_kept BEFORE DELETE ON amendment
WHEN EXISTS (SELECT 1 FROM election WHERE id = OLD.election_id AND state <> 'draft' AND test_mode = 0)
BEGIN SELECT RAISE(ABORT, 'amendment_kept');
END
""",
    "poll_event_never_update": """
CREATE TRIGGER poll_event_never_update BEFORE UPDATE ON poll_event
BEGIN SELECT RAISE(ABORT, 'poll_event_never_update');
END
""",
    "poll_event_kept": """
CREATE TRIGGER poll_event_kept BEFORE DELETE ON poll_event
WHEN EXISTS (SELECT 1 FROM election WHERE id = OLD.election_id AND state <> 'draft' AND test_mode = 0)
BEGIN SELECT RAISE(ABORT, 'poll_event_kept');
END
""",
    "audit_entry_never_update": """
CREATE TRIGGER audit_entry_never_update BEFORE UPDATE ON audit_entry
BEGIN SELECT RAISE(ABORT, 'audit_entry_never_update');
END
""",
    "audit_entry_never_delete": """
CREATE TRIGGER audit_entry_never_delete BEFORE DELETE ON audit_entry
BEGIN SELECT RAISE(ABORT, 'audit_entry_never_delete');
END
""",
    "voter_count_insert": """
CREATE TRIGGER voter_count_insert AFTER INSERT ON voter
BEGIN INSERT INTO running_count (election_id, subject, word, hour, n) VALUES (NEW.election_id, 'voter',
    lower(hex(NEW.station_id)), '', 1)
    ON CONFLICT DO UPDATE SET n = n + 1;
END
""",
    "voter_count_delete": """
CREATE TRIGGER voter_count_delete AFTER DELETE ON voter
BEGIN UPDATE running_count SET n = n - 1 WHERE election_id = OLD.election_id AND subject = 'voter' AND word
    = lower(hex(OLD.station_id)) AND hour = '';
END
""",
    "voter_count_update": """
CREATE TRIGGER voter_count_update AFTER UPDATE OF station_id, election_id ON voter
BEGIN UPDATE running_count SET n = n - 1 WHERE election_id = OLD.election_id AND subject = 'voter' AND word
    = lower(hex(OLD.station_id)) AND hour = '';
    INSERT INTO running_count (election_id, subject, word, hour, n) VALUES (NEW.election_id, 'voter',
    lower(hex(NEW.station_id)), '', 1)
    ON CONFLICT DO UPDATE SET n = n + 1;
END
""",
    "participation_count_insert": """
CREATE TRIGGER participation_count_insert AFTER INSERT ON participation
BEGIN INSERT INTO running_count (election_id, subject, word, hour, n) VALUES (NEW.election_id,
    'participation', NEW.state, ifnull(NEW.hour, ''), 1)
    ON CONFLICT DO UPDATE SET n = n + 1;
END
""",
    "participation_count_delete": """
CREATE TRIGGER participation_count_delete AFTER DELETE ON participation
BEGIN UPDATE running_count SET n = n - 1 WHERE election_id = OLD.election_id AND subject = 'participation'
    AND word = OLD.state AND hour = ifnull(OLD.hour, '');
END
""",
    "participation_count_update": """
CREATE TRIGGER participation_count_update AFTER UPDATE ON participation
BEGIN UPDATE running_count SET n = n - 1 WHERE election_id = OLD.election_id AND subject = 'participation'
    AND word = OLD.state AND hour = ifnull(OLD.hour, '');
    INSERT INTO running_count (election_id, subject, word, hour, n) VALUES (NEW.election_id,
    'participation', NEW.state, ifnull(NEW.hour, ''), 1)
    ON CONFLICT DO UPDATE SET n = n + 1;
END
""",
    "ballot_count_insert": """
CREATE TRIGGER ballot_count_insert AFTER INSERT ON ballot
BEGIN INSERT INTO running_count (election_id, subject, word, hour, n) VALUES (NEW.election_id, 'ballot',
    NEW.status, '', 1)
    ON CONFLICT DO UPDATE SET n = n + 1;
END
""",
    "ballot_count_delete": """
CREATE TRIGGER ballot_count_delete AFTER DELETE ON ballot
BEGIN UPDATE running_count SET n = n - 1 WHERE election_id = OLD.election_id AND subject = 'ballot' AND word
    = OLD.status AND hour = '';
END
""",
    "ballot_count_update": """
CREATE TRIGGER ballot_count_update AFTER UPDATE OF status ON ballot
BEGIN UPDATE running_count SET n = n - 1 WHERE election_id = OLD.election_id AND subject = 'ballot' AND word
    = OLD.status AND hour = '';
    INSERT INTO running_count (election_id, subject, word, hour, n) VALUES (NEW.election_id, 'ballot',
    NEW.status, '', 1)
    ON CONFLICT DO UPDATE SET n = n + 1;
END
""",
    "ordered_count_insert": """
CREATE TRIGGER ordered_count_insert AFTER INSERT ON outbox_ordered
BEGIN INSERT INTO running_count (election_id, subject, word, hour, n) VALUES (NEW.election_id, 'waiting',
    'S', '', 1)
    ON CONFLICT DO UPDATE SET n = n + 1;
END
""",
    "ordered_count_delete": """
CREATE TRIGGER ordered_count_delete AFTER DELETE ON outbox_ordered
BEGIN UPDATE running_count SET n = n - 1 WHERE election_id = OLD.election_id AND subject = 'waiting' AND
    word = 'S' AND hour = '';
END
""",
    "mixed_count_insert": """
CREATE TRIGGER mixed_count_insert AFTER INSERT ON outbox_mixed
BEGIN INSERT INTO running_count (election_id, subject, word, hour, n) VALUES (NEW.election_id, 'waiting',
    NEW.lane, '', 1)
    ON CONFLICT DO UPDATE SET n = n + 1;
END
""",
    "mixed_count_delete": """
CREATE TRIGGER mixed_count_delete AFTER DELETE ON outbox_mixed
BEGIN UPDATE running_count SET n = n - 1 WHERE election_id = OLD.election_id AND subject = 'waiting' AND
    word = OLD.lane AND hour = '';
END
""",
}


def upgrade() -> None:
    """Adds the guards."""
    for statement in _GUARDS.values():
        op.get_bind().exec_driver_sql(statement)


def downgrade() -> None:
    """Removes the guards."""
    for name in _GUARDS:
        op.get_bind().exec_driver_sql(f"DROP TRIGGER {name}")
