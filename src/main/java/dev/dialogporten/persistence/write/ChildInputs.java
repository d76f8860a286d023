package dev.dialogporten.persistence.write;

import dev.dialogporten.persistence.rows.RowInput;

/** The columns of rows below a dialog, in the order in which {@link ChildStatements} binds them. */
final class ChildInputs {
  static final RowInput TRANSMISSION =
      RowInput.of(
          "t",
          """
          id uuid, dialog_id uuid, created_at timestamptz, type int, idempotent_key text, related_id uuid,
          depth int, opened boolean, document text\
          """);
  static final RowInput ACTIVITY =
      RowInput.of(
          "a",
          """
          id uuid, dialog_id uuid, created_at timestamptz, type int, transmission_id uuid, document text\
          """);
  static final RowInput OPENED =
      RowInput.of(
          "t",
          """
          id uuid, dialog_id uuid\
          """);
  static final RowInput ELEMENT_ID =
      RowInput.of(
          "e",
          """
          kind int, id uuid, dialog_id uuid\
          """);
  static final RowInput LABEL =
      RowInput.of(
          "l",
          """
          dialog_id uuid, value text\
          """);
  static final RowInput LOG_ENTRY =
      RowInput.of(
          "l",
          """
          id uuid, dialog_id uuid, created_at timestamptz, name text, action text, performed_by text\
          """);
  static final RowInput SEEN_ENTRY =
      RowInput.of(
          "s",
          """
          id uuid, dialog_id uuid, seen_at timestamptz, actor_id text, actor_name text, via_service_owner
          boolean\
          """);

  private ChildInputs() {}
}
