/**
 * Breaks running copies of the application and their database under load, and compares
 * the graph with a ledger of what was sent and answered. Everything that breaks is a
 * process, a connection or a disk of its own; the application has no code for it, and
 * what one copy alone does is tested elsewhere.
 */
package dev.switchboard.ledger;
