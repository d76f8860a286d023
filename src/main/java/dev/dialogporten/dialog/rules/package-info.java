/**
 * Validation of bound bodies: JSON Schema for members, Java for what depends on the route, the
 * caller or another member.
 *
 * <p>Start with {@code BodyRules}. Callers get faults with keys; nothing here answers a request.
 */
package dev.dialogporten.dialog.rules;
