package dev.switchboard.event;

import java.nio.file.Path;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the mappings must keep to.
 *
 * @param schema JSON Schema of the events; {@code $defs/<kind>} describes each kind
 */
@ConfigurationProperties("switchboard.event")
record EventProperties(@DefaultValue("routes/events/event.schema.json") Path schema) {
}
