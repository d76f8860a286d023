-- Searches with few matches no longer visit dialog for every entry they pass over: dialog_order knows what is filtered by most, and
-- its indexes carry it. Measured with PostgreSQL 18 and 1,000,000 dialogs, what each index adds to an update, in docs/search-performance.md.

-- Short forms of long values, the same as dev.dialogporten.persistence.SearchKey makes: different values may share one.
CREATE FUNCTION search_key(value text) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT ('x' || left(md5(value), 8))::bit(32)::integer
$$;

-- Status of a dialog, 0 when it is deleted.
CREATE FUNCTION search_state(status smallint, deleted_at timestamptz) RETURNS smallint LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN deleted_at IS NULL THEN status ELSE 0::smallint END
$$;

ALTER TABLE dialog_order
    ADD COLUMN state smallint NOT NULL DEFAULT 0,
    -- party and service resource never change, so that the update below leaves them alone
    ADD COLUMN resource_key integer NOT NULL DEFAULT 0,
    ADD COLUMN party_key integer NOT NULL DEFAULT 0;
UPDATE dialog_order o
SET state = search_state(d.status, d.deleted_at), resource_key = search_key(d.service_resource), party_key = search_key(d.party)
FROM dialog d WHERE d.id = o.id;
ALTER TABLE dialog_order
    ALTER COLUMN state DROP DEFAULT,
    ALTER COLUMN resource_key DROP DEFAULT,
    ALTER COLUMN party_key DROP DEFAULT;

CREATE OR REPLACE FUNCTION dialog_order_insert() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO dialog_order (id, org, updated_at, content_updated_at, state, resource_key, party_key)
    SELECT id, org, updated_at, content_updated_at, search_state(status, deleted_at), search_key(service_resource), search_key(party)
    FROM changed;
    RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION dialog_order_update() RETURNS trigger LANGUAGE plpgsql
    SET enable_seqscan = off SET enable_mergejoin = off AS $$
BEGIN
    UPDATE dialog_order o
    SET updated_at = c.updated_at, content_updated_at = c.content_updated_at, state = search_state(c.status, c.deleted_at)
    FROM changed c
    WHERE o.id = c.id AND (o.updated_at <> c.updated_at OR o.content_updated_at <> c.content_updated_at
        OR o.state <> search_state(c.status, c.deleted_at));
    RETURN NULL;
END $$;

-- serves: search in order of, and within periods of, contentUpdatedAt; conditions on the columns behind id are met within the index
CREATE INDEX dialog_order_content ON dialog_order (org, content_updated_at, id, state, resource_key, party_key);
DROP INDEX dialog_order_content_updated;
-- serves: the same for updatedAt
CREATE INDEX dialog_order_update ON dialog_order (org, updated_at, id, state, resource_key, party_key);
DROP INDEX dialog_order_updated;
-- serves: search by a service resource, also one that was given up long ago
CREATE INDEX dialog_order_resource ON dialog_order (org, resource_key, content_updated_at, id, state, party_key);
-- serves: search by a status that few dialogs have, and for deleted ones
CREATE INDEX dialog_order_state ON dialog_order (org, state, content_updated_at, id);

-- Indexes on what never or seldom changes: paid for once, at creation.
-- serves: dueAt as the order of those that have none; no index on dueAt and id leads to the id among them
CREATE INDEX dialog_never_due ON dialog (org, id) WHERE due_at IS NULL;
-- serves: search by party, search of end user contexts, search on behalf of a person; another organisation may have more of the party
CREATE INDEX dialog_org_party ON dialog (org, party);
DROP INDEX dialog_party;
