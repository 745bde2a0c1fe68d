/**
 * Channels: the accounts that users have connected, who has owned each of them when, and
 * the look-up that tells whose an event is. Owns the Channel node, the ownerships and the
 * cache in front of them, and the erasure of accounts. How a channel is connected at Meta
 * is the business of the package connect.
 */
package dev.switchboard.channel;
