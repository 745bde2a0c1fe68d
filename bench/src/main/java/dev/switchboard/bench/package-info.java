/**
 * Measures the application from outside, over HTTP, beside two yardsticks: the database
 * alone and the application without its group commit. Afterwards it looks for every
 * answered delivery in the graph. It is no part of the application.
 */
package dev.switchboard.bench;
