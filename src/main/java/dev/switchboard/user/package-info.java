/**
 * Users: the paying customers of the platform, each a tenant. Owns the User node, not
 * what hangs on it.
 */
package dev.switchboard.user;
