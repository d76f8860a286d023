/**
 * The load driver, a sub-command of the jar. It knows the service by its HTTP interface only, so it
 * can be pointed at any Dialogporten. Start reading at {@link dev.dialogporten.load.LoadCommand};
 * {@code options} says what to do, {@code run} does it over {@code connection}, {@code result} is
 * what was found and {@code report} shows it.
 */
package dev.dialogporten.load;
