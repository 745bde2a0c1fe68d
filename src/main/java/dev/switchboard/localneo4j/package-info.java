/**
 * The local Neo4j, a server of our own when nobody named another: its files, process,
 * password and ports. Tells the driver where the database is; knows nothing of what is in
 * it.
 */
package dev.switchboard.localneo4j;
