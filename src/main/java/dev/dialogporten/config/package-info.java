/**
 * The settings: read once from a properties file and the environment, checked, and handed out as
 * one record per concern.
 *
 * <p>Any package may know the records; this package knows none of the others. Start with {@code
 * Settings}; {@code config/application.properties} documents every key.
 */
package dev.dialogporten.config;
