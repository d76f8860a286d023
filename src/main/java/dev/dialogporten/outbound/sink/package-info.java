/** The operator's sinks: Altinn Events, Kafka, the log; and posting over HTTP within bounds. */
package dev.dialogporten.outbound.sink;
