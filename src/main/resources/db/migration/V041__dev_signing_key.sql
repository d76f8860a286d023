-- In development mode: the private key of development tokens, so that nodes on this database accept each other's. Made by the node that
-- starts first when no key file is configured, read by all others.
CREATE TABLE dev_signing_key (
    singleton boolean NOT NULL DEFAULT true CHECK (singleton),
    pem text NOT NULL,
    CONSTRAINT dev_signing_key_pkey PRIMARY KEY (singleton)
);
