-- How far each receiver of events has come, and what it has not taken yet.

CREATE TABLE event_cursor (
    -- name of a sink, or webhook:<subscription id>
    name text NOT NULL,
    -- everything up to here was delivered or is kept in event_retry or event_dead_letter
    txid bigint NOT NULL,
    seq bigint NOT NULL,
    -- the node that delivers, until when, and the number of its turn: a node whose turn is over cannot move the cursor
    owner uuid,
    epoch bigint NOT NULL DEFAULT 0,
    lease_until timestamptz,
    CONSTRAINT event_cursor_pkey PRIMARY KEY (name)
) WITH (fillfactor = 50); -- updated several times a second, in place

-- The last position that was removed with old partitions: who stands before it has missed something.
CREATE TABLE event_log_floor (
    singleton boolean NOT NULL DEFAULT true CHECK (singleton),
    txid bigint NOT NULL,
    seq bigint NOT NULL,
    CONSTRAINT event_log_floor_pkey PRIMARY KEY (singleton)
);
INSERT INTO event_log_floor (txid, seq) VALUES (0, 0);

-- Events that were refused and wait for another attempt, with the later ones of the same dialog held back behind them.
CREATE TABLE event_retry (
    sink text NOT NULL,
    txid bigint NOT NULL,
    seq bigint NOT NULL,
    ordinal integer NOT NULL,
    dialog_id uuid NOT NULL,
    event text NOT NULL,
    attempts integer NOT NULL,
    next_attempt_at timestamptz NOT NULL,
    last_error text,
    -- came back from the dead letters; the delivering node has not picked it up yet
    replay boolean NOT NULL DEFAULT false,
    CONSTRAINT event_retry_pkey PRIMARY KEY (sink, txid, seq, ordinal)
);
-- serves: picking up replayed dead letters
CREATE INDEX event_retry_replay ON event_retry (sink) WHERE replay;

CREATE TABLE event_dead_letter (
    sink text NOT NULL,
    txid bigint NOT NULL,
    seq bigint NOT NULL,
    ordinal integer NOT NULL,
    dialog_id uuid NOT NULL,
    event text NOT NULL,
    attempts integer NOT NULL,
    failed_at timestamptz NOT NULL,
    last_error text,
    -- serves: listing in log order
    CONSTRAINT event_dead_letter_pkey PRIMARY KEY (sink, txid, seq, ordinal)
);

CREATE TABLE webhook_subscription (
    id uuid NOT NULL,
    revision uuid NOT NULL,
    org text NOT NULL,
    url text NOT NULL,
    description text,
    types text[] NOT NULL,
    resources text[] NOT NULL,
    parties text[] NOT NULL,
    dialog_ids uuid[] NOT NULL,
    status text NOT NULL,
    disabled_reason text,
    -- keys of the signature; the old one is used as well until it expires
    secret bytea NOT NULL,
    old_secret bytea,
    old_secret_until timestamptz,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    CONSTRAINT webhook_subscription_pkey PRIMARY KEY (id)
);
-- serves: listing a service owner's subscriptions
CREATE INDEX webhook_subscription_org ON webhook_subscription (org, created_at, id);
