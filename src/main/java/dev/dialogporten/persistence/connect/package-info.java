/**
 * How PostgreSQL is reached: connections and their options, migrations, and what a failed statement
 * means.
 *
 * <p>Start with {@code Database}; {@code SqlErrors} is the only table of SQLSTATEs.
 */
package dev.dialogporten.persistence.connect;
