/**
 * Reads the files that engineers edit (routes, mappings, statements) before anything is
 * started, and refuses the start with the file, the line and what to do. What only the
 * database or the running routes can tell is found by them.
 */
package dev.switchboard.check;
