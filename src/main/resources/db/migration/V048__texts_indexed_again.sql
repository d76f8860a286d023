-- Texts are indexed in Unicode normal form C; those indexed before are found by their composed form only once they are indexed again.
-- The change log no longer knows all of them, so the indexer goes through the dialogs themselves, in its own time and beside what
-- changes. The column holds the last dialog that has been done; null when nothing is left to do, as in a new database.
ALTER TABLE dialog_text_cursor ADD COLUMN rebuilt uuid;
UPDATE dialog_text_cursor SET rebuilt = '00000000-0000-0000-0000-000000000000' WHERE EXISTS (SELECT 1 FROM dialog);
