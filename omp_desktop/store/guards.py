"""What the store itself refuses, whatever the program above it does: triggers, by name.

A refused change reaches the caller as RecordProtected with the name of the guard. Elections that are deleted
as a whole are drafts; the guards would let mock votes (모의투표) go too. Everything else stays. The running
counts are kept in step here as well, in the same statement as the row they count.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from sqlalchemy import Connection, event

from omp_desktop.store.schema import Base

# Columns of an election that are part of its manifest.
FROZEN_COLUMNS = (
    "name_ko", "name_en", "timezone", "results", "own_vote", "identification", "minimum_open",
    "commissioners", "test_mode",
)  # fmt: skip


def _refuse(name: str, timing: str, table: str, when: str = "") -> tuple[str, str]:
    condition = f" WHEN {when}" if when else ""
    return (
        name,
        f"CREATE TRIGGER {name} {timing} ON {table}{condition} BEGIN SELECT RAISE(ABORT, '{name}'); END",
    )


def _election_is(condition: str) -> str:
    return f"EXISTS (SELECT 1 FROM election WHERE {condition})"  # noqa: S608 - constants of this module


def _kept(table: str, election: str = "OLD.election_id") -> tuple[str, str]:
    """Rows of an election that counts are never deleted."""
    counts = _election_is(f"id = {election} AND state <> 'draft' AND test_mode = 0")
    return _refuse(f"{table}_kept", "BEFORE DELETE", table, counts)


def _frozen(table: str, what: str) -> tuple[str, str]:
    """Rows that the manifest covers change in a draft only (`what`: INSERT or UPDATE)."""
    row = "NEW" if what == "INSERT" else "OLD"
    published = _election_is(f"id = {row}.election_id AND state <> 'draft'")
    return _refuse(f"{table}_frozen_{what.lower()}", f"BEFORE {what}", table, published)


def _never(table: str, what: str) -> tuple[str, str]:
    return _refuse(f"{table}_never_{what.lower()}", f"BEFORE {what}", table)


def _count(name: str, timing: str, table: str, *steps: str) -> tuple[str, str]:
    return name, f"CREATE TRIGGER {name} {timing} ON {table} BEGIN {' '.join(steps)} END"


def _add(subject: str, row: str, word: str, hour: str = "''") -> str:
    values = f"{row}.election_id, '{subject}', {word}, {hour}, 1"
    columns = "election_id, subject, word, hour, n"
    return f"INSERT INTO running_count ({columns}) VALUES ({values}) ON CONFLICT DO UPDATE SET n = n + 1;"  # noqa: S608 - constants of this module


def _take(subject: str, row: str, word: str, hour: str = "''") -> str:
    place = f"election_id = {row}.election_id AND subject = '{subject}' AND word = {word} AND hour = {hour}"
    return f"UPDATE running_count SET n = n - 1 WHERE {place};"  # noqa: S608 - constants of this module


def _add_items(row: str) -> str:
    values = f"{row}.election_id, 'frozen', {row}.lane, '', {row}.n"
    columns = "election_id, subject, word, hour, n"
    step = "ON CONFLICT DO UPDATE SET n = n + excluded.n"
    return f"INSERT INTO running_count ({columns}) SELECT {values} WHERE {row}.lane <> 'S' {step};"


def _take_items(row: str, when: str) -> str:
    place = f"election_id = {row}.election_id AND subject = 'frozen' AND word = {row}.lane AND {when}"
    return f"UPDATE running_count SET n = n - {row}.n WHERE {place};"  # noqa: S608 - constants of this module


_BATCH_DIFFERS = " OR ".join(
    f"NEW.{column} IS NOT OLD.{column}"
    for column in (
        "id", "election_id", "lane", "device_id", "store_epoch", "sequence", "digest", "n", "page_device_id",
        "page_store_epoch", "page_number",
    )
)  # fmt: skip
_DIFFERS = " OR ".join(f"NEW.{column} IS NOT OLD.{column}" for column in FROZEN_COLUMNS)
_NOT_OPEN = "(SELECT state FROM election WHERE id = NEW.election_id) NOT IN ('open', 'closing')"
_STATION_OLD, _STATION_NEW = "lower(hex(OLD.station_id))", "lower(hex(NEW.station_id))"
_HOUR_OLD, _HOUR_NEW = "ifnull(OLD.hour, '')", "ifnull(NEW.hour, '')"

_ELECTION = (
    _refuse(
        "election_never_draft_again",
        "BEFORE UPDATE OF state",
        "election",
        "OLD.state <> 'draft' AND NEW.state = 'draft'",
    ),
    _refuse("election_frozen", "BEFORE UPDATE", "election", f"OLD.state <> 'draft' AND ({_DIFFERS})"),
    _kept("election", "OLD.id"),
    _frozen("voting_window", "INSERT"),
    _frozen("voting_window", "UPDATE"),
    _kept("voting_window"),
    _frozen("contest", "INSERT"),
    _frozen("contest", "UPDATE"),
    _kept("contest"),
    _frozen("manifest", "UPDATE"),
    _kept("manifest"),
    _frozen("election_key", "UPDATE"),
    _kept("election_key"),
    _frozen("trustee", "UPDATE"),
    _kept("trustee"),
    _kept("candidate"),
    # After publication a candidate withdraws; nothing else about them changes.
    _refuse(
        "candidate_frozen",
        "BEFORE UPDATE",
        "candidate",
        "(NEW.id <> OLD.id OR NEW.election_id <> OLD.election_id OR NEW.contest_id <> OLD.contest_id"
        " OR NEW.number <> OLD.number OR NEW.name <> OLD.name OR NEW.party IS NOT OLD.party"
        " OR OLD.state = 'withdrawn')"
        " AND " + _election_is("id = OLD.election_id AND state <> 'draft'"),
    ),
    _frozen("candidate_photo", "INSERT"),
    _frozen("candidate_photo", "UPDATE"),
    _kept("candidate_photo"),
    _frozen("voter", "UPDATE"),
    _kept("voter"),
    _frozen("voter_code", "INSERT"),
    _frozen("voter_code", "UPDATE"),
    _kept("voter_code"),
)
_VOTING = (
    _refuse(
        "participation_voter_of_election",
        "BEFORE INSERT",
        "participation",
        "(SELECT election_id FROM voter WHERE id = NEW.voter_id) IS NOT NEW.election_id",
    ),
    _refuse("participation_begins_issued", "BEFORE INSERT", "participation", "NEW.state <> 'issued'"),
    _refuse(
        "participation_cast_is_final",
        "BEFORE UPDATE",
        "participation",
        "OLD.state = 'cast' OR NEW.election_id <> OLD.election_id OR NEW.voter_id <> OLD.voter_id"
        " OR (NEW.state = 'cast' AND OLD.state <> 'issued')",
    ),
    _kept("participation"),
    _refuse("permit_begins_issued", "BEFORE INSERT", "permit", "NEW.state <> 'issued'"),
    _refuse(
        "permit_is_final",
        "BEFORE UPDATE",
        "permit",
        "OLD.state <> 'issued' OR NEW.token <> OLD.token OR NEW.election_id <> OLD.election_id"
        " OR (NEW.state <> 'used' AND NEW.voter_id IS NOT OLD.voter_id)",
    ),
    _kept("permit"),
    _refuse("ballot_begins_committed", "BEFORE INSERT", "ballot", "NEW.status <> 'committed'"),
    _refuse(
        "ballot_is_final",
        "BEFORE UPDATE",
        "ballot",
        "OLD.status <> 'committed' OR NEW.id <> OLD.id OR NEW.election_id <> OLD.election_id"
        " OR NEW.station_id <> OLD.station_id OR NEW.device_id <> OLD.device_id"
        " OR NEW.store_epoch <> OLD.store_epoch OR NEW.short_code <> OLD.short_code",
    ),
    # Closed means: no more ballots, ever, and no other sums.
    _refuse(
        "ballot_cast_while_open",
        "BEFORE UPDATE OF status",
        "ballot",
        f"NEW.status = 'cast' AND {_NOT_OPEN}",
    ),
    _kept("ballot"),
    _never("ballot_body", "UPDATE"),
    _kept("ballot_body", "(SELECT election_id FROM ballot WHERE id = OLD.id)"),
    # The sums of no ballots are there from the publication on.
    _refuse("aggregate_while_open_insert", "BEFORE INSERT", "aggregate", f"NEW.ballots > 0 AND {_NOT_OPEN}"),
    _refuse("aggregate_while_open_update", "BEFORE UPDATE", "aggregate", _NOT_OPEN),
    _kept("aggregate"),
    _never("opening", "UPDATE"),
    _kept("opening"),
)
_PROVING = (
    # The row of what is paged says for good what became of the ballot.
    _refuse(
        "page_ballot_is_final",
        "BEFORE INSERT",
        "page_ballot",
        "(SELECT status FROM ballot WHERE id = NEW.id) = 'committed'",
    ),
    _never("page_ballot", "UPDATE"),
    _kept("page_ballot"),
    _never("page", "UPDATE"),
    _kept("page"),
    # A signature that was missing is added once; nothing else changes.
    _refuse(
        "closing_value_is_final",
        "BEFORE UPDATE",
        "closing_value",
        "OLD.signature IS NOT NULL OR NEW.election_id <> OLD.election_id OR NEW.device_id <> OLD.device_id"
        " OR NEW.number <> OLD.number OR NEW.value <> OLD.value OR NEW.body <> OLD.body",
    ),
    _kept("closing_value"),
    # The nonce opens the ballot: only of one that the voter tested, and that never counts.
    _refuse(
        "tested_ballot_was_tested",
        "BEFORE INSERT",
        "tested_ballot",
        "(SELECT status FROM ballot WHERE id = NEW.id) IS NOT 'tested'",
    ),
    _never("tested_ballot", "UPDATE"),
    _kept("tested_ballot", "(SELECT election_id FROM ballot WHERE id = OLD.id)"),
    _never("own_vote_record", "UPDATE"),
    _kept("own_vote_record", "(SELECT election_id FROM ballot WHERE id = OLD.id)"),
    _frozen("ceremony", "UPDATE"),
    _kept("ceremony"),
    _never("opening_request", "UPDATE"),
    _kept("opening_request"),
    _never("opening_share", "UPDATE"),
    _kept("opening_share"),
)
_RECORD = (
    _never("amendment", "UPDATE"),
    _kept("amendment"),
    _never("poll_event", "UPDATE"),
    _kept("poll_event"),
    _never("remark", "UPDATE"),
    _kept("remark"),
    _never("audit_entry", "UPDATE"),
    _never("audit_entry", "DELETE"),
)
_SENDING = (
    _refuse("batch_begins_waiting", "BEFORE INSERT", "outbox_batch", "NEW.state <> 'waiting'"),
    # What was frozen is sent as it is, and what the centre acknowledged stays so.
    _refuse(
        "batch_is_frozen", "BEFORE UPDATE", "outbox_batch", f"OLD.state = 'acknowledged' OR {_BATCH_DIFFERS}"
    ),
    _kept("outbox_batch"),
    _never("outbox_batch_body", "UPDATE"),
    _kept("outbox_batch_body", "(SELECT election_id FROM outbox_batch WHERE id = OLD.id)"),
    _never("collected_batch", "UPDATE"),
    _kept("collected_batch"),
    _never("collected_page", "UPDATE"),
    _kept("collected_page"),
    _never("collected_ballot", "UPDATE"),
    _kept("collected_ballot"),
    _refuse("collected_cast_is_final", "BEFORE UPDATE", "collected_participation", "OLD.state = 'cast'"),
    _kept("collected_participation"),
    _kept("collected_sum"),
)
_COUNTS = (
    _count("voter_count_insert", "AFTER INSERT", "voter", _add("voter", "NEW", _STATION_NEW)),
    _count("voter_count_delete", "AFTER DELETE", "voter", _take("voter", "OLD", _STATION_OLD)),
    _count(
        "voter_count_update",
        "AFTER UPDATE OF station_id, election_id",
        "voter",
        _take("voter", "OLD", _STATION_OLD),
        _add("voter", "NEW", _STATION_NEW),
    ),
    _count(
        "participation_count_insert",
        "AFTER INSERT",
        "participation",
        _add("participation", "NEW", "NEW.state", _HOUR_NEW),
    ),
    _count(
        "participation_count_delete",
        "AFTER DELETE",
        "participation",
        _take("participation", "OLD", "OLD.state", _HOUR_OLD),
    ),
    _count(
        "participation_count_update",
        "AFTER UPDATE",
        "participation",
        _take("participation", "OLD", "OLD.state", _HOUR_OLD),
        _add("participation", "NEW", "NEW.state", _HOUR_NEW),
    ),
    _count("ballot_count_insert", "AFTER INSERT", "ballot", _add("ballot", "NEW", "NEW.status")),
    _count("ballot_count_delete", "AFTER DELETE", "ballot", _take("ballot", "OLD", "OLD.status")),
    _count(
        "ballot_count_update",
        "AFTER UPDATE OF status",
        "ballot",
        _take("ballot", "OLD", "OLD.status"),
        _add("ballot", "NEW", "NEW.status"),
    ),
    _count("ordered_count_insert", "AFTER INSERT", "outbox_ordered", _add("waiting", "NEW", "'S'")),
    _count("ordered_count_delete", "AFTER DELETE", "outbox_ordered", _take("waiting", "OLD", "'S'")),
    _count("mixed_count_insert", "AFTER INSERT", "outbox_mixed", _add("waiting", "NEW", "NEW.lane")),
    _count("mixed_count_delete", "AFTER DELETE", "outbox_mixed", _take("waiting", "OLD", "OLD.lane")),
    # Frozen items of lanes P and B, by lane, until they are acknowledged; those of S stay in their table.
    _count(
        "batch_count_insert",
        "AFTER INSERT",
        "outbox_batch",
        _add_items("NEW"),
        _add("batch", "NEW", "NEW.state"),
    ),
    _count(
        "batch_count_update",
        "AFTER UPDATE OF state",
        "outbox_batch",
        _take("batch", "OLD", "OLD.state"),
        _add("batch", "NEW", "NEW.state"),
        _take_items("OLD", "NEW.state = 'acknowledged' AND OLD.state <> 'acknowledged'"),
    ),
    _count(
        "batch_count_delete",
        "AFTER DELETE",
        "outbox_batch",
        _take("batch", "OLD", "OLD.state"),
        _take_items("OLD", "OLD.state <> 'acknowledged'"),
    ),
)

# Every trigger by its name. A migration that copies a table has to make its guards again: a test compares.
GUARDS: Mapping[str, str] = MappingProxyType(
    dict((*_ELECTION, *_VOTING, *_PROVING, *_RECORD, *_SENDING, *_COUNTS))
)


@event.listens_for(Base.metadata, "after_create")
def _with_guards(_target: Any, connection: Connection, **_: Any) -> None:
    for statement in GUARDS.values():
        connection.exec_driver_sql(statement)
