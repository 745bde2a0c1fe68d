/**
 * The {@code cypher:} component: runs a statement of the {@code cypher} folder with
 * parameters, and lets concurrent writes share one transaction (group commit). It knows
 * rows and statements, not messages and channels: what a row means is said by the
 * statement.
 */
package dev.switchboard.cypher;
