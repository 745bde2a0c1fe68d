/**
 * What cannot be stored now: events of channels that nobody has connected, events that
 * the graph refuses, and deliveries that cannot be read. Each is held with its payload.
 */
package dev.switchboard.held;
