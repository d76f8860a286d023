/** Attacks on the service while another organisation's calls are measured. */
package dev.dialogporten.attack;
