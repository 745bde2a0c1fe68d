/**
 * What users read: their conversations, contacts and messages, page by page, by words,
 * and as they come in. Owns nothing of the graph and writes nothing to it.
 */
package dev.switchboard.inbox;
