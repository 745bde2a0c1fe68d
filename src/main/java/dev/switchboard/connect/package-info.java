/**
 * Connecting, checking and disconnecting channels at Meta: log-ins, tokens,
 * subscriptions, and the API for it. Which user owns a channel is decided in the package
 * channel.
 */
package dev.switchboard.connect;
