-- Seals continuation tokens when no secret is configured: made by the node that starts first, read by all others.
CREATE TABLE search_secret (
    only boolean NOT NULL DEFAULT true CHECK (only),
    secret bytea NOT NULL,
    CONSTRAINT search_secret_pkey PRIMARY KEY (only)
);
