package dev.switchboard.event;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.camel.Variable;
import org.apache.camel.model.ModelCamelContext;

import org.springframework.stereotype.Component;

/**
 * Which route stores events of a kind: {@code direct:kinds/<kind>}, the file of that name
 * in the folder {@code routes/kinds}.
 */
@Component("kinds")
public class Kinds {

	private static final String UNMAPPED = "unmapped";

	private static final String ENDPOINT = "direct:kinds/";

	private final Set<String> stored = ConcurrentHashMap.newKeySet();

	private final ModelCamelContext camel;

	Kinds(ModelCamelContext camel) {
		this.camel = camel;
	}

	/**
	 * The route for a kind.
	 * @param kind what a mapping calls the events
	 * @return the kind itself, or {@code unmapped} when no route is named like it
	 */
	public String routeOf(String kind) {
		return (this.stored.contains(kind) || isStored(kind)) ? kind : UNMAPPED;
	}

	// A route that does not run (yet, or any more) is there all the same.
	private boolean isStored(String kind) {
		boolean isStored = this.camel.getRouteDefinitions()
			.stream()
			.anyMatch((route) -> route.getInput().getEndpointUri().equals(ENDPOINT + kind));
		if (isStored) {
			this.stored.add(kind);
		}
		return isStored;
	}

	/** Why events that no route stores are held. */
	String unmapped(@Variable("group") EventGroup group) {
		return UNMAPPED + ": " + group.kind();
	}

}
