-- Service owner labels are compared in Unicode normal form C; those written before become comparable. Where a dialog has one label in
-- both forms, one remains. Databases in another encoding than UTF-8 know no normal forms, and hardly the characters that have two.
DO $$
BEGIN
    IF current_setting('server_encoding') = 'UTF8' THEN
        INSERT INTO service_owner_label (dialog_id, value)
        SELECT DISTINCT dialog_id, normalize(value, NFC) FROM service_owner_label WHERE value IS NOT NFC NORMALIZED
        ON CONFLICT DO NOTHING;
        DELETE FROM service_owner_label WHERE value IS NOT NFC NORMALIZED;
    END IF;
END
$$;
