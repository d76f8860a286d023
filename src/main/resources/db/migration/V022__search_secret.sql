-- Seals continuation tokens when no secret is configured: made by the node that starts first, read by all others.
CREATE TABLE search_secret (
    singleton boolean NOT NULL DEFAULT true CHECK (singleton),
    secret bytea NOT NULL,
    CONSTRAINT search_secret_pkey PRIMARY KEY (singleton)
);
