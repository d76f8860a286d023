-- The change log: one row per write, committed with the write. Outbox, event feed, audit trail and history in one. Readers follow it
-- by (txid, seq) below pg_snapshot_xmin(pg_current_snapshot()): commit order per transaction, so no row is ever skipped.

CREATE TABLE dialog_change (
    txid bigint NOT NULL DEFAULT (pg_current_xact_id()::text::bigint),
    seq bigint GENERATED ALWAYS AS IDENTITY (CACHE 64),
    at timestamptz NOT NULL,
    dialog_id uuid NOT NULL,
    revision_before uuid,
    revision_after uuid,
    actor text NOT NULL,
    kind smallint NOT NULL,
    -- bits of ChangedMember
    members integer NOT NULL,
    silent boolean NOT NULL,
    org text NOT NULL,
    service_resource text NOT NULL,
    party text NOT NULL,
    process text,
    preceding_process text,
    -- array of {"t": id, "s": senderType} and {"a": id, "y": type number, "x": extendedType}; null when nothing was appended
    appended json,
    seen_log_id uuid
) PARTITION BY RANGE (at);

-- serves: following the log
CREATE INDEX dialog_change_position ON dialog_change (txid, seq);
-- serves: the history of one dialog
CREATE INDEX dialog_change_dialog ON dialog_change (dialog_id, txid, seq);

-- Catches what no partition of a day takes, so that a missing partition can never refuse a write.
CREATE TABLE dialog_change_default PARTITION OF dialog_change DEFAULT;
