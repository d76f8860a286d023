/**
 * The run itself: set-up, warm-up, measurement. Each {@code Lane} is one event loop with its users;
 * start reading at {@link dev.dialogporten.load.run.LoadRun}.
 */
package dev.dialogporten.load.run;
