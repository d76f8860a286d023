-- Search by the two points in time that move with nearly every update. They are kept a second time in a narrow table of their own,
-- so that no index of dialog mentions a column that moves: updates of dialog stay HOT, and all its other indexes are free of charge
-- for them. Measured with PostgreSQL 18 and 1,000,000 dialogs of 1 kB, updates in batches of 64 (docs/search-performance.md):
-- without any search index 18 us of CPU and 290 bytes of WAL per update; with this table 45 us and 690 bytes; with the same indexes
-- on dialog itself 74 us and 1340 bytes, and no HOT update at all.

CREATE TABLE dialog_order (
    id uuid NOT NULL,
    org text NOT NULL,
    updated_at timestamptz NOT NULL,
    content_updated_at timestamptz NOT NULL,
    CONSTRAINT dialog_order_pkey PRIMARY KEY (id)
) WITH (
    fillfactor = 85,
    -- every update moves a row to the end of both indexes; dead entries must not pile up in front of a walk
    autovacuum_vacuum_scale_factor = 0.05,
    autovacuum_vacuum_cost_delay = 0
);

INSERT INTO dialog_order SELECT id, org, updated_at, content_updated_at FROM dialog;

-- serves: search in order of, and within periods of, contentUpdatedAt
CREATE INDEX dialog_order_content_updated ON dialog_order (org, content_updated_at, id);
-- serves: the same for updatedAt, the order in which clients poll
CREATE INDEX dialog_order_updated ON dialog_order (org, updated_at, id);

-- Kept by statement triggers, not by each writing statement: nothing can forget it, and one execution serves a whole batch.
CREATE FUNCTION dialog_order_insert() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO dialog_order SELECT id, org, updated_at, content_updated_at FROM changed;
    RETURN NULL;
END $$;

-- The plan is made once per connection, perhaps while the tables are empty; it must not scan when they have grown.
CREATE FUNCTION dialog_order_update() RETURNS trigger LANGUAGE plpgsql SET enable_seqscan = off SET enable_mergejoin = off AS $$
BEGIN
    UPDATE dialog_order o
    SET updated_at = c.updated_at, content_updated_at = c.content_updated_at
    FROM changed c
    WHERE o.id = c.id AND (o.updated_at <> c.updated_at OR o.content_updated_at <> c.content_updated_at);
    RETURN NULL;
END $$;

CREATE FUNCTION dialog_order_delete() RETURNS trigger LANGUAGE plpgsql SET enable_seqscan = off SET enable_mergejoin = off AS $$
BEGIN
    DELETE FROM dialog_order o USING changed c WHERE o.id = c.id;
    RETURN NULL;
END $$;

CREATE TRIGGER dialog_order_insert AFTER INSERT ON dialog
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION dialog_order_insert();
CREATE TRIGGER dialog_order_update AFTER UPDATE ON dialog
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION dialog_order_update();
CREATE TRIGGER dialog_order_delete AFTER DELETE ON dialog
    REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION dialog_order_delete();

-- Indexes on what never or seldom changes: paid for once, at creation.
-- serves: search in order of, and within periods of, createdAt
CREATE INDEX dialog_created ON dialog (org, created_at, id);
-- serves: the same for dueAt, NULLs included
CREATE INDEX dialog_due ON dialog (org, due_at, id);
-- serves: search by party, search of end user contexts, search on behalf of a person
CREATE INDEX dialog_party ON dialog (party);
-- serves: search by service resource
CREATE INDEX dialog_service_resource ON dialog (service_resource);
-- serves: search by external reference
CREATE INDEX dialog_external_reference ON dialog (external_reference) WHERE external_reference IS NOT NULL;
-- serves: search by process
CREATE INDEX dialog_process ON dialog (process) WHERE process IS NOT NULL;
-- serves: search for soft-deleted dialogs only
CREATE INDEX dialog_deleted ON dialog (org, deleted_at) WHERE deleted_at IS NOT NULL;
