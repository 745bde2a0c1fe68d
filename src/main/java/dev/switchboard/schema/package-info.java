/**
 * The schema of the graph: runs the migrations, checks that every constraint stands, and
 * keeps everybody from the database until both are done. It knows no statements of the
 * domain: those are Cypher files.
 */
package dev.switchboard.schema;
