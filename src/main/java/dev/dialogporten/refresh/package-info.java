/**
 * Sources that are polled or watched: bounded fetches, watched files, hand-written JSON with all
 * its faults named.
 */
package dev.dialogporten.refresh;
