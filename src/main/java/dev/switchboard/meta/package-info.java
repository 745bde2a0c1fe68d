/**
 * What is known of our apps at Meta: their ids, secrets and verify tokens. Knows nobody,
 * and nothing of what the apps are used for.
 */
package dev.switchboard.meta;
