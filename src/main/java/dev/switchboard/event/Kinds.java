package dev.switchboard.event;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.camel.model.ModelCamelContext;

import org.springframework.stereotype.Component;

/**
 * Which kinds of events are stored: those with a route {@code direct:kinds/<kind>}, the
 * file of that name in the folder {@code routes/kinds}.
 */
@Component
public class Kinds {

	private static final String ENDPOINT = "direct:kinds/";

	private final Set<String> stored = ConcurrentHashMap.newKeySet();

	private final ModelCamelContext camel;

	Kinds(ModelCamelContext camel) {
		this.camel = camel;
	}

	/**
	 * Whether a kind has a route, running or not.
	 * @param kind what a mapping calls the events
	 * @return false when no route is named like it
	 */
	public boolean areStored(String kind) {
		if (this.stored.contains(kind)) {
			return true;
		}
		boolean found = this.camel.getRouteDefinitions()
			.stream()
			.anyMatch((route) -> route.getInput().getEndpointUri().equals(ENDPOINT + kind));
		if (found) {
			this.stored.add(kind);
		}
		return found;
	}

}
