/** The columns of the tables: how rows are bound to statements and read from results. */
package dev.dialogporten.persistence.rows;
