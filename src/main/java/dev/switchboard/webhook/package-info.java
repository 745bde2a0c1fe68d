/**
 * The HTTP side of a platform's webhook: body limit, signature, verification handshake
 * and answers. Knows bytes and headers, not what a delivery says.
 */
package dev.switchboard.webhook;
