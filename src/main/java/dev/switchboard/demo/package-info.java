/**
 * The profile {@code demo}: sends a few signed deliveries to this server's own port and
 * shows what came of them. Uses the front door only; nothing else depends on it.
 */
package dev.switchboard.demo;
