/**
 * Channels: the accounts that users have connected, and the look-up that tells whose an
 * event is. Owns the Channel node and the cache in front of it.
 */
package dev.switchboard.channel;
