-- Free text of dialogs, rebuilt from the change log in the background: no write waits for it, and dialog has no index of texts.

CREATE TABLE dialog_text (
    dialog_id uuid NOT NULL,
    document tsvector NOT NULL,
    CONSTRAINT dialog_text_pkey PRIMARY KEY (dialog_id)
) WITH (autovacuum_vacuum_scale_factor = 0.05);

-- serves: search by text. The pending list makes insertions cheap but is read by every search: kept short.
CREATE INDEX dialog_text_document ON dialog_text USING gin (document) WITH (gin_pending_list_limit = 1024);

-- How far the change log has been followed. Whoever locks the row works; the other nodes look again later.
CREATE TABLE dialog_text_cursor (
    singleton boolean NOT NULL DEFAULT true CHECK (singleton),
    txid bigint NOT NULL,
    seq bigint NOT NULL,
    CONSTRAINT dialog_text_cursor_pkey PRIMARY KEY (singleton)
);
INSERT INTO dialog_text_cursor (txid, seq) VALUES (0, 0);

-- One document of many texts, the first ones winning: PostgreSQL refuses documents of more than 1,048,575 bytes.
CREATE FUNCTION text_document(languages text[], weights text[], texts text[]) RETURNS tsvector LANGUAGE plpgsql AS $$
DECLARE
    document tsvector := '';
BEGIN
    FOR i IN 1 .. cardinality(texts) LOOP
        document := document || setweight(to_tsvector(languages[i]::regconfig, texts[i]), weights[i]::"char");
    END LOOP;
    RETURN document;
EXCEPTION WHEN program_limit_exceeded THEN
    RETURN document;
END $$;
