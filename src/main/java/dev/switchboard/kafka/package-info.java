/**
 * What the routes in {@code routes/kafka} need beyond Camel: the topic, the offsets of a
 * batch, and a consumer that waits for the graph. It knows records and offsets, not what
 * is in a delivery.
 */
package dev.switchboard.kafka;
