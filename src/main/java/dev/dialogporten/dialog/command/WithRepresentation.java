package dev.dialogporten.dialog.command;

/** A command whose caller wants to see the dialog as the command has left it. */
public record WithRepresentation(DialogCommand command) {}
