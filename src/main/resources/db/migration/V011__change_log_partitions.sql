-- One partition of the change log per day, so that old rows leave by DROP TABLE. The functions wait only a moment for locks: writers
-- must not queue behind them. Whoever calls them tries again later.

-- Creates the partition of a day (UTC) and moves into it what the default partition has of that day. False when it existed, or when
-- the day is not over and its rows go to the default partition already: a writer that has chosen the default partition and meets the
-- new one would fail.
CREATE FUNCTION dialog_change_add_day(day date) RETURNS boolean
LANGUAGE plpgsql SET lock_timeout = '500ms' AS $$
DECLARE
    part text := 'dialog_change_' || to_char(day, 'YYYYMMDD');
    low timestamptz := day::timestamp AT TIME ZONE 'UTC';
    high timestamptz := (day + 1)::timestamp AT TIME ZONE 'UTC';
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('dialog_change_partitions'));
    IF to_regclass(part) IS NOT NULL THEN
        RETURN false;
    END IF;
    IF high > now() AND EXISTS (SELECT FROM dialog_change_default WHERE at >= low AND at < high) THEN
        RETURN false;
    END IF;
    EXECUTE format('CREATE TABLE %I (LIKE dialog_change)', part);
    LOCK TABLE dialog_change_default IN ACCESS EXCLUSIVE MODE;
    EXECUTE format(
        'WITH moved AS (DELETE FROM dialog_change_default WHERE at >= %L AND at < %L RETURNING *) INSERT INTO %I SELECT * FROM moved',
        low, high, part);
    -- attached, not created as a partition: that would lock every writer out for the moment
    EXECUTE format('ALTER TABLE dialog_change ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)', part, low, high);
    RETURN true;
END
$$;

-- Drops the oldest partition that ends before a day, and remembers the last position in it. False when there is none.
CREATE FUNCTION dialog_change_drop_one_before(day date) RETURNS boolean
LANGUAGE plpgsql SET lock_timeout = '200ms' AS $$
DECLARE
    part text;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('dialog_change_partitions'));
    SELECT c.relname INTO part
    FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
    WHERE i.inhparent = 'dialog_change'::regclass
      AND c.relname ~ '^dialog_change_[0-9]{8}$'
      AND c.relname < 'dialog_change_' || to_char(day, 'YYYYMMDD')
    ORDER BY c.relname LIMIT 1;
    IF part IS NULL THEN
        RETURN false;
    END IF;
    EXECUTE format(
        'UPDATE event_log_floor f SET txid = p.txid, seq = p.seq
         FROM (SELECT txid, seq FROM %I ORDER BY txid DESC, seq DESC LIMIT 1) p WHERE (f.txid, f.seq) < (p.txid, p.seq)', part);
    EXECUTE format('DROP TABLE %I', part);
    RETURN true;
END
$$;

-- The same for rows that no partition of a day took. Returns how many.
CREATE FUNCTION dialog_change_empty_default_before(day date) RETURNS bigint
LANGUAGE sql AS $$
    WITH gone AS (
        DELETE FROM dialog_change_default WHERE at < day::timestamp AT TIME ZONE 'UTC' RETURNING txid, seq
    ), floor AS (
        UPDATE event_log_floor f SET txid = p.txid, seq = p.seq
        FROM (SELECT txid, seq FROM gone ORDER BY txid DESC, seq DESC LIMIT 1) p
        WHERE (f.txid, f.seq) < (p.txid, p.seq)
    )
    SELECT count(*) FROM gone
$$;

-- From the first write on, no row shall need the default partition.
SELECT dialog_change_add_day((now() AT TIME ZONE 'UTC')::date + ahead) FROM generate_series(0, 7) AS ahead;
