-- create, alone
WITH written AS (
  INSERT INTO dialog (
    id, revision, version, org, service_resource, service_resource_type, party, idempotent_key, visible_from,
    created_at, updated_at, content_updated_at, deleted_at, due_at, expires_at, status, progress,
    extended_status, external_reference, process, preceding_process, is_api_only, frozen, content_seen,
    has_unopened_content, correspondence_opened, long_texts, legacy_html, labelled, seen,
    from_service_owner_count, from_party_count, unopened_count, contentless_count, activity_count,
    action_resources, transmission_resources, service_owner_revision, end_user_revision, system_labels,
    system_label_mask, content, search_tags, attachments, gui_actions, api_actions)
  SELECT
    u.id, u.revision, 1, u.org, u.service_resource, u.service_resource_type, u.party, u.idempotent_key,
    u.visible_from, u.created_at, u.updated_at, u.content_updated_at, u.deleted_at, u.due_at, u.expires_at,
    u.status, u.progress, u.extended_status, u.external_reference, u.process, u.preceding_process,
    (u.flags & 1) <> 0, (u.flags & 2) <> 0, (u.flags & 4) <> 0, (u.flags & 8) <> 0, (u.flags & 16) <> 0,
    (u.flags & 32) <> 0, (u.flags & 64) <> 0, (u.flags & 128) <> 0, (u.flags & 256) <> 0,
    u.from_service_owner_count, u.from_party_count, u.unopened_count, u.contentless_count, u.activity_count,
    u.action_resources, u.transmission_resources, u.service_owner_revision, u.end_user_revision,
    u.system_labels, u.system_label_mask, u.content::json, u.search_tags::json, u.attachments::json,
    u.gui_actions::json, u.api_actions::json
  FROM (VALUES ($1::uuid, $2::text, $3::text, $4::text, $5::text, $6::text, $7::timestamptz, $8::timestamptz, $9::uuid, $10::timestamptz, $11::timestamptz, $12::timestamptz, $13::timestamptz, $14::timestamptz, $15::int, $16::int, $17::text, $18::text, $19::text, $20::text, $21::int, $22::int, $23::int, $24::int, $25::int, $26::int, $27::text, $28::text, $29::uuid, $30::uuid, $31::int, $32::int, $33::text, $34::text, $35::text, $36::text, $37::text)) AS u (id, org, service_resource, service_resource_type, party, idempotent_key, visible_from, created_at, revision, updated_at, content_updated_at, deleted_at, due_at, expires_at, status, progress, extended_status, external_reference, process, preceding_process, flags, from_service_owner_count, from_party_count, unopened_count, contentless_count, activity_count, action_resources, transmission_resources, service_owner_revision, end_user_revision, system_labels, system_label_mask, content, search_tags, attachments, gui_actions, api_actions)
  RETURNING id, revision, org, service_resource, party, process, preceding_process
), change AS (
  SELECT * FROM (VALUES ($38::uuid, $39::timestamptz, $40::text, $41::int, $42::int, $43::boolean, $44::text)) AS c (dialog_id, at, actor, kind, members, silent, appended)
), logged AS (
  INSERT INTO dialog_change (at, dialog_id, revision_after, actor, kind, members, silent, org, service_resource,
    party, process, preceding_process, appended)
  SELECT c.at, w.id, w.revision, c.actor, c.kind, c.members, c.silent, w.org, w.service_resource, w.party,
    w.process, w.preceding_process, c.appended::json
  FROM written w JOIN change c ON c.dialog_id = w.id
)
SELECT id FROM written;

-- create, in a batch
WITH written AS (
  INSERT INTO dialog (
    id, revision, version, org, service_resource, service_resource_type, party, idempotent_key, visible_from,
    created_at, updated_at, content_updated_at, deleted_at, due_at, expires_at, status, progress,
    extended_status, external_reference, process, preceding_process, is_api_only, frozen, content_seen,
    has_unopened_content, correspondence_opened, long_texts, legacy_html, labelled, seen,
    from_service_owner_count, from_party_count, unopened_count, contentless_count, activity_count,
    action_resources, transmission_resources, service_owner_revision, end_user_revision, system_labels,
    system_label_mask, content, search_tags, attachments, gui_actions, api_actions)
  SELECT
    u.id, u.revision, 1, u.org, u.service_resource, u.service_resource_type, u.party, u.idempotent_key,
    u.visible_from, u.created_at, u.updated_at, u.content_updated_at, u.deleted_at, u.due_at, u.expires_at,
    u.status, u.progress, u.extended_status, u.external_reference, u.process, u.preceding_process,
    (u.flags & 1) <> 0, (u.flags & 2) <> 0, (u.flags & 4) <> 0, (u.flags & 8) <> 0, (u.flags & 16) <> 0,
    (u.flags & 32) <> 0, (u.flags & 64) <> 0, (u.flags & 128) <> 0, (u.flags & 256) <> 0,
    u.from_service_owner_count, u.from_party_count, u.unopened_count, u.contentless_count, u.activity_count,
    u.action_resources, u.transmission_resources, u.service_owner_revision, u.end_user_revision,
    u.system_labels, u.system_label_mask, u.content::json, u.search_tags::json, u.attachments::json,
    u.gui_actions::json, u.api_actions::json
  FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::timestamptz[], $8::timestamptz[], $9::uuid[], $10::timestamptz[], $11::timestamptz[], $12::timestamptz[], $13::timestamptz[], $14::timestamptz[], $15::int[], $16::int[], $17::text[], $18::text[], $19::text[], $20::text[], $21::int[], $22::int[], $23::int[], $24::int[], $25::int[], $26::int[], $27::text[], $28::text[], $29::uuid[], $30::uuid[], $31::int[], $32::int[], $33::text[], $34::text[], $35::text[], $36::text[], $37::text[]) AS u (id, org, service_resource, service_resource_type, party, idempotent_key, visible_from, created_at, revision, updated_at, content_updated_at, deleted_at, due_at, expires_at, status, progress, extended_status, external_reference, process, preceding_process, flags, from_service_owner_count, from_party_count, unopened_count, contentless_count, activity_count, action_resources, transmission_resources, service_owner_revision, end_user_revision, system_labels, system_label_mask, content, search_tags, attachments, gui_actions, api_actions)
  RETURNING id, revision, org, service_resource, party, process, preceding_process
), change AS (
  SELECT * FROM unnest($38::uuid[], $39::timestamptz[], $40::text[], $41::int[], $42::int[], $43::boolean[], $44::text[]) AS c (dialog_id, at, actor, kind, members, silent, appended)
), logged AS (
  INSERT INTO dialog_change (at, dialog_id, revision_after, actor, kind, members, silent, org, service_resource,
    party, process, preceding_process, appended)
  SELECT c.at, w.id, w.revision, c.actor, c.kind, c.members, c.silent, w.org, w.service_resource, w.party,
    w.process, w.preceding_process, c.appended::json
  FROM written w JOIN change c ON c.dialog_id = w.id
)
SELECT id FROM written;

-- create with rows below, alone
WITH written AS (
  INSERT INTO dialog (
    id, revision, version, org, service_resource, service_resource_type, party, idempotent_key, visible_from,
    created_at, updated_at, content_updated_at, deleted_at, due_at, expires_at, status, progress,
    extended_status, external_reference, process, preceding_process, is_api_only, frozen, content_seen,
    has_unopened_content, correspondence_opened, long_texts, legacy_html, labelled, seen,
    from_service_owner_count, from_party_count, unopened_count, contentless_count, activity_count,
    action_resources, transmission_resources, service_owner_revision, end_user_revision, system_labels,
    system_label_mask, content, search_tags, attachments, gui_actions, api_actions)
  SELECT
    u.id, u.revision, 1, u.org, u.service_resource, u.service_resource_type, u.party, u.idempotent_key,
    u.visible_from, u.created_at, u.updated_at, u.content_updated_at, u.deleted_at, u.due_at, u.expires_at,
    u.status, u.progress, u.extended_status, u.external_reference, u.process, u.preceding_process,
    (u.flags & 1) <> 0, (u.flags & 2) <> 0, (u.flags & 4) <> 0, (u.flags & 8) <> 0, (u.flags & 16) <> 0,
    (u.flags & 32) <> 0, (u.flags & 64) <> 0, (u.flags & 128) <> 0, (u.flags & 256) <> 0,
    u.from_service_owner_count, u.from_party_count, u.unopened_count, u.contentless_count, u.activity_count,
    u.action_resources, u.transmission_resources, u.service_owner_revision, u.end_user_revision,
    u.system_labels, u.system_label_mask, u.content::json, u.search_tags::json, u.attachments::json,
    u.gui_actions::json, u.api_actions::json
  FROM (VALUES ($1::uuid, $2::text, $3::text, $4::text, $5::text, $6::text, $7::timestamptz, $8::timestamptz, $9::uuid, $10::timestamptz, $11::timestamptz, $12::timestamptz, $13::timestamptz, $14::timestamptz, $15::int, $16::int, $17::text, $18::text, $19::text, $20::text, $21::int, $22::int, $23::int, $24::int, $25::int, $26::int, $27::text, $28::text, $29::uuid, $30::uuid, $31::int, $32::int, $33::text, $34::text, $35::text, $36::text, $37::text)) AS u (id, org, service_resource, service_resource_type, party, idempotent_key, visible_from, created_at, revision, updated_at, content_updated_at, deleted_at, due_at, expires_at, status, progress, extended_status, external_reference, process, preceding_process, flags, from_service_owner_count, from_party_count, unopened_count, contentless_count, activity_count, action_resources, transmission_resources, service_owner_revision, end_user_revision, system_labels, system_label_mask, content, search_tags, attachments, gui_actions, api_actions)
  RETURNING id, revision, org, service_resource, party, process, preceding_process
), change AS (
  SELECT * FROM (VALUES ($38::uuid, $39::timestamptz, $40::text, $41::int, $42::int, $43::boolean, $44::text)) AS c (dialog_id, at, actor, kind, members, silent, appended)
), new_transmissions AS (
  INSERT INTO transmission (id, dialog_id, created_at, type, idempotent_key, related_id, depth, opened, document)
  SELECT t.id, t.dialog_id, t.created_at, t.type, t.idempotent_key, t.related_id, t.depth, t.opened, t.document::json
  FROM (VALUES ($45::uuid, $46::uuid, $47::timestamptz, $48::int, $49::text, $50::uuid, $51::int, $52::boolean, $53::text)) AS t (id, dialog_id, created_at, type, idempotent_key, related_id, depth, opened, document)
  JOIN written w ON w.id = t.dialog_id
), new_activities AS (
  INSERT INTO activity (id, dialog_id, created_at, type, transmission_id, document)
  SELECT a.id, a.dialog_id, a.created_at, a.type, a.transmission_id, a.document::json
  FROM (VALUES ($54::uuid, $55::uuid, $56::timestamptz, $57::int, $58::uuid, $59::text)) AS a (id, dialog_id, created_at, type, transmission_id, document)
  JOIN written w ON w.id = a.dialog_id
), claimed_ids AS (
  INSERT INTO element_id (kind, id, dialog_id)
  SELECT e.kind, e.id, e.dialog_id FROM (VALUES ($60::int, $61::uuid, $62::uuid)) AS e (kind, id, dialog_id)
  JOIN written w ON w.id = e.dialog_id
), added_labels AS (
  INSERT INTO service_owner_label (dialog_id, value)
  SELECT l.dialog_id, l.value FROM unnest($63::uuid[], $64::text[]) AS l (dialog_id, value)
  JOIN written w ON w.id = l.dialog_id
), label_log_entries AS (
  INSERT INTO label_log (id, dialog_id, created_at, name, action, performed_by)
  SELECT l.id, l.dialog_id, l.created_at, l.name, l.action, l.performed_by::json
  FROM (VALUES ($65::uuid, $66::uuid, $67::timestamptz, $68::text, $69::text, $70::text)) AS l (id, dialog_id, created_at, name, action, performed_by)
  JOIN written w ON w.id = l.dialog_id
), seen_entries AS (
  INSERT INTO seen_log (id, dialog_id, seen_at, actor_id, actor_name, via_service_owner)
  SELECT s.id, s.dialog_id, s.seen_at, s.actor_id, s.actor_name, s.via_service_owner
  FROM (VALUES ($71::uuid, $72::uuid, $73::timestamptz, $74::text, $75::text, $76::boolean)) AS s (id, dialog_id, seen_at, actor_id, actor_name, via_service_owner)
  JOIN written w ON w.id = s.dialog_id
  ON CONFLICT DO NOTHING
), logged AS (
  INSERT INTO dialog_change (at, dialog_id, revision_after, actor, kind, members, silent, org, service_resource,
    party, process, preceding_process, appended)
  SELECT c.at, w.id, w.revision, c.actor, c.kind, c.members, c.silent, w.org, w.service_resource, w.party,
    w.process, w.preceding_process, c.appended::json
  FROM written w JOIN change c ON c.dialog_id = w.id
)
SELECT id FROM written;

-- create with rows below, in a batch
WITH written AS (
  INSERT INTO dialog (
    id, revision, version, org, service_resource, service_resource_type, party, idempotent_key, visible_from,
    created_at, updated_at, content_updated_at, deleted_at, due_at, expires_at, status, progress,
    extended_status, external_reference, process, preceding_process, is_api_only, frozen, content_seen,
    has_unopened_content, correspondence_opened, long_texts, legacy_html, labelled, seen,
    from_service_owner_count, from_party_count, unopened_count, contentless_count, activity_count,
    action_resources, transmission_resources, service_owner_revision, end_user_revision, system_labels,
    system_label_mask, content, search_tags, attachments, gui_actions, api_actions)
  SELECT
    u.id, u.revision, 1, u.org, u.service_resource, u.service_resource_type, u.party, u.idempotent_key,
    u.visible_from, u.created_at, u.updated_at, u.content_updated_at, u.deleted_at, u.due_at, u.expires_at,
    u.status, u.progress, u.extended_status, u.external_reference, u.process, u.preceding_process,
    (u.flags & 1) <> 0, (u.flags & 2) <> 0, (u.flags & 4) <> 0, (u.flags & 8) <> 0, (u.flags & 16) <> 0,
    (u.flags & 32) <> 0, (u.flags & 64) <> 0, (u.flags & 128) <> 0, (u.flags & 256) <> 0,
    u.from_service_owner_count, u.from_party_count, u.unopened_count, u.contentless_count, u.activity_count,
    u.action_resources, u.transmission_resources, u.service_owner_revision, u.end_user_revision,
    u.system_labels, u.system_label_mask, u.content::json, u.search_tags::json, u.attachments::json,
    u.gui_actions::json, u.api_actions::json
  FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::timestamptz[], $8::timestamptz[], $9::uuid[], $10::timestamptz[], $11::timestamptz[], $12::timestamptz[], $13::timestamptz[], $14::timestamptz[], $15::int[], $16::int[], $17::text[], $18::text[], $19::text[], $20::text[], $21::int[], $22::int[], $23::int[], $24::int[], $25::int[], $26::int[], $27::text[], $28::text[], $29::uuid[], $30::uuid[], $31::int[], $32::int[], $33::text[], $34::text[], $35::text[], $36::text[], $37::text[]) AS u (id, org, service_resource, service_resource_type, party, idempotent_key, visible_from, created_at, revision, updated_at, content_updated_at, deleted_at, due_at, expires_at, status, progress, extended_status, external_reference, process, preceding_process, flags, from_service_owner_count, from_party_count, unopened_count, contentless_count, activity_count, action_resources, transmission_resources, service_owner_revision, end_user_revision, system_labels, system_label_mask, content, search_tags, attachments, gui_actions, api_actions)
  RETURNING id, revision, org, service_resource, party, process, preceding_process
), change AS (
  SELECT * FROM unnest($38::uuid[], $39::timestamptz[], $40::text[], $41::int[], $42::int[], $43::boolean[], $44::text[]) AS c (dialog_id, at, actor, kind, members, silent, appended)
), new_transmissions AS (
  INSERT INTO transmission (id, dialog_id, created_at, type, idempotent_key, related_id, depth, opened, document)
  SELECT t.id, t.dialog_id, t.created_at, t.type, t.idempotent_key, t.related_id, t.depth, t.opened, t.document::json
  FROM unnest($45::uuid[], $46::uuid[], $47::timestamptz[], $48::int[], $49::text[], $50::uuid[], $51::int[], $52::boolean[], $53::text[]) AS t (id, dialog_id, created_at, type, idempotent_key, related_id, depth, opened, document)
  JOIN written w ON w.id = t.dialog_id
), new_activities AS (
  INSERT INTO activity (id, dialog_id, created_at, type, transmission_id, document)
  SELECT a.id, a.dialog_id, a.created_at, a.type, a.transmission_id, a.document::json
  FROM unnest($54::uuid[], $55::uuid[], $56::timestamptz[], $57::int[], $58::uuid[], $59::text[]) AS a (id, dialog_id, created_at, type, transmission_id, document)
  JOIN written w ON w.id = a.dialog_id
), claimed_ids AS (
  INSERT INTO element_id (kind, id, dialog_id)
  SELECT e.kind, e.id, e.dialog_id FROM unnest($60::int[], $61::uuid[], $62::uuid[]) AS e (kind, id, dialog_id)
  JOIN written w ON w.id = e.dialog_id
), added_labels AS (
  INSERT INTO service_owner_label (dialog_id, value)
  SELECT l.dialog_id, l.value FROM unnest($63::uuid[], $64::text[]) AS l (dialog_id, value)
  JOIN written w ON w.id = l.dialog_id
), label_log_entries AS (
  INSERT INTO label_log (id, dialog_id, created_at, name, action, performed_by)
  SELECT l.id, l.dialog_id, l.created_at, l.name, l.action, l.performed_by::json
  FROM unnest($65::uuid[], $66::uuid[], $67::timestamptz[], $68::text[], $69::text[], $70::text[]) AS l (id, dialog_id, created_at, name, action, performed_by)
  JOIN written w ON w.id = l.dialog_id
), seen_entries AS (
  INSERT INTO seen_log (id, dialog_id, seen_at, actor_id, actor_name, via_service_owner)
  SELECT s.id, s.dialog_id, s.seen_at, s.actor_id, s.actor_name, s.via_service_owner
  FROM unnest($71::uuid[], $72::uuid[], $73::timestamptz[], $74::text[], $75::text[], $76::boolean[]) AS s (id, dialog_id, seen_at, actor_id, actor_name, via_service_owner)
  JOIN written w ON w.id = s.dialog_id
  ON CONFLICT DO NOTHING
), logged AS (
  INSERT INTO dialog_change (at, dialog_id, revision_after, actor, kind, members, silent, org, service_resource,
    party, process, preceding_process, appended)
  SELECT c.at, w.id, w.revision, c.actor, c.kind, c.members, c.silent, w.org, w.service_resource, w.party,
    w.process, w.preceding_process, c.appended::json
  FROM written w JOIN change c ON c.dialog_id = w.id
)
SELECT id FROM written;

-- update, alone
WITH written AS (
  UPDATE dialog d SET
    revision = u.revision,
    version = d.version + 1,
    updated_at = u.updated_at,
    content_updated_at = u.content_updated_at,
    deleted_at = u.deleted_at,
    due_at = u.due_at,
    expires_at = u.expires_at,
    status = u.status,
    progress = u.progress,
    extended_status = u.extended_status,
    external_reference = u.external_reference,
    process = u.process,
    preceding_process = u.preceding_process,
    is_api_only = (u.flags & 1) <> 0,
    frozen = (u.flags & 2) <> 0,
    content_seen = (u.flags & 4) <> 0,
    has_unopened_content = (u.flags & 8) <> 0,
    correspondence_opened = (u.flags & 16) <> 0,
    long_texts = (u.flags & 32) <> 0,
    legacy_html = (u.flags & 64) <> 0,
    labelled = d.labelled OR (u.flags & 128) <> 0,
    seen = d.seen OR (u.flags & 256) <> 0,
    from_service_owner_count = u.from_service_owner_count,
    from_party_count = u.from_party_count,
    unopened_count = u.unopened_count,
    contentless_count = u.contentless_count,
    activity_count = u.activity_count,
    action_resources = u.action_resources,
    transmission_resources = u.transmission_resources,
    service_owner_revision = u.service_owner_revision,
    end_user_revision = u.end_user_revision,
    system_labels = u.system_labels,
    system_label_mask = u.system_label_mask,
    content = coalesce(u.content::json, d.content),
    search_tags = coalesce(u.search_tags::json, d.search_tags),
    attachments = coalesce(u.attachments::json, d.attachments),
    gui_actions = coalesce(u.gui_actions::json, d.gui_actions),
    api_actions = coalesce(u.api_actions::json, d.api_actions)
  FROM (VALUES ($1::uuid, $2::uuid, $3::bigint, $4::timestamptz, $5::text, $6::int, $7::int, $8::boolean, $9::text, $10::uuid, $11::uuid, $12::timestamptz, $13::timestamptz, $14::timestamptz, $15::timestamptz, $16::timestamptz, $17::int, $18::int, $19::text, $20::text, $21::text, $22::text, $23::int, $24::int, $25::int, $26::int, $27::int, $28::int, $29::text, $30::text, $31::uuid, $32::uuid, $33::int, $34::int, $35::text, $36::text, $37::text, $38::text, $39::text)) AS u (id, expected_revision, expected_version, at, actor, kind, members, silent, appended, seen_log_id, revision, updated_at, content_updated_at, deleted_at, due_at, expires_at, status, progress, extended_status, external_reference, process, preceding_process, flags, from_service_owner_count, from_party_count, unopened_count, contentless_count, activity_count, action_resources, transmission_resources, service_owner_revision, end_user_revision, system_labels, system_label_mask, content, search_tags, attachments, gui_actions, api_actions)
  WHERE d.id = u.id AND d.revision = u.expected_revision AND d.version = u.expected_version
  RETURNING d.id, u.expected_revision AS revision_before, d.revision AS revision_after, u.at, u.actor, u.kind,
    u.members, u.silent, u.appended, u.seen_log_id, d.org, d.service_resource, d.party, d.process,
    d.preceding_process
), logged AS (
  INSERT INTO dialog_change (at, dialog_id, revision_before, revision_after, actor, kind, members, silent, org,
    service_resource, party, process, preceding_process, appended, seen_log_id)
  SELECT at, id, revision_before, revision_after, actor, kind, members, silent, org, service_resource, party,
    process, preceding_process, appended::json, seen_log_id
  FROM written
)
SELECT id FROM written;

-- update, in a batch
WITH written AS (
  UPDATE dialog d SET
    revision = u.revision,
    version = d.version + 1,
    updated_at = u.updated_at,
    content_updated_at = u.content_updated_at,
    deleted_at = u.deleted_at,
    due_at = u.due_at,
    expires_at = u.expires_at,
    status = u.status,
    progress = u.progress,
    extended_status = u.extended_status,
    external_reference = u.external_reference,
    process = u.process,
    preceding_process = u.preceding_process,
    is_api_only = (u.flags & 1) <> 0,
    frozen = (u.flags & 2) <> 0,
    content_seen = (u.flags & 4) <> 0,
    has_unopened_content = (u.flags & 8) <> 0,
    correspondence_opened = (u.flags & 16) <> 0,
    long_texts = (u.flags & 32) <> 0,
    legacy_html = (u.flags & 64) <> 0,
    labelled = d.labelled OR (u.flags & 128) <> 0,
    seen = d.seen OR (u.flags & 256) <> 0,
    from_service_owner_count = u.from_service_owner_count,
    from_party_count = u.from_party_count,
    unopened_count = u.unopened_count,
    contentless_count = u.contentless_count,
    activity_count = u.activity_count,
    action_resources = u.action_resources,
    transmission_resources = u.transmission_resources,
    service_owner_revision = u.service_owner_revision,
    end_user_revision = u.end_user_revision,
    system_labels = u.system_labels,
    system_label_mask = u.system_label_mask,
    content = coalesce(u.content::json, d.content),
    search_tags = coalesce(u.search_tags::json, d.search_tags),
    attachments = coalesce(u.attachments::json, d.attachments),
    gui_actions = coalesce(u.gui_actions::json, d.gui_actions),
    api_actions = coalesce(u.api_actions::json, d.api_actions)
  FROM unnest($1::uuid[], $2::uuid[], $3::bigint[], $4::timestamptz[], $5::text[], $6::int[], $7::int[], $8::boolean[], $9::text[], $10::uuid[], $11::uuid[], $12::timestamptz[], $13::timestamptz[], $14::timestamptz[], $15::timestamptz[], $16::timestamptz[], $17::int[], $18::int[], $19::text[], $20::text[], $21::text[], $22::text[], $23::int[], $24::int[], $25::int[], $26::int[], $27::int[], $28::int[], $29::text[], $30::text[], $31::uuid[], $32::uuid[], $33::int[], $34::int[], $35::text[], $36::text[], $37::text[], $38::text[], $39::text[]) AS u (id, expected_revision, expected_version, at, actor, kind, members, silent, appended, seen_log_id, revision, updated_at, content_updated_at, deleted_at, due_at, expires_at, status, progress, extended_status, external_reference, process, preceding_process, flags, from_service_owner_count, from_party_count, unopened_count, contentless_count, activity_count, action_resources, transmission_resources, service_owner_revision, end_user_revision, system_labels, system_label_mask, content, search_tags, attachments, gui_actions, api_actions)
  WHERE d.id = u.id AND d.revision = u.expected_revision AND d.version = u.expected_version
  RETURNING d.id, u.expected_revision AS revision_before, d.revision AS revision_after, u.at, u.actor, u.kind,
    u.members, u.silent, u.appended, u.seen_log_id, d.org, d.service_resource, d.party, d.process,
    d.preceding_process
), logged AS (
  INSERT INTO dialog_change (at, dialog_id, revision_before, revision_after, actor, kind, members, silent, org,
    service_resource, party, process, preceding_process, appended, seen_log_id)
  SELECT at, id, revision_before, revision_after, actor, kind, members, silent, org, service_resource, party,
    process, preceding_process, appended::json, seen_log_id
  FROM written
)
SELECT id FROM written;

-- update with rows below, alone
WITH written AS (
  UPDATE dialog d SET
    revision = u.revision,
    version = d.version + 1,
    updated_at = u.updated_at,
    content_updated_at = u.content_updated_at,
    deleted_at = u.deleted_at,
    due_at = u.due_at,
    expires_at = u.expires_at,
    status = u.status,
    progress = u.progress,
    extended_status = u.extended_status,
    external_reference = u.external_reference,
    process = u.process,
    preceding_process = u.preceding_process,
    is_api_only = (u.flags & 1) <> 0,
    frozen = (u.flags & 2) <> 0,
    content_seen = (u.flags & 4) <> 0,
    has_unopened_content = (u.flags & 8) <> 0,
    correspondence_opened = (u.flags & 16) <> 0,
    long_texts = (u.flags & 32) <> 0,
    legacy_html = (u.flags & 64) <> 0,
    labelled = d.labelled OR (u.flags & 128) <> 0,
    seen = d.seen OR (u.flags & 256) <> 0,
    from_service_owner_count = u.from_service_owner_count,
    from_party_count = u.from_party_count,
    unopened_count = u.unopened_count,
    contentless_count = u.contentless_count,
    activity_count = u.activity_count,
    action_resources = u.action_resources,
    transmission_resources = u.transmission_resources,
    service_owner_revision = u.service_owner_revision,
    end_user_revision = u.end_user_revision,
    system_labels = u.system_labels,
    system_label_mask = u.system_label_mask,
    content = coalesce(u.content::json, d.content),
    search_tags = coalesce(u.search_tags::json, d.search_tags),
    attachments = coalesce(u.attachments::json, d.attachments),
    gui_actions = coalesce(u.gui_actions::json, d.gui_actions),
    api_actions = coalesce(u.api_actions::json, d.api_actions)
  FROM (VALUES ($1::uuid, $2::uuid, $3::bigint, $4::timestamptz, $5::text, $6::int, $7::int, $8::boolean, $9::text, $10::uuid, $11::uuid, $12::timestamptz, $13::timestamptz, $14::timestamptz, $15::timestamptz, $16::timestamptz, $17::int, $18::int, $19::text, $20::text, $21::text, $22::text, $23::int, $24::int, $25::int, $26::int, $27::int, $28::int, $29::text, $30::text, $31::uuid, $32::uuid, $33::int, $34::int, $35::text, $36::text, $37::text, $38::text, $39::text)) AS u (id, expected_revision, expected_version, at, actor, kind, members, silent, appended, seen_log_id, revision, updated_at, content_updated_at, deleted_at, due_at, expires_at, status, progress, extended_status, external_reference, process, preceding_process, flags, from_service_owner_count, from_party_count, unopened_count, contentless_count, activity_count, action_resources, transmission_resources, service_owner_revision, end_user_revision, system_labels, system_label_mask, content, search_tags, attachments, gui_actions, api_actions)
  WHERE d.id = u.id AND d.revision = u.expected_revision AND d.version = u.expected_version
  RETURNING d.id, u.expected_revision AS revision_before, d.revision AS revision_after, u.at, u.actor, u.kind,
    u.members, u.silent, u.appended, u.seen_log_id, d.org, d.service_resource, d.party, d.process,
    d.preceding_process
), new_transmissions AS (
  INSERT INTO transmission (id, dialog_id, created_at, type, idempotent_key, related_id, depth, opened, document)
  SELECT t.id, t.dialog_id, t.created_at, t.type, t.idempotent_key, t.related_id, t.depth, t.opened, t.document::json
  FROM (VALUES ($40::uuid, $41::uuid, $42::timestamptz, $43::int, $44::text, $45::uuid, $46::int, $47::boolean, $48::text)) AS t (id, dialog_id, created_at, type, idempotent_key, related_id, depth, opened, document)
  JOIN written w ON w.id = t.dialog_id
), new_activities AS (
  INSERT INTO activity (id, dialog_id, created_at, type, transmission_id, document)
  SELECT a.id, a.dialog_id, a.created_at, a.type, a.transmission_id, a.document::json
  FROM (VALUES ($49::uuid, $50::uuid, $51::timestamptz, $52::int, $53::uuid, $54::text)) AS a (id, dialog_id, created_at, type, transmission_id, document)
  JOIN written w ON w.id = a.dialog_id
), claimed_ids AS (
  INSERT INTO element_id (kind, id, dialog_id)
  SELECT e.kind, e.id, e.dialog_id FROM (VALUES ($55::int, $56::uuid, $57::uuid)) AS e (kind, id, dialog_id)
  JOIN written w ON w.id = e.dialog_id
), added_labels AS (
  INSERT INTO service_owner_label (dialog_id, value)
  SELECT l.dialog_id, l.value FROM unnest($58::uuid[], $59::text[]) AS l (dialog_id, value)
  JOIN written w ON w.id = l.dialog_id
), label_log_entries AS (
  INSERT INTO label_log (id, dialog_id, created_at, name, action, performed_by)
  SELECT l.id, l.dialog_id, l.created_at, l.name, l.action, l.performed_by::json
  FROM (VALUES ($60::uuid, $61::uuid, $62::timestamptz, $63::text, $64::text, $65::text)) AS l (id, dialog_id, created_at, name, action, performed_by)
  JOIN written w ON w.id = l.dialog_id
), seen_entries AS (
  INSERT INTO seen_log (id, dialog_id, seen_at, actor_id, actor_name, via_service_owner)
  SELECT s.id, s.dialog_id, s.seen_at, s.actor_id, s.actor_name, s.via_service_owner
  FROM (VALUES ($66::uuid, $67::uuid, $68::timestamptz, $69::text, $70::text, $71::boolean)) AS s (id, dialog_id, seen_at, actor_id, actor_name, via_service_owner)
  JOIN written w ON w.id = s.dialog_id
  ON CONFLICT DO NOTHING
), logged AS (
  INSERT INTO dialog_change (at, dialog_id, revision_before, revision_after, actor, kind, members, silent, org,
    service_resource, party, process, preceding_process, appended, seen_log_id)
  SELECT at, id, revision_before, revision_after, actor, kind, members, silent, org, service_resource, party,
    process, preceding_process, appended::json, seen_log_id
  FROM written
)
SELECT id FROM written;

-- update with rows below, in a batch
WITH written AS (
  UPDATE dialog d SET
    revision = u.revision,
    version = d.version + 1,
    updated_at = u.updated_at,
    content_updated_at = u.content_updated_at,
    deleted_at = u.deleted_at,
    due_at = u.due_at,
    expires_at = u.expires_at,
    status = u.status,
    progress = u.progress,
    extended_status = u.extended_status,
    external_reference = u.external_reference,
    process = u.process,
    preceding_process = u.preceding_process,
    is_api_only = (u.flags & 1) <> 0,
    frozen = (u.flags & 2) <> 0,
    content_seen = (u.flags & 4) <> 0,
    has_unopened_content = (u.flags & 8) <> 0,
    correspondence_opened = (u.flags & 16) <> 0,
    long_texts = (u.flags & 32) <> 0,
    legacy_html = (u.flags & 64) <> 0,
    labelled = d.labelled OR (u.flags & 128) <> 0,
    seen = d.seen OR (u.flags & 256) <> 0,
    from_service_owner_count = u.from_service_owner_count,
    from_party_count = u.from_party_count,
    unopened_count = u.unopened_count,
    contentless_count = u.contentless_count,
    activity_count = u.activity_count,
    action_resources = u.action_resources,
    transmission_resources = u.transmission_resources,
    service_owner_revision = u.service_owner_revision,
    end_user_revision = u.end_user_revision,
    system_labels = u.system_labels,
    system_label_mask = u.system_label_mask,
    content = coalesce(u.content::json, d.content),
    search_tags = coalesce(u.search_tags::json, d.search_tags),
    attachments = coalesce(u.attachments::json, d.attachments),
    gui_actions = coalesce(u.gui_actions::json, d.gui_actions),
    api_actions = coalesce(u.api_actions::json, d.api_actions)
  FROM unnest($1::uuid[], $2::uuid[], $3::bigint[], $4::timestamptz[], $5::text[], $6::int[], $7::int[], $8::boolean[], $9::text[], $10::uuid[], $11::uuid[], $12::timestamptz[], $13::timestamptz[], $14::timestamptz[], $15::timestamptz[], $16::timestamptz[], $17::int[], $18::int[], $19::text[], $20::text[], $21::text[], $22::text[], $23::int[], $24::int[], $25::int[], $26::int[], $27::int[], $28::int[], $29::text[], $30::text[], $31::uuid[], $32::uuid[], $33::int[], $34::int[], $35::text[], $36::text[], $37::text[], $38::text[], $39::text[]) AS u (id, expected_revision, expected_version, at, actor, kind, members, silent, appended, seen_log_id, revision, updated_at, content_updated_at, deleted_at, due_at, expires_at, status, progress, extended_status, external_reference, process, preceding_process, flags, from_service_owner_count, from_party_count, unopened_count, contentless_count, activity_count, action_resources, transmission_resources, service_owner_revision, end_user_revision, system_labels, system_label_mask, content, search_tags, attachments, gui_actions, api_actions)
  WHERE d.id = u.id AND d.revision = u.expected_revision AND d.version = u.expected_version
  RETURNING d.id, u.expected_revision AS revision_before, d.revision AS revision_after, u.at, u.actor, u.kind,
    u.members, u.silent, u.appended, u.seen_log_id, d.org, d.service_resource, d.party, d.process,
    d.preceding_process
), new_transmissions AS (
  INSERT INTO transmission (id, dialog_id, created_at, type, idempotent_key, related_id, depth, opened, document)
  SELECT t.id, t.dialog_id, t.created_at, t.type, t.idempotent_key, t.related_id, t.depth, t.opened, t.document::json
  FROM unnest($40::uuid[], $41::uuid[], $42::timestamptz[], $43::int[], $44::text[], $45::uuid[], $46::int[], $47::boolean[], $48::text[]) AS t (id, dialog_id, created_at, type, idempotent_key, related_id, depth, opened, document)
  JOIN written w ON w.id = t.dialog_id
), new_activities AS (
  INSERT INTO activity (id, dialog_id, created_at, type, transmission_id, document)
  SELECT a.id, a.dialog_id, a.created_at, a.type, a.transmission_id, a.document::json
  FROM unnest($49::uuid[], $50::uuid[], $51::timestamptz[], $52::int[], $53::uuid[], $54::text[]) AS a (id, dialog_id, created_at, type, transmission_id, document)
  JOIN written w ON w.id = a.dialog_id
), claimed_ids AS (
  INSERT INTO element_id (kind, id, dialog_id)
  SELECT e.kind, e.id, e.dialog_id FROM unnest($55::int[], $56::uuid[], $57::uuid[]) AS e (kind, id, dialog_id)
  JOIN written w ON w.id = e.dialog_id
), added_labels AS (
  INSERT INTO service_owner_label (dialog_id, value)
  SELECT l.dialog_id, l.value FROM unnest($58::uuid[], $59::text[]) AS l (dialog_id, value)
  JOIN written w ON w.id = l.dialog_id
), label_log_entries AS (
  INSERT INTO label_log (id, dialog_id, created_at, name, action, performed_by)
  SELECT l.id, l.dialog_id, l.created_at, l.name, l.action, l.performed_by::json
  FROM unnest($60::uuid[], $61::uuid[], $62::timestamptz[], $63::text[], $64::text[], $65::text[]) AS l (id, dialog_id, created_at, name, action, performed_by)
  JOIN written w ON w.id = l.dialog_id
), seen_entries AS (
  INSERT INTO seen_log (id, dialog_id, seen_at, actor_id, actor_name, via_service_owner)
  SELECT s.id, s.dialog_id, s.seen_at, s.actor_id, s.actor_name, s.via_service_owner
  FROM unnest($66::uuid[], $67::uuid[], $68::timestamptz[], $69::text[], $70::text[], $71::boolean[]) AS s (id, dialog_id, seen_at, actor_id, actor_name, via_service_owner)
  JOIN written w ON w.id = s.dialog_id
  ON CONFLICT DO NOTHING
), logged AS (
  INSERT INTO dialog_change (at, dialog_id, revision_before, revision_after, actor, kind, members, silent, org,
    service_resource, party, process, preceding_process, appended, seen_log_id)
  SELECT at, id, revision_before, revision_after, actor, kind, members, silent, org, service_resource, party,
    process, preceding_process, appended::json, seen_log_id
  FROM written
)
SELECT id FROM written;

-- update with the other rows below, alone
WITH written AS (
  UPDATE dialog d SET
    revision = u.revision,
    version = d.version + 1,
    updated_at = u.updated_at,
    content_updated_at = u.content_updated_at,
    deleted_at = u.deleted_at,
    due_at = u.due_at,
    expires_at = u.expires_at,
    status = u.status,
    progress = u.progress,
    extended_status = u.extended_status,
    external_reference = u.external_reference,
    process = u.process,
    preceding_process = u.preceding_process,
    is_api_only = (u.flags & 1) <> 0,
    frozen = (u.flags & 2) <> 0,
    content_seen = (u.flags & 4) <> 0,
    has_unopened_content = (u.flags & 8) <> 0,
    correspondence_opened = (u.flags & 16) <> 0,
    long_texts = (u.flags & 32) <> 0,
    legacy_html = (u.flags & 64) <> 0,
    labelled = d.labelled OR (u.flags & 128) <> 0,
    seen = d.seen OR (u.flags & 256) <> 0,
    from_service_owner_count = u.from_service_owner_count,
    from_party_count = u.from_party_count,
    unopened_count = u.unopened_count,
    contentless_count = u.contentless_count,
    activity_count = u.activity_count,
    action_resources = u.action_resources,
    transmission_resources = u.transmission_resources,
    service_owner_revision = u.service_owner_revision,
    end_user_revision = u.end_user_revision,
    system_labels = u.system_labels,
    system_label_mask = u.system_label_mask,
    content = coalesce(u.content::json, d.content),
    search_tags = coalesce(u.search_tags::json, d.search_tags),
    attachments = coalesce(u.attachments::json, d.attachments),
    gui_actions = coalesce(u.gui_actions::json, d.gui_actions),
    api_actions = coalesce(u.api_actions::json, d.api_actions)
  FROM (VALUES ($1::uuid, $2::uuid, $3::bigint, $4::timestamptz, $5::text, $6::int, $7::int, $8::boolean, $9::text, $10::uuid, $11::uuid, $12::timestamptz, $13::timestamptz, $14::timestamptz, $15::timestamptz, $16::timestamptz, $17::int, $18::int, $19::text, $20::text, $21::text, $22::text, $23::int, $24::int, $25::int, $26::int, $27::int, $28::int, $29::text, $30::text, $31::uuid, $32::uuid, $33::int, $34::int, $35::text, $36::text, $37::text, $38::text, $39::text)) AS u (id, expected_revision, expected_version, at, actor, kind, members, silent, appended, seen_log_id, revision, updated_at, content_updated_at, deleted_at, due_at, expires_at, status, progress, extended_status, external_reference, process, preceding_process, flags, from_service_owner_count, from_party_count, unopened_count, contentless_count, activity_count, action_resources, transmission_resources, service_owner_revision, end_user_revision, system_labels, system_label_mask, content, search_tags, attachments, gui_actions, api_actions)
  WHERE d.id = u.id AND d.revision = u.expected_revision AND d.version = u.expected_version
  RETURNING d.id, u.expected_revision AS revision_before, d.revision AS revision_after, u.at, u.actor, u.kind,
    u.members, u.silent, u.appended, u.seen_log_id, d.org, d.service_resource, d.party, d.process,
    d.preceding_process
), rewritten_transmissions AS (
  UPDATE transmission o SET created_at = t.created_at, type = t.type, idempotent_key = t.idempotent_key,
    related_id = t.related_id, depth = t.depth, opened = t.opened, document = t.document::json
  FROM (VALUES ($40::uuid, $41::uuid, $42::timestamptz, $43::int, $44::text, $45::uuid, $46::int, $47::boolean, $48::text)) AS t (id, dialog_id, created_at, type, idempotent_key, related_id, depth, opened, document)
  JOIN written w ON w.id = t.dialog_id
  WHERE o.id = t.id AND o.dialog_id = t.dialog_id
), rewritten_activities AS (
  UPDATE activity o SET created_at = a.created_at, document = a.document::json
  FROM (VALUES ($49::uuid, $50::uuid, $51::timestamptz, $52::int, $53::uuid, $54::text)) AS a (id, dialog_id, created_at, type, transmission_id, document)
  JOIN written w ON w.id = a.dialog_id
  WHERE o.id = a.id AND o.dialog_id = a.dialog_id
), opened_transmissions AS (
  UPDATE transmission o SET opened = true
  FROM (VALUES ($55::uuid, $56::uuid)) AS t (id, dialog_id) JOIN written w ON w.id = t.dialog_id
  WHERE o.id = t.id AND o.dialog_id = t.dialog_id
), released_ids AS (
  DELETE FROM element_id o
  USING (VALUES ($57::int, $58::uuid, $59::uuid)) AS e (kind, id, dialog_id) JOIN written w ON w.id = e.dialog_id
  WHERE o.kind = e.kind AND o.id = e.id AND o.dialog_id = e.dialog_id
), removed_labels AS (
  DELETE FROM service_owner_label o
  USING unnest($60::uuid[], $61::text[]) AS l (dialog_id, value) JOIN written w ON w.id = l.dialog_id
  WHERE o.dialog_id = l.dialog_id AND o.value = l.value
), logged AS (
  INSERT INTO dialog_change (at, dialog_id, revision_before, revision_after, actor, kind, members, silent, org,
    service_resource, party, process, preceding_process, appended, seen_log_id)
  SELECT at, id, revision_before, revision_after, actor, kind, members, silent, org, service_resource, party,
    process, preceding_process, appended::json, seen_log_id
  FROM written
)
SELECT id FROM written;

-- update with the other rows below, in a batch
WITH written AS (
  UPDATE dialog d SET
    revision = u.revision,
    version = d.version + 1,
    updated_at = u.updated_at,
    content_updated_at = u.content_updated_at,
    deleted_at = u.deleted_at,
    due_at = u.due_at,
    expires_at = u.expires_at,
    status = u.status,
    progress = u.progress,
    extended_status = u.extended_status,
    external_reference = u.external_reference,
    process = u.process,
    preceding_process = u.preceding_process,
    is_api_only = (u.flags & 1) <> 0,
    frozen = (u.flags & 2) <> 0,
    content_seen = (u.flags & 4) <> 0,
    has_unopened_content = (u.flags & 8) <> 0,
    correspondence_opened = (u.flags & 16) <> 0,
    long_texts = (u.flags & 32) <> 0,
    legacy_html = (u.flags & 64) <> 0,
    labelled = d.labelled OR (u.flags & 128) <> 0,
    seen = d.seen OR (u.flags & 256) <> 0,
    from_service_owner_count = u.from_service_owner_count,
    from_party_count = u.from_party_count,
    unopened_count = u.unopened_count,
    contentless_count = u.contentless_count,
    activity_count = u.activity_count,
    action_resources = u.action_resources,
    transmission_resources = u.transmission_resources,
    service_owner_revision = u.service_owner_revision,
    end_user_revision = u.end_user_revision,
    system_labels = u.system_labels,
    system_label_mask = u.system_label_mask,
    content = coalesce(u.content::json, d.content),
    search_tags = coalesce(u.search_tags::json, d.search_tags),
    attachments = coalesce(u.attachments::json, d.attachments),
    gui_actions = coalesce(u.gui_actions::json, d.gui_actions),
    api_actions = coalesce(u.api_actions::json, d.api_actions)
  FROM unnest($1::uuid[], $2::uuid[], $3::bigint[], $4::timestamptz[], $5::text[], $6::int[], $7::int[], $8::boolean[], $9::text[], $10::uuid[], $11::uuid[], $12::timestamptz[], $13::timestamptz[], $14::timestamptz[], $15::timestamptz[], $16::timestamptz[], $17::int[], $18::int[], $19::text[], $20::text[], $21::text[], $22::text[], $23::int[], $24::int[], $25::int[], $26::int[], $27::int[], $28::int[], $29::text[], $30::text[], $31::uuid[], $32::uuid[], $33::int[], $34::int[], $35::text[], $36::text[], $37::text[], $38::text[], $39::text[]) AS u (id, expected_revision, expected_version, at, actor, kind, members, silent, appended, seen_log_id, revision, updated_at, content_updated_at, deleted_at, due_at, expires_at, status, progress, extended_status, external_reference, process, preceding_process, flags, from_service_owner_count, from_party_count, unopened_count, contentless_count, activity_count, action_resources, transmission_resources, service_owner_revision, end_user_revision, system_labels, system_label_mask, content, search_tags, attachments, gui_actions, api_actions)
  WHERE d.id = u.id AND d.revision = u.expected_revision AND d.version = u.expected_version
  RETURNING d.id, u.expected_revision AS revision_before, d.revision AS revision_after, u.at, u.actor, u.kind,
    u.members, u.silent, u.appended, u.seen_log_id, d.org, d.service_resource, d.party, d.process,
    d.preceding_process
), rewritten_transmissions AS (
  UPDATE transmission o SET created_at = t.created_at, type = t.type, idempotent_key = t.idempotent_key,
    related_id = t.related_id, depth = t.depth, opened = t.opened, document = t.document::json
  FROM unnest($40::uuid[], $41::uuid[], $42::timestamptz[], $43::int[], $44::text[], $45::uuid[], $46::int[], $47::boolean[], $48::text[]) AS t (id, dialog_id, created_at, type, idempotent_key, related_id, depth, opened, document)
  JOIN written w ON w.id = t.dialog_id
  WHERE o.id = t.id AND o.dialog_id = t.dialog_id
), rewritten_activities AS (
  UPDATE activity o SET created_at = a.created_at, document = a.document::json
  FROM unnest($49::uuid[], $50::uuid[], $51::timestamptz[], $52::int[], $53::uuid[], $54::text[]) AS a (id, dialog_id, created_at, type, transmission_id, document)
  JOIN written w ON w.id = a.dialog_id
  WHERE o.id = a.id AND o.dialog_id = a.dialog_id
), opened_transmissions AS (
  UPDATE transmission o SET opened = true
  FROM unnest($55::uuid[], $56::uuid[]) AS t (id, dialog_id) JOIN written w ON w.id = t.dialog_id
  WHERE o.id = t.id AND o.dialog_id = t.dialog_id
), released_ids AS (
  DELETE FROM element_id o
  USING unnest($57::int[], $58::uuid[], $59::uuid[]) AS e (kind, id, dialog_id) JOIN written w ON w.id = e.dialog_id
  WHERE o.kind = e.kind AND o.id = e.id AND o.dialog_id = e.dialog_id
), removed_labels AS (
  DELETE FROM service_owner_label o
  USING unnest($60::uuid[], $61::text[]) AS l (dialog_id, value) JOIN written w ON w.id = l.dialog_id
  WHERE o.dialog_id = l.dialog_id AND o.value = l.value
), logged AS (
  INSERT INTO dialog_change (at, dialog_id, revision_before, revision_after, actor, kind, members, silent, org,
    service_resource, party, process, preceding_process, appended, seen_log_id)
  SELECT at, id, revision_before, revision_after, actor, kind, members, silent, org, service_resource, party,
    process, preceding_process, appended::json, seen_log_id
  FROM written
)
SELECT id FROM written;

-- update that is shown, alone
WITH written AS (
  UPDATE dialog d SET
    revision = u.revision,
    version = d.version + 1,
    updated_at = u.updated_at,
    content_updated_at = u.content_updated_at,
    deleted_at = u.deleted_at,
    due_at = u.due_at,
    expires_at = u.expires_at,
    status = u.status,
    progress = u.progress,
    extended_status = u.extended_status,
    external_reference = u.external_reference,
    process = u.process,
    preceding_process = u.preceding_process,
    is_api_only = (u.flags & 1) <> 0,
    frozen = (u.flags & 2) <> 0,
    content_seen = (u.flags & 4) <> 0,
    has_unopened_content = (u.flags & 8) <> 0,
    correspondence_opened = (u.flags & 16) <> 0,
    long_texts = (u.flags & 32) <> 0,
    legacy_html = (u.flags & 64) <> 0,
    labelled = d.labelled OR (u.flags & 128) <> 0,
    seen = d.seen OR (u.flags & 256) <> 0,
    from_service_owner_count = u.from_service_owner_count,
    from_party_count = u.from_party_count,
    unopened_count = u.unopened_count,
    contentless_count = u.contentless_count,
    activity_count = u.activity_count,
    action_resources = u.action_resources,
    transmission_resources = u.transmission_resources,
    service_owner_revision = u.service_owner_revision,
    end_user_revision = u.end_user_revision,
    system_labels = u.system_labels,
    system_label_mask = u.system_label_mask,
    content = coalesce(u.content::json, d.content),
    search_tags = coalesce(u.search_tags::json, d.search_tags),
    attachments = coalesce(u.attachments::json, d.attachments),
    gui_actions = coalesce(u.gui_actions::json, d.gui_actions),
    api_actions = coalesce(u.api_actions::json, d.api_actions)
  FROM (VALUES ($1::uuid, $2::uuid, $3::bigint, $4::timestamptz, $5::text, $6::int, $7::int, $8::boolean, $9::text, $10::uuid, $11::uuid, $12::timestamptz, $13::timestamptz, $14::timestamptz, $15::timestamptz, $16::timestamptz, $17::int, $18::int, $19::text, $20::text, $21::text, $22::text, $23::int, $24::int, $25::int, $26::int, $27::int, $28::int, $29::text, $30::text, $31::uuid, $32::uuid, $33::int, $34::int, $35::text, $36::text, $37::text, $38::text, $39::text)) AS u (id, expected_revision, expected_version, at, actor, kind, members, silent, appended, seen_log_id, revision, updated_at, content_updated_at, deleted_at, due_at, expires_at, status, progress, extended_status, external_reference, process, preceding_process, flags, from_service_owner_count, from_party_count, unopened_count, contentless_count, activity_count, action_resources, transmission_resources, service_owner_revision, end_user_revision, system_labels, system_label_mask, content, search_tags, attachments, gui_actions, api_actions)
  WHERE d.id = u.id AND d.revision = u.expected_revision AND d.version = u.expected_version
  RETURNING d.id, u.expected_revision AS revision_before, d.revision AS revision_after, u.at, u.actor, u.kind,
    u.members, u.silent, u.appended, u.seen_log_id, d.org, d.service_resource, d.party, d.process,
    d.preceding_process
), logged AS (
  INSERT INTO dialog_change (at, dialog_id, revision_before, revision_after, actor, kind, members, silent, org,
    service_resource, party, process, preceding_process, appended, seen_log_id)
  SELECT at, id, revision_before, revision_after, actor, kind, members, silent, org, service_resource, party,
    process, preceding_process, appended::json, seen_log_id
  FROM written
)
SELECT d.id, t.ids, t.times, t.types, t.opened, t.documents, a.ids, a.times, a.types, a.documents,
  s.ids, s.times, s.actors, s.names, s.via, l.labels
FROM written w JOIN dialog d ON d.id = w.id
LEFT JOIN LATERAL (
  SELECT array_agg(t.id ORDER BY t.created_at, t.id) AS ids,
    array_agg(t.created_at ORDER BY t.created_at, t.id) AS times,
    array_agg(t.type ORDER BY t.created_at, t.id) AS types,
    array_agg(t.opened ORDER BY t.created_at, t.id) AS opened,
    array_agg(t.document::text ORDER BY t.created_at, t.id) AS documents
  FROM transmission t
  WHERE t.dialog_id = d.id AND d.from_service_owner_count + d.from_party_count BETWEEN 1 AND 1000
) t ON true
LEFT JOIN LATERAL (
  SELECT array_agg(a.id ORDER BY a.created_at, a.id) AS ids,
    array_agg(a.created_at ORDER BY a.created_at, a.id) AS times,
    array_agg(a.type ORDER BY a.created_at, a.id) AS types,
    array_agg(a.document::text ORDER BY a.created_at, a.id) AS documents
  FROM activity a
  WHERE a.dialog_id = d.id AND d.activity_count BETWEEN 1 AND 10000
) a ON true
LEFT JOIN LATERAL (
  SELECT array_agg(s.id ORDER BY s.seen_at DESC) AS ids,
    array_agg(s.seen_at ORDER BY s.seen_at DESC) AS times,
    array_agg(s.actor_id ORDER BY s.seen_at DESC) AS actors,
    array_agg(s.actor_name ORDER BY s.seen_at DESC) AS names,
    array_agg(s.via_service_owner ORDER BY s.seen_at DESC) AS via
  FROM (
    SELECT DISTINCT ON (s.actor_id) s.id, s.seen_at, s.actor_id, s.actor_name, s.via_service_owner
    FROM seen_log s
    WHERE s.dialog_id = d.id AND d.seen AND s.seen_at >= least(d.updated_at, d.content_updated_at)
    ORDER BY s.actor_id, s.seen_at DESC
  ) s
) s ON true
LEFT JOIN LATERAL (
  SELECT array_agg(l.value ORDER BY l.value) AS labels
  FROM service_owner_label l WHERE l.dialog_id = d.id AND d.labelled
) l ON true;

-- update that is shown, in a batch
WITH written AS (
  UPDATE dialog d SET
    revision = u.revision,
    version = d.version + 1,
    updated_at = u.updated_at,
    content_updated_at = u.content_updated_at,
    deleted_at = u.deleted_at,
    due_at = u.due_at,
    expires_at = u.expires_at,
    status = u.status,
    progress = u.progress,
    extended_status = u.extended_status,
    external_reference = u.external_reference,
    process = u.process,
    preceding_process = u.preceding_process,
    is_api_only = (u.flags & 1) <> 0,
    frozen = (u.flags & 2) <> 0,
    content_seen = (u.flags & 4) <> 0,
    has_unopened_content = (u.flags & 8) <> 0,
    correspondence_opened = (u.flags & 16) <> 0,
    long_texts = (u.flags & 32) <> 0,
    legacy_html = (u.flags & 64) <> 0,
    labelled = d.labelled OR (u.flags & 128) <> 0,
    seen = d.seen OR (u.flags & 256) <> 0,
    from_service_owner_count = u.from_service_owner_count,
    from_party_count = u.from_party_count,
    unopened_count = u.unopened_count,
    contentless_count = u.contentless_count,
    activity_count = u.activity_count,
    action_resources = u.action_resources,
    transmission_resources = u.transmission_resources,
    service_owner_revision = u.service_owner_revision,
    end_user_revision = u.end_user_revision,
    system_labels = u.system_labels,
    system_label_mask = u.system_label_mask,
    content = coalesce(u.content::json, d.content),
    search_tags = coalesce(u.search_tags::json, d.search_tags),
    attachments = coalesce(u.attachments::json, d.attachments),
    gui_actions = coalesce(u.gui_actions::json, d.gui_actions),
    api_actions = coalesce(u.api_actions::json, d.api_actions)
  FROM unnest($1::uuid[], $2::uuid[], $3::bigint[], $4::timestamptz[], $5::text[], $6::int[], $7::int[], $8::boolean[], $9::text[], $10::uuid[], $11::uuid[], $12::timestamptz[], $13::timestamptz[], $14::timestamptz[], $15::timestamptz[], $16::timestamptz[], $17::int[], $18::int[], $19::text[], $20::text[], $21::text[], $22::text[], $23::int[], $24::int[], $25::int[], $26::int[], $27::int[], $28::int[], $29::text[], $30::text[], $31::uuid[], $32::uuid[], $33::int[], $34::int[], $35::text[], $36::text[], $37::text[], $38::text[], $39::text[]) AS u (id, expected_revision, expected_version, at, actor, kind, members, silent, appended, seen_log_id, revision, updated_at, content_updated_at, deleted_at, due_at, expires_at, status, progress, extended_status, external_reference, process, preceding_process, flags, from_service_owner_count, from_party_count, unopened_count, contentless_count, activity_count, action_resources, transmission_resources, service_owner_revision, end_user_revision, system_labels, system_label_mask, content, search_tags, attachments, gui_actions, api_actions)
  WHERE d.id = u.id AND d.revision = u.expected_revision AND d.version = u.expected_version
  RETURNING d.id, u.expected_revision AS revision_before, d.revision AS revision_after, u.at, u.actor, u.kind,
    u.members, u.silent, u.appended, u.seen_log_id, d.org, d.service_resource, d.party, d.process,
    d.preceding_process
), logged AS (
  INSERT INTO dialog_change (at, dialog_id, revision_before, revision_after, actor, kind, members, silent, org,
    service_resource, party, process, preceding_process, appended, seen_log_id)
  SELECT at, id, revision_before, revision_after, actor, kind, members, silent, org, service_resource, party,
    process, preceding_process, appended::json, seen_log_id
  FROM written
)
SELECT d.id, t.ids, t.times, t.types, t.opened, t.documents, a.ids, a.times, a.types, a.documents,
  s.ids, s.times, s.actors, s.names, s.via, l.labels
FROM written w JOIN dialog d ON d.id = w.id
LEFT JOIN LATERAL (
  SELECT array_agg(t.id ORDER BY t.created_at, t.id) AS ids,
    array_agg(t.created_at ORDER BY t.created_at, t.id) AS times,
    array_agg(t.type ORDER BY t.created_at, t.id) AS types,
    array_agg(t.opened ORDER BY t.created_at, t.id) AS opened,
    array_agg(t.document::text ORDER BY t.created_at, t.id) AS documents
  FROM transmission t
  WHERE t.dialog_id = d.id AND d.from_service_owner_count + d.from_party_count BETWEEN 1 AND 1000
) t ON true
LEFT JOIN LATERAL (
  SELECT array_agg(a.id ORDER BY a.created_at, a.id) AS ids,
    array_agg(a.created_at ORDER BY a.created_at, a.id) AS times,
    array_agg(a.type ORDER BY a.created_at, a.id) AS types,
    array_agg(a.document::text ORDER BY a.created_at, a.id) AS documents
  FROM activity a
  WHERE a.dialog_id = d.id AND d.activity_count BETWEEN 1 AND 10000
) a ON true
LEFT JOIN LATERAL (
  SELECT array_agg(s.id ORDER BY s.seen_at DESC) AS ids,
    array_agg(s.seen_at ORDER BY s.seen_at DESC) AS times,
    array_agg(s.actor_id ORDER BY s.seen_at DESC) AS actors,
    array_agg(s.actor_name ORDER BY s.seen_at DESC) AS names,
    array_agg(s.via_service_owner ORDER BY s.seen_at DESC) AS via
  FROM (
    SELECT DISTINCT ON (s.actor_id) s.id, s.seen_at, s.actor_id, s.actor_name, s.via_service_owner
    FROM seen_log s
    WHERE s.dialog_id = d.id AND d.seen AND s.seen_at >= least(d.updated_at, d.content_updated_at)
    ORDER BY s.actor_id, s.seen_at DESC
  ) s
) s ON true
LEFT JOIN LATERAL (
  SELECT array_agg(l.value ORDER BY l.value) AS labels
  FROM service_owner_label l WHERE l.dialog_id = d.id AND d.labelled
) l ON true;

-- purge, alone
WITH written AS (
  DELETE FROM dialog d
  USING (VALUES ($1::uuid, $2::uuid, $3::bigint, $4::timestamptz, $5::text, $6::int, $7::int, $8::boolean)) AS u (id, expected_revision, expected_version, at, actor, kind, members, silent)
  WHERE d.id = u.id AND d.revision = u.expected_revision AND d.version = u.expected_version
  RETURNING d.id, u.expected_revision AS revision_before, NULL::uuid AS revision_after, u.at, u.actor, u.kind,
    u.members, u.silent, NULL::text AS appended, NULL::uuid AS seen_log_id, d.org, d.service_resource, d.party,
    d.process, d.preceding_process
), gone_transmissions AS (
  DELETE FROM transmission WHERE dialog_id IN (SELECT id FROM written)
), gone_activities AS (
  DELETE FROM activity WHERE dialog_id IN (SELECT id FROM written)
), gone_elements AS (
  DELETE FROM element_id WHERE dialog_id IN (SELECT id FROM written)
), gone_labels AS (
  DELETE FROM service_owner_label WHERE dialog_id IN (SELECT id FROM written)
), gone_label_log AS (
  DELETE FROM label_log WHERE dialog_id IN (SELECT id FROM written)
), gone_seen AS (
  DELETE FROM seen_log WHERE dialog_id IN (SELECT id FROM written)
), logged AS (
  INSERT INTO dialog_change (at, dialog_id, revision_before, revision_after, actor, kind, members, silent, org,
    service_resource, party, process, preceding_process, appended, seen_log_id)
  SELECT at, id, revision_before, revision_after, actor, kind, members, silent, org, service_resource, party,
    process, preceding_process, appended::json, seen_log_id
  FROM written
)
SELECT id FROM written;

-- purge, in a batch
WITH written AS (
  DELETE FROM dialog d
  USING unnest($1::uuid[], $2::uuid[], $3::bigint[], $4::timestamptz[], $5::text[], $6::int[], $7::int[], $8::boolean[]) AS u (id, expected_revision, expected_version, at, actor, kind, members, silent)
  WHERE d.id = u.id AND d.revision = u.expected_revision AND d.version = u.expected_version
  RETURNING d.id, u.expected_revision AS revision_before, NULL::uuid AS revision_after, u.at, u.actor, u.kind,
    u.members, u.silent, NULL::text AS appended, NULL::uuid AS seen_log_id, d.org, d.service_resource, d.party,
    d.process, d.preceding_process
), gone_transmissions AS (
  DELETE FROM transmission WHERE dialog_id IN (SELECT id FROM written)
), gone_activities AS (
  DELETE FROM activity WHERE dialog_id IN (SELECT id FROM written)
), gone_elements AS (
  DELETE FROM element_id WHERE dialog_id IN (SELECT id FROM written)
), gone_labels AS (
  DELETE FROM service_owner_label WHERE dialog_id IN (SELECT id FROM written)
), gone_label_log AS (
  DELETE FROM label_log WHERE dialog_id IN (SELECT id FROM written)
), gone_seen AS (
  DELETE FROM seen_log WHERE dialog_id IN (SELECT id FROM written)
), logged AS (
  INSERT INTO dialog_change (at, dialog_id, revision_before, revision_after, actor, kind, members, silent, org,
    service_resource, party, process, preceding_process, appended, seen_log_id)
  SELECT at, id, revision_before, revision_after, actor, kind, members, silent, org, service_resource, party,
    process, preceding_process, appended::json, seen_log_id
  FROM written
)
SELECT id FROM written;

