/**
 * Deliveries that cannot be given to the graph now, on disk until they can. Knows bytes
 * and files, not what a delivery says.
 */
package dev.switchboard.spool;
