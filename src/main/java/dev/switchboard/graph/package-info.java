/**
 * The way to the graph: how the driver gets its connection, the local Neo4j when nobody
 * named another, the migrations and the check that every constraint stands. It knows no
 * labels and no statements of the domain: those are Cypher files.
 */
package dev.switchboard.graph;
