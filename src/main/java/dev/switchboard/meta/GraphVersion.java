package dev.switchboard.meta;

import org.springframework.stereotype.Component;

/** The version of the Graph API that is spoken, for pages that call it themselves. */
@Component
public class GraphVersion {

	private final String name;

	GraphVersion(GraphApiProperties properties) {
		this.name = properties.version();
	}

	/** Its name, such as v23.0. */
	public String name() {
		return this.name;
	}

}
