-- Dialogs and what lies below them. dialog_id leads every child index, there are no foreign keys across dialogs and no sequences in
-- the write path but the change log's, so that the tables can be distributed by dialog id. Every index names the query it serves,
-- because each is paid for at every update that touches it.

CREATE TABLE dialog (
    id uuid NOT NULL,
    revision uuid NOT NULL,
    -- counts every write of the row, also those that leave the revision alone
    version bigint NOT NULL,
    org text NOT NULL,
    service_resource text NOT NULL,
    service_resource_type text NOT NULL,
    party text NOT NULL,
    idempotent_key text,
    visible_from timestamptz,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    content_updated_at timestamptz NOT NULL,
    deleted_at timestamptz,
    due_at timestamptz,
    expires_at timestamptz,
    status smallint NOT NULL,
    progress smallint,
    extended_status text,
    external_reference text,
    process text,
    preceding_process text,
    is_api_only boolean NOT NULL,
    frozen boolean NOT NULL,
    content_seen boolean NOT NULL,
    has_unopened_content boolean NOT NULL,
    -- facts that rules need of the rows below, kept by every write
    from_service_owner_count integer NOT NULL,
    from_party_count integer NOT NULL,
    unopened_count integer NOT NULL,
    contentless_count integer NOT NULL,
    activity_count integer NOT NULL,
    correspondence_opened boolean NOT NULL,
    action_resources text NOT NULL,
    transmission_resources text NOT NULL,
    long_texts boolean NOT NULL,
    legacy_html boolean NOT NULL,
    -- true once the dialog has had a service owner label or a seen log entry: a read looks for them only then
    labelled boolean NOT NULL DEFAULT false,
    seen boolean NOT NULL DEFAULT false,
    -- contexts
    service_owner_revision uuid NOT NULL,
    end_user_revision uuid NOT NULL,
    -- label numbers as decimal digits in order of addition, and as bits (1 << number) for filters
    system_labels integer NOT NULL,
    system_label_mask smallint NOT NULL,
    -- Sections: response JSON, kept verbatim (json, not jsonb), so that equal text is equal content and a read is a copy.
    content json NOT NULL,
    search_tags json NOT NULL,
    attachments json NOT NULL,
    gui_actions json NOT NULL,
    api_actions json NOT NULL,
    CONSTRAINT dialog_pkey PRIMARY KEY (id)
) WITH (fillfactor = 85); -- room for HOT updates

-- serves: create with an idempotent key
CREATE UNIQUE INDEX dialog_idempotent_key ON dialog (org, idempotent_key) WHERE idempotent_key IS NOT NULL;

CREATE TABLE transmission (
    id uuid NOT NULL,
    dialog_id uuid NOT NULL,
    created_at timestamptz NOT NULL,
    type smallint NOT NULL,
    idempotent_key text,
    related_id uuid,
    depth smallint NOT NULL,
    opened boolean NOT NULL,
    document json NOT NULL,
    -- serves: get one, and uniqueness across dialogs
    CONSTRAINT transmission_pkey PRIMARY KEY (id)
);
-- serves: list in either order
CREATE INDEX transmission_dialog ON transmission (dialog_id, created_at, id);
-- serves: idempotent append
CREATE UNIQUE INDEX transmission_idempotent_key ON transmission (dialog_id, idempotent_key) WHERE idempotent_key IS NOT NULL;
-- serves: counting the answers to one transmission
CREATE INDEX transmission_related ON transmission (dialog_id, related_id) WHERE related_id IS NOT NULL;

CREATE TABLE activity (
    id uuid NOT NULL,
    dialog_id uuid NOT NULL,
    created_at timestamptz NOT NULL,
    type smallint NOT NULL,
    transmission_id uuid,
    document json NOT NULL,
    -- serves: get one, and uniqueness across dialogs
    CONSTRAINT activity_pkey PRIMARY KEY (id)
);
-- serves: list, and the newest activity of a dialog
CREATE INDEX activity_dialog ON activity (dialog_id, created_at, id);

-- Ids inside sections and transmissions (attachments, urls, actions, endpoints): unique across all dialogs.
CREATE TABLE element_id (
    kind smallint NOT NULL,
    id uuid NOT NULL,
    dialog_id uuid NOT NULL,
    CONSTRAINT element_id_pkey PRIMARY KEY (kind, id)
);
-- serves: purge
CREATE INDEX element_id_dialog ON element_id (dialog_id);

CREATE TABLE service_owner_label (
    dialog_id uuid NOT NULL,
    value text COLLATE "C" NOT NULL,
    CONSTRAINT service_owner_label_pkey PRIMARY KEY (dialog_id, value)
);
-- serves: search by exact label and by prefix, dialog look-up
CREATE INDEX service_owner_label_value ON service_owner_label (value text_pattern_ops, dialog_id);

CREATE TABLE label_log (
    id uuid NOT NULL,
    dialog_id uuid NOT NULL,
    created_at timestamptz NOT NULL,
    name text NOT NULL,
    action text NOT NULL,
    performed_by json NOT NULL,
    CONSTRAINT label_log_pkey PRIMARY KEY (dialog_id, id)
);

CREATE TABLE seen_log (
    id uuid NOT NULL,
    dialog_id uuid NOT NULL,
    seen_at timestamptz NOT NULL,
    actor_id text NOT NULL,
    actor_name text,
    via_service_owner boolean NOT NULL,
    CONSTRAINT seen_log_pkey PRIMARY KEY (dialog_id, id)
);
