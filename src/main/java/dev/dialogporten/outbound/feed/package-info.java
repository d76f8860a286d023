/**
 * Reading events on request: the change feed and the streams of this node.
 *
 * <p>Start with {@code StreamHub} and {@code ChangePages}.
 */
package dev.dialogporten.outbound.feed;
