-- Transaction numbers can begin again lower: on a promoted standby that lagged, after a restore from a backup or a dump, after a
-- logical upgrade. A position in the change log therefore counts epochs first: the column txid holds the epoch above 46 bits of the
-- transaction's number, so that order, indexes and cursors stay as they are. 46 bits are 20,000 transactions a second for 111 years.

-- What the epochs of this server follow from; the first is 0, whatever the time line is that it began on.
CREATE TABLE dialog_log_server (
    singleton boolean NOT NULL DEFAULT true CHECK (singleton),
    -- PostgreSQL gives a new one to every newly made cluster; 0 where it does not tell
    system_identifier bigint NOT NULL,
    CONSTRAINT dialog_log_server_pkey PRIMARY KEY (singleton)
);

CREATE FUNCTION dialog_log_system_identifier() RETURNS bigint LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN (SELECT system_identifier FROM pg_control_system());
EXCEPTION WHEN insufficient_privilege OR undefined_function OR feature_not_supported THEN
    RETURN 0;
END $$;

-- Number of the time line that this server writes; 0 where it does not tell. Read off the name of a WAL file: unlike the control
-- data it is right from the first transaction after a promotion on.
CREATE FUNCTION dialog_log_timeline() RETURNS bigint LANGUAGE plpgsql AS $$
BEGIN
    RETURN ('x' || substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8))::bit(32)::bigint;
EXCEPTION WHEN insufficient_privilege OR undefined_function OR feature_not_supported THEN
    RETURN 0;
END $$;

-- Makes the two functions that everybody uses. They are one expression with a constant in it, which PostgreSQL puts where they are
-- called: a write reads no table for its position. A new time line is a new epoch by itself, from its first write on: no node has to
-- notice, and none can write into the old epoch any more.
CREATE FUNCTION dialog_log_define(epoch bigint) RETURNS void LANGUAGE plpgsql AS $define$
DECLARE
    timeline bigint := dialog_log_timeline();
    expression text := epoch::text;
BEGIN
    IF timeline > 0 THEN
        expression := format(
            $$('x' || substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8))::bit(32)::bigint + (%s)::bigint$$, epoch - timeline);
    END IF;
    EXECUTE format(
        'CREATE OR REPLACE FUNCTION dialog_log_epoch() RETURNS bigint LANGUAGE sql AS %L', 'SELECT ' || expression);
    EXECUTE format(
        'CREATE OR REPLACE FUNCTION dialog_log_txid() RETURNS bigint LANGUAGE sql AS %L',
        format('SELECT ((%s) << 46) + pg_current_xact_id()::text::bigint', expression));
    -- rows of earlier epochs are final, whatever the numbers of their transactions
    EXECUTE format(
        'CREATE OR REPLACE FUNCTION dialog_log_horizon() RETURNS bigint LANGUAGE sql AS %L',
        format('SELECT ((%s) << 46) + pg_snapshot_xmin(pg_current_snapshot())::text::bigint', expression));
END $define$;

SELECT dialog_log_define(0);
INSERT INTO dialog_log_server (system_identifier) VALUES (dialog_log_system_identifier());
ALTER TABLE ONLY dialog_change ALTER COLUMN txid SET DEFAULT dialog_log_txid();

-- The last row that can be read now, or the last one that was removed: who wants only what comes later stands here. Never the horizon
-- itself: PostgreSQL may forget, in a crash, the numbers of transactions that wrote nothing durable, and give them to others.
CREATE FUNCTION dialog_log_end(OUT txid bigint, OUT seq bigint) LANGUAGE sql AS $$
    SELECT coalesce(last.txid, f.txid), coalesce(last.seq, f.seq)
    FROM event_log_floor f LEFT JOIN LATERAL (
        SELECT c.txid, c.seq FROM dialog_change c WHERE c.txid < (SELECT dialog_log_horizon())
        ORDER BY c.txid DESC, c.seq DESC LIMIT 1) last ON true
$$;

-- How far the log has come.
CREATE FUNCTION dialog_log_newest() RETURNS bigint LANGUAGE sql STABLE AS $$
    SELECT greatest((SELECT max(txid) FROM dialog_change), (SELECT max(txid) FROM event_log_floor))
$$;

-- Whether the next write would come where the log has been already, or the log has been moved to another server: what has been
-- written between the making of a dump and its restoring is lost, and its positions are not to be given out again.
CREATE FUNCTION dialog_log_is_astray() RETURNS boolean LANGUAGE sql AS $$
    SELECT dialog_log_newest() >= (dialog_log_epoch() << 46) + pg_snapshot_xmax(pg_current_snapshot())::text::bigint
        OR (SELECT system_identifier FROM dialog_log_server) <> dialog_log_system_identifier()
$$;

-- Begins a new epoch behind everything that is there, and tells its number. Writes under way are waited for, later ones are in the
-- new epoch.
CREATE FUNCTION dialog_log_begin_epoch() RETURNS bigint LANGUAGE plpgsql SET lock_timeout = '2s' AS $$
DECLARE
    upcoming bigint;
BEGIN
    LOCK TABLE ONLY dialog_change IN SHARE ROW EXCLUSIVE MODE;
    upcoming := greatest(dialog_log_newest() >> 46, dialog_log_epoch()) + 1;
    PERFORM dialog_log_define(upcoming);
    UPDATE dialog_log_server SET system_identifier = dialog_log_system_identifier();
    RETURN upcoming;
END $$;

-- The same if it is due; null when not. To be called before the first write to a server. Of several nodes that do so at the same time
-- one begins the epoch.
CREATE FUNCTION dialog_log_settle() RETURNS bigint LANGUAGE plpgsql SET lock_timeout = '10s' AS $$
BEGIN
    IF NOT dialog_log_is_astray() THEN
        RETURN NULL;
    END IF;
    LOCK TABLE ONLY dialog_change IN SHARE ROW EXCLUSIVE MODE;
    IF NOT dialog_log_is_astray() THEN
        RETURN NULL;
    END IF;
    RETURN dialog_log_begin_epoch();
END $$;
