/**
 * Health and metrics, on a port of their own that is not for the public.
 *
 * <p>Start with {@code ManagementVerticle}.
 */
package dev.dialogporten.management;
